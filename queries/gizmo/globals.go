package gizmo

import (
	"errors"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// installGlobals puts the guarded graph object and the functions for terms and filters in place of Cayley's.
func (g *guard) installGlobals() error {
	graph := g.runtime.NewObject()
	var err error
	set := func(object *goja.Object, name string, params []param, run func(args []goja.Value) goja.Value) {
		f := func(call goja.FunctionCall) goja.Value {
			args, _ := g.arguments(name, params, call.Arguments)
			return run(args)
		}
		err = errors.Join(err, object.Set(name, f))
	}
	start := func(method string) func([]goja.Value) goja.Value {
		return func(args []goja.Value) goja.Value {
			return g.hold(&held{kind: kindPath, raw: g.invoke(g.graph, method, args...)})
		}
	}
	for _, name := range []string{"V", "Vertex"} {
		set(graph, name, []param{paramNodes}, start("V"))
	}
	for _, name := range []string{"M", "Morphism"} {
		set(graph, name, nil, start("M"))
	}
	for _, name := range []string{"IRI", "Uri"} {
		set(graph, name, []param{paramTag}, g.iri)
	}
	for _, name := range []string{"emit", "Emit"} {
		err = errors.Join(err, graph.Set(name, g.emitValue))
	}
	for _, name := range []string{"addNamespace", "AddNamespace"} {
		set(graph, name, []param{paramTag, paramTag}, g.addNamespace)
	}
	global := g.runtime.GlobalObject()
	for _, f := range termFunctions {
		set(global, f.name, f.params, func(args []goja.Value) goja.Value {
			return g.hold(&held{kind: kindTerm, value: f.term(g, args)})
		})
	}
	for _, f := range filterFunctions {
		raw := global.Get(f.name)
		set(global, f.name, f.params, func(args []goja.Value) goja.Value { return g.filter(raw, args) })
	}
	return errors.Join(err, global.Set("g", graph), global.Set("graph", graph))
}

func (g *guard) iri(args []goja.Value) goja.Value {
	iri := quad.IRI(strings.Trim(args[0].String(), "<>"))
	return g.hold(&held{kind: kindTerm, value: g.expand(iri)})
}

func (g *guard) addNamespace(args []goja.Value) goja.Value {
	g.prefixes[strings.TrimSuffix(args[0].String(), ":")] = args[1].String()
	return goja.Undefined()
}

func (g *guard) emitValue(call goja.FunctionCall) goja.Value {
	v, err := g.plain(call.Argument(0), 0)
	if err != nil {
		g.fail("emit", "it can't be a result: %v", err)
	}
	if v != nil {
		g.emit(v)
	}
	return goja.Null()
}

// filter makes a filter by Cayley's own function.
func (g *guard) filter(function goja.Value, args []goja.Value) goja.Value {
	f, ok := goja.AssertFunction(function)
	if !ok {
		g.fail("filter", "Cayley has no such function")
	}
	raw, err := f(goja.Undefined(), args...)
	if err != nil {
		g.rethrow(err)
	}
	return g.hold(&held{kind: kindFilter, raw: raw})
}

// termFunctions make terms.
var termFunctions = []struct {
	name   string
	params []param
	term   func(g *guard, args []goja.Value) quad.Value
}{
	{"iri", []param{paramTag}, func(g *guard, a []goja.Value) quad.Value {
		return g.expand(quad.IRI(strings.Trim(a[0].String(), "<>")))
	}},
	{"bnode", []param{paramTag}, func(_ *guard, a []goja.Value) quad.Value { return quad.BNode(a[0].String()) }},
	{"str", []param{paramText}, func(_ *guard, a []goja.Value) quad.Value { return quad.String(a[0].String()) }},
	{"raw", []param{paramTag}, func(_ *guard, a []goja.Value) quad.Value { return quad.StringToValue(a[0].String()) }},
	{"lang", []param{paramText, paramTag}, func(_ *guard, a []goja.Value) quad.Value {
		return quad.LangString{Value: quad.String(a[0].String()), Lang: a[1].String()}
	}},
	{"typed", []param{paramText, paramTag}, func(g *guard, a []goja.Value) quad.Value {
		t := g.expand(quad.IRI(strings.Trim(a[1].String(), "<>")))
		return quad.TypedString{Value: quad.String(a[0].String()), Type: t}
	}},
}

// filterFunctions make filters.
var filterFunctions = []struct {
	name   string
	params []param
}{
	{"lt", []param{paramBound}}, {"lte", []param{paramBound}}, {"gt", []param{paramBound}}, {"gte", []param{paramBound}},
	{"like", []param{paramText}}, {"regex", []param{paramText, paramBool}},
}

var (
	paramText  = param{want: "a string", read: readText}
	paramBound = param{want: nodeWant, read: readNode}
	paramBool  = param{want: "true or false", read: readBool, optional: true}
)

func readText(_ *guard, v goja.Value) (goja.Value, int, bool) {
	x, ok := primitive(v)
	_, isString := x.(string)
	return v, 0, ok && isString
}

func readNode(g *guard, v goja.Value) (goja.Value, int, bool) {
	t, ok := g.term(v)
	return g.runtime.ToValue(t), 0, ok
}

func readBool(_ *guard, v goja.Value) (goja.Value, int, bool) {
	x, ok := primitive(v)
	_, isBool := x.(bool)
	return v, 0, ok && isBool
}
