package graph_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph"
	"policygraph/graph/pebblekv"
	"policygraph/schema"
)

type quiet struct{}

func (quiet) Infof(string, ...any)           {}
func (quiet) Errorf(string, ...any)          {}
func (quiet) Fatalf(format string, a ...any) { panic(fmt.Sprintf(format, a...)) }

// plainCayley opens a closed store with nothing but Cayley's kv package, runs use and closes it.
func plainCayley(t *testing.T, folder string, use func(qs cayley.QuadStore)) {
	t.Helper()
	db, err := pebble.Open(folder, pebblekv.Options(vfs.Default, 0, quiet{}))
	if err != nil {
		t.Fatal(err)
	}
	qs, err := kv.New(pebblekv.Open(db), cayley.Options{kv.OptNoBloom: true})
	if err != nil {
		t.Fatal(err)
	}
	use(qs)
	if err := qs.Close(); err != nil {
		t.Fatal(err)
	}
}

// cayleyContent is every quad that Cayley finds by its own iterator, as content gives them.
func cayleyContent(t *testing.T, qs cayley.QuadStore) []string {
	t.Helper()
	ctx := context.Background()
	it := qs.QuadsAllIterator().Iterate()
	defer it.Close()
	var out []string
	for it.Next(ctx) {
		q, err := qs.Quad(it.Result())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, line(q))
	}
	if err := it.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// answers are the answers to a few path queries, sorted.
func answers(t *testing.T, qs cayley.QuadStore) []string {
	t.Helper()
	var out []string
	for name, p := range map[string]*path.Path{
		"in province": path.StartPath(qs).Has(schema.PolProvince, iris.Division("410000")),
		"localities":  path.StartPath(qs, schema.ClassPractice).In(schema.Type).Out(schema.PolLocality),
		"said of":     path.StartPath(qs, iris.Division("411082")).In(),
		"labels":      path.StartPath(qs).Has(schema.Type, schema.ClassMeasure).Out(schema.PrefLabel),
		"predicates":  path.StartPath(qs, iris.Division("411083")).OutPredicates(),
	} {
		values, err := p.Iterate(context.Background()).AllValues(qs)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			out = append(out, name+" "+v.String())
		}
	}
	slices.Sort(out)
	return out
}

// stock is a store that Cayley loads by itself, in memory, with the same indexes.
func stock(t *testing.T, quads []quad.Quad) cayley.QuadStore {
	t.Helper()
	o := pebblekv.Options(vfs.NewMem(), 0, quiet{})
	db, err := pebble.Open("stock", o)
	if err != nil {
		t.Fatal(err)
	}
	engine := pebblekv.Open(db)
	if err := kv.Init(engine, nil); err != nil {
		t.Fatal(err)
	}
	qs, err := kv.New(engine, cayley.Options{kv.OptNoBloom: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = qs.Close() })
	apply(t, qs, cayley.Add, quads)
	return qs
}

func apply(t *testing.T, qs cayley.QuadStore, act cayley.Procedure, quads []quad.Quad) {
	t.Helper()
	var deltas []cayley.Delta
	for _, q := range quads {
		deltas = append(deltas, cayley.Delta{Quad: q, Action: act})
	}
	if err := qs.ApplyDeltas(deltas, cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
		t.Fatal(err)
	}
}

func parse(t *testing.T, content []string, of ...[]quad.Quad) []quad.Quad {
	t.Helper()
	var out []quad.Quad
	for _, list := range of {
		for _, q := range list {
			if i, ok := slices.BinarySearch(content, line(q)); ok {
				content = slices.Delete(slices.Clone(content), i, i+1)
				out = append(out, q)
			}
		}
	}
	if len(content) > 0 {
		t.Fatalf("not parsed: %q", content)
	}
	return out
}

