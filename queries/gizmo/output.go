package gizmo

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"policygraph/queries"
	"policygraph/schema"
)

// An Output is what a script gave.
type Output struct {
	// Results are, in order, what paths ended by all or getLimit gave, as map[string]any from tag to text, and what
	// g.emit was given, as plain JSON values.
	Results []any
	// Value is the value of the script's last expression where it is plain data, and nil otherwise.
	Value any
	// Cut says that the script was stopped at the limit of results.
	Cut bool
}

// errFull stops a script that gave a result too many.
var errFull = fmt.Errorf("the script gave more results than the limit")

// A collector takes results up to a limit.
type collector struct {
	results []any
	limit   int
	full    bool
	short   bool
}

func (c *collector) add(result any) error {
	if len(c.results) >= c.limit {
		c.full = true
		return errFull
	}
	c.results = append(c.results, result)
	return nil
}

// Write writes the results in a style of package queries: a table or CSV with a column for each tag, id first and
// the others in alphabetical order, or a JSON array with one result a line, its keys sorted.
func (o *Output) Write(w io.Writer, style queries.Style) error {
	if style.Format != queries.JSON {
		return o.table().Write(w, style)
	}
	out := bufio.NewWriter(w)
	out.WriteByte('[')
	for i, r := range o.Results {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		text, err := marshal(r)
		if err != nil {
			return fmt.Errorf("write result %d as JSON: %w", i+1, err)
		}
		out.WriteString(text)
	}
	out.WriteString("\n]\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write results as JSON: %w", err)
	}
	return nil
}

// table is the results with a column for each key; what is no object stands in the column value.
func (o *Output) table() *queries.Result {
	names := map[string]bool{}
	for _, r := range o.Results {
		if object, ok := r.(map[string]any); ok {
			for name := range object {
				names[name] = true
			}
		} else {
			names["value"] = true
		}
	}
	keys := slices.Sorted(maps.Keys(names))
	if i := slices.Index(keys, "id"); i > 0 {
		keys = slices.Insert(slices.Delete(keys, i, i+1), 0, "id")
	}
	t := &queries.Result{Total: len(o.Results)}
	for _, k := range keys {
		t.Columns = append(t.Columns, queries.Column{Name: k, Zh: k, En: k, Kind: queries.Text})
	}
	for _, r := range o.Results {
		object, ok := r.(map[string]any)
		if !ok {
			object = map[string]any{"value": r}
		}
		row := make([]queries.Cell, len(keys))
		for i, k := range keys {
			row[i].Text = cell(object[k])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// cell is a value as one text: a string as it is, anything else as JSON.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	text, err := marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return text
}

func marshal(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// shorten writes an IRI of the vocabulary with its prefix, and any other in full.
func shorten(iri string) string {
	for _, p := range schema.Prefixes {
		if rest, ok := strings.CutPrefix(iri, p.Namespace); ok && rest != "" && !strings.ContainsAny(rest, "/#") {
			return p.Name + ":" + rest
		}
	}
	return iri
}
