package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"policygraph/extract/source"
	"policygraph/graph/nquads"
	"policygraph/schema"
)

func (a *app) extract() *cobra.Command {
	var o source.Options
	var format, output string
	c := &cobra.Command{
		Use:   "extract INPUT...",
		Short: "Read notices and write their graph to standard output, without a store",
		Long: `Extract reads notices as build does and writes what it finds to standard output: as N-Quads, sorted, the same
that build puts in the store; or as JSON, one notice a line.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			write, ok := noticeFormats[format]
			if !ok {
				return usageError{fmt.Errorf("no format is called %q; there are nquads and json", format)}
			}
			return a.output(output, func(w io.Writer) error {
				return write(w, schema.IRIs{Base: a.baseOrDefault()}, func(use func(*schema.Notice) error) error {
					return a.notices(c.Context(), args, o, func(_ string, n *schema.Notice) error { return use(n) })
				})
			})
		},
	}
	a.sourceFlags(c, &o)
	c.Flags().StringVar(&format, "format", "nquads", "nquads or json")
	c.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output; .gz and .zst compress")
	return c
}

func (a *app) baseOrDefault() string {
	if a.base == "" {
		return schema.DefaultBase
	}
	return a.base
}

// noticeFormats are the ways to write notices as they are read.
var noticeFormats = map[string]func(w io.Writer, m schema.IRIs, read func(use func(*schema.Notice) error) error) error{
	"nquads": extractQuads,
	"json":   extractJSON,
}

// extractQuads writes the notices' quads sorted, each once.
func extractQuads(w io.Writer, m schema.IRIs, read func(use func(*schema.Notice) error) error) error {
	s := nquads.NewSorter(nquads.SortOptions{})
	defer s.Close()
	err := read(func(n *schema.Notice) error {
		for _, q := range n.Quads(m) {
			if err := s.WriteQuad(q); err != nil {
				return err
			}
		}
		return nil
	})
	if _, failed := s.WriteTo(w); failed != nil {
		return failed
	}
	return err
}

// extractJSON writes the notices as JSON, one a line.
func extractJSON(w io.Writer, _ schema.IRIs, read func(use func(*schema.Notice) error) error) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return read(func(n *schema.Notice) error { return enc.Encode(n) })
}
