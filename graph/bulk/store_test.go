package bulk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"github.com/cockroachdb/pebble/v2/vfs"
	"maps"
	"os"
	"path/filepath"
	"policygraph/graph/nquads"
	"policygraph/graph/pebblekv"
	"slices"
	"strings"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	_ "github.com/cayleygraph/cayley/writer"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

func TestStoreHoldsWhatWasRead(t *testing.T) {
	text := oddText(t)
	want := readQuads(t, text)
	db, r := buildText(t, text, Options{})
	defer db.Close()
	if r.Quads != uint64(len(want)) || r.Read <= r.Quads {
		t.Errorf("%+v, want %d distinct quads of more", r, len(want))
	}
	checkStore(t, db, want)
}

func TestStoreAnswersAsStockDoes(t *testing.T) {
	text := oddText(t)
	quads := readQuads(t, text)
	built, _ := buildText(t, text, Options{})
	defer built.Close()
	loaded := stockLoad(t, quads)
	defer loaded.Close()
	a, b := openCayley(t, built), openCayley(t, loaded)
	seen := map[quad.Value]bool{}
	for i, q := range quads {
		for _, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v == nil || seen[v] || i > 100 && i%50 != 0 {
				continue
			}
			seen[v] = true
			from, to := answers(t, a, v), answers(t, b, v)
			for d := range from {
				compareQuads(t, quad.Directions[d].String()+" "+v.String()[:min(50, len(v.String()))], from[d], to[d])
			}
		}
	}
	comparePaths(t, a, b)
}

// comparePaths compares the answers of some paths.
func comparePaths(t *testing.T, a, b cayley.QuadStore) {
	t.Helper()
	const ns = "http://example.org/"
	paths := map[string]*path.Path{
		"out":    path.StartMorphism(quad.IRI(ns+"n/1")).Out(quad.IRI(ns+"next"), quad.IRI(ns+"number")),
		"in":     path.StartMorphism(quad.String("13")).In(quad.IRI(ns + "number")),
		"and":    path.StartMorphism(quad.String("13")).In(quad.IRI(ns + "number")).And(path.StartMorphism().Has(quad.IRI(ns + "next"))),
		"label":  path.StartMorphism(quad.IRI(ns + "n/1")).LabelContext(quad.IRI(ns + "g/0")).Out(quad.IRI(ns + "next")),
		"save":   path.StartMorphism(quad.IRI(ns+"n/2")).Out(quad.IRI(ns+"next")).Out(quad.IRI(ns+"next")).Save(quad.IRI(ns+"number"), "x"),
		"follow": path.StartMorphism(quad.IRI(ns+"n/5")).FollowRecursive(quad.IRI(ns+"next"), 20, nil),
	}
	for name, m := range paths {
		var got [2][]quad.Quad
		for i, qs := range []cayley.QuadStore{a, b} {
			values, err := path.StartPath(qs).Follow(m).Iterate(context.Background()).AllValues(qs)
			if name != "none" && err != nil {
				t.Fatal(err)
			}
			for _, v := range values {
				got[i] = append(got[i], quad.Quad{Subject: v})
			}
		}
		if len(got[0]) == 0 {
			t.Errorf("path %s finds nothing", name)
		}
		compareQuads(t, "path "+name, got[0], got[1])
	}
}

func TestCayleyChangesTheStore(t *testing.T) {
	text := oddText(t)
	db, _ := buildText(t, text, Options{})
	defer db.Close()
	left := change(t, db, readQuads(t, text))
	checkStore(t, db, left)
}

// change deletes and adds quads through Cayley, and gives those that the store then holds.
func change(t *testing.T, db *pebble.DB, quads []quad.Quad) []quad.Quad {
	t.Helper()
	w, err := cayley.NewQuadWriter("single", openCayley(t, db), nil)
	if err != nil {
		t.Fatal(err)
	}
	var left []quad.Quad
	for i, q := range quads {
		if i%3 != 0 || i > 300 {
			left = append(left, q)
		} else if err := w.RemoveQuad(q); err != nil {
			t.Fatal(err)
		}
	}
	const ns = "http://example.org/new/"
	added := []quad.Quad{quads[0], quads[6], {Subject: quad.IRI(ns + "s"), Predicate: quad.IRI(ns + "p"),
		Object: quad.TypedString{Value: "007", Type: "http://www.w3.org/2001/XMLSchema#integer"}, Label: quad.IRI(ns + "g")}}
	for _, q := range added {
		if err := w.AddQuad(q); err != nil {
			t.Fatal(err)
		}
	}
	return append(left, added...)
}

