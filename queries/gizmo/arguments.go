package gizmo

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// A param is one parameter of a method: how its value is checked and turned into what Cayley takes.
type param struct {
	// want says what is right, for messages.
	want string
	read func(g *guard, v goja.Value) (out goja.Value, steps int, ok bool)
	// optional may be left out; rest may be repeated.
	optional, rest bool
}

// The parameters of Gizmo's methods.
var (
	paramNodes = param{want: nodeWant + ", or a list of them", read: readNodes, rest: true, optional: true}
	paramVia   = param{want: `a predicate such as "<pol:locality>", a list of them, a path or null`, read: readVia,
		optional: true}
	paramPredicate = param{want: `a predicate such as "<pol:locality>"`, read: readPredicate}
	paramRecursive = param{want: `a predicate such as "<schema:containedInPlace>" or a path`, read: readOneVia}
	paramDepth     = param{want: "a whole number of steps or a tag", read: readDepth, optional: true}
	paramTag       = param{want: "a tag, which is a string", read: readString}
	paramTags      = param{want: "a tag, which is a string, or a list of them", read: readTags, rest: true, optional: true}
	paramOneTag    = param{want: "a tag, which is a string", read: readString, optional: true}
	paramPath      = param{want: "a path, which starts with g.V() or g.M()", read: readPath}
	paramFilters   = param{want: "a filter such as gt(5), like(\"%市\") or regex(\"…\")", read: readFilter, rest: true}
	paramObjects   = param{want: nodeWant + ", or a filter such as gt(5)", read: readObject, rest: true, optional: true}
	paramNumber    = param{want: "a whole number", read: readNumber}
	paramCount     = param{want: "a whole number", read: readNumber, optional: true}
)

const nodeWant = `a string such as "<https://…>" or "元", a number, true or false, or a term such as lang("河南省", "zh")`

// arguments checks the arguments of a call and turns them into what Cayley takes. steps are those of paths in them.
func (g *guard) arguments(name string, params []param, args []goja.Value) (out []goja.Value, steps int) {
	k := 0
	for i, v := range args {
		if k >= len(params) {
			g.fail(name, "it takes at most %d arguments, and has %d", len(params), len(args))
		}
		p := &params[k]
		x, n, ok := p.read(g, v)
		if !ok {
			g.fail(name, "argument %d is %s; it must be %s", i+1, kindOf(v), p.want)
		}
		if list, many := x.Export().([]goja.Value); many {
			out = append(out, list...)
		} else {
			out = append(out, x)
		}
		steps += n
		if !p.rest {
			k++
		}
	}
	if k < len(params) && !params[k].optional && !(params[k].rest && len(args) > k) {
		g.fail(name, "argument %d is missing; it must be %s", len(args)+1, params[k].want)
	}
	return out, steps
}

// kindOf names a value that is not right.
func kindOf(v goja.Value) string {
	if h := heldIn(v); h != nil {
		return "a " + h.kind
	}
	object, ok := v.(*goja.Object)
	switch {
	case ok && object.ClassName() == "Array":
		return "a list with something else in it"
	case ok:
		return "an object of class " + object.ClassName()
	case goja.IsUndefined(v) || goja.IsNull(v):
		return v.String()
	}
	return fmt.Sprintf("%.40q", v.String())
}

// primitive is a string, number or boolean as Go has it.
func primitive(v goja.Value) (any, bool) {
	if _, object := v.(*goja.Object); object || v == nil {
		return nil, false
	}
	switch x := v.Export().(type) {
	case string, int64, float64, bool:
		return x, true
	}
	return nil, false
}

// term is the RDF term that a value stands for: strings as Cayley reads them, with prefixes written out.
func (g *guard) term(v goja.Value) (quad.Value, bool) {
	if h := heldIn(v); h != nil {
		return h.value, h.value != nil
	}
	x, ok := primitive(v)
	if !ok {
		return nil, false
	}
	switch x := x.(type) {
	case string:
		if x == "" {
			return quad.String(""), true
		}
		t := quad.StringToValue(x)
		if iri, ok := t.(quad.IRI); ok {
			t = g.expand(iri)
		}
		return t, true
	case int64:
		return quad.Int(x), true
	case float64:
		return quad.Float(x), true
	case bool:
		return quad.Bool(x), true
	}
	return nil, false
}

