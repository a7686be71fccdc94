package queries

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"policygraph/graph"
	"policygraph/schema"
)

// An overviewPart is a theme or measure and the practices under it, by their place in [noticeTally.practices].
type overviewPart struct {
	node                               graph.Node
	kind, iri, number, notation, label string
	practices                          []int
}

// A noticeTally is what a notice holds. Its lists have one entry a practice.
type noticeTally struct {
	parts                                 []overviewPart
	practices                             []graph.Node
	localities, metrics, measures, themes [][]graph.Node
}

// tally reads a notice's parts and practices.
func (r *reader) tally(notice graph.Node) *noticeTally {
	all := r.subjects(schema.DerivedFrom, notice)
	o := &noticeTally{parts: r.outline(notice), practices: all,
		localities: r.join(all, schema.PolLocality), metrics: r.join(all, schema.PolMetric),
		measures: r.join(all, schema.PolMeasure), themes: r.join(all, schema.PolTheme)}
	for k := range o.parts {
		under := o.measures
		if o.parts[k].kind == "theme" {
			under = o.themes
		}
		for i := range all {
			if slices.Contains(under[i], o.parts[k].node) {
				o.parts[k].practices = append(o.parts[k].practices, i)
			}
		}
	}
	return o
}

// loose are the practices under no measure.
func (o *noticeTally) loose() []int {
	var out []int
	for i, list := range o.measures {
		if len(list) == 0 {
			out = append(out, i)
		}
	}
	return out
}

// every is all practices.
func (o *noticeTally) every() []int {
	out := make([]int, len(o.practices))
	for i := range out {
		out[i] = i
	}
	return out
}

// row counts some practices, their localities and metrics; notes < 0 leaves the count of notes out.
func (o *noticeTally) row(p overviewPart, practices []int, notes int) []Cell {
	var places []graph.Node
	numbers := 0
	for _, i := range practices {
		places = append(places, o.localities[i]...)
		numbers += len(o.metrics[i])
	}
	row := []Cell{{Text: p.kind}, {Text: p.number}, {Text: p.label}, {Text: strconv.Itoa(len(practices))},
		{Text: strconv.Itoa(len(distinct(places)))}, {Text: strconv.Itoa(numbers)}, {}, {Text: p.iri}}
	if notes >= 0 {
		row[6].Text = strconv.Itoa(notes)
	}
	return row
}

// outline reads a notice's themes and measures, each theme before its measures.
func (r *reader) outline(notice graph.Node) []overviewPart {
	nodes := r.subjects(schema.InScheme, notice)
	classes := r.join(nodes, schema.Type)
	labels := r.firsts(nodes, schema.PrefLabel)
	numbers := r.firsts(nodes, schema.PolNumber)
	notations := r.firsts(nodes, schema.Notation)
	iris := r.names(nodes)
	theme, measure := r.term(schema.ClassTheme), r.term(schema.ClassMeasure)
	var parts []overviewPart
	for i, n := range nodes {
		p := overviewPart{node: n, iri: iris[i], number: numbers[i], notation: notations[i],
			label: labels[i]}
		switch {
		case slices.Contains(classes[i], theme):
			p.kind = "theme"
		case slices.Contains(classes[i], measure):
			p.kind = "measure"
		default: // an approach, which stands within its measure
			continue
		}
		parts = append(parts, p)
	}
	slices.SortFunc(parts, func(x, y overviewPart) int {
		return cmp.Or(compareNatural(x.notation, y.notation), -strings.Compare(x.kind, y.kind),
			compareNatural(x.iri, y.iri))
	})
	return parts
}

// noteRows are a row for each note of a notice, in the order of the text. Nothing in the graph but its IRI and the
// named graph ties a note to its notice.
func (r *reader) noteRows(notice string) [][]Cell {
	all := r.instances(schema.ClassNote)
	var notes []graph.Node
	var iris []string
	for i, name := range r.names(all) {
		if strings.HasPrefix(name, notice+"/") {
			notes, iris = append(notes, all[i]), append(iris, name)
		}
	}
	comments, written := r.firsts(notes, schema.Comment), r.firsts(notes, schema.PolAsWritten)
	rows := make([][]Cell, len(notes))
	for i := range notes {
		label := written[i]
		if c := comments[i]; c != "" {
			label = strings.TrimPrefix(label+": "+c, ": ")
		}
		rows[i] = []Cell{{Text: "note"}, {}, {Text: label}, {}, {}, {}, {}, {Text: iris[i]}}
	}
	slices.SortFunc(rows, func(x, y []Cell) int { return compareNatural(x[7].Text, y[7].Text) })
	return rows
}
