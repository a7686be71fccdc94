package nquads

import (
	"testing"

	"github.com/cayleygraph/quad"
)

// TestSplit takes lines apart, puts them together again, and makes the quads they were made of.
func TestSplit(t *testing.T) {
	objects := []quad.Value{quad.IRI("http://example.org/o"), quad.BNode("b.1"), quad.String(""), quad.String(`a "b" \" \\`),
		quad.String(" . "), quad.String(`\`), quad.LangString{Value: `"`, Lang: "zh-CN"}, quad.TypedString{Value: `a" .`, Type: "http://example.org/t"}}
	p := NewParser()
	for _, subject := range []quad.Value{sub, quad.BNode("a")} {
		for _, label := range []quad.Value{nil, quad.IRI("http://example.org/g"), quad.BNode("g")} {
			for _, o := range objects {
				q := quad.Quad{Subject: subject, Predicate: pred, Object: o, Label: label}
				line := string(Append(nil, q))
				var st Statement
				if !st.Split([]byte(line[:len(line)-1])) {
					t.Fatalf("%q is not split", line)
				}
				if got := string(st.Append(nil)); got != line {
					t.Errorf("got %q, want %q", got, line)
				}
				if got, err := p.Quad(&st); err != nil || got != q {
					t.Errorf("%q gives %v, %v", line, got, err)
				}
			}
		}
	}
}

func TestSplitRefuses(t *testing.T) {
	for _, line := range []string{"", "<a:s> <a:p>", "<a:s> <a:p> <a:o>", `<a:s> <a:p> "o .`, `<a:s> <a:p> "o" <a:g> <a:h> .`, `<a:s> <a:p> "o" .x`} {
		if st := new(Statement); st.Split([]byte(line)) {
			t.Errorf("%q is taken for %+v", line, st)
		}
	}
	for _, st := range []Statement{
		{Subject: []byte(`"s"`), Predicate: []byte("<a:p>"), Object: []byte("<a:o>")},
		{Subject: []byte("<a:s>"), Predicate: []byte("_:p"), Object: []byte("<a:o>")},
		{Subject: []byte("<a:s>"), Predicate: []byte("<a:p>"), Object: []byte(`"o" x`)},
		{Subject: []byte("<s>"), Predicate: []byte("<a:p>"), Object: []byte("<a:o>")},
	} {
		if q, err := NewParser().Quad(&st); err == nil {
			t.Errorf("%s gives %v", st.Append(nil), q)
		}
	}
	st := Statement{}
	if q, err := NewParser().Quad(&Statement{Subject: []byte("_:n")}); err != nil || q.Subject != quad.BNode("n") || q.Predicate != nil {
		t.Errorf("a node alone gives %v, %v", q, err)
	}
	if !st.Split([]byte("<a:s>")) || string(st.Subject) != "<a:s>" || st.Predicate != nil {
		t.Errorf("a node alone is split to %+v", st)
	}
}
