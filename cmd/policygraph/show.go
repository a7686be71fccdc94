package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"policygraph/graph"
	"policygraph/schema"
)

func (a *app) show() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "show NOTICE",
		Short: "Show a notice's practices in reading order: by ID, 文号 or IRI, as ls shows them",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.answering(c.Context(), func(s *graph.Store, snap graph.Snapshot) error {
				list, err := graph.Notices(c.Context(), snap)
				if err != nil {
					return err
				}
				entry, err := pick(s, list, args[0])
				if err != nil {
					return err
				}
				n, err := readNotice(c.Context(), s, snap, entry.IRI)
				if err != nil {
					return err
				}
				return a.output("", func(w io.Writer) error {
					if asJSON {
						enc := json.NewEncoder(w)
						enc.SetEscapeHTML(false)
						return enc.Encode(n)
					}
					return printNotice(w, n)
				})
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "everything, as JSON")
	return c
}

// readNotice reads a notice back from its graph and the graph of divisions.
func readNotice(ctx context.Context, s *graph.Store, snap graph.Snapshot, iri quad.IRI) (*schema.Notice, error) {
	var quads []quad.Quad
	for _, label := range []quad.IRI{iri, s.IRIs().DivisionGraph()} {
		for q, err := range snap.Graph(ctx, label) {
			if err != nil {
				return nil, fmt.Errorf("read notice %s: %w", iri, err)
			}
			quads = append(quads, q)
		}
	}
	return schema.ReadNotice(quads, s.IRIs())
}

// printNotice prints the head of a notice and, under each heading, its practices.
func printNotice(w io.Writer, n *schema.Notice) error {
	p := &printer{w: w, names: map[string]string{}}
	for _, d := range n.Divisions {
		p.names[d.ID] = d.Name
	}
	p.line("%s\n%s\n%s", titleOf(n), strings.Join(nonEmpty(n.Number, strings.Join(n.Issuers, "、"), n.Issued), "  "), counts(n))
	theme, measure := -1, -1
	for i := range n.Practices {
		x := &n.Practices[i]
		if x.Theme != theme && x.Theme > 0 {
			p.line("\n%s", headed(n.Themes[x.Theme-1].Heading))
		}
		if x.Measure != measure && x.Measure > 0 {
			p.line("\n  %s", headed(n.Measures[x.Measure-1].Heading))
		}
		theme, measure = x.Theme, x.Measure
		p.practice(x)
	}
	if len(n.Notes) > 0 {
		p.line("\n待定")
	}
	for _, x := range n.Notes {
		p.line("    %s [%d–%d] %s %s", x.AsWritten, x.Start, x.End, x.Comment, strings.Join(p.places(x.Candidates), "、"))
	}
	return p.err
}

// A printer writes lines and keeps the first error.
type printer struct {
	w     io.Writer
	err   error
	names map[string]string
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *printer) places(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = p.names[id]
	}
	return out
}

func (p *printer) practice(x *schema.Practice) {
	p.line("    %s [%d–%d]\n      %s", strings.Join(p.places(x.Localities), "、"), x.Start, x.End, x.Statement)
	for _, m := range x.Metrics {
		value := m.Value
		if m.Min != "" {
			value = m.Min + "–" + m.Max
		}
		p.line("      · %s", strings.Join(nonEmpty(m.Period, m.Indicator, m.Qualifier.Sign()+value+m.Unit, "（"+m.AsWritten+"）"), " "))
	}
}

func headed(h schema.Heading) string { return strings.Join(nonEmpty(h.Number, h.Label), " ") }

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
