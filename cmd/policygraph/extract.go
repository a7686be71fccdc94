package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"policygraph/extract/source"
	"policygraph/graph/export"
	"policygraph/schema"
)

func (a *app) extract() *cobra.Command {
	var o source.Options
	var format, output string
	c := &cobra.Command{
		Use:   "extract INPUT...",
		Short: "Read notices and write their graph to standard output, without a store",
		Long: `Extract reads notices as build does and writes what it finds to standard output: as N-Quads, sorted, the same
that build puts in the store; as JSON, one object a line; or as a table of practices and metrics, csv or xlsx.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			iris := schema.IRIs{Base: a.baseOrDefault()}
			w, err := newNoticeWriter(format, iris)
			if err != nil {
				return usageError{err}
			}
			return a.output(output, func(out *outputFile) error {
				if err := w.begin(out); err != nil {
					return err
				}
				read := a.notices(c.Context(), args, o, func(_ string, n *schema.Notice) error { return w.notice(n) })
				if err := w.end(); err != nil {
					return fmt.Errorf("write %s: %w", format, err)
				}
				return read
			})
		},
	}
	a.sourceFlags(c, &o)
	c.Flags().StringVar(&format, "format", "nquads", "nquads, json, csv or xlsx")
	c.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output; .gz and .zst compress")
	return c
}

func (a *app) baseOrDefault() string {
	if a.base == "" {
		return schema.DefaultBase
	}
	return a.base
}

var _ = export.Formats
