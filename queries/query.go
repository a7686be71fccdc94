package queries

import (
	"context"
	"fmt"
	"strings"

	"policygraph/graph"
)

// A Query is one named query.
type Query struct {
	// Name is how it is called on the command line and in a URL.
	Name string
	// En and Zh say in one line what it answers.
	En, Zh string
	// Params are its parameters, in the order of its documentation.
	Params []Param
	// Columns are the columns of its answer.
	Columns []Column
	// Order says how the rows are sorted, in English.
	Order string
	run   func(r *reader, a arguments) (rows [][]Cell, total int, err error)
}

// Run answers the query over one snapshot. Parameters that args leaves out have their defaults. The errors are
// [*ArgumentError] for a wrong argument, [*NoMatchError] and [*AmbiguousError] for one that names nothing or too
// much in this store, and those of the snapshot; an ended context never gives a part of the answer.
func (q *Query) Run(ctx context.Context, snapshot graph.Snapshot, args Args) (*Result, error) {
	checked, err := q.check(args)
	if err != nil {
		return nil, err
	}
	rows, total, err := q.run(newReader(ctx, snapshot), checked)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", q.Name, err)
	}
	return &Result{Columns: q.Columns, Rows: rows, Total: total}, nil
}

// Command is the query with its arguments as one would type it after “policygraph query”: parameters in their
// documented order, those with default values left out.
func (q *Query) Command(args Args) string {
	var b strings.Builder
	b.WriteString(q.Name)
	for i := range q.Params {
		p := &q.Params[i]
		value, given := args[p.Name]
		switch {
		case !given || value == p.Default || p.Type == Flag && value != "true":
			continue
		case p.Type == Flag:
			b.WriteString(" --" + p.Name)
		case p.Positional:
			b.WriteString(" " + quote(value))
		default:
			b.WriteString(" --" + p.Name + " " + quote(value))
		}
	}
	return b.String()
}

// quote puts s in quotes where a shell would otherwise read more than a word in it.
func quote(s string) string {
	if s != "" && !strings.ContainsAny(s, " \t\n'\"\\$`!*?[](){}<>|&;~#") {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// Find gives the query called name.
func Find(name string) (*Query, bool) {
	for _, q := range All() {
		if q.Name == name {
			return q, true
		}
	}
	return nil, false
}
