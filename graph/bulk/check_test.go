package bulk

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/graph/nquads"
	"policygraph/graph/pebblekv"
)

// readQuads reads N-Quads and drops repeats.
func readQuads(t testing.TB, text string) []quad.Quad {
	t.Helper()
	var quads []quad.Quad
	seen := map[quad.Quad]bool{}
	for q, err := range nquads.NewReader(strings.NewReader(text), nquads.Options{}).Quads() {
		if err != nil {
			t.Fatal(err)
		}
		if !seen[q] {
			seen[q] = true
			quads = append(quads, q)
		}
	}
	return quads
}

// oddText is the odd file, long values and enough nodes for ids with every byte.
func oddText(t testing.TB) string {
	t.Helper()
	odd, err := os.ReadFile("testdata/odd.nq")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.Write(odd)
	for _, n := range []int{127, 128, 1000, 70_000, 3 << 20} {
		fmt.Fprintf(&b, "<http://example.org/long> <http://example.org/p> \"%s\" .\n", strings.Repeat("長い文", n/9))
	}
	for i := range 3000 {
		fmt.Fprintf(&b, "<http://example.org/n/%d> <http://example.org/next> <http://example.org/n/%d> <http://example.org/g/%d> .\n",
			i, (i*7+1)%3000, i/1000)
		fmt.Fprintf(&b, "<http://example.org/n/%d> <http://example.org/number> \"%d\" <http://example.org/g/%d> .\n", i, i%97, i/1000)
	}
	b.Write(odd)
	return b.String()
}

// checkStore compares a store with the quads that it should hold: through Cayley, and key by key.
func checkStore(t *testing.T, db *pebble.DB, want []quad.Quad) {
	t.Helper()
	qs := openCayley(t, db)
	stats, err := qs.Stats(context.Background(), false)
	if err != nil || stats.Quads.Value != int64(len(want)) {
		t.Errorf("size is %d, want %d (%v)", stats.Quads.Value, len(want), err)
	}
	got, err := quad.ReadAll(cayley.NewQuadStoreReader(qs))
	if err != nil {
		t.Fatal(err)
	}
	compareQuads(t, "all quads", got, want)
	checkNodes(t, db, want)
	checkIndexes(t, db)
}

func compareQuads(t *testing.T, what string, got, want []quad.Quad) {
	t.Helper()
	g, w := lines(got), lines(want)
	if slices.Equal(g, w) {
		return
	}
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("%s: %d quads, want %d; the first difference is at %d: %.300q, %.300q", what, len(g), len(w), i,
				g[min(i, len(g)):min(i+1, len(g))], w[min(i, len(w)):min(i+1, len(w))])
		}
	}
}

// lines are quads as sorted text that shows the Go types of the values.
func lines(quads []quad.Quad) []string {
	out := make([]string, len(quads))
	for i, q := range quads {
		out[i] = fmt.Sprintf("%#v", [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label})
	}
	slices.Sort(out)
	return out
}

// checkNodes compares the hashes, values and counts of the nodes with those of the quads.
func checkNodes(t *testing.T, db *pebble.DB, want []quad.Quad) {
	t.Helper()
	counts, values := map[layout.Hash]uint64{}, map[layout.Hash]quad.Value{}
	for _, q := range want {
		for _, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v != nil {
				counts[layout.HashOf(v)]++
				values[layout.HashOf(v)] = v
			}
		}
	}
	found := map[byte]int{}
	for _, bucket := range []byte("nv") {
		for key, value := range entries(t, db, string(bucket)) {
			h, ok := layout.KeyHash([]byte(key))
			n, _ := binary.Uvarint(value)
			if !ok || values[h] == nil {
				t.Fatalf("key %q is of no node", key)
			}
			found[bucket]++
			if bucket == 'n' {
				if n != counts[h] {
					t.Errorf("%v is counted %d times, want %d", values[h], n, counts[h])
				}
				continue
			}
			data, _ := layout.AppendValue(nil, values[h])
			if r := record(t, db, n); r.ID != n || !bytes.Equal(r.Value, data) {
				t.Errorf("node %d is %q, want %q", n, r.Value, data)
			}
		}
	}
	if found['n'] != len(counts) || found['v'] != len(counts) {
		t.Errorf("%d counts and %d names, want %d", found['n'], found['v'], len(counts))
	}
}

