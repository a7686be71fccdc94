package gizmo

import (
	"errors"
	"strings"

	"github.com/dop251/goja"
)

// Bounds on one call of a built-in function: the engine can't be stopped inside one.
const (
	maxElements = 1_000_000
	maxText     = 20_000_000
	maxNesting  = 200
)

// withdrawn are globals that scripts do without: they allocate any amount at once, recurse to any depth inside one
// call, or compile text.
var withdrawn = []string{"Proxy", "Reflect", "ArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray",
	"Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array",
	"BigUint64Array", "SharedArrayBuffer", "eval", "Function"}

// tame takes from the engine what could take the process down before a watch sees it, or puts a check before it.
func (g *guard) tame() error {
	global := g.runtime.GlobalObject()
	var err error
	for _, name := range withdrawn {
		err = errors.Join(err, global.Delete(name))
	}
	const prototypes = `[Object.getPrototypeOf(function(){}), Object.getPrototypeOf(function*(){}),
		Object.getPrototypeOf(async function(){}), String.prototype, Array.prototype, Array, JSON]`
	found, e := g.runtime.RunString(prototypes)
	if e != nil {
		return errors.Join(err, e)
	}
	list, _ := elements(found)
	object := func(i int) *goja.Object { return list[i].(*goja.Object) }
	for i := range 3 {
		err = errors.Join(err, object(i).DefineDataProperty("constructor", goja.Undefined(), goja.FLAG_FALSE,
			goja.FLAG_FALSE, goja.FLAG_FALSE))
	}
	return errors.Join(err, g.tameFunctions(object(0)), g.tameStrings(object(3)), g.tameArrays(object(4), object(5)),
		g.tameJSON(object(6)))
}

// before puts a check before a built-in function, and counts how deep such functions call each other.
func (g *guard) before(object *goja.Object, name string, check func(goja.FunctionCall)) error {
	f, ok := goja.AssertFunction(object.Get(name))
	if !ok {
		return nil // this engine has no such function
	}
	checked := func(call goja.FunctionCall) goja.Value {
		check(call)
		g.nest(name)
		defer func() { g.nesting-- }()
		v, err := f(call.This, call.Arguments...)
		if err != nil {
			g.rethrow(err)
		}
		return v
	}
	return object.DefineDataProperty(name, g.runtime.ToValue(checked), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
}

func (g *guard) nest(name string) {
	if g.nesting++; g.nesting > maxNesting {
		g.nesting--
		g.fail(name, "calls are nested deeper than %d", maxNesting)
	}
}

// bounded fails where a list is too long.
func (g *guard) bounded(name string, v goja.Value) {
	if object, ok := v.(*goja.Object); ok && lengthOf(object) > maxElements {
		g.fail(name, "there are more than %d elements", maxElements)
	}
}

func lengthOf(object *goja.Object) int64 {
	if n := object.Get("length"); n != nil {
		return n.ToInteger()
	}
	return 0
}

func (g *guard) tameFunctions(prototype *goja.Object) error {
	apply := g.before(prototype, "apply", func(call goja.FunctionCall) { g.bounded("apply", call.Argument(1)) })
	bind := func(call goja.FunctionCall) goja.Value {
		f, ok := goja.AssertFunction(call.This)
		if !ok {
			g.fail("bind", "it is no function")
		}
		var first []goja.Value
		if len(call.Arguments) > 1 {
			first = call.Arguments[1:]
		}
		self := call.Argument(0)
		return g.runtime.ToValue(func(call goja.FunctionCall) goja.Value {
			g.nest("bind")
			defer func() { g.nesting-- }()
			v, err := f(self, append(first[:len(first):len(first)], call.Arguments...)...)
			if err != nil {
				g.rethrow(err)
			}
			return v
		})
	}
	return errors.Join(apply, prototype.Set("bind", bind))
}

func (g *guard) tameStrings(prototype *goja.Object) error {
	size := func(call goja.FunctionCall) int64 { return int64(len(call.This.String())) }
	limit := func(name string, bytes int64) {
		if bytes > maxText || bytes < 0 {
			g.fail(name, "the text would be longer than %d bytes", maxText)
		}
	}
	checks := map[string]func(goja.FunctionCall){
		"repeat": func(call goja.FunctionCall) {
			limit("repeat", max(size(call), 1)*min(call.Argument(0).ToInteger(), 1<<32))
		},
		"padStart": func(call goja.FunctionCall) { limit("padStart", call.Argument(0).ToInteger()) },
		"padEnd":   func(call goja.FunctionCall) { limit("padEnd", call.Argument(0).ToInteger()) },
		"split":    func(call goja.FunctionCall) { limit("split", size(call)*4) },
		"concat": func(call goja.FunctionCall) {
			total := size(call)
			for _, v := range call.Arguments {
				total += int64(len(v.String()))
			}
			limit("concat", total)
		},
	}
	replace := func(name string) func(goja.FunctionCall) {
		return func(call goja.FunctionCall) {
			if _, ok := goja.AssertFunction(call.Argument(1)); !ok {
				with := call.Argument(1).String()
				n := size(call) + 1
				limit(name, n*(int64(len(with))+n*int64(strings.Count(with, "$"))))
			}
		}
	}
	checks["replace"], checks["replaceAll"] = replace("replace"), replace("replaceAll")
	var err error
	for name, check := range checks { // the order leaves no trace
		err = errors.Join(err, g.before(prototype, name, check))
	}
	return err
}

func (g *guard) tameArrays(prototype, array *goja.Object) error {
	var err error
	for _, name := range prototype.GetOwnPropertyNames() {
		if name != "constructor" && name != "length" {
			err = errors.Join(err, g.before(prototype, name, func(call goja.FunctionCall) {
				g.bounded(name, call.This)
				if name == "join" {
					g.boundedJoin(call)
				}
			}))
		}
	}
	return errors.Join(err, g.before(array, "from", func(call goja.FunctionCall) { g.bounded("from", call.Argument(0)) }))
}

// boundedJoin fails where a join of texts would be too long.
func (g *guard) boundedJoin(call goja.FunctionCall) {
	list, _ := elements(call.This)
	total := 0
	for _, v := range list {
		if s, ok := primitive(v); ok {
			if s, ok := s.(string); ok {
				total += len(s)
			}
		}
	}
	if separator, ok := primitive(call.Argument(0)); ok {
		if s, ok := separator.(string); ok {
			total += len(s) * len(list)
		}
	}
	if total > maxText {
		g.fail("join", "the text would be longer than %d bytes", maxText)
	}
}

func (g *guard) tameJSON(object *goja.Object) error {
	parse := g.before(object, "parse", func(call goja.FunctionCall) {
		level := 0
		for _, c := range call.Argument(0).String() {
			switch c {
			case '[', '{':
				if level++; level > maxNesting {
					g.fail("parse", "JSON is nested deeper than %d", maxNesting)
				}
			case ']', '}':
				level--
			}
		}
	})
	stringify := g.before(object, "stringify", func(call goja.FunctionCall) { g.shallow(call.Argument(0), 0) })
	return errors.Join(parse, stringify)
}

// shallow fails where a value is nested too deep.
func (g *guard) shallow(v goja.Value, level int) {
	object, ok := v.(*goja.Object)
	if !ok || object.ExportType() == heldType {
		return
	}
	if level > maxNesting {
		g.fail("stringify", "the value is nested deeper than %d, or holds itself", maxNesting)
	}
	for _, key := range object.Keys() {
		g.shallow(object.Get(key), level+1)
	}
}
