package gizmo

import (
	"github.com/dop251/goja"
)

// A method is a method of paths: its parameters, and what it does where that is not to make the next path by
// Cayley's method of the same name.
type method struct {
	name   string
	params []param
	run    func(g *guard, self *held, args []goja.Value) goja.Value
}

// methods are the methods of paths, each callable with a small or a capital first letter.
var methods = []method{
	{name: "is", params: []param{paramNodes}},
	{name: "in", params: []param{paramVia, paramTags}},
	{name: "out", params: []param{paramVia, paramTags}},
	{name: "both", params: []param{paramVia, paramTags}},
	{name: "follow", params: []param{paramPath}},
	{name: "followR", params: []param{paramPath}},
	{name: "followRecursive", params: []param{paramRecursive, paramDepth, paramTags}},
	{name: "and", params: []param{paramPath}},
	{name: "intersect", params: []param{paramPath}},
	{name: "or", params: []param{paramPath}},
	{name: "union", params: []param{paramPath}},
	{name: "except", params: []param{paramPath}},
	{name: "difference", params: []param{paramPath}},
	{name: "back", params: []param{paramTag}},
	{name: "tag", params: []param{paramTags}},
	{name: "as", params: []param{paramTags}},
	{name: "has", params: []param{paramRecursive, paramObjects}},
	{name: "hasR", params: []param{paramRecursive, paramObjects}},
	{name: "save", params: []param{paramPredicate, paramOneTag}},
	{name: "saveR", params: []param{paramPredicate, paramOneTag}},
	{name: "saveOpt", params: []param{paramPredicate, paramOneTag}},
	{name: "saveOptR", params: []param{paramPredicate, paramOneTag}},
	{name: "unique"},
	{name: "labels"},
	{name: "inPredicates"},
	{name: "outPredicates"},
	{name: "saveInPredicates", params: []param{paramTag}},
	{name: "saveOutPredicates", params: []param{paramTag}},
	{name: "labelContext", params: []param{paramVia, paramTags}},
	{name: "filter", params: []param{paramFilters}},
	{name: "limit", params: []param{paramNumber}},
	{name: "skip", params: []param{paramNumber}},
	{name: "order"},

	{name: "all", run: all},
	{name: "getLimit", params: []param{paramNumber}, run: all},
	{name: "toArray", params: []param{paramCount}, run: toArray},
	{name: "tagArray", params: []param{paramCount}, run: tagArray},
	{name: "toValue", run: toValue},
	{name: "tagValue", run: tagValue},
	{name: "count", run: count},
	{name: "forEach", params: []param{paramCallback, paramCallback}, run: forEach},
	{name: "map", params: []param{paramCallback, paramCallback}, run: forEach},
}

// paramCallback is a number or a function, which forEach tells apart.
var paramCallback = param{want: "a function, with a whole number before it or not", optional: true,
	read: func(g *guard, v goja.Value) (goja.Value, int, bool) {
		if out, _, ok := readNumber(g, v); ok {
			return out, 0, true
		}
		_, ok := goja.AssertFunction(v)
		return v, 0, ok
	}}

// visit calls each with the tags of every path, as terms in JSON-LD form.
func (g *guard) visit(self *held, limit []goja.Value, each func(tags map[string]any)) {
	callback := g.runtime.ToValue(func(call goja.FunctionCall) goja.Value {
		if tags, ok := call.Argument(0).Export().(map[string]any); ok {
			each(tags)
		}
		return goja.Undefined()
	})
	g.call(self, "forEach", append(limit, callback)...)
}

// all adds the results of a path to the output.
func all(g *guard, self *held, limit []goja.Value) goja.Value {
	g.visit(self, limit, func(tags map[string]any) {
		result := make(map[string]any, len(tags))
		for tag, v := range tags {
			result[tag] = shown(value(v), g.out.short)
		}
		g.emit(result)
	})
	return goja.Null()
}

// emit adds a result to the output, and stops the script where there are too many.
func (g *guard) emit(result any) {
	if err := g.out.add(result); err != nil {
		g.runtime.Interrupt(err)
		panic(g.runtime.NewGoError(err))
	}
}

func forEach(g *guard, self *held, args []goja.Value) goja.Value {
	if len(args) == 0 {
		g.fail("forEach", "argument 1 is missing; it must be a function")
	}
	f, ok := goja.AssertFunction(args[len(args)-1])
	if !ok {
		g.fail("forEach", "the last argument must be a function")
	}
	limit := args[:len(args)-1]
	if len(limit) > 0 {
		if _, _, ok := readNumber(g, limit[0]); !ok {
			g.fail("forEach", "the first of two arguments must be a whole number")
		}
	}
	g.visit(self, limit, func(tags map[string]any) {
		if _, err := f(goja.Undefined(), g.scriptTags(tags)); err != nil {
			g.rethrow(err)
		}
	})
	return goja.Null()
}

// scriptTags are tags as a script sees them.
func (g *guard) scriptTags(tags map[string]any) goja.Value {
	out := g.runtime.NewObject()
	for tag, v := range tags {
		if err := out.Set(tag, text(value(v))); err != nil {
			g.rethrow(err)
		}
	}
	return out
}

// values collects what each path gives for a script, at most so many where limit is given.
func (g *guard) values(self *held, limit []goja.Value, of func(tags map[string]any) goja.Value) []any {
	out := []any{}
	g.visit(self, limit, func(tags map[string]any) {
		if len(out) >= maxPlain {
			g.fail("toArray", "there are more than %d values", maxPlain)
		}
		out = append(out, of(tags))
	})
	return out
}

func topID(g *guard) func(map[string]any) goja.Value {
	return func(tags map[string]any) goja.Value { return g.runtime.ToValue(text(value(tags["id"]))) }
}

func toArray(g *guard, self *held, limit []goja.Value) goja.Value {
	return g.runtime.NewArray(g.values(self, limit, topID(g))...)
}

func tagArray(g *guard, self *held, limit []goja.Value) goja.Value {
	return g.runtime.NewArray(g.values(self, limit, g.scriptTags)...)
}

func toValue(g *guard, self *held, _ []goja.Value) goja.Value {
	return firstOr(g.values(self, []goja.Value{g.runtime.ToValue(1)}, topID(g)))
}

func tagValue(g *guard, self *held, _ []goja.Value) goja.Value {
	return firstOr(g.values(self, []goja.Value{g.runtime.ToValue(1)}, g.scriptTags))
}

// firstOr is the first value of a list, or null.
func firstOr(list []any) goja.Value {
	if len(list) == 0 {
		return goja.Null()
	}
	return list[0].(goja.Value)
}

func count(g *guard, self *held, _ []goja.Value) goja.Value { return g.call(self, "count") }
