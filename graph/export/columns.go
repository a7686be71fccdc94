package export

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
)

// A ColumnType is the type of a property's values.
type ColumnType uint8

// The types; each holds what those before it hold.
const (
	Boolean ColumnType = iota
	Integer
	Double
	Text
)

// A Column is a property of nodes.
type Column struct {
	Name string
	Type ColumnType
	List bool
	key  columnKey
	seen bool
}

type columnKey struct {
	predicate quad.IRI
	language  string
}

// findColumns reads all statements once, and finds the properties and their types.
func (p *Projection) findColumns() error {
	var subject, predicate []byte
	count := map[columnKey]int{} // of the subject
	var key columnKey
	for st, err := range p.a.Statements() {
		if err != nil {
			return err
		}
		if len(st.Object) == 0 || st.Object[0] != '"' {
			continue
		}
		if !bytes.Equal(st.Subject, subject) {
			subject = append(subject[:0], st.Subject...)
			clear(count)
		}
		if !bytes.Equal(st.Predicate, predicate) {
			predicate = append(predicate[:0], st.Predicate...)
			key.predicate = quad.IRI(textID(predicate))
		}
		form, datatype, language := literalParts(st.Object)
		key.language = language
		count[key]++
		p.observe(key, form, datatype, count[key] > 1)
	}
	r := newReading("")
	slices.SortStableFunc(p.Columns, func(a, b Column) int {
		key := func(c *Column) []byte { return r.appendPredicate(nil, nquads.AppendValue(nil, c.key.predicate)) }
		ranks := bytes.Compare(key(&a), key(&b))
		if ranks != 0 {
			return ranks
		}
		return strings.Compare(a.key.language, b.key.language)
	})
	taken := map[string]bool{}
	for i := range p.Columns {
		c := &p.Columns[i]
		p.byKey[c.key] = i
		for taken[c.Name] {
			c.Name += "'"
		}
		taken[c.Name] = true
	}
	return nil
}

// literalParts are the escaped form of a literal, its datatype and the language that names its column.
func literalParts(text []byte) (form, datatype []byte, language string) {
	end := bytes.LastIndexByte(text, '"')
	form, suffix := text[1:end], text[end+1:]
	switch {
	case len(suffix) == 0, string(suffix) == "@zh":
	case suffix[0] == '@':
		language = string(suffix[1:])
	default:
		datatype = suffix[3 : len(suffix)-1]
	}
	return form, datatype, language
}

// observe widens the column of key so that it holds one more value.
func (p *Projection) observe(key columnKey, form, datatype []byte, again bool) {
	i, ok := p.byKey[key]
	if !ok {
		i = len(p.Columns)
		p.byKey[key] = i
		name := p.names.of(key.predicate)
		if key.language != "" {
			name += "@" + key.language
		}
		p.Columns = append(p.Columns, Column{Name: name, key: key})
	}
	c := &p.Columns[i]
	t := columnType(form, datatype)
	if c.seen && t != c.Type && (t == Boolean || c.Type == Boolean) {
		t = Text
	}
	c.Type, c.List, c.seen = max(c.Type, t), c.List || again, true
}

// property is a quad's literal, and the column it belongs to; ok is false where it is none.
func property(q quad.Quad) (form string, key columnKey, ok bool) {
	switch q.Object.(type) {
	case quad.IRI, quad.BNode, nil: // nil where there is only a node
		return "", key, false
	}
	key.predicate = q.Predicate.(quad.IRI)
	if l, isLang := q.Object.(quad.LangString); isLang && l.Lang != "zh" {
		key.language = l.Lang
	}
	form, _ = literal(q.Object)
	return xmlText(form), key, true
}

// columnType is the narrowest type that holds a literal. One with an escape is a text.
func columnType(form, datatype []byte) ColumnType {
	local, ok := bytes.CutPrefix(datatype, xsdPrefix)
	if !ok {
		return Text
	}
	switch string(local) {
	case "boolean":
		if string(form) == "true" || string(form) == "false" {
			return Boolean
		}
	case "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger":
		if n, err := strconv.ParseInt(string(form), 10, 64); err == nil && strconv.FormatInt(n, 10) == string(form) {
			return Integer
		}
	case "decimal", "double", "float":
		if isNumber(string(form)) && digits(string(form)) <= 15 {
			return Double
		}
	}
	return Text
}

// digits is how many digits a number is written with; a double holds any number of 15.
func digits(form string) int {
	mantissa, _, _ := strings.Cut(strings.ToLower(form), "e")
	return len(strings.Trim(strings.ReplaceAll(mantissa, ".", ""), "+-"))
}
