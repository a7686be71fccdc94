package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/graph/nquads"
	"policygraph/internal/hugepages"
)

func (a *app) importQuads() *cobra.Command {
	var lenient bool
	var memory int64
	c := &cobra.Command{
		Use: "import FILE.nq...", Aliases: []string{"restore"},
		Short: "Add N-Quads or N-Triples to the store: of policygraph's own making, or another tool's",
		Long:  "Import adds the quads of files, or of standard input as -, leaving out those that the store has. Files ending in .gz and .zst are unpacked.",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			store, err := graph.Open(c.Context(), a.store, graph.Options{Base: a.base})
			if err != nil {
				return err
			}
			hugepages.Reserve(largeHeap)
			bar := a.progress()
			o := bulk.Options{Memory: memory << 20, Progress: func(p bulk.Progress) {
				bar.show("%s: %d quads", p.Step, p.Quads)
			}}
			r, err := store.Build(c.Context(), o, nil, func(p *bulk.Plan) error {
				for _, name := range args {
					if err := a.readText(p, name, lenient); err != nil {
						return err
					}
				}
				return nil
			})
			bar.end()
			err = errors.Join(err, store.Close())
			if err == nil {
				a.say("%d quads read", r.Read)
			}
			return err
		},
	}
	c.Flags().Int64Var(&memory, "memory", 0, "megabytes to stay within (default 400)")
	c.Flags().BoolVar(&lenient, "lenient", false, "report and skip bad lines instead of stopping at the first")
	return c
}

// readText puts a file of N-Quads into a plan.
func (a *app) readText(p *bulk.Plan, name string, lenient bool) error {
	in := a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("import: %w", err)
		}
		defer f.Close()
		in = f
	}
	how, _ := nquads.CompressionOf(name)
	text, err := how.NewReader(in)
	if err != nil {
		return fmt.Errorf("import %q: %w", name, err)
	}
	defer text.Close()
	var skip func(*nquads.SyntaxError)
	if lenient {
		skip = func(err *nquads.SyntaxError) { fmt.Fprintf(a.err, "policygraph: skipped: %s: %v\n", name, err) }
	}
	return p.Text(name, text, skip)
}
