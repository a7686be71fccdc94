package graph_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/schema"
)

// backends are the stores that the suite runs on: each row gives the address of a new, empty store.
var backends = []struct {
	name    string
	address func(t *testing.T) string
	lasting bool // opens again with what it held
}{
	{"folder", func(t *testing.T) string { return filepath.Join(t.TempDir(), "store") }, true},
	{"memory", func(*testing.T) string { return "mem:" }, false},
	{"postgres", postgresDatabase, true},
}

// onEachBackend runs a test on a new store of every backend.
func onEachBackend(t *testing.T, test func(t *testing.T, s *graph.Store)) {
	for _, b := range backends {
		t.Run(b.name, func(t *testing.T) {
			s := open(t, b.address(t), graph.Options{})
			test(t, s)
			verify(t, s)
		})
	}
}

func open(t *testing.T, address string, o graph.Options) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), address, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func verify(t *testing.T, s *graph.Store) {
	t.Helper()
	r, err := s.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !r.OK() {
		t.Errorf("verify: %d problems: %q", r.Count, r.Problems)
	}
}

var iris = schema.IRIs{Base: schema.DefaultBase}

// sample is a small made-up notice: it cites titles and has one practice in each of the divisions.
func sample(number string, cites []string, divisions ...schema.Division) *schema.Notice {
	n := &schema.Notice{
		ID:    schema.NoticeID("示例委员会", number, ""),
		Title: "示例通知" + number, Number: number, Issuers: []string{"示例委员会"}, Issued: "2021-08-10",
		Cites: cites, Text: "示例文本" + number,
		Measures: []schema.Measure{{Heading: schema.Heading{Label: "示例措施", Notation: "1"}}},
	}
	for i, d := range divisions {
		n.Practices = append(n.Practices, schema.Practice{
			Localities: []string{d.ID}, Measure: 1, Statement: fmt.Sprint("示例做法", i), Span: schema.Span{Start: i, End: i + 5},
		})
	}
	n.Divisions = closure(divisions)
	return n
}

// places are divisions, some of which lead to others.
var places = map[string]schema.Division{
	"410000": {ID: "410000", Code: "410000", Name: "示例省", Level: schema.Province},
	"411000": {ID: "411000", Code: "411000", Name: "示例市", Level: schema.Prefecture, Parent: "410000", Province: "410000"},
	"411082": {ID: "411082", Code: "411082", Name: "示例县级市", Level: schema.County, Parent: "411000", Province: "410000"},
	"411083": {ID: "411083", Code: "411083", Name: "旧县", Level: schema.County, Parent: "411000", Province: "410000", ReplacedBy: []string{"411082"}},
	"500000": {ID: "500000", Code: "500000", Name: "示例直辖市", Level: schema.Province, ReplacedBy: []string{"500001"}},
	"500001": {ID: "500001", Code: "500001", Name: "示例环", Level: schema.Province, ReplacedBy: []string{"500000"}},
}

