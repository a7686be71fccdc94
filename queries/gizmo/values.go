package gizmo

import (
	"fmt"
	"math"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"policygraph/schema"
)

// maxNested is how deep plain data may be nested.
const maxNested = 50

// maxPlain is how many values plain data may have in all.
const maxPlain = 1_000_000

// plain turns a script's value into plain JSON data. Functions, paths and cycles are errors.
func (g *guard) plain(v goja.Value, depth int) (any, error) {
	if depth == 0 {
		g.count = 0
	}
	if g.count++; g.count > maxPlain {
		return nil, fmt.Errorf("it has more than %d values", maxPlain)
	}
	if depth > maxNested {
		return nil, fmt.Errorf("it is nested deeper than %d, or holds itself", maxNested)
	}
	object, ok := v.(*goja.Object)
	if !ok {
		return scalar(v)
	}
	if x := heldIn(object); x != nil {
		if x.value != nil {
			return text(x.value), nil
		}
		return nil, fmt.Errorf("it is a %s; end a path with all(), toArray() or the like", x.kind)
	}
	switch object.ClassName() {
	case "Array":
		return g.plainArray(object, depth)
	case "Object":
		out := map[string]any{}
		for _, key := range object.Keys() {
			x, err := g.plain(object.Get(key), depth+1)
			if err != nil {
				return nil, err
			}
			out[key] = x
		}
		return out, nil
	case "String", "Number", "Boolean", "Date", "Error":
		return object.String(), nil
	}
	return nil, fmt.Errorf("it is a %s", strings.ToLower(object.ClassName()))
}

func (g *guard) plainArray(object *goja.Object, depth int) (any, error) {
	n := object.Get("length").ToInteger()
	if n > maxPlain {
		return nil, fmt.Errorf("it has more than %d values", maxPlain)
	}
	out := make([]any, 0, n)
	for i := range n {
		x, err := g.plain(object.Get(fmt.Sprint(i)), depth+1)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// scalar is a primitive as plain data.
func scalar(v goja.Value) (any, error) {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil, nil
	}
	switch x := v.Export().(type) {
	case string, bool, int64:
		return x, nil
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, nil // as JSON.stringify has it
		}
		return x, nil
	}
	return v.String(), nil
}

// value reads a JSON-LD value, as Cayley gives it, back into an RDF term.
func value(v any) quad.Value {
	switch v := v.(type) {
	case map[string]any:
		if id, ok := v["@id"].(string); ok {
			if name, ok := strings.CutPrefix(id, "_:"); ok {
				return quad.BNode(name)
			}
			return quad.IRI(id)
		}
		s := quad.String(fmt.Sprint(v["@value"]))
		if lang, ok := v["@language"].(string); ok {
			return quad.LangString{Value: s, Lang: lang}
		}
		if t, ok := v["@type"].(string); ok {
			return quad.TypedString{Value: s, Type: quad.IRI(t)}
		}
		return s
	case string:
		return quad.String(v)
	}
	return quad.String(fmt.Sprint(v))
}

// text is a term as a script sees it: an IRI in angle brackets, so that it can be given back, a literal's own text.
func text(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return "<" + string(v) + ">"
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.String:
		return string(v)
	case nil:
		return ""
	}
	return quad.StringOf(v)
}

// shown is a term as a result shows it: as [text], but an IRI without brackets and, where short is set, by prefix.
func shown(v quad.Value, short bool) string {
	iri, ok := v.(quad.IRI)
	switch {
	case !ok:
		return text(v)
	case short:
		return shorten(string(iri))
	}
	return string(iri)
}

// expand writes the prefixes of the vocabulary, and those that the script added, out in full.
func (g *guard) expand(iri quad.IRI) quad.IRI {
	name, rest, ok := strings.Cut(string(iri), ":")
	if !ok || strings.HasPrefix(rest, "//") {
		return iri
	}
	if ns, ok := g.prefixes[name]; ok {
		return quad.IRI(ns + rest)
	}
	return iri
}

// prefixMap is the vocabulary's prefixes by name.
func prefixMap() map[string]string {
	out := make(map[string]string, len(schema.Prefixes))
	for _, p := range schema.Prefixes {
		out[p.Name] = p.Namespace
	}
	return out
}