func record(t *testing.T, db *pebble.DB, id uint64) layout.Record {
	t.Helper()
	data, closer, err := db.Get(layout.AppendLogKey(nil, id))
	if err != nil {
		t.Fatalf("log record %d: %v", id, err)
	}
	var r layout.Record
	if err := layout.ParseRecord(bytes.Clone(data), &r); err != nil {
		t.Fatal(err)
	}
	closer.Close()
	return r
}

// checkIndexes compares the indexes with the log, and the ids with the horizon.
func checkIndexes(t *testing.T, db *pebble.DB) {
	t.Helper()
	want := map[string][]uint64{}
	horizon, _ := layout.Int(entries(t, db, layout.HorizonKey)[layout.HorizonKey])
	nodes := map[uint64]bool{0: true}
	var quads []layout.Record
	for key, value := range entries(t, db, layout.LogPrefix) {
		id, ok := layout.LogID([]byte(key))
		if key == layout.LogPrefix {
			continue // Cayley's Init makes it
		}
		var r layout.Record
		if err := layout.ParseRecord(value, &r); err != nil || !ok || r.ID != id || id > horizon || id == 0 {
			t.Fatalf("log key %q: record %d, horizon %d, %v", key, r.ID, horizon, err)
		}
		if r.IsNode() {
			nodes[id] = true
		} else {
			quads = append(quads, r)
		}
	}
	slices.SortFunc(quads, func(a, b layout.Record) int { return int(int64(a.ID) - int64(b.ID)) })
	for _, r := range quads {
		if !r.Deleted && !(nodes[r.Subject] && nodes[r.Predicate] && nodes[r.Object] && nodes[r.Label]) {
			t.Errorf("quad %+v has a node that is missing", r)
		}
		for _, x := range layout.Indexes {
			key := string(x.AppendKey(nil, &r))
			want[key] = append(want[key], r.ID)
		}
	}
	for _, x := range layout.Indexes {
		for key, value := range entries(t, db, string(x)+"/") {
			ids, err := layout.IDs(nil, value)
			if !slices.Equal(ids, want[key]) || err != nil {
				t.Errorf("index entry %q has %v, want %v", key, ids, want[key])
			}
			delete(want, key)
		}
	}
	if len(want) > 0 {
		t.Errorf("%d index entries are missing", len(want))
	}
}

// entries are the keys with a prefix, and their values.
func entries(t testing.TB, db *pebble.DB, prefix string) map[string][]byte {
	t.Helper()
	it, err := db.NewIter(pebblekv.PrefixBounds([]byte(prefix)))
	if err != nil {
		t.Fatal(err)
	}
	defer it.Close()
	found := map[string][]byte{}
	for ok := it.First(); ok; ok = it.Next() {
		found[string(it.Key())] = bytes.Clone(it.Value())
	}
	if err := it.Error(); err != nil {
		t.Fatal(err)
	}
	return found
}

// answers are what a store says of a value in every direction.
func answers(t *testing.T, qs cayley.QuadStore, v quad.Value) [][]quad.Quad {
	t.Helper()
	ref, err := qs.ValueOf(v)
	if err != nil {
		t.Fatal(err)
	}
	var found [][]quad.Quad
	for _, d := range quad.Directions {
		var quads []quad.Quad
		it := qs.QuadIterator(d, ref).Iterate()
		for it.Next(context.Background()) {
			q, err := qs.Quad(it.Result())
			if err != nil {
				t.Fatal(err)
			}
			quads = append(quads, q)
		}
		if err := it.Err(); err != nil {
			t.Fatal(err)
		}
		it.Close()
		found = append(found, quads)
	}
	return found
}
