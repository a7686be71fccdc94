package bulk

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/nquads"
)

// sortedLines are the lines of quads, each once, by code point.
func sortedLines(quads []quad.Quad) string {
	var lines []string
	for _, q := range quads {
		lines = append(lines, string(nquads.Append(nil, q)))
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "")
}

func TestDumpIsTheSortedLines(t *testing.T) {
	text := oddText(t)
	quads := readQuads(t, text)
	db, _ := buildText(t, text, Options{})
	defer db.Close()
	checkDump(t, db, quads)
	checkDump(t, db, change(t, db, quads))
}

func TestDumpOfTermsThatBeginAlike(t *testing.T) {
	nodes := []quad.Value{quad.IRI("a:"), quad.IRI("a:b"), quad.IRI("a:b!"), quad.BNode("a"), quad.BNode("a.b"), quad.BNode("a-b"), quad.BNode("ab")}
	objects := slices.Clone(nodes)
	for _, s := range []quad.String{"", "a", "a ", "a b", "a\"", "a\\", "a\x01", "a\t", "a.", "a .", "aé", "ab", "\uFFFF", "😀", "<", "a@zh", "a^^"} {
		objects = append(objects, s, quad.LangString{Value: s, Lang: "zh"}, quad.LangString{Value: s, Lang: "zh-CN"},
			quad.TypedString{Value: s, Type: "a:b"}, quad.TypedString{Value: s, Type: "a:"})
	}
	objects = append(objects, quad.Int(7), quad.TypedString{Value: "7", Type: "http://www.w3.org/2001/XMLSchema#integer"},
		quad.TypedString{Value: "a", Type: "http://www.w3.org/2001/XMLSchema#string"})
	labels := append([]quad.Value{nil}, nodes...)
	random := rand.New(rand.NewPCG(1, 2))
	var quads []quad.Quad
	for range 20_000 {
		quads = append(quads, quad.Quad{Subject: nodes[random.IntN(len(nodes))], Predicate: nodes[random.IntN(3)],
			Object: objects[random.IntN(len(objects))], Label: labels[random.IntN(len(labels))]})
	}
	db, _ := buildPlan(t, Options{}, func(p *Plan) error { return p.Quads(quads...) })
	defer db.Close()
	checkDump(t, db, quads)
}

func TestOrderOfTexts(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var found texts
	var want []string
	for range 5000 {
		s := strings.Repeat("prefix/", random.IntN(4)) + strings.Repeat("\x00", random.IntN(9)) + fmt.Sprint(random.IntN(50))
		found.keep([]byte(s))
		want = append(want, s)
	}
	slices.Sort(want)
	for i, n := range found.order() {
		if string(found.text(n)) != want[i] {
			t.Fatalf("text %d is %q, want %q", i, found.text(n), want[i])
		}
	}
}

// checkDump compares the dump of a store with the sorted lines of quads, in plenty of memory and in next to none.
func checkDump(t *testing.T, db pebble.Reader, quads []quad.Quad) {
	t.Helper()
	want := sortedLines(quads)
	for _, o := range []Options{{}, {Memory: 1, Processors: 3}, {Memory: 1 << 20}} {
		o.Dir = t.TempDir()
		var got bytes.Buffer
		n, err := Dump(context.Background(), db, &got, o)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != want || int(n) != strings.Count(want, "\n") {
			g, w := strings.Split(got.String(), "\n"), strings.Split(want, "\n")
			for i := range min(len(g), len(w)) {
				if g[i] != w[i] {
					t.Fatalf("with %+v, line %d is %.300q, want %.300q", o, i, g[i], w[i])
				}
			}
			t.Fatalf("with %+v there are %d lines, want %d", o, len(g), len(w))
		}
	}
}
