package main

import (
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"policygraph/graph"
	"policygraph/graph/nquads"
)

func (a *app) importQuads() *cobra.Command {
	var lenient bool
	c := &cobra.Command{
		Use:   "import FILE.nq...",
		Short: "Add N-Quads or N-Triples to the store: of policygraph's own making, or another tool's",
		Long:  "Import adds the quads of files, or of standard input as -, leaving out those that the store has. Files ending in .gz and .zst are unpacked.",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			store, err := graph.Open(c.Context(), a.store, graph.Options{Base: a.base})
			if err != nil {
				return err
			}
			added, err := store.Load(c.Context(), a.readQuads(args, lenient))
			if shut := store.Close(); err == nil {
				err = shut
			}
			if err == nil {
				a.say("%d quads added", added)
			}
			return err
		},
	}
	c.Flags().BoolVar(&lenient, "lenient", false, "report and skip bad lines instead of stopping at the first")
	return c
}

// readQuads gives the quads of files in their order.
func (a *app) readQuads(files []string, lenient bool) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, name := range files {
			if err := a.readFile(name, lenient, yield); err != nil {
				if err != errStopped {
					yield(quad.Quad{}, err)
				}
				return
			}
		}
	}
}

// errStopped: who takes the quads wants no more.
var errStopped = fmt.Errorf("stopped")

func (a *app) readFile(name string, lenient bool, yield func(quad.Quad, error) bool) error {
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
	plain, err := how.NewReader(in)
	if err != nil {
		return fmt.Errorf("import %q: %w", name, err)
	}
	defer plain.Close()
	o := nquads.Options{}
	if lenient {
		o.Skip = func(err *nquads.SyntaxError) { fmt.Fprintf(a.err, "policygraph: skipped: %s: %v\n", name, err) }
	}
	r := nquads.NewReader(plain, o)
	for {
		q, err := r.ReadQuad()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("import %q: %w", name, err)
		}
		if !yield(q, nil) {
			return errStopped
		}
	}
}
