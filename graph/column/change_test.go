package column_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"policygraph/graph/column"
)

// A pair is a subject and an object, and what a chunk of texts has for it.
type pair struct {
	subject, object uint64
	text            string
}

// texts is the form of a column of texts.
var texts = column.Form{Texts: true, Bits: column.MaxBits}

// written is the chunk of pairs.
func written(f column.Form, pairs map[pair]bool) []byte {
	var list []pair
	for p := range pairs {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b pair) int {
		if a.subject != b.subject {
			return int(a.subject) - int(b.subject)
		}
		return int(a.object) - int(b.object)
	})
	var w column.Writer
	w.Reset(f)
	for _, p := range list {
		w.Add(p.subject, p.object, []byte(p.text))
	}
	return w.Append(nil)
}

// TestChangesGiveTheChunkThatWritingGives alters a chunk step by step and applies the changes in any grouping.
func TestChangesGiveTheChunkThatWritingGives(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 0))
		f := column.Form{Texts: seed%2 == 0, Bits: column.MaxBits - uint8(seed%3)}
		pairs := map[pair]bool{}
		some := func() pair {
			o := r.Uint64N(30) * 1000
			p := pair{f.First(7) + r.Uint64N(20), o, ""}
			if f.Texts {
				p.text = fmt.Sprint("示例", o/7)
			}
			return p
		}
		for range r.IntN(40) {
			pairs[some()] = true
		}
		values := [][]byte{written(f, pairs)}
		for range 1 + r.IntN(4) {
			var c column.Change
			c.Reset(f)
			for range r.IntN(15) {
				if p := some(); r.IntN(2) == 0 {
					c.Add(p.subject, p.object, p.text)
					pairs[p] = true
				} else {
					c.Remove(p.subject, p.object)
					delete(pairs, p)
				}
			}
			values = append(values, c.Append(nil))
		}
		want := written(f, pairs)
		if got := apply(t, true, values...); string(got) != string(want) {
			t.Fatalf("seed %d: %x, want %x", seed, got, want)
		}
		for cut := 1; cut < len(values); cut++ { // the changes first, as a compaction may
			late := apply(t, false, values[cut:]...)
			if got := apply(t, true, append(slices.Clone(values[:cut]), late)...); string(got) != string(want) {
				t.Fatalf("seed %d, cut %d: %x, want %x", seed, cut, got, want)
			}
		}
	}
}

func apply(t *testing.T, whole bool, values ...[]byte) []byte {
	t.Helper()
	got, err := column.Apply(nil, whole, values...)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestChunkReadsWhatWasWritten(t *testing.T) {
	pairs := map[pair]bool{{512, 9, "示例甲"}: true, {512, 3, "示例乙"}: true, {600, 9, "示例甲"}: true, {1023, 1 << 40, ""}: true}
	var c column.Chunk
	if err := c.Parse(texts.First(1), written(texts, pairs)); err != nil {
		t.Fatal(err)
	}
	if err := c.ReadTexts(); err != nil {
		t.Fatal(err)
	}
	strings := c.AppendTexts(nil, []bool{true, false, true})
	n := 0
	for ; ; n++ {
		subject, object, ok, err := c.Next()
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		if p := (pair{subject, c.Nodes[object], string(c.Text(object))}); !pairs[p] {
			t.Errorf("pair %+v", p)
		}
	}
	if n != len(pairs) || strings[0] != "示例乙" || strings[2] != "" {
		t.Errorf("%d pairs, texts %q", n, strings)
	}
}

// TestBrokenChunksAreErrors cuts a chunk and a change everywhere and alters each byte: an error or another answer, and no panic.
func TestBrokenChunksAreErrors(t *testing.T) {
	whole := written(texts, map[pair]bool{{1, 9, "示例甲"}: true, {2, 3, "示例乙"}: true, {500, 9, "示例甲"}: true})
	var change column.Change
	change.Reset(texts)
	change.Add(3, 4, "示例丙")
	change.Remove(1, 9)
	step := change.Append(nil)
	for i := range whole {
		_, _ = column.Apply(nil, true, whole[:i], step)
		bad := slices.Clone(whole)
		bad[i] ^= 0xFF
		_, _ = column.Apply(nil, true, bad, step)
	}
	for i := range step {
		_, _ = column.Apply(nil, true, whole, step[:i])
	}
	if _, err := column.Apply(nil, true, whole, step[:len(step)-7]); err == nil {
		t.Error("a change that is cut off is applied")
	}
	if _, err := column.Apply(nil, false, step, whole); err == nil {
		t.Error("a chunk after its changes is applied")
	}
}