// predicate is a term in the place of a predicate, where a bare pol:locality can only be meant as an IRI.
func (g *guard) predicate(v goja.Value) (quad.Value, bool) {
	t, ok := g.term(v)
	if s, bare := t.(quad.String); ok && bare {
		if iri := g.expand(quad.IRI(s)); iri != quad.IRI(s) || strings.Contains(string(s), "://") {
			return iri, true
		}
	}
	return t, ok
}

// elements are the values of a list; ok is false where v is none, or too long.
func elements(v goja.Value) ([]goja.Value, bool) {
	object, ok := v.(*goja.Object)
	if !ok || object.ClassName() != "Array" || heldIn(v) != nil {
		return nil, false
	}
	n := object.Get("length").ToInteger()
	if n > 100_000 {
		return nil, false
	}
	out := make([]goja.Value, n)
	for i := range out {
		out[i] = object.Get(fmt.Sprint(i))
	}
	return out, true
}

// each reads a value, or each element of a list, with one function.
func (g *guard) each(v goja.Value, read func(goja.Value) (any, bool)) (list []any, ok bool) {
	values, many := elements(v)
	if !many {
		values = []goja.Value{v}
	}
	for _, x := range values {
		t, ok := read(x)
		if !ok {
			return nil, false
		}
		list = append(list, t)
	}
	return list, true
}

func readNodes(g *guard, v goja.Value) (goja.Value, int, bool) {
	list, ok := g.each(v, func(x goja.Value) (any, bool) { return g.term(x) })
	if !ok {
		return nil, 0, false
	}
	out := make([]goja.Value, len(list))
	for i, x := range list {
		out[i] = g.runtime.ToValue(x)
	}
	return g.runtime.ToValue(out), 0, true
}

func readVia(g *guard, v goja.Value) (goja.Value, int, bool) {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return goja.Null(), 0, true
	}
	if h := heldIn(v); h != nil && h.kind == kindPath {
		return h.raw, h.steps, true
	}
	list, ok := g.each(v, func(x goja.Value) (any, bool) { return g.predicate(x) })
	return g.runtime.ToValue(list), 0, ok
}

func readPredicate(g *guard, v goja.Value) (goja.Value, int, bool) {
	t, ok := g.predicate(v)
	return g.runtime.ToValue(t), 0, ok
}

func readOneVia(g *guard, v goja.Value) (goja.Value, int, bool) {
	if h := heldIn(v); h != nil && h.kind == kindPath {
		return h.raw, h.steps, true
	}
	return readPredicate(g, v)
}

func readDepth(g *guard, v goja.Value) (goja.Value, int, bool) {
	if out, _, ok := readNumber(g, v); ok {
		return out, 0, true
	}
	return readTags(g, v)
}

func readString(g *guard, v goja.Value) (goja.Value, int, bool) {
	x, ok := primitive(v)
	s, isString := x.(string)
	return v, 0, ok && isString && s != ""
}

func readTags(g *guard, v goja.Value) (goja.Value, int, bool) {
	list, ok := g.each(v, func(x goja.Value) (any, bool) {
		_, _, ok := readString(g, x)
		return x, ok
	})
	out := make([]goja.Value, len(list))
	for i, x := range list {
		out[i] = x.(goja.Value)
	}
	return g.runtime.ToValue(out), 0, ok
}

func readPath(g *guard, v goja.Value) (goja.Value, int, bool) {
	h := heldIn(v)
	if h == nil || h.kind != kindPath {
		return nil, 0, false
	}
	return h.raw, h.steps, true
}

func readFilter(g *guard, v goja.Value) (goja.Value, int, bool) {
	h := heldIn(v)
	if h == nil || h.kind != kindFilter {
		return nil, 0, false
	}
	return h.raw, 0, true
}

func readObject(g *guard, v goja.Value) (goja.Value, int, bool) {
	if out, _, ok := readFilter(g, v); ok {
		return out, 0, true
	}
	return readNodes(g, v)
}

func readNumber(g *guard, v goja.Value) (goja.Value, int, bool) {
	x, ok := primitive(v)
	n, whole := x.(int64)
	return v, 0, ok && whole && n >= -1 && n < 1<<31
}
