package gizmo_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"policygraph/queries"
	"policygraph/queries/gizmo"
	"policygraph/queries/internal/sample"
)

func session(t testing.TB, o gizmo.Options) *gizmo.Session {
	t.Helper()
	s, err := gizmo.New(sample.Open(t, "mem:").QuadStore(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestScripts(t *testing.T) {
	const d = `"<` + sample.Base + `division/`
	tests := []struct {
		rule, script, want string
	}{
		{"prefixes stand for their namespaces", `g.V("<pol:Theme>").in("<rdf:type>").out("<skos:prefLabel>").all()`,
			`{"id":"完善城市功能"} {"id":"促进城乡融合"}`},
		{"a bare prefixed predicate is an IRI", `g.V(` + d + `411082>").out("skos:prefLabel").all()`, `{"id":"长葛市"}`},
		{"IRIs of the vocabulary are shortened", `g.V(` + d + `411082>").out("<rdf:type>").all()`,
			`{"id":"pol:Division"} {"id":"schema:AdministrativeArea"}`},
		{"other IRIs are full", `g.V(` + d + `411082>").out("<pol:province>").all()`,
			`{"id":"https://w3id.org/policygraph/division/410000"}`},
		{"tags are columns", `g.V(` + d + `500118>").tag("place").in("<pol:locality>").has("<rdf:type>","<pol:Practice>").save("<pol:statement>","what").all()`,
			`{"id":"https://w3id.org/policygraph/notice/40b7475dfcb80f78/practice/2","place":"https://w3id.org/policygraph/division/500118","what":"永川区开放机关停车场。"}`},
		{"terms with a language", `g.V(lang("长葛市","zh")).in("<skos:prefLabel>").out("<dcterms:identifier>").all()`, `{"id":"411082"}`},
		{"emit takes plain data", `g.emit({a:1, b:[true,null,"x"], c:2.5}); g.emit("y")`, `{"a":1,"b":[true,null,"x"],"c":2.5} "y"`},
		{"forEach sees texts and IRIs in brackets", `g.V(` + d + `500118>").save("<skos:prefLabel>","name").forEach(function(d) { g.emit(d) })`,
			`{"id":"<https://w3id.org/policygraph/division/500118>","name":"永川区"}`},
		{"forEach takes a limit before its function", `g.V("<pol:Division>").in("<rdf:type>").forEach(2, function(d) { g.emit(1) })`, `1 1`},
		{"toArray gives what V takes back", `var a = g.V(` + d + `500118>").out("<pol:province>").toArray(); g.V(a).out("<skos:prefLabel>").all()`, `{"id":"重庆市"}`},
		{"count counts", `g.emit(g.V("<pol:Practice>").in("<rdf:type>").count())`, `13`},
		{"toValue is one or null", `g.emit([g.V(` + d + `500118>").out("<skos:prefLabel>").toValue(), g.V("<x:y>").out("<x:z>").toValue()])`, `["永川区",null]`},
		{"gt compares decimals exactly", `g.V("<pol:Metric>").in("<rdf:type>").out("<schema:value>").filter(gt(120004999)).order().all()`,
			`{"id":"120005000"} {"id":"350000000"}`},
		{"lt takes fractions", `g.V("<pol:Metric>").in("<rdf:type>").has("<schema:value>", lt(15.6), gte(12.5)).out("<schema:value>").order().all()`,
			`{"id":"12.5"} {"id":"15.5"}`},
		{"a bound may be a decimal", `g.V("<pol:Metric>").in("<rdf:type>").out("<schema:value>").filter(lte(typed("3.00","xsd:decimal"))).all()`, `{"id":"3"}`},
		{"like and regex filter texts", `g.V("<pol:Measure>").in("<rdf:type>").out("<skos:prefLabel>").filter(like("扩大%"), regex("贷款$")).all()`, `{"id":"扩大农村贷款"}`},
		{"morphisms are followed", `var up = g.M().out("<schema:containedInPlace>"); g.V(` + d + `220184101>").followRecursive(up).out("<skos:prefLabel>").order().all()`,
			`{"id":"公主岭市"} {"id":"吉林省"} {"id":"长春市"}`},
		{"capital letters are the same methods", `graph.Vertex(` + d + `500118>").Out("<skos:prefLabel>").All()`, `{"id":"永川区"}`},
		{"own prefixes", `g.addNamespace("d", "` + sample.Base + `division/"); g.V("<d:500118>").out("<skos:prefLabel>").all()`, `{"id":"永川区"}`},
		{"one graph only", `g.V(` + d + `411082>").labelContext("<` + sample.Base + `division>").in("<pol:locality>").all()`, ``},
		{"getLimit", `g.V("<pol:Division>").in("<rdf:type>").getLimit(0); g.emit(1)`, `1`},
	}
	s := session(t, gizmo.Options{})
	for _, test := range tests {
		t.Run(test.rule, func(t *testing.T) {
			out, err := s.Run(context.Background(), test.script)
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(t, out); got != test.want {
				t.Errorf("%s\ngave %s\nwant %s", test.script, got, test.want)
			}
		})
	}
}

// lines are the results as JSON, joined by spaces.
func lines(t testing.TB, out *gizmo.Output) string {
	t.Helper()
	var b bytes.Buffer
	if err := out.Write(&b, queries.Style{Format: queries.JSON}); err != nil {
		t.Fatal(err)
	}
	text := strings.TrimSuffix(strings.TrimPrefix(b.String(), "["), "]\n")
	return strings.ReplaceAll(strings.TrimSpace(text), ",\n", " ")
}

func TestWrongScripts(t *testing.T) {
	tests := []struct {
		rule, script string
		line, column int
		message      string
	}{
		{"a syntax error has its place", "var a = 1;\nvar b = ;", 2, 9, "Unexpected token ;"},
		{"an unknown name has its place", "var a = 1;\n  foo()", 2, 6, "foo is not defined"},
		{"what is thrown is said", "throw new Error('so')", 1, 7, "so"},
		{"an object as argument of out", "g.V().out({a:1})", 1, 10, `out(): argument 1 is an object of class Object; it must be a predicate`},
		{"an object as argument of V", "g.V({})", 1, 4, `V(): argument 1 is an object`},
		{"an object in a list", "g.V().out(['<a:b>', {}])", 1, 10, "a list with something else in it"},
		{"a function as argument", "g.V().has(function(){}, 1)", 1, 10, "class Function"},
		{"a list in a list", "g.V([['a']])", 1, 4, "V(): argument 1"},
		{"a path as node", "g.V(g.V())", 1, 4, "V(): argument 1 is a path"},
		{"a filter as predicate", "g.V().out(gt(1))", 1, 10, "out(): argument 1 is a filter"},
		{"no path to follow", "g.V().follow(null)", 1, 13, "follow(): argument 1 is null; it must be a path"},
		{"a missing argument", "g.V().back()", 1, 11, "back(): argument 1 is missing; it must be a tag"},
		{"an argument too many", "g.V().unique(1)", 1, 13, "unique(): it takes at most 0 arguments"},
		{"a method on something else", "g.V().out.call({})", 1, 15, "out(): it is no path"},
		{"a bad regular expression", "g.V().filter(regex('('))", 1, 19, "missing closing )"},
		{"a number that is not whole", "g.V().limit(1.5)", 1, 12, "limit(): argument 1 is \"1.5\"; it must be a whole number"},
		{"a cycle as result", "var a = []; a.push(a); g.emit(a)", 1, 30, "holds itself"},
		{"a path as result", "g.emit(g.V())", 1, 7, "it is a path; end a path with all()"},
		{"recursion without end", "function f() { return f() }\nf()", 1, 24, "too deep"},
		{"a path of too many steps", "var p = g.V(); for (;;) p = p.out()", 1, 0, "more than 500 steps"},
		{"text as script", "(function(){}).constructor('return 1')()", 1, 0, "undefined"},
		{"a text of a gigabyte", "'x'.repeat(1<<30)", 1, 11, "longer than"},
		{"deep JSON", "JSON.parse('['.repeat(1000000))", 1, 11, "nested deeper"},
		{"deep nesting made by steps", "var a = []; for (var i = 0; i < 1000; i++) a = [a]; String(a)", 1, 0, "nested deeper"},
	}
	s := session(t, gizmo.Options{Timeout: 10 * time.Second})
	for _, test := range tests {
		t.Run(test.rule, func(t *testing.T) {
			_, err := s.Run(context.Background(), test.script)
			var wrong *gizmo.ScriptError
			if !errors.As(err, &wrong) {
				t.Fatalf("%v, want a script error", err)
			}
			if !strings.Contains(wrong.Message, test.message) || wrong.Line != test.line ||
				test.column != 0 && wrong.Column != test.column {
				t.Errorf("got %v\nwant %d:%d %s", wrong, test.line, test.column, test.message)
			}
		})
	}
}

func TestEndlessScripts(t *testing.T) {
	tests := []struct {
		rule, script string
		want         error
	}{
		{"an endless loop", "while (true) {}", gizmo.ErrTimeout},
		{"an endless loop that catches errors", "for (;;) try { for (;;) {} } catch (e) {}", gizmo.ErrTimeout},
		{"an endless loop in a callback", "try { g.V().forEach(function() { while (true) {} }) } catch (e) {} while (true) {}", gizmo.ErrTimeout},
		{"an endless loop in an error's name", "throw Object.defineProperty(new Error(), 'name', {get: function() { while (true) {} }})", gizmo.ErrTimeout},
		{"an endless loop in a promise", "Promise.resolve().then(function() { while (true) {} })", gizmo.ErrTimeout},
		{"queries without end", "while (true) g.V().count()", gizmo.ErrTimeout},
		{"a cross product of all nodes", "g.V().both().both().both().both().both().both().count()", gizmo.ErrTimeout},
		{"memory without end", "var a = []; for (;;) a.push('x' + a.length)", gizmo.ErrMemory},
	}
	for _, test := range tests {
		t.Run(test.rule, func(t *testing.T) {
			s := session(t, gizmo.Options{Timeout: 300 * time.Millisecond, Memory: 64 << 20})
			if test.want == gizmo.ErrMemory {
				s = session(t, gizmo.Options{Timeout: 30 * time.Second, Memory: 64 << 20})
			}
			out, err := s.Run(context.Background(), test.script)
			if !errors.Is(err, test.want) || out != nil {
				t.Fatalf("%v, %v, want %v", out, err, test.want)
			}
			if strings.HasPrefix(test.script, "throw") { // stopped outside its run: the session is over, and says so
				if _, err := s.Run(context.Background(), "g.emit(1)"); !errors.Is(err, gizmo.ErrDead) {
					t.Errorf("the session after it: %v, want that it is dead", err)
				}
			} else if out, err := s.Run(context.Background(), "g.emit(1)"); err != nil || lines(t, out) != "1" {
				t.Errorf("the session after it: %v, %v", out, err)
			}
		})
	}
}

func TestLimitCutsResults(t *testing.T) {
	s := session(t, gizmo.Options{Limit: 3})
	for _, script := range []string{"g.V().all()", "g.V().getLimit(1000)", "while (true) g.emit(1)",
		"for (;;) try { g.emit(1) } catch (e) {}"} {
		out, err := s.Run(context.Background(), script)
		if err != nil || !out.Cut || len(out.Results) != 3 {
			t.Errorf("%s: %v, %v, want three results marked as cut", script, out, err)
		}
	}
}

func TestCanceledContext(t *testing.T) {
	s := session(t, gizmo.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	if out, err := s.Run(ctx, "while (true) {}"); !errors.Is(err, context.Canceled) || out != nil {
		t.Errorf("%v, %v, want context.Canceled", out, err)
	}
}

func TestVariablesStay(t *testing.T) {
	s := session(t, gizmo.Options{})
	for _, script := range []string{"var n = 1", "n++", "g.emit(n)"} {
		out, err := s.Run(context.Background(), script)
		if err != nil {
			t.Fatal(err)
		}
		if script == "g.emit(n)" && lines(t, out) != "2" {
			t.Errorf("n is %s, want 2", lines(t, out))
		}
	}
	if out, err := s.Run(context.Background(), "n + 40"); err != nil || out.Value != int64(42) {
		t.Errorf("value %v, %v, want 42", out, err)
	}
}
