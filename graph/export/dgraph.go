package export

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/graph/nquads/linesort"
	"policygraph/schema"
)

// writeDgraph writes the dialect of N-Quads that `dgraph live` and `dgraph bulk` read
// (https://dgraph.io/docs/dql/dql-rdf/): no fourth term; predicates by their short names; rdf:type as
// dgraph.type with a text; of the datatypes only int, float, boolean, dateTime and string. A decimal becomes a
// float (64 bits), an integer of more than 64 bits and any other datatype a string. Each
// subject has its IRI as xid. Lines are sorted.
func writeDgraph(w io.Writer, quads Quads, o Options) (err error) {
	lines := linesort.New(o.Sort)
	defer func() { err = errors.Join(err, lines.Close()) }()
	names := newNames()
	var subject quad.Value
	for q, err := range quads {
		if err == nil {
			err = nquads.Check(q)
		}
		if err != nil {
			return err
		}
		if iri, ok := q.Subject.(quad.IRI); ok && q.Subject != subject {
			line := append(nquads.AppendValue(lines.Line(), iri), " <xid> "...)
			if err := lines.Add(append(nquads.AppendValue(line, quad.String(nodeID(iri))), " ."...)); err != nil {
				return err
			}
		}
		subject = q.Subject
		line := append(nquads.AppendValue(lines.Line(), q.Subject), ' ')
		if err := lines.Add(append(appendDgraph(line, names, q), " ."...)); err != nil {
			return err
		}
	}
	_, err = lines.WriteTo(w)
	return err
}

// appendDgraph adds predicate and object.
func appendDgraph(dst []byte, names names, q quad.Quad) []byte {
	predicate := q.Predicate.(quad.IRI)
	if class, ok := q.Object.(quad.IRI); ok && predicate == schema.Type {
		return nquads.AppendValue(append(dst, "<dgraph.type> "...), quad.String(names.of(class)))
	}
	dst = append(append(append(dst, '<'), names.of(predicate)...), "> "...)
	switch v := q.Object.(type) {
	case quad.LangString:
		if names.lists[predicate] {
			return nquads.AppendValue(dst, v.Value)
		}
		return nquads.AppendValue(dst, v)
	case quad.IRI, quad.BNode, quad.String:
		return nquads.AppendValue(dst, v)
	}
	return nquads.AppendValue(dst, dgraphLiteral(literal(q.Object)))
}

// dgraphLiteral is a literal as Dgraph types it.
func dgraphLiteral(form string, datatype quad.IRI) quad.Value {
	as := func(form, local string) quad.Value {
		return quad.TypedString{Value: quad.String(form), Type: quad.IRI(schema.NSXSD + local)}
	}
	switch strings.TrimPrefix(string(datatype), schema.NSXSD) {
	case "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger":
		if _, err := strconv.ParseInt(form, 10, 64); err == nil {
			return as(form, "int")
		}
	case "decimal", "double", "float":
		if isNumber(form) {
			return as(form, "float")
		}
	case "boolean":
		if form == "true" || form == "false" {
			return as(form, "boolean")
		}
	case "date", "dateTime":
		if isTime(form) {
			return as(form, "dateTime")
		}
	}
	return quad.String(form)
}

// isNumber says whether form is a finite decimal or double that every language's parser reads.
func isNumber(form string) bool {
	_, err := strconv.ParseFloat(form, 64)
	return err == nil && strings.Trim(form, "0123456789+-.eE") == "" && form[len(form)-1] != '.' && form[0] != '.'
}

// isTime says whether form is a date, or a time with its zone, of a year of four digits.
func isTime(form string) bool {
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano} {
		if _, err := time.Parse(layout, form); err == nil {
			return true
		}
	}
	return false
}

// DgraphSchema is the schema that the export's predicates need in Dgraph: what `dgraph live -s` reads.
func DgraphSchema() []byte {
	kinds := map[quad.IRI]string{
		schema.RDFLangString: "string @index(term, trigram) @lang", schema.XSDString: "string @index(exact)",
		schema.XSDInteger: "int @index(int)", schema.XSDDecimal: "float @index(float)", schema.XSDDate: "datetime @index(day)",
	}
	names := newNames()
	var b strings.Builder
	b.WriteString("<xid>: string @index(exact) @upsert .\n")
	for i := range schema.Terms.Properties {
		p := &schema.Terms.Properties[i]
		kind := "[uid] @reverse"
		if p.IsLiteral() {
			kind = kinds[p.Range]
			if repeated(p) {
				kind = "[string] @index(term)"
			}
		}
		b.WriteString("<" + names.of(p.IRI) + ">: " + kind + " .\n")
	}
	return []byte(b.String())
}

// repeated says whether all that have a property may have it more than once. Dgraph then needs a list, which
// cannot have languages; of any other property it keeps one value for each language.
func repeated(p *schema.Property) bool {
	for _, u := range p.Uses {
		if u.Max != schema.Many {
			return false
		}
	}
	return true
}