func TestPlainCayleyOpensTheStore(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "store")
	a := sample("1号", []string{"示例通知2号"}, places["411083"], places["411000"])
	b := sample("2号", []string{"示例通知1号"}, places["411082"], places["500000"])
	odd := []quad.Quad{
		{Subject: quad.BNode("b/\\"), Predicate: quad.IRI("p"), Object: quad.Int(7)},
		{Subject: quad.BNode("b/\\"), Predicate: quad.IRI("p"), Object: quad.TypedString{Value: "007", Type: schema.XSDInteger}},
		{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.String("")},
		{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.String("\"\\\n\t"), Label: quad.IRI("s")},
		{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.LangString{Value: "", Lang: "zh"}},
		{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.Bool(true)},
		{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.Float(1.5)},
	}
	s := open(t, folder, graph.Options{})
	replace(t, s, a)
	replace(t, s, sample("3号", nil, places["500001"]))
	replace(t, s, b)
	remove(t, s, sample("3号", nil))
	b.Text = "改过的文本"
	replace(t, s, b)
	if n, err := s.Load(t.Context(), each(odd)); n != len(odd) || err != nil {
		t.Fatal(n, err)
	}
	want := content(t, s)
	links := []quad.Quad{link("示例通知2号", a, b), link("示例通知1号", b, a)}
	all := parse(t, want, a.Quads(iris), b.Quads(iris), odd, links)
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	twin := stock(t, all)
	equal(t, "through a snapshot", cayleyContent(t, snap.QuadStore()), want)
	equal(t, "answers of a snapshot", answers(t, snap.QuadStore()), answers(t, twin))
	if err := snap.QuadStore().ApplyDeltas([]cayley.Delta{{Quad: odd[0], Action: cayley.Delete}}, cayley.IgnoreOpts{}); err == nil {
		t.Error("a snapshot was written to")
	}
	snap.Close()
	verify(t, s)
	closeStore(t, s)

	plainCayley(t, folder, func(qs cayley.QuadStore) {
		equal(t, "Cayley's view", cayleyContent(t, qs), want)
		equal(t, "Cayley's answers", answers(t, qs), answers(t, twin))
		sameStats(t, qs, twin)
		apply(t, qs, cayley.Delete, b.Quads(iris)[:20])
		apply(t, qs, cayley.Add, []quad.Quad{{Subject: quad.IRI("new"), Predicate: quad.IRI("p"), Object: quad.IRI("s")}})
		want = cayleyContent(t, qs)
	})
	readOnly := open(t, folder, graph.Options{ReadOnly: true})
	sameAsCayley(t, readOnly, want)
	closeStore(t, readOnly)
	s = open(t, folder, graph.Options{})
	sameAsCayley(t, s, want)
	verify(t, s)
	replace(t, s, a)
	replace(t, s, b)
	verify(t, s)
}

// sameAsCayley compares a store with what Cayley saw, by the log and by the keys of the triple index.
func sameAsCayley(t *testing.T, s *graph.Store, want []string) {
	t.Helper()
	equal(t, "after Cayley wrote", content(t, s), want)
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	p, _, err := snap.Node(t.Context(), schema.Type)
	if err != nil {
		t.Fatal(err)
	}
	types := map[graph.Pair]bool{}
	for pair, err := range snap.Pairs(t.Context(), p) {
		if err != nil {
			t.Fatal(err)
		}
		types[pair] = true
	}
	typed := map[string]bool{}
	for _, l := range want {
		if f := strings.Fields(l); f[1] == schema.Type.String() {
			typed[f[0]+f[2]] = true
		}
	}
	if len(types) != len(typed) {
		t.Errorf("%d pairs of rdf:type, want %d", len(types), len(typed))
	}
}

func sameStats(t *testing.T, a, b cayley.QuadStore) {
	t.Helper()
	x, err1 := a.Stats(context.Background(), true)
	y, err2 := b.Stats(context.Background(), true)
	if err1 != nil || err2 != nil || x != y {
		t.Errorf("stats %+v (%v), want %+v (%v)", x, err1, y, err2)
	}
	for _, d := range []quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label} {
		for _, v := range []quad.Value{iris.Division("411082"), schema.Type, iris.DivisionGraph()} {
			m, n := count(t, a, d, v), count(t, b, d, v)
			if m != n {
				t.Errorf("%v as %v: %d quads, want %d", v, d, m, n)
			}
		}
	}
}

func count(t *testing.T, qs cayley.QuadStore, d quad.Direction, v quad.Value) (n int) {
	t.Helper()
	ref, err := qs.ValueOf(v)
	if err != nil {
		t.Fatal(err)
	}
	var it iterator.Scanner = qs.QuadIterator(d, ref).Iterate()
	defer it.Close()
	for it.Next(context.Background()) {
		n++
	}
	return n
}

func closeStore(t *testing.T, s *graph.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// each is a list as a sequence without errors.
func each(quads []quad.Quad) func(yield func(quad.Quad, error) bool) {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}
