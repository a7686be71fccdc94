package nquads

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"
)

var (
	sub  = quad.IRI("http://example.org/s")
	pred = quad.IRI("http://example.org/p")
)

func TestReadTerms(t *testing.T) {
	for text, want := range map[string]quad.Quad{
		`<http://example.org/s> <http://example.org/p> "a" .`:                                               {Object: quad.String("a")},
		`<http://example.org/s><http://example.org/p>"a"^^<http://www.w3.org/2001/XMLSchema#string>.#x`:     {Object: quad.String("a")},
		`<http://example.org/s> <http://example.org/p> "" .`:                                                {Object: quad.String("")},
		`<http://example.org/s> <http://example.org/p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .`: {Object: quad.TypedString{Value: "007", Type: xsd + "integer"}},
		`<http://example.org/s> <http://example.org/p> "政策"@zh-Hans <urn:g> .`:                              {Object: quad.LangString{Value: "政策", Lang: "zh-Hans"}, Label: quad.IRI("urn:g")},
		`<http://example.org/s> <http://example.org/p> "\u653F\U0001F600\t\"\\\'\b\f\n\r" _:g.1 .`:          {Object: quad.String("政😀\t\"\\'\b\f\n\r"), Label: quad.BNode("g.1")},
		`<http://example.org/\u0073> <http://example.org/p> <urn:\u653f> .`:                                 {Object: quad.IRI("urn:政")},
		`  <http://example.org/s>	<http://example.org/p> _:a.b.`:                                            {Object: quad.BNode("a.b")},
	} {
		want.Subject, want.Predicate = sub, pred
		got, err := readAll(text)
		if err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %#v, %v; want %#v", text, got, err, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	const s = "<urn:s> <urn:p> "
	for line, want := range map[string]string{
		s + "\"\xff\" .":                   "column 18: the byte 0xFF is not UTF-8",
		s + "\"\xed\xa0\x80\" .":           "column 18: the byte 0xED is not UTF-8", // an encoded surrogate
		s + `"\uD800" .`:                   "is a surrogate",
		s + `"\U00110000" .`:               "above",
		s + `"\x" .`:                       `\x is no escape here`,
		s + `"\u12" .`:                     "needs 4 hexadecimal digits",
		s + `"政策`:                          `column 17: the literal has no closing "`,
		s + `"a\"`:                         `no closing "`,
		s + `"a"@ .`:                       "expected a language tag",
		s + `"a"@en- .`:                    "found '-'; expected a full stop",
		s + `"a"^^urn:t .`:                 "expected ^^ and the datatype",
		s + `"a"^^<t> .`:                   "<t> is relative",
		s + `'a' .`:                        "expected an object",
		s + `<urn:a b> .`:                  "column 23: an IRI cannot have ' '; write it %20",
		s + `<urn:\u0020> .`:               "not even escaped",
		s + `<urn:a`:                       "no closing >",
		s + `<urn:o>`:                      "the line ends; expected a full stop",
		s + `<urn:o> "g" .`:                "found '\"'; expected a full stop, or the graph",
		s + `<urn:o> <urn:g> <urn:x> .`:    "expected the full stop",
		s + `<urn:o> . <urn:s>`:            "nothing more than a comment",
		s + `_:-a .`:                       "label of the blank node",
		s + `_a .`:                         "expected the : of a blank node",
		`"a" <urn:p> <urn:o> .`:            "expected a subject",
		`<urn:s> _:p <urn:o> .`:            "expected a predicate",
		`<urn:s>`:                          "the line ends; expected a predicate",
		"@prefix a: <urn:a> .":             "expected a subject",
		s + "\"a\rb\" .":                   "no closing",
		s + "\"a\" .\n\n" + s + "oops .\n": "line 3, column 17",
	} {
		_, err := readAll(line)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", line, err, want)
		}
	}
}

func TestLineEnds(t *testing.T) {
	text := "\uFEFF<urn:s> <urn:p> \"1\" .\r\n\r\n# c\r<urn:s> <urn:p> \"2\" .\r<urn:s> <urn:p> \"3\" .\n\r<urn:s> <urn:p> \"4\" ."
	for name, r := range map[string]io.Reader{
		"whole": strings.NewReader(text), "by byte": iotest.OneByteReader(strings.NewReader(text)),
		"with EOF": iotest.DataErrReader(strings.NewReader(text)),
	} {
		var lines []int
		reader := NewReader(r, Options{})
		for _, err := range reader.Quads() {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			lines = append(lines, reader.Line())
		}
		if want := []int{1, 4, 5, 7}; !slices.Equal(lines, want) {
			t.Errorf("%s: quads on lines %v, want %v", name, lines, want)
		}
	}
}

func TestLenient(t *testing.T) {
	text := "<urn:s> <urn:p> <urn:1> .\nbad\n<urn:s> <urn:p> <urn:2> .\n<s> <p> <o> .\n\"" + strings.Repeat("x", 3*firstBuffer) +
		"\n<urn:s> <urn:p> <urn:3> .\n" + strings.Repeat(" ", 2*firstBuffer)
	var skipped []string
	r := NewReader(iotest.HalfReader(strings.NewReader(text)), Options{
		MaxLine: firstBuffer,
		Skip:    func(e *SyntaxError) { skipped = append(skipped, fmt.Sprintf("%d:%d", e.Line, e.Column)) },
	})
	var objects []string
	for q, err := range r.Quads() {
		if err != nil {
			t.Fatal(err)
		}
		objects = append(objects, q.Object.String())
	}
	if got, want := fmt.Sprint(objects, skipped), "[<urn:1> <urn:2> <urn:3>] [2:1 4:1 5:1 7:1]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLongLine(t *testing.T) {
	long := strings.Repeat("长", 2*firstBuffer)
	quads, err := readAll(`<urn:s> <urn:p> "` + long + `" .` + "\n<urn:s> <urn:p> <urn:o> .")
	if err != nil || len(quads) != 2 || quads[0].Object != quad.String(long) {
		t.Errorf("got %d quads, %v", len(quads), err)
	}
}

func TestReadError(t *testing.T) {
	broken := errors.New("the disk is gone")
	r := NewReader(io.MultiReader(strings.NewReader("<urn:s> <urn:p> <urn:o> .\n<urn:s>"), iotest.ErrReader(broken)),
		Options{Skip: func(*SyntaxError) { t.Error("a read error was taken for a bad line") }})
	if _, err := r.ReadQuad(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.ReadQuad(); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func TestScannerTerms(t *testing.T) {
	s := NewScanner(strings.NewReader(`<urn:s> <urn:p> "a\n"^^<urn:\u0074> <urn:g> .`), Options{})
	if !s.Scan() {
		t.Fatal(s.Err())
	}
	o := s.Object
	if o.Kind != KindTyped || !o.Escaped || string(o.Value) != "a\n" || string(o.Suffix) != "urn:t" ||
		string(o.Raw) != `"a\n"^^<urn:\u0074>` {
		t.Errorf("object %q %q %q", o.Raw, o.Value, o.Suffix)
	}
	if l := s.Label; l.Kind != KindIRI || l.Escaped || string(l.Value) != "urn:g" || string(l.Raw) != "<urn:g>" {
		t.Errorf("label %q %q", l.Raw, l.Value)
	}
	if s.Scan() || s.Err() != nil {
		t.Errorf("more behind the last statement: %v", s.Err())
	}
}
