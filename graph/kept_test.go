package graph

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph/bulk"
	"policygraph/graph/pebblekv"
	"policygraph/schema"
)

var base = schema.IRIs{Base: schema.DefaultBase}

// variant is one of a few made-up forms of a notice: its parts, types and texts come and go, some shared by notices.
func variant(id string, r *rand.Rand) (notice quad.IRI, quads []quad.Quad) {
	notice = base.Notice(id)
	add := func(s, p quad.IRI, o quad.Value) {
		if r.IntN(3) > 0 {
			quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: notice})
		}
	}
	add(notice, schema.Type, schema.ClassNotice)
	add(notice, schema.Title, quad.LangString{Value: quad.String("示例" + id), Lang: "zh"})
	for i := range 5 {
		practice := notice + quad.IRI(fmt.Sprint("/practice/", i))
		for k := range 3 {
			add(practice, schema.Type, quad.IRI(fmt.Sprint("urn:class:", k)))
			add(practice, schema.PolLocality, base.Division(fmt.Sprint(410000+k)))
			add(practice, schema.PolStatement, quad.LangString{Value: quad.String(fmt.Sprint("示例做法", r.IntN(9))), Lang: "zh"})
		}
		add("urn:shared", schema.PrefLabel, quad.String(fmt.Sprint("示例", i)))
		add("urn:shared", schema.Type, quad.IRI(fmt.Sprint("urn:class:", i)))
	}
	return notice, quads
}

// checkKept compares the columns, which must be of this state, with the indexes.
func checkKept(t *testing.T, step string, s *Store) {
	t.Helper()
	kept, err := s.backend.(*kvStore).isKept()
	if err != nil || !kept {
		t.Fatalf("%s: columns kept: %v, %v", step, kept, err)
	}
	r, err := s.Verify(t.Context())
	if err != nil || !r.OK() {
		t.Fatalf("%s: %q, %v", step, r.Problems, err)
	}
}

func openKept(t *testing.T, folder string, o Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), folder, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestColumnsFollowEveryWrite writes in all ways, opens again now and then, and compares columns and indexes.
func TestColumnsFollowEveryWrite(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "store")
	s := openKept(t, folder, Options{})
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 60 {
		notice, quads := variant(fmt.Sprintf("%016x", r.IntN(4)), r)
		step := ""
		switch n := r.IntN(10); {
		case n < 5:
			step = "replace"
			_, err := s.Replace(t.Context(), notice, quads)
			must(t, err)
		case n < 7:
			step = "remove"
			_, _ = s.Remove(t.Context(), notice) // which may not be there
		case n < 8:
			step = "load"
			_, err := s.Load(t.Context(), func(yield func(quad.Quad, error) bool) {
				for _, q := range quads {
					if q.Label = nil; !yield(q, nil) {
						return
					}
				}
			})
			must(t, err)
		case n < 9:
			step = "build"
			_, err := s.Build(t.Context(), bulk.Options{}, []quad.IRI{notice}, func(p *bulk.Plan) error { return p.Quads(quads...) })
			must(t, err)
		default:
			step = "open again"
			must(t, s.Close())
			s = openKept(t, folder, Options{})
		}
		checkKept(t, fmt.Sprint("step ", i, ", ", step), s)
	}
}

// TestColumnsOfAnotherStateAreNoticed lets Cayley write: a reader then does without columns, and a writer renews them.
func TestColumnsOfAnotherStateAreNoticed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "store")
	s := openKept(t, folder, Options{})
	notice, quads := variant("0000000000000001", rand.New(rand.NewPCG(3, 3)))
	_, err := s.Replace(t.Context(), notice, quads)
	must(t, err)
	must(t, s.Close())
	gone, come := quads[2], quads[2]
	come.Object = quad.IRI("urn:other")
	cayleyWrites(t, folder, cayley.Delta{Quad: gone, Action: cayley.Delete}, cayley.Delta{Quad: come, Action: cayley.Add})

	s = openKept(t, folder, Options{ReadOnly: true})
	if kept, err := s.backend.(*kvStore).isKept(); err != nil || kept {
		t.Errorf("after Cayley's writes, columns kept: %v, %v", kept, err)
	}
	without := joined(t, s, come)
	must(t, s.Close())
	s = openKept(t, folder, Options{})
	checkKept(t, "opened for writing", s)
	if with := joined(t, s, come); !slices.Equal(with, without) || !slices.Contains(with, "urn:other") {
		t.Errorf("with columns %q, without %q", with, without)
	}
}

// TestColumnsLostAreMadeAgain takes the stamp away, as a crash while all columns are made does.
func TestColumnsLostAreMadeAgain(t *testing.T) {
	s := openKept(t, "mem:", Options{})
	r := rand.New(rand.NewPCG(4, 4))
	notice, quads := variant("0000000000000001", r)
	_, err := s.Replace(t.Context(), notice, quads)
	must(t, err)
	before := joined(t, s, quads[2])
	store := s.backend.(*kvStore)
	must(t, store.db.Delete([]byte(keptPrefix), pebble.Sync))
	if after := joined(t, s, quads[2]); !slices.Equal(after, before) {
		t.Errorf("with columns %q, without %q", before, after)
	}
	other, quads := variant("0000000000000002", r)
	_, err = s.Replace(t.Context(), other, quads)
	must(t, err)
	checkKept(t, "after a write", s)
}

// joined are the texts of what a quad's predicate joins to its subject.
func joined(t *testing.T, s *Store, q quad.Quad) []string {
	t.Helper()
	snap, err := s.Snapshot(t.Context())
	must(t, err)
	defer snap.Close()
	n, ok, err := snap.Node(t.Context(), q.Subject)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	lists, err := Join(t.Context(), snap, q.Predicate.(quad.IRI), []Node{n})
	must(t, err)
	texts, err := Texts(t.Context(), snap, lists[0])
	must(t, err)
	slices.Sort(texts)
	return texts
}

type silent struct{}

func (silent) Infof(string, ...any)           {}
func (silent) Errorf(string, ...any)          {}
func (silent) Fatalf(format string, a ...any) { panic(fmt.Sprintf(format, a...)) }

// cayleyWrites writes into a closed store with nothing but Cayley.
func cayleyWrites(t *testing.T, folder string, deltas ...cayley.Delta) {
	t.Helper()
	db, err := pebble.Open(folder, pebblekv.Options(vfs.Default, 0, silent{}))
	must(t, err)
	qs, err := kv.New(pebblekv.Open(db), cayley.Options{kv.OptNoBloom: true})
	must(t, err)
	for _, d := range deltas {
		must(t, qs.ApplyDeltas([]cayley.Delta{d}, cayley.IgnoreOpts{}))
	}
	must(t, qs.Close())
}