// closure is the divisions with all that they lead to, by ID.
func closure(divisions []schema.Division) []schema.Division {
	seen := map[string]bool{}
	var out []schema.Division
	var add func(id string)
	add = func(id string) {
		if id == "" || seen[id] {
			return
		}
		seen[id] = true
		d := places[id]
		out = append(out, d)
		add(d.Parent)
		add(d.Province)
		for _, r := range d.ReplacedBy {
			add(r)
		}
	}
	for _, d := range divisions {
		add(d.ID)
	}
	slices.SortFunc(out, func(a, b schema.Division) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return out
}

func replace(t *testing.T, s *graph.Store, n *schema.Notice) graph.Change {
	t.Helper()
	c, err := s.Replace(t.Context(), iris.Notice(n.ID), n.Quads(iris))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func remove(t *testing.T, s *graph.Store, n *schema.Notice) graph.Change {
	t.Helper()
	c, err := s.Remove(t.Context(), iris.Notice(n.ID))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// content is every quad of the store as a line, sorted.
func content(t *testing.T, s *graph.Store) []string {
	t.Helper()
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	return read(t, snap)
}

// read is every quad of a state as a line, sorted.
func read(t *testing.T, snap graph.Snapshot) []string {
	t.Helper()
	var lines []string
	for q, err := range snap.Quads(t.Context()) {
		if err != nil {
			t.Error(err)
			return nil
		}
		lines = append(lines, line(q))
	}
	slices.Sort(lines)
	return lines
}

func line(q quad.Quad) string {
	return fmt.Sprint(q.Subject, " ", q.Predicate, " ", q.Object, " ", q.Label)
}

// lines are quads as content gives them.
func lines(quads ...[]quad.Quad) []string {
	var out []string
	for _, list := range quads {
		for _, q := range list {
			out = append(out, line(q))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	for _, l := range got {
		if !slices.Contains(want, l) {
			t.Errorf("%s: too many: %s", what, l)
		}
	}
	for _, l := range want {
		if !slices.Contains(got, l) {
			t.Errorf("%s: missing: %s", what, l)
		}
	}
	if !t.Failed() {
		t.Errorf("%s: %d lines, want %d", what, len(got), len(want))
	}
}

func TestReplaceHoldsExactlyTheNotice(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		n := sample("1号", nil, places["411082"])
		if c := replace(t, s, n); c.Added != len(lines(n.Quads(iris))) || c.Removed != 0 {
			t.Errorf("change %+v, want %d added", c, len(n.Quads(iris)))
		}
		equal(t, "first", content(t, s), lines(n.Quads(iris)))
		if c := replace(t, s, n); c.Changed() {
			t.Errorf("the same again: %+v", c)
		}
		n.Text, n.Practices[0].Statement = "另一文本", "另一做法"
		if c := replace(t, s, n); c.Added != 2 || c.Removed != 2 {
			t.Errorf("two texts changed: %+v", c)
		}
		equal(t, "changed", content(t, s), lines(n.Quads(iris)))
	})
}

func TestRemoveLeavesNoTraceAndNoHarm(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		a := sample("1号", []string{"示例通知2号"}, places["411083"], places["500000"])
		b := sample("2号", []string{"示例通知1号", "示例规划"}, places["411000"])
		replace(t, s, b)
		alone := content(t, s)
		replace(t, s, a)
		remove(t, s, a)
		equal(t, "after a came and went", content(t, s), alone)
		remove(t, s, b)
		equal(t, "empty", content(t, s), nil)
		st, err := s.Stats(t.Context())
		if err != nil || st.Nodes != 0 || st.Quads != 0 || st.Graphs != 0 {
			t.Errorf("stats %+v, %v", st, err)
		}
		if _, err := s.Remove(t.Context(), iris.Notice(b.ID)); !errors.Is(err, graph.ErrNotFound) {
			t.Errorf("remove again: %v", err)
		}
	})
}

func TestDivisionsStayWhileReferredTo(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		a := sample("1号", nil, places["411083"]) // its successor and parents stay with it
		b := sample("2号", nil, places["411082"])
		replace(t, s, a)
		replace(t, s, b)
		remove(t, s, a)
		equal(t, "b alone", content(t, s), lines(b.Quads(iris)))
		moved := sample("2号", nil, places["500001"]) // a ring of successors
		replace(t, s, moved)
		equal(t, "b moved", content(t, s), lines(moved.Quads(iris)))
	})
}

// link is the quad that links a cited title to the notice that bears it.
func link(title string, citing, cited *schema.Notice) quad.Quad {
	return quad.Quad{Subject: iris.Title(title), Predicate: schema.IsVersionOf, Object: iris.Notice(cited.ID), Label: iris.Notice(citing.ID)}
}

