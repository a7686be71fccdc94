package nquads

import (
	"bytes"
	"io"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

func TestSort(t *testing.T) {
	var quads []quad.Quad
	random := rand.New(rand.NewSource(1))
	for range 3000 {
		q := quad.Quad{Subject: sub, Predicate: pred, Object: quad.Int(random.Intn(700))}
		if random.Intn(100) == 0 {
			q.Object = quad.String(strings.Repeat("长", 64<<10))
		}
		quads = append(quads, q)
	}
	lines := strings.SplitAfter(write(t, quads), "\n")
	slices.Sort(lines)
	want := strings.Join(slices.Compact(lines), "")
	for _, memory := range []int{0, 5000, 1} {
		dir := t.TempDir()
		s := NewSorter(SortOptions{Memory: memory, Dir: dir})
		for _, q := range quads {
			if err := s.WriteQuad(q); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			var out bytes.Buffer
			if n, err := s.WriteTo(&out); err != nil || out.String() != want || n != int64(len(want)) {
				t.Fatalf("memory %d: %v, %d bytes, want %d", memory, err, out.Len(), len(want))
			}
		}
		n := 0
		for _, err := range s.Quads() {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != strings.Count(want, "\n") {
			t.Errorf("memory %d: %d quads", memory, n)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("memory %d: %d temporary files left", memory, len(left))
		}
	}
}

func TestCompression(t *testing.T) {
	for name, want := range map[string]string{"a.nq": "a.nq", "a.nq.gz": "a.nq", "a.nq.zst": "a.nq"} {
		c, rest := CompressionOf(name)
		if rest != want {
			t.Errorf("%s: rest %s", name, rest)
		}
		var packed bytes.Buffer
		w, err := c.NewWriter(&packed)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Repeat("<urn:s> <urn:p> <urn:o> .\n", 1000)
		io.WriteString(w, text)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if c != Uncompressed && packed.Len() > len(text)/10 {
			t.Errorf("%s: packed into %d bytes", name, packed.Len())
		}
		r, err := c.NewReader(&packed)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := io.ReadAll(r); err != nil || string(back) != text {
			t.Errorf("%s: %d bytes came back, %v", name, len(back), err)
		}
		r.Close()
	}
}

func BenchmarkSort(b *testing.B) {
	data := sample(10000)
	var quads []quad.Quad
	for q, err := range NewReader(bytes.NewReader(data), Options{}).Quads() {
		if err != nil {
			b.Fatal(err)
		}
		quads = append(quads, q)
	}
	rand.New(rand.NewSource(1)).Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		s := NewSorter(SortOptions{})
		for _, q := range quads {
			if err := s.WriteQuad(q); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := s.WriteTo(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
