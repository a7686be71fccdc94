package graph

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph/bulk"
	"policygraph/schema"
)

// TestBuildWritesColumns writes stores in bulk, in plenty of memory and in next to none, into an empty store and over
// what one holds, and compares the columns that come of it with the indexes.
func TestBuildWritesColumns(t *testing.T) {
	for _, o := range []bulk.Options{{}, {Memory: 1}} {
		s := openKept(t, filepath.Join(t.TempDir(), "store"), Options{})
		kv := s.backend.(*kvStore)
		for round := range 3 {
			plan := bulk.NewPlan(t.Context(), o)
			must(t, kv.carryOver(plan, []quad.IRI{base.Notice("n7")}))
			must(t, plan.Quads(oddColumns(round)...))
			_, err := kv.swap(t.Context(), plan, nil)
			must(t, err)
			must(t, plan.Close())
			checkKept(t, fmt.Sprintf("round %d with %+v", round, o), s)
		}
	}
}

// oddColumns are quads of all kinds that columns must tell apart: typed blank nodes, several types, the same quad in
// several graphs, literals of every form, and enough subjects for many chunks.
func oddColumns(round int) (quads []quad.Quad) {
	r := rand.New(rand.NewPCG(uint64(round), 5))
	for i := range 400 {
		_, more := variant(fmt.Sprint("n", i), r)
		quads = append(quads, more...)
	}
	objects := []quad.Value{
		quad.Int(7), quad.Float(0.5), quad.Bool(true), quad.String(""), quad.String("a\t\"b\"\\\n"), quad.BNode("b"),
		quad.IRI("urn:x"), quad.LangString{Value: "示例", Lang: "zh"}, quad.TypedString{Value: "7", Type: "urn:t"},
	}
	for i, o := range objects {
		for _, s := range []quad.Value{quad.BNode("b"), quad.IRI("urn:x"), quad.IRI(fmt.Sprint("urn:odd:", i))} {
			for _, label := range []quad.Value{nil, quad.IRI("urn:g"), base.Notice("n7")} {
				for _, p := range []quad.IRI{schema.Type, schema.PolQualifier, schema.Value, schema.PolMetric, "urn:none"} {
					quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: label})
				}
			}
		}
	}
	return quads
}

// TestBuildWithoutColumns builds a graph in which a node has more objects than a column may have.
func TestBuildWithoutColumns(t *testing.T) {
	if testing.Short() {
		t.Skip("the test is to be short")
	}
	s := openKept(t, filepath.Join(t.TempDir(), "store"), Options{})
	_, err := s.Build(t.Context(), bulk.Options{}, nil, func(p *bulk.Plan) error {
		for i := range 1<<20 + 1 {
			if err := p.Quads(quad.Quad{Subject: quad.IRI("urn:s"), Predicate: schema.PolMetric, Object: quad.String(fmt.Sprint(i))}); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	if kept, err := s.backend.(*kvStore).isKept(); err != nil || kept {
		t.Fatalf("columns kept: %v, %v", kept, err)
	}
}
