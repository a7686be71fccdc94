package bulk

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

func TestStoreAndTextTogether(t *testing.T) {
	text := oddText(t)
	quads := readQuads(t, text)
	first, _ := buildText(t, text, Options{})
	defer first.Close()
	held := change(t, first, quads) // ids with every byte, deleted quads, a gap
	const more = "<http://example.org/n/1> <http://example.org/next> <http://example.org/n/8> <http://example.org/g/0> .\n" +
		"<http://example.org/n/1> <http://example.org/more> \"new\" .\n"
	for _, drop := range []quad.Value{nil, quad.IRI("http://example.org/g/1"), quad.BNode("graph")} {
		var want []quad.Quad
		for _, q := range append(held[:len(held):len(held)], readQuads(t, more)...) {
			if drop == nil || q.Label != drop {
				want = append(want, q)
			}
		}
		want = distinct(want)
		db, _ := buildPlan(t, Options{Memory: 300 << 10}, func(p *Plan) error {
			drops := func(label quad.Value) bool { return drop != nil && label == drop }
			if err := p.Store(first, drops); err != nil {
				return err
			}
			return p.Text("more", strings.NewReader(more), nil)
		})
		checkStore(t, db, want)
		db.Close()
	}
}

func TestStoreIsAddedFirst(t *testing.T) {
	db, _ := buildText(t, "<http://example.org/n/1> <http://example.org/next> _:b .\n", Options{})
	defer db.Close()
	p := NewPlan(t.Context(), Options{})
	defer p.Close()
	if err := p.Quads(quad.Make(quad.IRI("s"), quad.IRI("p"), quad.IRI("o"), nil)); err != nil {
		t.Fatal(err)
	}
	if err := p.Store(db, nil); err == nil {
		t.Error("a store is added behind quads")
	}
}

func distinct(quads []quad.Quad) []quad.Quad {
	seen := map[quad.Quad]bool{}
	var out []quad.Quad
	for _, q := range quads {
		if !seen[q] {
			seen[q] = true
			out = append(out, q)
		}
	}
	return out
}
