package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// writeDgraph writes the dialect of N-Quads that `dgraph live` and `dgraph bulk` read
// (https://dgraph.io/docs/dql/dql-rdf/): no fourth term; predicates by their short names; rdf:type as
// dgraph.type with a text; of the datatypes only int, float, boolean, dateTime and string. A decimal becomes a
// float (64 bits), an integer of more than 64 bits and any other datatype a string. Each
// subject has its IRI as xid. Lines are in the order of the N-Triples they stand for, the xid first.
func writeDgraph(w io.Writer, source Source, o Options) error {
	d := dgraphWriter{pen: newPen(w), names: newNames(), predicates: map[string]dgraphPredicate{}}
	err := lines(source, o, func(st *nquads.Statement) {
		if err := d.statement(st); err != nil && d.err == nil {
			d.err = err
		}
	})
	return errors.Join(err, d.close())
}

// dgraphWriter turns N-Triples into Dgraph's lines. What the two write alike is copied as it is.
type dgraphWriter struct {
	*pen
	names      names
	predicates map[string]dgraphPredicate
	subject    []byte
	predicate  []byte
	current    dgraphPredicate
	form       []byte // of the last literal, in quotes
	written    []byte // the lines of literals with this form, subject and predicate
}

// A dgraphPredicate is how Dgraph knows a predicate.
type dgraphPredicate struct {
	name    string // in brackets, with a space behind
	isType  bool
	isList  bool
	classes map[string]string // texts for dgraph.type
}

func (d *dgraphWriter) statement(st *nquads.Statement) error {
	sameSubject := bytes.Equal(st.Subject, d.subject)
	if !sameSubject {
		d.subject = append(d.subject[:0], st.Subject...)
		if st.Subject[0] == '<' {
			d.buf = append(append(d.buf, st.Subject...), " <xid> \""...)
			d.buf = append(append(d.buf, st.Subject[1:len(st.Subject)-1]...), "\" .\n"...)
		}
	}
	same := sameSubject && bytes.Equal(st.Predicate, d.predicate)
	if !same {
		if err := d.take(st.Predicate); err != nil {
			return err
		}
	}
	from := len(d.buf)
	d.buf = append(append(d.buf, st.Subject...), ' ')
	switch {
	case st.Object[0] == '"':
		d.literal(st.Object, from, same)
	case d.current.isType && st.Object[0] == '<':
		d.buf = append(append(d.buf, "<dgraph.type> "...), d.class(st.Object)...)
	default:
		d.buf = append(append(d.buf, d.current.name...), st.Object...)
	}
	if len(d.buf) > from { // a literal that Dgraph does not tell from the last is left out
		d.buf = append(d.buf, " .\n"...)
	}
	d.flushAt(penSize)
	return nil
}

// take makes a predicate the current one.
func (d *dgraphWriter) take(text []byte) error {
	d.predicate = append(d.predicate[:0], text...)
	p, ok := d.predicates[string(text)]
	if !ok {
		if text[0] != '<' {
			return fmt.Errorf("the predicate %s is not an IRI", text)
		}
		iri := quad.IRI(text[1 : len(text)-1])
		p = dgraphPredicate{name: "<" + d.names.of(iri) + "> ", isType: iri == schema.Type, isList: d.names.lists[iri]}
		if p.isType {
			p.classes = map[string]string{}
		}
		d.predicates[string(text)] = p
	}
	d.current = p
	return nil
}

// class is the name of a class as a text.
func (d *dgraphWriter) class(text []byte) string {
	name, ok := d.current.classes[string(text)]
	if !ok {
		name = string(nquads.AppendValue(nil, quad.String(d.names.of(quad.IRI(text[1:len(text)-1])))))
		d.current.classes[string(text)] = name
	}
	return name
}

// literal adds predicate and literal to the line that begins at from, or takes the line back where it is there
// already: literals that differ in what Dgraph does not have follow each other.
func (d *dgraphWriter) literal(text []byte, from int, same bool) {
	end := bytes.LastIndexByte(text, '"') + 1
	form, suffix := text[:end], text[end:]
	d.buf = append(append(d.buf, d.current.name...), form...)
	if len(suffix) > 0 && suffix[0] == '@' {
		if !d.current.isList {
			d.buf = append(d.buf, suffix...)
		}
	} else if len(suffix) > 0 {
		d.buf = append(d.buf, dgraphType(form[1:len(form)-1], suffix[3:len(suffix)-1])...)
	}
	if !same || !bytes.Equal(form, d.form) {
		d.form, d.written = append(d.form[:0], form...), d.written[:0]
	}
	line := d.buf[from:]
	for rest := d.written; len(rest) > 0; {
		var earlier []byte
		if earlier, rest, _ = bytes.Cut(rest, newline); bytes.Equal(earlier, line) {
			d.buf = d.buf[:from]
			return
		}
	}
	d.written = append(append(d.written, line...), '\n')
}

var newline = []byte{'\n'}

// dgraphType is what stands behind a literal of a datatype: a type that Dgraph has, or nothing for a string.
func dgraphType(form, datatype []byte) string {
	local, ok := bytes.CutPrefix(datatype, xsdPrefix)
	if !ok {
		return ""
	}
	switch string(local) {
	case "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger":
		if _, err := strconv.ParseInt(string(form), 10, 64); err == nil {
			return "^^<" + schema.NSXSD + "int>"
		}
	case "decimal", "double", "float":
		if isNumber(string(form)) {
			return "^^<" + schema.NSXSD + "float>"
		}
	case "boolean":
		if string(form) == "true" || string(form) == "false" {
			return "^^<" + schema.NSXSD + "boolean>"
		}
	case "date", "dateTime":
		if isTime(string(form)) {
			return "^^<" + schema.NSXSD + "dateTime>"
		}
	}
	return ""
}

var xsdPrefix = []byte(schema.NSXSD)

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
