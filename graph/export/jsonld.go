package export

import (
	"io"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// writeJSONLD writes one object with the context, and in its graph one object for each subject of the default
// graph and one for each named graph. Numbers are strings with their type, so that no digit is lost.
func writeJSONLD(w io.Writer, source Source, o Options) error {
	return arranged(source, o, func(a *arrangement) error {
		j := jsonWriter{pen: newPen(w), terms: newJSONTerms()}
		j.text("{\n  \"@context\": ")
		j.buf = j.terms.appendContext(j.buf)
		j.text(",\n  \"@graph\": [")
		for d, err := range descriptions(a.quads()) {
			if err != nil {
				return err
			}
			j.description(d)
		}
		j.closeGraph()
		j.text("\n  ]\n}\n")
		return j.close()
	})
}

// jsonWriter writes descriptions as node objects, and named graphs around them.
type jsonWriter struct {
	*pen
	terms *jsonTerms
	label quad.Value
	began bool // something stands in the array that is open
}

func (j *jsonWriter) closeGraph() {
	if j.label != nil {
		j.text("\n    ]}")
		j.label, j.began = nil, true
	}
}

// comma separates the members of an array, each on its own line.
func (j *jsonWriter) comma() {
	if j.began {
		j.text(",")
	}
	j.began = true
	j.text("\n    ")
}

func (j *jsonWriter) description(d description) {
	if d.label != j.label {
		j.closeGraph()
		j.comma()
		j.label, j.began = d.label, false
		j.text(`{"id": `)
		j.buf = appendJSON(j.buf, nodeID(d.label))
		j.text(`, "graph": [`)
	}
	j.comma()
	j.text(`{"id": `)
	j.buf = appendJSON(j.buf, nodeID(d.subject))
	for from := 0; from < len(d.quads); {
		to := from + 1
		for to < len(d.quads) && d.quads[to].Predicate == d.quads[from].Predicate {
			to++
		}
		j.property(d.quads[from:to])
		from = to
	}
	j.text("}")
}

// property writes statements with one property: under its name those values that have the type that the context
// says, and under its IRI the others.
func (j *jsonWriter) property(quads []quad.Quad) {
	p := quads[0].Predicate.(quad.IRI)
	name, short := "type", j.appendType
	fits := func(v quad.Value) bool { _, ok := v.(quad.IRI); return ok }
	if p != schema.Type {
		term := j.terms.properties[p]
		name, short, fits = term.name, appendJSONShort, term.fits
	}
	j.values(name, quads, fits, short)
	j.values(nodeID(p), quads, func(v quad.Value) bool { return name == "" || !fits(v) }, appendJSONValue)
}

// values writes one key and the values that belong to it, if there are any.
func (j *jsonWriter) values(key string, quads []quad.Quad, belongs func(quad.Value) bool, write func([]byte, quad.Value) []byte) {
	n := 0
	for _, q := range quads {
		if belongs(q.Object) && key != "" {
			n++
		}
	}
	if n == 0 {
		return
	}
	j.buf = append(appendJSON(append(j.buf, ", "...), key), ": "...)
	if n > 1 {
		j.text("[")
	}
	separator := ""
	for _, q := range quads {
		if belongs(q.Object) {
			j.text(separator)
			j.buf = write(j.buf, q.Object)
			separator = ", "
		}
	}
	if n > 1 {
		j.text("]")
	}
}

// fits says whether the context types v as it is.
func (t jsonTerm) fits(v quad.Value) bool {
	switch v := v.(type) {
	case quad.IRI, quad.BNode:
		return t.node
	case quad.LangString:
		return t.language == v.Lang && v.Lang != ""
	case quad.String:
		return t.language == "" && t.datatype == "" && !t.node
	case quad.TypedString:
		return t.datatype != "" && t.datatype == v.Type
	}
	return false
}

// nodeID is how JSON-LD names a resource.
func nodeID(v quad.Value) string {
	if b, ok := v.(quad.BNode); ok {
		return "_:" + string(b)
	}
	form := nquads.AppendValue(nil, v) // percent-encodes what an IRI cannot have
	return string(form[1 : len(form)-1])
}

func (j *jsonWriter) appendType(dst []byte, v quad.Value) []byte {
	if name, ok := j.terms.classes[v.(quad.IRI)]; ok {
		return appendJSON(dst, name)
	}
	return appendJSON(dst, nodeID(v))
}

// appendJSONShort adds a value of the type that the context says.
func appendJSONShort(dst []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.String:
		return appendJSON(dst, string(v))
	case quad.LangString:
		return appendJSON(dst, string(v.Value))
	case quad.TypedString:
		return appendJSON(dst, string(v.Value))
	}
	return appendJSON(dst, nodeID(v))
}

// appendJSONValue adds a value with its type.
func appendJSONValue(dst []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI, quad.BNode:
		return append(appendJSON(append(dst, `{"@id": `...), nodeID(v)), '}')
	case quad.LangString:
		dst = appendJSON(append(dst, `{"@value": `...), string(v.Value))
		return append(appendJSON(append(dst, `, "@language": `...), v.Lang), '}')
	}
	form, datatype := literal(v)
	dst = appendJSON(append(dst, `{"@value": `...), form)
	if datatype != schema.XSDString {
		dst = appendJSON(append(dst, `, "@type": `...), string(datatype))
	}
	return append(dst, '}')
}

// literal is the lexical form and datatype of a literal.
func literal(v quad.Value) (form string, datatype quad.IRI) {
	switch v := v.(type) {
	case quad.String:
		return string(v), schema.XSDString
	case quad.LangString:
		return string(v.Value), schema.RDFLangString
	case quad.TypedString:
		if v.Type == "" {
			return string(v.Value), schema.XSDString
		}
		return string(v.Value), v.Type
	}
	form, full := nquads.Native(v)
	return form, quad.IRI(full)
}
