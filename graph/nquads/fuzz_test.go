package nquads

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// FuzzReader reads anything: it never panics, what it accepts comes back after writing, and what is written once
// is not changed by writing it again.
func FuzzReader(f *testing.F) {
	for _, text := range []string{
		"<urn:s> <urn:p> \"a\\n\\u653F\"@zh-Hans <urn:g> .\r\n# c\r_:a.b <urn:\\u0070> \"\"^^<urn:t>.",
		"<urn:s> <urn:p> \"\uFFFE\x00\x7f\" .", "\uFEFF<a:><b:><c:>.", "_:é <a:b> _:0·‿ _:g .",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var quads []quad.Quad
		for q, err := range NewReader(strings.NewReader(text), Options{Skip: func(*SyntaxError) {}}).Quads() {
			if err != nil {
				t.Fatal(err)
			}
			quads = append(quads, q)
		}
		once := write(t, quads)
		again, err := readAll(once)
		if err != nil || !slices.Equal(again, quads) {
			t.Fatalf("%q: %v came back as %v, %v", text, quads, again, err)
		}
	})
}

// FuzzAppend writes any text as a literal and an IRI: the line is N-Quads, and the literal comes back.
func FuzzAppend(f *testing.F) {
	f.Add("a\"\\\n\r\u0085\uFFFE\xff", "政 <>")
	f.Fuzz(func(t *testing.T, literal, iri string) {
		q := quad.Quad{Subject: quad.IRI("urn:" + iri), Predicate: quad.IRI("urn:p"), Object: quad.String(literal)}
		got, err := readAll(string(Append(nil, q)))
		if err != nil || len(got) != 1 {
			t.Fatalf("%v: %v, %v", q, got, err)
		}
		if want := quad.String(strings.ToValidUTF8(literal, "\uFFFD")); len(strings.ToValidUTF8(literal, "")) == len(literal) && got[0].Object != want {
			t.Fatalf("%q came back as %q", want, got[0].Object)
		}
	})
}
