package export

import (
	"bytes"
	"errors"
	"flag"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

func write(t testing.TB, format string, quads []quad.Quad, o Options) string {
	t.Helper()
	f, err := Lookup(format)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out, all(quads), o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	for _, f := range Formats {
		if f.Name == "neo4j" || f.Name == "xlsx" {
			continue // archives; their files have tests of their own
		}
		file := filepath.Join("testdata", f.Name+f.Extensions[0])
		got := write(t, f.Name, practices(), Options{})
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s; look at the change and run the test with -update", f.Name, file)
		}
	}
}

// TestOrderDoesNotMatter writes the same quads in another order, twice, and with so little memory that all is
// sorted on disk: the bytes are the same.
func TestOrderDoesNotMatter(t *testing.T) {
	quads := append(practices(), hostile()...)
	mixed := append(slices.Clone(quads), quads...)
	rand.New(rand.NewSource(1)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	for _, f := range Formats {
		want := write(t, f.Name, quads, Options{})
		if got := write(t, f.Name, mixed, Options{Sort: nquads.SortOptions{Memory: 20000, Dir: t.TempDir()}}); got != want {
			t.Errorf("%s depends on the order of its input", f.Name)
		}
	}
}

func TestErrorsReachTheCaller(t *testing.T) {
	broken := errors.New("the store is gone")
	full := errors.New("the disk is full")
	for _, f := range Formats {
		failing := func(yield func(quad.Quad, error) bool) {
			_ = yield(practices()[0], nil) && yield(quad.Quad{}, broken)
		}
		if err := f.Write(&bytes.Buffer{}, failing, Options{}); !errors.Is(err, broken) {
			t.Errorf("%s: got %v, want %v", f.Name, err, broken)
		}
		if err := f.Write(failWriter{full}, all(practices()), Options{}); !errors.Is(err, full) {
			t.Errorf("%s: got %v, want %v", f.Name, err, full)
		}
		bad := []quad.Quad{{Subject: quad.String("s"), Predicate: quad.IRI("urn:p"), Object: quad.String("o")}}
		if err := f.Write(&bytes.Buffer{}, all(bad), Options{}); err == nil {
			t.Errorf("%s wrote a quad whose subject is a literal", f.Name)
		}
	}
}

type failWriter struct{ err error }

func (w failWriter) Write([]byte) (int, error) { return 0, w.err }

func TestLookup(t *testing.T) {
	if _, err := Lookup("rdfxml"); err == nil || !strings.Contains(err.Error(), "nquads, ntriples") {
		t.Errorf("got %v", err)
	}
	for file, want := range map[string]string{
		"a.nq": "nquads", "/x/a.NQ.gz": "nquads", "a.ttl.zst": "turtle", "b.neo4j.zip": "neo4j", "c.gexf": "gexf", "d.csv": "csv",
	} {
		if f, _, err := LookupFile(file); err != nil || f.Name != want {
			t.Errorf("%s: got %s, %v; want %s", file, f.Name, err, want)
		}
	}
	if _, _, err := LookupFile("a.doc"); err == nil {
		t.Error("a.doc has a format")
	}
}
