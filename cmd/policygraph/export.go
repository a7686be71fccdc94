package main

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/graph/export"
	"policygraph/graph/nquads"
	"policygraph/graph/nquads/canon"
	"policygraph/internal/hugepages"
)

// graphFlags say how a graph is written.
type graphFlags struct {
	format string
	output string
	flat   bool
	gexf   string
}

func (w *graphFlags) add(c *cobra.Command, more string) {
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	c.Flags().StringVar(&w.format, "format", "", more+strings.Join(names, ", ")+" (default: by the file's name, or nquads)")
	c.Flags().StringVarP(&w.output, "output", "o", "", "write to this file instead of standard output; .gz and .zst compress")
	c.Flags().StringVar(&w.gexf, "gexf", "", "the version of GEXF: 1.3, or 1.2 for NetworkX 2 and older Gephi")
	c.Flags().BoolVar(&w.flat, "flat", false, "merge the named graphs into the default graph")
}

// choose is the format asked for, or that of the file's name.
func (w *graphFlags) choose() (export.Format, error) {
	var f export.Format
	var err error
	switch {
	case w.gexf == "1.2" && (w.format == "gexf" || w.format == ""):
		f, err = export.Lookup("gexf12")
	case w.gexf != "" && w.gexf != "1.3":
		err = fmt.Errorf("there is no GEXF %q; there are 1.2 and 1.3", w.gexf)
	case w.format != "":
		f, err = export.Lookup(w.format)
	case w.output != "" && w.output != "-":
		f, _, err = export.LookupFile(w.output)
	default:
		f, err = export.Lookup("nquads")
	}
	if err != nil {
		return f, usageError{err}
	}
	return f, nil
}

func (a *app) export() *cobra.Command {
	var w graphFlags
	var only []string
	var canonical, digest bool
	c := &cobra.Command{
		Use: "export", Aliases: []string{"dump"},
		Short: "Write the store's graph for other tools",
		Long:  "Export writes the graph for other programs.\n\n" + formatList(),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			f, err := w.choose()
			if err != nil {
				return err
			}
			if (canonical || digest) && f.Name != "nquads" {
				return usageError{fmt.Errorf("--canonical and --digest are of N-Quads, not of %s", f.Name)}
			}
			hugepages.Reserve(exportHeap)
			debug.SetGCPercent(exportGarbage)
			return a.reading(c.Context(), func(s *graph.Store, snap graph.Snapshot) error {
				o := export.Options{Base: s.IRIs().Base, Flat: w.flat}
				if !canonical && !digest && len(only) == 0 {
					return a.output(w.output, func(out io.Writer) error { return writeStore(c.Context(), out, s, f, o) })
				}
				quads, err := a.chosenQuads(c, s, snap, only)
				if err != nil {
					return err
				}
				return a.output(w.output, func(out io.Writer) error {
					switch {
					case digest:
						return writeDigest(out, quads)
					case canonical:
						return canon.Write(out, quads, canon.Options{})
					}
					return f.Write(out, quads, o)
				})
			})
		},
	}
	w.add(c, "")
	c.Flags().BoolVar(&canonical, "canonical", false, "rename blank nodes as RDFC-1.0 does, so that equal graphs give equal bytes")
	c.Flags().BoolVar(&digest, "digest", false, "only the SHA-256 of the canonical form, which any RDFC-1.0 tool can recompute")
	c.Flags().StringArrayVar(&only, "notice", nil, "only this notice and the divisions: by ID, 文号 or IRI (may be repeated)")
	return c
}

// writeStore writes all of a store, which sorts its quads itself.
func writeStore(ctx context.Context, out io.Writer, s *graph.Store, f export.Format, o export.Options) error {
	if f.Name == "nquads" && !o.Flat {
		_, err := s.Dump(ctx, out, bulk.Options{Memory: exportMemory})
		return err
	}
	return f.WriteFrom(out, func(by nquads.Order) (export.Sorted, error) {
		return s.Sort(ctx, by, bulk.Options{Memory: exportMemory})
	}, o)
}

// writeDigest writes the digest of quads, in hexadecimal digits.
func writeDigest(w io.Writer, quads export.Quads) error {
	sum, err := canon.Digest(quads, canon.Options{})
	if err == nil {
		_, err = fmt.Fprintln(w, sum)
	}
	return err
}

func formatList() string {
	var b strings.Builder
	for _, f := range export.Formats {
		fmt.Fprintf(&b, "  %-9s %s\n", f.Name, f.About)
	}
	return b.String()
}

// chosenQuads are all quads, or those of the notices named and of the divisions.
func (a *app) chosenQuads(c *cobra.Command, s *graph.Store, snap graph.Snapshot, only []string) (export.Quads, error) {
	if len(only) == 0 {
		return snap.Quads(c.Context()), nil
	}
	list, err := graph.Notices(c.Context(), snap)
	if err != nil {
		return nil, err
	}
	labels := []quad.IRI{s.IRIs().DivisionGraph()}
	for _, arg := range only {
		n, err := pick(s, list, arg)
		if err != nil {
			return nil, err
		}
		labels = append(labels, n.IRI)
	}
	return func(yield func(quad.Quad, error) bool) {
		for _, label := range labels {
			for q, err := range snap.Graph(c.Context(), label) {
				if !yield(q, err) {
					return
				}
			}
		}
	}, nil
}
