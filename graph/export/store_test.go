package export

import (
	"bytes"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/graph/nquads"
)

// TestStoreGivesTheSameBytes writes each format from a store, which sorts its quads itself, in plenty of memory and in
// next to none, and from the same quads as they come.
func TestStoreGivesTheSameBytes(t *testing.T) {
	store, err := graph.Open(t.Context(), "mem:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.Load(t.Context(), all(everything())); err != nil {
		t.Fatal(err)
	}
	quads := stored(t, store)
	slices.Reverse(quads)
	for _, f := range Formats {
		for _, flat := range []bool{false, true} {
			o := Options{Flat: flat}
			want := write(t, f.Name, quads, o)
			for _, memory := range []int64{0, 1} {
				var out bytes.Buffer
				sorted := func(by nquads.Order) (Sorted, error) {
					return store.Sort(t.Context(), by, bulk.Options{Memory: memory, Dir: t.TempDir()})
				}
				if err := f.WriteFrom(&out, sorted, o); err != nil {
					t.Fatal(err)
				}
				if out.String() != want {
					t.Errorf("%s, flat %v, memory %d: the store's own order gives other bytes", f.Name, flat, memory)
				}
			}
		}
	}
}

// stored are all quads of a store.
func stored(t *testing.T, store *graph.Store) (quads []quad.Quad) {
	snap, err := store.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	for q, err := range snap.Quads(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}
