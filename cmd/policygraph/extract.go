package main

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"policygraph/extract/source"
	"policygraph/graph/export"
	"policygraph/schema"
)

func (a *app) extract() *cobra.Command {
	var o source.Options
	var w graphFlags
	c := &cobra.Command{
		Use:   "extract INPUT...",
		Short: "Read notices and write their graph to standard output, without a store",
		Long: `Extract reads notices as build does and writes what it finds: as N-Quads, sorted, the same that build puts in the
store; as JSON, one notice a line; as a table of practices and metrics, csv or xlsx; or in any format of export.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			read := func(use func(*schema.Notice) error) error {
				return a.notices(c.Context(), args, o, func(_ string, n *schema.Notice) error { return use(n) })
			}
			if w.format == "json" {
				return a.output(w.output, func(out io.Writer) error { return writeJSON(out, read) })
			}
			f, err := w.choose()
			if err != nil {
				return err
			}
			iris := schema.IRIs{Base: a.baseOrDefault()}
			return a.output(w.output, func(out io.Writer) error {
				quads, outcome := quadsOf(iris, read)
				err := f.Write(out, quads, export.Options{Base: iris.Base, Flat: w.flat})
				return errors.Join(err, *outcome)
			})
		},
	}
	a.sourceFlags(c, &o)
	w.add(c, "json (one notice a line), ")
	return c
}

func (a *app) baseOrDefault() string {
	if a.base == "" {
		return schema.DefaultBase
	}
	return a.base
}

// errStopped: who takes the quads wants no more.
var errStopped = errors.New("stopped")

// quadsOf gives the quads of notices as they are read. That some inputs failed is told in outcome once all are
// given; any other error ends the quads.
func quadsOf(m schema.IRIs, read func(func(*schema.Notice) error) error) (quads export.Quads, outcome *error) {
	outcome = new(error)
	return func(yield func(quad.Quad, error) bool) {
		err := read(func(n *schema.Notice) error {
			for q := range n.AllQuads(m) {
				if !yield(q, nil) {
					return errStopped
				}
			}
			return nil
		})
		switch {
		case errors.Is(err, errSome), errors.Is(err, errAll):
			*outcome = err
		case err != nil && !errors.Is(err, errStopped):
			yield(quad.Quad{}, err)
		}
	}, outcome
}

// writeJSON writes notices as JSON, one a line.
func writeJSON(w io.Writer, read func(func(*schema.Notice) error) error) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return read(func(n *schema.Notice) error { return enc.Encode(n) })
}