func TestCitedTitlesLinkToTheirNotice(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		a := sample("1号", []string{"示例通知2号", "无此通知"})
		b := sample("2号", []string{"示例通知1号"})
		replace(t, s, a)
		equal(t, "a alone", content(t, s), lines(a.Quads(iris)))
		replace(t, s, b)
		both := lines(a.Quads(iris), b.Quads(iris), []quad.Quad{link("示例通知2号", a, b), link("示例通知1号", b, a)})
		equal(t, "both", content(t, s), both)
		if c := replace(t, s, a); c.Changed() {
			t.Errorf("the same again: %+v", c)
		}
		renamed := sample("2号", []string{"示例通知1号"})
		renamed.Title = "示例通知改名"
		replace(t, s, renamed)
		equal(t, "renamed", content(t, s), lines(a.Quads(iris), renamed.Quads(iris), []quad.Quad{link("示例通知1号", renamed, a)}))
		replace(t, s, b)
		equal(t, "named again", content(t, s), both)
		remove(t, s, b)
		equal(t, "b gone", content(t, s), lines(a.Quads(iris)))
	})
}

func TestReplaceRefusesStrangeQuads(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		n := sample("1号", nil)
		replace(t, s, n)
		before := content(t, s)
		notice := iris.Notice(n.ID)
		good := quad.Quad{Subject: notice, Predicate: schema.Comment, Object: quad.String("x"), Label: notice}
		for name, spoil := range map[string]func(q *quad.Quad){
			"other label": func(q *quad.Quad) { q.Label = quad.IRI("http://example.org/") },
			"no label":    func(q *quad.Quad) { q.Label = nil },
			"no object":   func(q *quad.Quad) { q.Object = nil },
			"not UTF-8":   func(q *quad.Quad) { q.Object = quad.String("\xff") },
			"empty IRI":   func(q *quad.Quad) { q.Predicate = quad.IRI("") },
		} {
			q := good
			spoil(&q)
			if _, err := s.Replace(t.Context(), notice, []quad.Quad{good, q}); err == nil {
				t.Errorf("%s: no error", name)
			}
		}
		if _, err := s.Replace(t.Context(), iris.DivisionGraph(), nil); err == nil {
			t.Error("replacing the divisions: no error")
		}
		equal(t, "after refusals", content(t, s), before)
	})
}

func TestSnapshotStaysAsItWas(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		a := sample("1号", nil, places["411082"])
		replace(t, s, a)
		snap, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer snap.Close()
		remove(t, s, a)
		equal(t, "snapshot", read(t, snap), lines(a.Quads(iris)))
	})
}

func TestEndedContextIsAnError(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		n := sample("1号", nil)
		snap, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer snap.Close()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Replace(ctx, iris.Notice(n.ID), n.Quads(iris)); !errors.Is(err, context.Canceled) {
			t.Errorf("replace: %v", err)
		}
		if _, err := snap.Graphs(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("graphs: %v", err)
		}
		for _, err := range snap.Quads(ctx) {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("quads: %v", err)
			}
		}
	})
}

func TestBuildAddsReplacesAndKeeps(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		a := sample("1号", []string{"示例通知2号"}, places["411083"])
		b := sample("2号", []string{"示例通知1号"}, places["500000"])
		kept := sample("3号", nil, places["411000"])
		build := func(replaced []quad.IRI, notices ...*schema.Notice) {
			t.Helper()
			_, err := s.Build(t.Context(), bulk.Options{}, replaced, func(p *bulk.Plan) error {
				for _, n := range notices {
					if err := p.Quads(n.Quads(iris)...); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		build(nil, a, b)
		links := []quad.Quad{link("示例通知2号", a, b), link("示例通知1号", b, a)}
		equal(t, "built", content(t, s), lines(a.Quads(iris), b.Quads(iris), links))
		replace(t, s, kept)
		moved := sample("2号", nil, places["411082"])
		build([]quad.IRI{iris.Notice(b.ID)}, moved)
		equal(t, "built again", content(t, s), lines(a.Quads(iris), kept.Quads(iris), moved.Quads(iris), links[:1]))
		verify(t, s)
		remove(t, s, a)
		equal(t, "removed", content(t, s), lines(kept.Quads(iris), moved.Quads(iris)))
		var out strings.Builder
		if n, err := s.Dump(t.Context(), &out, bulk.Options{}); err != nil || int(n) != len(content(t, s)) {
			t.Errorf("dump of %d quads, %v", n, err)
		}
	})
}
