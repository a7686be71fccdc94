package ask

import (
	"context"
	"slices"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"policygraph/extract/place"
	"policygraph/graph"
	"policygraph/schema"
)

// A Place is where a question names a place: the bytes from Start to End, and what to call it in a query.
type Place struct {
	Start, End int
	Name       string
}

// A Finder finds the places that a text names, in order and without overlap.
type Finder func(text string) []Place

// Gazetteer is the finder of a gazetteer. A name alone is called as it is written; of a chain such as 江苏南京,
// which no division has as its name, the code of the finest division is taken.
func Gazetteer(g *place.Gazetteer) Finder {
	return func(text string) []Place {
		var out []Place
		for _, m := range g.Scan(text, place.Context{}) {
			if m.Compound != "" {
				continue
			}
			p := Place{m.Start, m.End, text[m.Start:m.End]}
			if len(m.Names) > 1 && m.Division != "" {
				p.Name = m.Division
			}
			out = append(out, p)
		}
		return out
	}
}

// longestName is the longest name of a place that is looked for in the store, in characters.
const longestName = 14

// findPlaces finds places by the finder, and in what that leaves, the longest names of divisions in the store, and their
// codes.
func findPlaces(ctx context.Context, s graph.Snapshot, text string, find Finder) ([]Place, error) {
	var places []Place
	if find != nil {
		places = find(text)
	}
	taken := func(start, end int) bool {
		return slices.ContainsFunc(places, func(p Place) bool { return start < p.End && p.Start < end })
	}
	n, err := newNames(ctx, s)
	if err != nil {
		return nil, err
	}
	for start := 0; start < len(text); {
		end, err := n.longest(ctx, text, start)
		if err != nil {
			return nil, err
		}
		if end > start && !taken(start, end) {
			places = append(places, Place{start, end, text[start:end]})
			start = end
			continue
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		start += size
	}
	slices.SortFunc(places, func(a, b Place) int { return a.Start - b.Start })
	return places, nil
}

// names looks names of divisions up in a store.
type names struct {
	snapshot                                  graph.Snapshot
	prefLabel, altLabel, identifier, kind, of graph.Node
}

func newNames(ctx context.Context, s graph.Snapshot) (*names, error) {
	n := &names{snapshot: s}
	for _, t := range []struct {
		node *graph.Node
		iri  quad.IRI
	}{{&n.prefLabel, schema.PrefLabel}, {&n.altLabel, schema.AltLabel}, {&n.identifier, schema.Identifier}, {&n.kind, schema.Type}, {&n.of, schema.ClassDivision}} {
		node, _, err := s.Node(ctx, t.iri)
		if err != nil {
			return nil, err
		}
		*t.node = node
	}
	return n, nil
}

// longest is the end of the longest name of a division that begins at start, or start where there is none. A name
// has two characters at least.
func (n *names) longest(ctx context.Context, text string, start int) (int, error) {
	if end := codeEnd(text, start); end > start {
		is, err := n.named(ctx, quad.String(text[start:end]), n.identifier)
		if err != nil || is {
			return end, err
		}
	}
	var ends []int
	for i := range text[start:] {
		if i > 0 {
			ends = append(ends, start+i)
		}
		if len(ends) == longestName {
			break
		}
	}
	if len(ends) < longestName {
		ends = append(ends, len(text))
	}
	for _, end := range slices.Backward(ends[min(1, len(ends)):]) {
		is, err := n.division(ctx, text[start:end])
		if err != nil || is {
			return end, err
		}
	}
	return start, nil
}

// division reports whether a division of the store has a name.
func (n *names) division(ctx context.Context, name string) (bool, error) {
	return n.named(ctx, quad.LangString{Value: quad.String(name), Lang: "zh"}, n.prefLabel, n.altLabel)
}

// codeLength is that of a code of GB/T 2260.
const codeLength = 6

// codeEnd is the end of the digits that begin at start where they are as many as a code has, and else start.
func codeEnd(text string, start int) int {
	digit := func(i int) bool { return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9' }
	end := start
	for digit(end) {
		end++
	}
	if end-start != codeLength || digit(start-1) {
		return start
	}
	return end
}

// named reports whether one of the properties joins a literal to a division of the store.
func (n *names) named(ctx context.Context, value quad.Value, properties ...graph.Node) (bool, error) {
	label, ok, err := n.snapshot.Node(ctx, value)
	if err != nil || !ok {
		return false, err
	}
	for _, p := range properties {
		subjects, err := n.snapshot.Subjects(ctx, p, label)
		if err != nil {
			return false, err
		}
		for _, s := range subjects {
			kinds, err := n.snapshot.Objects(ctx, s, n.kind)
			if err != nil || slices.Contains(kinds, n.of) {
				return err == nil, err
			}
		}
	}
	return false, nil
}
