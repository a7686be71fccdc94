package gizmo

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// A guard stands between scripts and Cayley's objects: scripts hold [held] values, whose methods check their
// arguments against the rows of [methods] and only then call Cayley.
type guard struct {
	runtime  *goja.Runtime
	graph    *goja.Object // Cayley's graph object, which no script reaches
	path     *goja.Object // the prototype of paths
	other    *goja.Object // the prototype of terms and filters
	prefixes map[string]string
	out      *collector
	count    int // values of the plain data being read
	nesting  int // checked built-in functions that are being called
}

// A held is what a script holds in place of something of Cayley's: a path, a term or a filter.
type held struct {
	kind  string
	raw   goja.Value
	value quad.Value
	steps int
}

var heldType = reflect.TypeFor[*held]()

func newGuard(r *goja.Runtime) *guard {
	return &guard{runtime: r, prefixes: prefixMap()}
}

// install replaces all that Cayley put into the global object.
func (g *guard) install() error {
	r := g.runtime
	graph, ok := r.Get("g").(*goja.Object)
	if !ok {
		return fmt.Errorf("no graph object of Cayley's")
	}
	g.graph = graph
	g.path, g.other = r.NewObject(), r.NewObject()
	for _, m := range methods {
		f := g.method(m)
		for _, name := range []string{m.name, strings.ToUpper(m.name[:1]) + m.name[1:]} {
			if err := g.path.Set(name, f); err != nil {
				return err
			}
		}
	}
	for _, prototype := range []*goja.Object{g.path, g.other} {
		if err := prototype.Set("toString", g.describe); err != nil {
			return err
		}
	}
	return g.installGlobals()
}

// hold wraps something of Cayley's for a script.
func (g *guard) hold(h *held) goja.Value {
	object := g.runtime.ToValue(h).(*goja.Object)
	prototype := g.other
	if h.kind == kindPath {
		prototype = g.path
	}
	if err := object.SetPrototype(prototype); err != nil {
		panic(g.runtime.NewGoError(err))
	}
	return object
}

// The kinds of held values, as messages name them.
const (
	kindPath   = "path"
	kindTerm   = "term"
	kindFilter = "filter"
)

// heldIn is what a script's value holds, or nil.
func heldIn(v goja.Value) *held {
	object, ok := v.(*goja.Object)
	if !ok || object.ExportType() != heldType {
		return nil
	}
	h, _ := object.Export().(*held)
	return h
}

// describe is the text of a held value.
func (g *guard) describe(call goja.FunctionCall) goja.Value {
	h := heldIn(call.This)
	switch {
	case h == nil:
		return g.runtime.ToValue("[object]")
	case h.value != nil:
		return g.runtime.ToValue(text(h.value))
	}
	return g.runtime.ToValue("[" + h.kind + "]")
}

// method makes the function of one row of [methods].
func (g *guard) method(m method) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		self := heldIn(call.This)
		if self == nil || self.kind != kindPath {
			g.fail(m.name, "it is no path; start with g.V()")
		}
		args, steps := g.arguments(m.name, m.params, call.Arguments)
		if m.run != nil {
			return m.run(g, self, args)
		}
		if steps += self.steps + 1; steps > maxSteps {
			g.fail(m.name, "a path can't have more than %d steps", maxSteps)
		}
		return g.hold(&held{kind: kindPath, raw: g.call(self, m.name, args...), steps: steps})
	}
}

// call calls a method of Cayley's path.
func (g *guard) call(self *held, name string, args ...goja.Value) goja.Value {
	return g.invoke(self.raw.(*goja.Object), name, args...)
}

func (g *guard) invoke(object *goja.Object, name string, args ...goja.Value) goja.Value {
	f, ok := goja.AssertFunction(object.Get(name))
	if !ok {
		g.fail(name, "Cayley has no such method")
	}
	v, err := f(object, args...)
	if err != nil {
		g.rethrow(err)
	}
	return v
}

// rethrow passes an error on to the script: what it may catch as an exception, a stop as it is.
func (g *guard) rethrow(err error) {
	if e, ok := err.(*goja.Exception); ok && e.Value() != nil {
		panic(e.Value())
	}
	panic(err)
}

// fail throws an error that says what was called and what would be right.
func (g *guard) fail(name, format string, args ...any) {
	panic(g.runtime.NewTypeError("%s", name+"(): "+fmt.Sprintf(format, args...)))
}
