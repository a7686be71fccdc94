package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"policygraph/extract/source"
	"policygraph/graph"
	"policygraph/schema"
)

func (a *app) build() *cobra.Command {
	var o source.Options
	c := &cobra.Command{
		Use:   "build INPUT...",
		Short: "Read notices and put them in the store; a notice that is there already is replaced",
		Long: `Build reads notices, finds their practices and puts them in the store. INPUT is a file, a folder, a glob, an
archive, a URL, or - for standard input. Each notice goes in as a whole or not at all.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			store, err := graph.Open(c.Context(), a.store, graph.Options{Base: a.base})
			if err != nil {
				return err
			}
			iris := store.IRIs()
			err = a.notices(c.Context(), args, o, func(name string, n *schema.Notice) error {
				change, err := store.Replace(c.Context(), iris.Notice(n.ID), n.Quads(iris))
				if err != nil {
					return fmt.Errorf("put %q in the store: %w", name, err)
				}
				a.report(name, n, change)
				return nil
			})
			if shut := store.Close(); err == nil && shut != nil {
				err = shut
			}
			return err
		},
	}
	a.sourceFlags(c, &o)
	return c
}

// report says what was found in a notice and what changed in the store.
func (a *app) report(name string, n *schema.Notice, change graph.Change) {
	if a.quiet {
		return
	}
	state := "nothing changed"
	if change.Changed() {
		state = fmt.Sprintf("%d quads added, %d removed", change.Added, change.Removed)
	}
	fmt.Fprintf(a.out, "%s\n  %s %s %s\n  %s\n  %s\n", name, titleOf(n), n.Number, n.Issued, counts(n), state)
}

func titleOf(n *schema.Notice) string {
	if n.Title == "" {
		return "(no title)"
	}
	return n.Title
}

// counts is what was found in a notice, in a line.
func counts(n *schema.Notice) string {
	places := map[string]bool{}
	metrics := 0
	for _, p := range n.Practices {
		metrics += len(p.Metrics)
		for _, id := range p.Localities {
			places[id] = true
		}
	}
	if len(n.Practices) == 0 {
		return "no practices" + openNotes(n)
	}
	return fmt.Sprintf("%d themes, %d measures, %d practices, %d localities, %d metrics",
		len(n.Themes), len(n.Measures), len(n.Practices), len(places), metrics) + openNotes(n)
}

// openNotes counts what stayed open, by kind.
func openNotes(n *schema.Notice) string {
	out := ""
	for _, k := range []struct {
		kind schema.NoteKind
		what string
	}{
		{schema.AmbiguousLocality, "places that several divisions fit"}, {schema.UnknownLocality, "unknown places"},
		{schema.OwnerlessNumber, "numbers of no practice"}, {schema.Unreadable, "unreadable characters"},
	} {
		count := 0
		for _, note := range n.Notes {
			if note.Kind == k.kind {
				count++
			}
		}
		if count > 0 {
			out += fmt.Sprintf("; open: %d %s", count, k.what)
		}
	}
	return out
}
