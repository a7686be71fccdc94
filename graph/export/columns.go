package export

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
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

// findColumns reads all quads once, and finds the properties and their types.
func (p *Projection) findColumns() error {
	count := map[columnKey]int{}
	for d, err := range descriptions(p.a.quads()) {
		if err != nil {
			return err
		}
		clear(count)
		for _, q := range d.quads {
			if form, datatype, key, ok := property(q); ok {
				count[key]++
				p.observe(key, form, datatype, count[key] > 1)
			}
		}
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

// observe widens the column of key so that it holds one more value.
func (p *Projection) observe(key columnKey, form string, datatype quad.IRI, again bool) {
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

// property is a statement's literal, and the column it belongs to; ok is false where it is none.
func property(q quad.Quad) (form string, datatype quad.IRI, key columnKey, ok bool) {
	switch q.Object.(type) {
	case quad.IRI, quad.BNode, nil: // nil in a mark
		return "", "", key, false
	}
	key.predicate = q.Predicate.(quad.IRI)
	if l, isLang := q.Object.(quad.LangString); isLang && l.Lang != "zh" {
		key.language = l.Lang
	}
	form, datatype = literal(q.Object)
	return xmlText(form), datatype, key, true
}

// columnType is the narrowest type that holds a literal.
func columnType(form string, datatype quad.IRI) ColumnType {
	switch strings.TrimPrefix(string(datatype), schema.NSXSD) {
	case "boolean":
		if form == "true" || form == "false" {
			return Boolean
		}
	case "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger":
		if n, err := strconv.ParseInt(form, 10, 64); err == nil && strconv.FormatInt(n, 10) == form {
			return Integer
		}
	case "decimal", "double", "float":
		if isNumber(form) && digits(form) <= 15 {
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
