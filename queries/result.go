package queries

import "strings"

// A Kind is the type of the values in a column.
type Kind string

// The kinds of column.
const (
	Text    Kind = "text"    // a string; "" where there is nothing
	IRI     Kind = "iri"     // an absolute IRI
	Integer Kind = "integer" // a count, in decimal digits
	Decimal Kind = "decimal" // an exact decimal number, or "" where there is none
	List    Kind = "list"    // several strings, in a sensible order
)

// A Column describes the values at one place of every row.
type Column struct {
	// Name is the stable key: lower camel case, unique within a result.
	Name string `json:"name"`
	// Zh and En are the titles for readers.
	Zh string `json:"zh"`
	En string `json:"en"`
	// Kind is the type of the values.
	Kind Kind `json:"kind"`
	// words translates a fixed vocabulary (levels, roles) for Chinese readers; JSON keeps the term itself.
	words map[string]string
	// aside marks what a table leaves out first where it is too wide.
	aside bool
}

// A Cell is one value. Text holds it unless the column's kind is [List]; numbers are decimal strings, so that
// nothing is rounded.
type Cell struct {
	Text string
	List []string
}

// A Result is the answer of a query: rows of one cell a column, in the order that the query documents.
type Result struct {
	Columns []Column
	Rows    [][]Cell
	// Total is how many rows there are without the limit; more than len(Rows) where the limit cut the answer.
	Total int
}

// Column is the place of the column called name, or -1.
func (r *Result) Column(name string) int {
	for i, c := range r.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// text is a cell as one string for a reader: lists joined by 、 and terms translated where zh is set.
func (c *Column) text(cell Cell, zh bool) string {
	word := func(s string) string {
		if w, ok := c.words[s]; ok && zh {
			return w
		}
		return s
	}
	if c.Kind != List {
		return word(cell.Text)
	}
	parts := make([]string, len(cell.List))
	for i, s := range cell.List {
		parts[i] = word(s)
	}
	return strings.Join(parts, listMark)
}

// title is the column's title in the language asked for.
func (c *Column) title(zh bool) string {
	if zh {
		return c.Zh
	}
	return c.En
}
