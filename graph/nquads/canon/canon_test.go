package canon

import (
	"crypto"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
)

// suite is a copy of the W3C's test suite, beside the project.
const suite = "../../../../shared/w3c/rdf-canon/tests"

func read(t *testing.T, file string) []quad.Quad {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var quads []quad.Quad
	for q, err := range nquads.NewReader(f, nquads.Options{}).Quads() {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}

func TestW3C(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(suite, "manifest.jsonld"))
	if err != nil {
		t.Skip("the W3C's RDFC-1.0 test suite is not beside the project")
	}
	var manifest struct {
		Entries []struct{ ID, Type, Action, Result, HashAlgorithm string }
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	passed := map[string]bool{}
	for _, e := range manifest.Entries {
		ok := t.Run(strings.TrimPrefix(e.ID, "#"), func(t *testing.T) {
			quads := read(t, filepath.Join(suite, e.Action))
			o := Options{}
			if e.HashAlgorithm == "SHA384" {
				o.Hash = crypto.SHA384
			}
			got, err := Canonicalize(quads, o)
			if e.Type == "rdfc:RDFC10NegativeEvalTest" {
				if !errors.Is(err, ErrTooComplex) {
					t.Errorf("got %v, want %v", err, ErrTooComplex)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(filepath.Join(suite, e.Result))
			if err != nil {
				t.Fatal(err)
			}
			if e.Type == "rdfc:RDFC10MapTest" {
				issued := map[string]string{}
				if err := json.Unmarshal(want, &issued); err != nil || !maps.Equal(issued, got.Issued) {
					t.Errorf("got %v, want %v, %v", got.Issued, issued, err)
				}
				return
			}
			if lines := strings.Join(got.Lines, ""); lines != string(want) {
				t.Errorf("got\n%swant\n%s", lines, want)
			}
		})
		if ok {
			passed[e.ID] = true
		}
	}
	if n := len(manifest.Entries); n < 64 || len(passed) < n {
		t.Errorf("%d of %d tests passed, want all, and 64 or more", len(passed), n)
	}
}

func TestDigest(t *testing.T) {
	quads := []quad.Quad{
		{Subject: quad.IRI("urn:b"), Predicate: quad.IRI("urn:p"), Object: quad.String("示例")},
		{Subject: quad.IRI("urn:a"), Predicate: quad.IRI("urn:p"), Object: quad.Int(1)},
		{Subject: quad.IRI("urn:b"), Predicate: quad.IRI("urn:p"), Object: quad.String("示例")},
	}
	streamed, err := Digest(all(quads), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Canonicalize(quads, Options{})
	if err != nil {
		t.Fatal(err)
	}
	// sha256sum of the two sorted lines
	const want = "f5c87738b50b49177f7deb740175775bfad75ac6e11f4dea43c384ae041c6177"
	if whole := r.Digest(crypto.SHA256); streamed != whole || streamed != want {
		t.Errorf("streamed %s, whole %s, want %s", streamed, whole, want)
	}
	quads[0].Object = quad.BNode("x")
	blank, err := Digest(all(quads), Options{Hash: crypto.SHA384})
	if err != nil {
		t.Fatal(err)
	}
	if r, err = Canonicalize(quads, Options{Hash: crypto.SHA384}); err != nil || r.Digest(crypto.SHA384) != blank || len(blank) != 96 {
		t.Errorf("with a blank node: streamed %s, whole %v, %v", blank, r, err)
	}
}

func all(quads []quad.Quad) func(func(quad.Quad, error) bool) {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func TestPermutations(t *testing.T) {
	var got []string
	for order := range permutations([]string{"a", "b", "c"}) {
		got = append(got, strings.Join(order, ""))
	}
	slices.Sort(got)
	if want := "abc acb bac bca cab cba"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestNamesOfBlankNodesDoNotMatter(t *testing.T) {
	ring := func(names ...string) []quad.Quad {
		var quads []quad.Quad
		for i, n := range names {
			quads = append(quads, quad.Quad{
				Subject: quad.BNode(n), Predicate: quad.IRI("urn:next"), Object: quad.BNode(names[(i+1)%len(names)]),
			})
		}
		return quads
	}
	a, err := Canonicalize(ring("a", "b", "c", "d"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := Canonicalize(ring("x", "b0", "c14n2", "c14n0"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(a.Lines, b.Lines) {
		t.Errorf("%v and %v", a.Lines, b.Lines)
	}
}
