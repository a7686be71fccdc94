package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/sql/postgres"
	_ "github.com/cayleygraph/cayley/writer"
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/schema"
)

// TestPostgresManyWriters lets several stores on one database, as several processes have them, open it at once and
// write at once: notices that share divisions and cite each other, and loads. Nothing may get lost.
func TestPostgresManyWriters(t *testing.T) {
	address := postgresDatabase(t)
	const writers, each = 4, 12
	var want []*schema.Notice
	for i := range writers * each {
		cites := []string{fmt.Sprintf("示例通知%d号", (i+7)%(writers*each)), "示例规划"}
		want = append(want, sample(fmt.Sprint(i, "号"), cites, places["411082"], places["411083"], places["500000"]))
	}
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			s, err := graph.Open(t.Context(), address, graph.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for _, n := range want[w*each : (w+1)*each] {
				other := *n
				other.Practices = nil
				for _, n := range []*schema.Notice{&other, n} {
					if _, err := s.Replace(t.Context(), iris.Notice(n.ID), n.Quads(iris)); err != nil {
						t.Error(err)
					}
				}
				q := quad.Make("http://example.org/shared", schema.Comment, n.Number, nil)
				if _, err := s.Load(t.Context(), eachOf(q, quad.Make(quad.IRI("http://example.org/a"), schema.Comment, "x", nil))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	s := open(t, address, graph.Options{})
	verify(t, s)
	var quads []quad.Quad
	for i, n := range want {
		quads = append(quads, n.Quads(iris)...)
		quads = append(quads, link(n.Cites[0], n, want[(i+7)%len(want)]),
			quad.Make("http://example.org/shared", schema.Comment, n.Number, nil))
	}
	quads = append(quads, quad.Make(quad.IRI("http://example.org/a"), schema.Comment, "x", nil))
	equal(t, "all", content(t, s), lines(quads))
	wg = sync.WaitGroup{}
	for w := range writers {
		wg.Go(func() {
			for _, n := range want[w*each : (w+1)*each] {
				if _, err := s.Remove(t.Context(), iris.Notice(n.ID)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := content(t, s); len(got) != len(want)+1 {
		t.Errorf("%d quads are left, want %d", len(got), len(want)+1)
	}
	verify(t, s)
}

func eachOf(quads ...quad.Quad) func(yield func(quad.Quad, error) bool) { return each(quads) }

// TestPostgresIsPlainCayleys changes a store through nothing but Cayley and lib/pq, and takes over one that Cayley
// made and counted wrong.
func TestPostgresIsPlainCayleys(t *testing.T) {
	address := postgresDatabase(t)
	s := open(t, address, graph.Options{})
	n := sample("1号", nil, places["411082"])
	replace(t, s, n)
	extra := quad.Make(quad.IRI("http://example.org/a"), quad.IRI("http://example.org/p"), quad.String("x"), nil)
	withCayley(t, address, func(qs cayley.QuadStore) {
		equal(t, "by Cayley", cayleyContent(t, qs), lines(n.Quads(iris)))
		w, err := cayley.NewQuadWriter("single", qs, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.AddQuad(extra); err != nil {
			t.Error(err)
		}
		if err := w.RemoveQuad(n.Quads(iris)[0]); err != nil {
			t.Error(err)
		}
	})
	equal(t, "after Cayley", content(t, s), lines(n.Quads(iris)[1:], []quad.Quad{extra}))
	verify(t, s)
	replace(t, s, n)
	verify(t, s)

	other := postgresDatabase(t)
	if err := cayley.InitQuadStore("postgres", other, nil); err != nil {
		t.Fatal(err)
	}
	withCayley(t, other, func(qs cayley.QuadStore) {
		for range 2 { // the second time, the counts grow
			w, err := qs.NewQuadWriter()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.WriteQuads(n.Quads(iris)); err != nil {
				t.Fatal(err)
			}
		}
	})
	reader := open(t, other, graph.Options{ReadOnly: true})
	if r, err := reader.Verify(t.Context()); err != nil || r.OK() || r.Advice == "" {
		t.Errorf("verify of wrong counts: %+v, %v", r, err)
	}
	taken := open(t, other, graph.Options{})
	equal(t, "taken over", content(t, taken), lines(n.Quads(iris)))
	verify(t, taken)
}

func withCayley(t *testing.T, address string, use func(qs cayley.QuadStore)) {
	t.Helper()
	qs, err := cayley.NewQuadStore("postgres", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer qs.Close()
	use(qs)
}

// TestPostgresKeepsValues has values that PostgreSQL does not have as they are, or Cayley reads as others.
func TestPostgresKeepsValues(t *testing.T) {
	address := postgresDatabase(t)
	var quads []quad.Quad
	for _, v := range []quad.Value{
		quad.String("a\x00b"), quad.String(`a\x00b`), quad.String(""), quad.String("\t\"\\\r\n"), quad.Int(-7), quad.Float(1.5),
		quad.Bool(false), quad.TypedString{Value: "007", Type: "http://www.w3.org/2001/XMLSchema#integer"},
		quad.TypedString{Value: "a\x00", Type: "http://example.org/t"}, quad.LangString{Value: "字", Lang: "zh"}, quad.BNode("b"),
	} {
		quads = append(quads, quad.Quad{Subject: quad.IRI("http://example.org/a"), Predicate: quad.IRI("http://example.org/p"), Object: v})
	}
	s := open(t, address, graph.Options{})
	if n, err := s.Load(t.Context(), each(quads)); err != nil || n != len(quads) {
		t.Fatal(n, err)
	}
	equal(t, "loaded", content(t, s), lines(quads))
	equal(t, "read anew", content(t, open(t, address, graph.Options{ReadOnly: true})), lines(quads))
	verify(t, s)
	both := quads[0]
	both.Object = quad.String("a\x00b" + `\x00`)
	if _, err := s.Load(t.Context(), each([]quad.Quad{both})); err == nil || !strings.Contains(err.Error(), "tell apart") {
		t.Errorf("NUL beside its writing: %v", err)
	}
}

// TestPostgresDropsWhatABuildLeft opens a store beside what a first build that was killed leaves behind.
func TestPostgresDropsWhatABuildLeft(t *testing.T) {
	address := postgresDatabase(t)
	onDatabase(t, address, "CREATE SCHEMA policygraph_building", "CREATE TABLE policygraph_building.nodes (hash BYTEA)",
		"CREATE SCHEMA policygraph_built", "CREATE SCHEMA other")
	open(t, address, graph.Options{})
	if left := schemas(t, address); !slices.Equal(left, []string{"information_schema", "other", "public"}) {
		t.Errorf("schemas %q", left)
	}
}

// TestPostgresSchemasAreStores keeps two stores in one database.
func TestPostgresSchemasAreStores(t *testing.T) {
	address := postgresDatabase(t)
	onDatabase(t, address, "CREATE SCHEMA a", "CREATE SCHEMA b")
	a, b := sample("1号", nil, places["411082"]), sample("2号", nil, places["500000"])
	for name, n := range map[string]*schema.Notice{"a": a, "b": b} {
		s := open(t, address+"&search_path="+name, graph.Options{})
		if _, err := s.Build(t.Context(), bulk.Options{}, nil, func(p *bulk.Plan) error { return p.Quads(n.Quads(iris)...) }); err != nil {
			t.Fatal(err)
		}
		equal(t, name, content(t, s), lines(n.Quads(iris)))
		verify(t, s)
	}
	if left := schemas(t, address); !slices.Equal(left, []string{"a", "b", "information_schema", "public"}) {
		t.Errorf("schemas %q", left)
	}
}

// schemas are the names of those in a database that are not PostgreSQL's own.
func schemas(t *testing.T, address string) []string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_%' ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestPostgresAnswersAsTheFolder compares everything that a snapshot gives with the embedded store after the same
// writes.
func TestPostgresAnswersAsTheFolder(t *testing.T) {
	s, model := open(t, postgresDatabase(t), graph.Options{}), open(t, "mem:", graph.Options{})
	for i := range 40 {
		operate(t, s, i)
		operate(t, model, i)
	}
	equal(t, "content", content(t, s), content(t, model))
	a, b := reading(t, s), reading(t, model)
	equal(t, "reading", a, b)
	var dumps [2]strings.Builder
	for i, store := range []*graph.Store{s, model} {
		if _, err := store.Dump(t.Context(), &dumps[i], bulk.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if dumps[0].String() != dumps[1].String() {
		t.Error("the dumps differ")
	}
	one, err1 := s.Stats(t.Context())
	two, err2 := model.Stats(t.Context())
	if one.Bytes, two.Bytes = 0, 0; one != two || err1 != nil || err2 != nil {
		t.Errorf("stats %+v, %v; want %+v, %v", one, err1, two, err2)
	}
}

// reading is what a snapshot gives by pairs, objects, subjects and graphs, as lines.
func reading(t *testing.T, s *graph.Store) (out []string) {
	t.Helper()
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	say := func(what string, nodes ...graph.Node) {
		values, err := snap.Values(t.Context(), nodes...)
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprint(values)
		out = append(out, what+" "+text)
	}
	for _, iri := range []quad.IRI{schema.Type, schema.PolLocality, schema.IsVersionOf, schema.Title, schema.Comment} {
		p, ok, err := snap.Node(t.Context(), iri)
		if err != nil {
			t.Fatal(err)
		}
		for pair, err := range snap.Pairs(t.Context(), p) {
			if err != nil || !ok {
				t.Fatal(err)
			}
			say("pair of "+string(iri), pair.Subject, pair.Object)
			objects, err1 := snap.Objects(t.Context(), pair.Subject, p)
			subjects, err2 := snap.Subjects(t.Context(), p, pair.Object)
			if err1 != nil || err2 != nil || !slices.Contains(objects, pair.Object) || !slices.Contains(subjects, pair.Subject) {
				t.Fatalf("%v, %v: a pair is not found by its ends", err1, err2)
			}
			out = append(out, fmt.Sprint(len(objects), len(subjects)))
		}
	}
	graphs, err := snap.Graphs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range append(graphs, nil) {
		n := 0
		for _, err := range snap.Graph(t.Context(), g) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		out = append(out, fmt.Sprint(g, " ", n))
	}
	out = append(out, answers(t, snap.QuadStore())...)
	slices.Sort(out)
	return out
}
