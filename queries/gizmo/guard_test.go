package gizmo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"policygraph/queries/gizmo"
)

// everyCall calls every method of paths and every global with every awkward argument and pairs of some, and goes on with what it
// gives. A panic in Cayley would end the session, so the count at its end says that there was none.
const everyCall = `
var strange = [undefined, null, {}, {a: 1}, [], [[]], [{}], [null], [1, "a"], function () {}, g, g.V(), g.M(), gt(1),
  iri("a"), lang("a", "b"), NaN, Infinity, -1, 0, 1.5, 1e300, "", "<>", "<a>", "_:", "_:b", "\u0000", "\ud800", true,
  new Date(0), /a/, new Error("e"), Symbol("s"), new Map(), new String("s"), Object.create(null), "pol:locality"]
var few = [null, {}, [], ["<a>"], function () {}, g.V(), gt(1), iri("a"), 2, "<a>"]
var starts = [function () { return g.V("元") }, function () { return g.M() }, function () { return g.V("<a:b>").tag("t") }]
var calls = 0, refused = 0
function attempt(f) { calls++; try { return f() } catch (e) { refused++ } }
var path = g.V(), names = []
for (var name in Object.getPrototypeOf(path)) names.push(name)
names.forEach(function (name) {
  if (name === "all" || name === "All" || name === "getLimit" || name === "GetLimit") return
  starts.forEach(function (start) {
    attempt(function () { return start()[name]() })
    strange.forEach(function (a) {
      var p = attempt(function () { return start()[name](a) })
      if (p && p.limit) attempt(function () { return p.limit(3).toArray(3) })
    })
  })
  few.forEach(function (a) { few.forEach(function (b) {
    var p = attempt(function () { return g.V("元")[name](a, b) })
    if (p && p.limit) attempt(function () { return p.limit(2).tagArray(2) })
  }) })
});
[g.V, g.M, g.IRI, g.addNamespace, iri, bnode, str, raw, lang, typed, lt, gte, like, regex].forEach(function (f) {
  strange.forEach(function (a) { attempt(function () { return f(a) }); few.forEach(function (b) { attempt(function () { return f(a, b) }) }) })
})
strange.forEach(function (a) { attempt(function () { g.V("元").filter(a).toArray() }) })
g.emit({names: names.length, calls: calls, refused: refused})
`

func TestNoArgumentPanics(t *testing.T) {
	s := session(t, gizmo.Options{Timeout: time.Minute})
	out, err := s.Run(context.Background(), everyCall)
	if err != nil {
		t.Fatal(err)
	}
	n := len(out.Results)
	counts, ok := out.Results[n-1].(map[string]any)
	if !ok || counts["names"].(int64) < 70 || counts["calls"].(int64) < 20_000 || counts["refused"].(int64) < 10_000 {
		t.Errorf("counts %v, want all methods called", out.Results[n-1])
	}
}

func FuzzScript(f *testing.F) {
	for _, e := range gizmo.Examples() {
		f.Add(e.Script)
	}
	for _, script := range []string{"g.V().out({a:1}).all()", "while(true){}", "g.V().back('x').all()", "g.M().all()",
		"var p = g.V(); p.and(p).or(p).except(p).all()", "[1].map(function f() { return [1].map(f) })",
		"'x'.replace(/(x+x+)+y/, 'z')", "throw {}", "g.emit(g)", "//# sourceMappingURL=/etc/passwd"} {
		f.Add(script)
	}
	o := gizmo.Options{Timeout: 200 * time.Millisecond, Limit: 100, Memory: 64 << 20}
	s := session(f, o)
	f.Fuzz(func(t *testing.T, script string) {
		started := time.Now()
		_, err := s.Run(context.Background(), script)
		if took := time.Since(started); took > 10*time.Second {
			t.Errorf("%q took %v", script, took)
		}
		var wrong *gizmo.ScriptError
		switch {
		case err == nil, errors.As(err, &wrong), errors.Is(err, gizmo.ErrTimeout), errors.Is(err, gizmo.ErrMemory):
		case errors.Is(err, gizmo.ErrDead):
			s = session(t, o)
		default:
			t.Errorf("%q: %v", script, err)
		}
	})
}
