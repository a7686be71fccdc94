package nquads

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

func TestAppendValue(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	for _, c := range []struct {
		value quad.Value
		want  string
	}{
		{nil, ``},
		{quad.String("\x00\x07\b\t\n\v\f\r\x0e\x1f \"\\\x7f\u0080\ufffd\ufffe\uffff\U0001ffff政"),
			`"\u0000\u0007\b\t\n\u000B\f\r\u000E\u001F \"\\\u007F` + "\u0080\ufffd" + `\uFFFE\uFFFF` + "\U0001ffff政\""},
		{quad.String("a\xffb"), "\"a\ufffdb\""},
		{quad.String("ff\uff0c"), "\"ff\uff0c\""},
		{quad.IRI("http://example.org/政 <\"{}|^`\\>\x00\xff"),
			"<http://example.org/政%20%3C%22%7B%7D%7C%5E%60%5C%3E%00%FF>"},
		{quad.BNode("b0"), `_:b0`},
		{quad.LangString{Value: "x", Lang: "zh-Hans"}, `"x"@zh-Hans`},
		{quad.TypedString{Value: "x", Type: xsdString}, `"x"`},
		{quad.TypedString{Value: "x"}, `"x"`},
		{quad.TypedString{Value: "007", Type: xsd + "integer"}, `"007"^^<` + xsd + `integer>`},
		{quad.Int(-7), `"-7"^^<` + xsd + `integer>`},
		{quad.Bool(true), `"true"^^<` + xsd + `boolean>`},
		{quad.Float(0), `"0.0E0"^^<` + xsd + `double>`},
		{quad.Float(math.Copysign(0, -1)), `"-0.0E0"^^<` + xsd + `double>`},
		{quad.Float(1234.5), `"1.2345E3"^^<` + xsd + `double>`},
		{quad.Float(-1e-10), `"-1.0E-10"^^<` + xsd + `double>`},
		{quad.Float(math.Inf(-1)), `"-INF"^^<` + xsd + `double>`},
		{quad.Float(math.NaN()), `"NaN"^^<` + xsd + `double>`},
		{quad.Time(time.Date(2021, 6, 1, 8, 0, 0, 500e6, zone)), `"2021-06-01T08:00:00.5+08:00"^^<` + xsd + `dateTime>`},
		{quad.Time(time.Date(2021, 6, 1, 8, 0, 0, 0, time.UTC)), `"2021-06-01T08:00:00Z"^^<` + xsd + `dateTime>`},
		{quad.Time(time.Date(-44, 3, 15, 0, 0, 0, 0, time.UTC)), `"-0044-03-15T00:00:00Z"^^<` + xsd + `dateTime>`},
		{quad.Time(time.Date(12021, 6, 1, 8, 0, 0, 0, time.UTC)), `"12021-06-01T08:00:00Z"^^<` + xsd + `dateTime>`},
	} {
		if got := string(AppendValue(nil, c.value)); got != c.want {
			t.Errorf("%#v: got %s, want %s", c.value, got, c.want)
		}
	}
}

func TestAppendQuad(t *testing.T) {
	q := quad.Quad{Subject: sub, Predicate: pred, Object: quad.Int(1)}
	want := `<http://example.org/s> <http://example.org/p> "1"^^<` + xsd + `integer> .` + "\n"
	if got := string(Append(nil, q)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	q.Label = quad.BNode("g")
	if got := string(Append(nil, q)); !strings.HasSuffix(got, "> _:g .\n") {
		t.Errorf("got %s", got)
	}
}

func TestCheck(t *testing.T) {
	good := quad.Quad{Subject: sub, Predicate: pred, Object: quad.String("x")}
	if err := Check(good); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*quad.Quad){
		"no subject":       func(q *quad.Quad) { q.Subject = nil },
		"literal subject":  func(q *quad.Quad) { q.Subject = quad.String("s") },
		"relative subject": func(q *quad.Quad) { q.Subject = quad.IRI("s") },
		"blank predicate":  func(q *quad.Quad) { q.Predicate = quad.BNode("p") },
		"relative object":  func(q *quad.Quad) { q.Object = quad.IRI("") },
		"no object":        func(q *quad.Quad) { q.Object = nil },
		"bad tag":          func(q *quad.Quad) { q.Object = quad.LangString{Value: "x", Lang: "zh cn"} },
		"relative type":    func(q *quad.Quad) { q.Object = quad.TypedString{Value: "x", Type: "integer"} },
		"bad label":        func(q *quad.Quad) { q.Label = quad.BNode("a b") },
		"literal label":    func(q *quad.Quad) { q.Label = quad.String("g") },
	} {
		q := good
		change(&q)
		if Check(q) == nil {
			t.Errorf("%s: passed", name)
		}
		if err := NewWriter(&strings.Builder{}).WriteQuad(q); err == nil {
			t.Errorf("%s: written", name)
		}
	}
}
