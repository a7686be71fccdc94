package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"policygraph/extract/source"
	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/schema"
)

func (a *app) build() *cobra.Command {
	var o source.Options
	var memory int64
	c := &cobra.Command{
		Use:   "build INPUT...",
		Short: "Read notices and put them in the store; a notice that is there already is replaced",
		Long: `Build reads notices, finds their practices and puts them in the store. INPUT is a file, a folder, a glob, an
archive, a URL, or - for standard input. Each notice goes in as a whole or not at all; many go in together, which is
faster.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			store, err := graph.Open(c.Context(), a.store, graph.Options{Base: a.base})
			if err != nil {
				return err
			}
			b := &batch{app: a, ctx: c.Context(), store: store, memory: memory << 20}
			err = a.notices(c.Context(), args, o, b.add)
			if err == nil || errors.Is(err, errSome) {
				err = errors.Join(b.flush(), err)
			} else {
				b.drop(err)
			}
			return errors.Join(err, store.Close())
		},
	}
	a.sourceFlags(c, &o)
	c.Flags().Int64Var(&memory, "memory", 0, "megabytes to stay within while many notices go in (default 400)")
	return c
}

// manyNotices is from how many notices on they go in together: the store is then written anew in sorted tables, which
// costs about a second for each million quads it holds and far less for each notice. A batch holds no more than
// mostNotices, so that memory stays flat; into an empty store more go in as they are read.
const (
	manyNotices = 64
	mostNotices = 512
)

// A batch holds notices until it is known whether they are few or many.
type batch struct {
	*app
	ctx    context.Context
	store  *graph.Store
	memory int64
	held   []*schema.Notice
	at     map[string]int // where the notice of an ID is held, or -1 where it is in
	stream *stream
}

// add takes a notice; one with the ID of another takes its place.
func (b *batch) add(name string, n *schema.Notice) error {
	b.report(name, n)
	if b.at == nil {
		b.at = map[string]int{}
	}
	if i, ok := b.at[n.ID]; ok && i >= 0 {
		b.held[i] = n
		return nil
	}
	_, in := b.at[n.ID]
	if b.stream != nil && !in {
		b.at[n.ID] = -1
		return b.stream.add(n)
	}
	b.at[n.ID] = len(b.held)
	if b.held = append(b.held, n); len(b.held) < mostNotices {
		return nil
	}
	return b.spill()
}

// spill empties a full batch: into a stream where the store is empty, else into the store.
func (b *batch) spill() error {
	list, err := b.store.Notices(b.ctx)
	if err != nil || len(list) > 0 || b.stream != nil {
		return errors.Join(err, b.put())
	}
	b.stream = openStream(b.ctx, b.store, b.memory)
	for _, n := range b.held {
		if err := b.stream.add(n); err != nil {
			return err
		}
	}
	b.release()
	return nil
}

// release forgets the notices that are held, but not that they are in.
func (b *batch) release() {
	for _, n := range b.held {
		b.at[n.ID] = -1
	}
	b.held = nil
}

// flush puts all that is left in the store.
func (b *batch) flush() error {
	if b.stream != nil {
		r, err := b.stream.end()
		if err != nil {
			return err
		}
		b.say("%d notices are in, with %d quads", b.stream.count, r.Quads)
	}
	return b.put()
}

// drop ends what is under way and leaves the store as it was.
func (b *batch) drop(cause error) {
	if b.stream != nil {
		b.stream.drop(cause)
	}
}

// put puts what is held in the store: few one by one, many together.
func (b *batch) put() error {
	defer b.release()
	iris := b.store.IRIs()
	if len(b.held) < manyNotices {
		for _, n := range b.held {
			change, err := b.store.Replace(b.ctx, iris.Notice(n.ID), n.Quads(iris))
			if err != nil {
				return err
			}
			b.changed(n, change)
		}
		return nil
	}
	labels := make([]quad.IRI, len(b.held))
	for i, n := range b.held {
		labels[i] = iris.Notice(n.ID)
	}
	_, err := b.store.Build(b.ctx, bulk.Options{Memory: b.memory}, labels, func(p *bulk.Plan) error {
		quads := onlyOnce(iris)
		for _, n := range b.held {
			if err := p.Quads(quads(n)...); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		b.say("%d notices are in", len(b.held))
	}
	return err
}

// changed says what a notice changed in the store.
func (b *batch) changed(n *schema.Notice, c graph.Change) {
	if b.quiet {
		return
	}
	state := "nothing changed"
	if c.Changed() {
		state = fmt.Sprintf("%d quads added, %d removed", c.Added, c.Removed)
	}
	fmt.Fprintf(b.out, "%s %s: %s\n", n.ID, cmp.Or(n.Number, titleOf(n)), state)
}

// report says what was found in a notice.
func (a *app) report(name string, n *schema.Notice) {
	if !a.quiet {
		fmt.Fprintf(a.out, "%s\n  %s\n  %s\n", name, strings.Join(nonEmpty(titleOf(n), n.Number, n.Issued), "  "), counts(n))
	}
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