// The same input gives the same store, whatever memory and processors there are.
func TestMemoryAndProcessorsChangeNothing(t *testing.T) {
	text := oddText(t)
	whole, _ := buildText(t, text, Options{Processors: 1})
	defer whole.Close()
	want := entries(t, whole, "")
	for _, o := range []Options{{Memory: 1, Processors: 3}, {Memory: 300 << 10}} {
		db, _ := buildText(t, text, o)
		got := entries(t, db, "")
		for key, value := range want {
			if !bytes.Equal(got[key], value) {
				t.Fatalf("with %+v, %q is %.100q, not %.100q", o, key, got[key], value)
			}
		}
		if len(got) != len(want) {
			t.Errorf("with %+v there are %d keys, not %d", o, len(got), len(want))
		}
		db.Close()
	}
}

func TestValuesMakeTheStoreThatTheirTextMakes(t *testing.T) {
	text := oddText(t)
	fromText, _ := buildText(t, text, Options{})
	defer fromText.Close()
	fromValues, _ := buildPlan(t, Options{}, func(p *Plan) error {
		for _, q := range readQuads(t, text) {
			if err := p.Quads(q); err != nil {
				return err
			}
		}
		return nil
	})
	defer fromValues.Close()
	want, got := entries(t, fromText, ""), entries(t, fromValues, "")
	if !maps.EqualFunc(want, got, bytes.Equal) {
		t.Error("the stores differ")
	}
}

func TestNativeValuesKeepTheirTypes(t *testing.T) {
	when := time.Date(2020, 2, 29, 12, 0, 0, 5e8, time.UTC)
	var want []quad.Quad
	for i, v := range []quad.Value{quad.Int(7), quad.Int(-1), quad.Float(1.5), quad.Bool(true), quad.Bool(false), quad.Time(when)} {
		want = append(want, quad.Make(quad.IRI("s"), quad.IRI("p"), v, nil), quad.Make(quad.IRI("s"), quad.IRI("p"), v, quad.IRI("g")))
		_ = i
	}
	db, _ := buildPlan(t, Options{}, func(p *Plan) error { return p.Quads(want...) })
	defer db.Close()
	checkStore(t, db, want)
}

func TestBadInputEndsThePlan(t *testing.T) {
	const good = "<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n"
	p := NewPlan(context.Background(), Options{})
	defer p.Close()
	err := errors.Join(p.Text("x.nq", strings.NewReader(good+good+"<http://example.org/a> nonsense .\n"), nil), p.finish())
	var bad *nquads.SyntaxError
	if !errors.As(err, &bad) || bad.Line != 3 || !strings.Contains(err.Error(), "x.nq") {
		t.Errorf("the error is %v", err)
	}
	for _, q := range []quad.Quad{{}, {Subject: quad.IRI("\xff"), Predicate: quad.IRI("p"), Object: quad.IRI("o")}} {
		p := NewPlan(context.Background(), Options{})
		if err := errors.Join(p.Quads(q), p.finish()); err == nil {
			t.Errorf("%#v is taken", q)
		}
		p.Close()
	}
}

func TestBadLinesAreSkippedInOrder(t *testing.T) {
	var b strings.Builder
	var want []int
	for i := range 60_000 {
		if i%9000 == 5 {
			b.WriteString("nonsense\n")
			want = append(want, i+1)
			continue
		}
		fmt.Fprintf(&b, "<http://example.org/%d> <http://example.org/b> <http://example.org/a/long/name/to/fill/blocks> .\n", i)
	}
	var got []int
	db, r := buildPlan(t, Options{}, func(p *Plan) error {
		return p.Text("x", strings.NewReader(b.String()), func(e *nquads.SyntaxError) { got = append(got, e.Line) })
	})
	defer db.Close()
	if !slices.Equal(got, want) || r.Quads != 60_000-uint64(len(want)) {
		t.Errorf("lines %v are skipped, want %v; %+v", got, want, r)
	}
}

func TestACancelledPlanWritesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	text := oddText(t)
	db, o := openPebble(t, t.TempDir())
	defer db.Close()
	p := NewPlan(ctx, Options{})
	defer p.Close()
	if err := p.Text("x", strings.NewReader(text), nil); err != nil {
		t.Fatal(err)
	}
	cancel()
	_, err := Write(ctx, p, Target{DB: db, Files: vfs.Default, Dir: filepath.Join(t.TempDir(), "building"), Options: o})
	if !errors.Is(err, context.Canceled) || len(entries(t, db, "")) > 0 {
		t.Errorf("the error is %v", err)
	}
}

func TestAnEmptyPlanMakesAnEmptyStore(t *testing.T) {
	db, r := buildText(t, "# nothing\n", Options{})
	defer db.Close()
	if r.Quads != 0 || r.Nodes != 0 {
		t.Errorf("%+v", r)
	}
	checkStore(t, db, nil)
}

func TestWriteReplacesWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	db, o := openPebble(t, filepath.Join(dir, "store"))
	defer db.Close()
	for _, text := range []string{oddText(t), "<http://example.org/a> <http://example.org/b> \"c\" .\n"} {
		p := NewPlan(context.Background(), Options{})
		if err := p.Text("x", strings.NewReader(text), nil); err != nil {
			t.Fatal(err)
		}
		if _, err := Write(context.Background(), p, Target{DB: db, Files: vfs.Default, Dir: filepath.Join(dir, "building"), Options: o}); err != nil {
			t.Fatal(err)
		}
		p.Close()
		checkStore(t, db, readQuads(t, text))
	}
}

// What Write returned for stays, though everything that was not synced goes.
func TestAWrittenStoreIsDurable(t *testing.T) {
	files := vfs.NewCrashableMem()
	o := pebblekv.Options(files, 0, quiet{})
	db, err := pebble.Open("store", o)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Set([]byte("log/old"), []byte("a key that goes"), pebble.Sync); err != nil {
		t.Fatal(err)
	}
	p := NewPlan(context.Background(), Options{})
	defer p.Close()
	text := oddText(t)
	if err := p.Text("x", strings.NewReader(text), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(context.Background(), p, Target{DB: db, Files: files, Dir: "building", Options: o}); err != nil {
		t.Fatal(err)
	}
	left := files.CrashClone(vfs.CrashCloneCfg{})
	again, err := pebble.Open("store", pebblekv.Options(left, 0, quiet{}))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	checkStore(t, again, readQuads(t, text))
}

func TestEndsOfLinesAndOfText(t *testing.T) {
	const text = "\uFEFF<http://example.org/a> <http://example.org/b> <http://example.org/c> .\r\n\r\n" +
		"<http://example.org/a> <http://example.org/b> \"no end of line\" ."
	db, r := buildText(t, text, Options{})
	defer db.Close()
	if r.Quads != 2 {
		t.Errorf("%+v", r)
	}
	checkStore(t, db, readQuads(t, text))
}

func TestProgress(t *testing.T) {
	var steps []string
	var last Progress
	db, r := buildText(t, oddText(t), Options{Progress: func(p Progress) {
		if last = p; len(steps) == 0 || steps[len(steps)-1] != p.Step {
			steps = append(steps, p.Step)
		}
	}})
	defer db.Close()
	if strings.Join(steps, " ") != "read sort write" || uint64(last.Quads) != r.Read {
		t.Errorf("steps %v, at last %+v", steps, last)
	}
}

func TestAPreparedStoreIsNotYetThere(t *testing.T) {
	dir := t.TempDir()
	db, o := openPebble(t, filepath.Join(dir, "store"))
	defer db.Close()
	p := NewPlan(context.Background(), Options{})
	defer p.Close()
	if err := p.Quads(nativeQuads()...); err != nil {
		t.Fatal(err)
	}
	w, err := Prepare(context.Background(), p, Target{DB: db, Files: vfs.Default, Dir: filepath.Join(dir, "building"), Options: o})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(entries(t, db, "")); n > 0 {
		t.Errorf("%d keys are there before the commit", n)
	}
	if _, err := w.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	checkStore(t, db, nativeQuads())
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("files stay: %v %v", left, err)
	}
}
