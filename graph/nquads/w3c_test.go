package nquads

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// w3c is a copy of the W3C's test suites, beside the project.
const w3c = "../../../shared/w3c"

// readAll gives the quads of a text, and the error that ended reading.
func readAll(text string) ([]quad.Quad, error) {
	var quads []quad.Quad
	for q, err := range NewReader(strings.NewReader(text), Options{}).Quads() {
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
	return quads, nil
}

func write(t testing.TB, quads []quad.Quad) string {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out)
	if _, err := w.WriteQuads(quads); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestW3CSyntax(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(w3c, "rdf/rdf11/rdf-n-quads/*.nq"))
	if len(files) == 0 {
		t.Skip("the W3C's N-Quads test suite is not beside the project")
	}
	accepted, refused := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		quads, err := readAll(string(text))
		if strings.Contains(filepath.Base(file), "-bad-") {
			var syntax *SyntaxError
			if !errors.As(err, &syntax) || syntax.Line < 1 || syntax.Column < 1 {
				t.Errorf("%s: got %v, want a syntax error with its place", filepath.Base(file), err)
			}
			refused++
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
		again, err := readAll(write(t, quads))
		if err != nil || !slices.Equal(again, quads) {
			t.Errorf("%s: %v came back as %v, %v", filepath.Base(file), quads, again, err)
		}
		accepted++
	}
	if accepted < 53 || refused != 34 {
		t.Errorf("the suite has %d files to accept and %d to refuse, want 53 or more and 34", accepted, refused)
	}
}

func TestW3CCanonicalLines(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(w3c, "rdf-canon/tests/rdfc10/*-rdfc10.nq"))
	if len(files) == 0 {
		t.Skip("the W3C's RDFC-1.0 test suite is not beside the project")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		quads, err := readAll(string(text))
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
		if got := write(t, quads); got != string(text) {
			t.Errorf("%s was rewritten as\n%s", filepath.Base(file), got)
		}
	}
}

func TestReaderEndsWithEOF(t *testing.T) {
	r := NewReader(strings.NewReader("\n# nothing\n"), Options{})
	for range 2 {
		if _, err := r.ReadQuad(); err != io.EOF {
			t.Fatalf("got %v, want io.EOF", err)
		}
	}
}
