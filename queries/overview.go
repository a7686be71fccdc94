package queries

import (
	"slices"
	"strings"

	"policygraph/graph"
	"policygraph/schema"
)

// overview is the query of what one notice holds: a row for the notice, then one for each theme and measure in the
// order of the text with the practices, localities and metrics that stand under it, one for practices under no
// measure where there are any, and one for each note of what the text leaves open.
func overview() *Query {
	return &Query{
		Name: "overview",
		En:   "what a notice holds: its themes and measures with counts, and what stayed open",
		Zh:   "一份通知的内容：主题、措施及其做法、地区、指标数，以及待定之处",
		Params: []Param{{Name: "notice", Type: Name, Positional: true,
			En: paramNotice.En + "; it may be left out where the store holds only one",
			Zh: paramNotice.Zh + "；只有一份通知时可省略"}},
		Columns: []Column{
			{Name: "part", Zh: "类别", En: "Part", Kind: Text, words: partWords},
			{Name: "number", Zh: "序号", En: "Number", Kind: Text},
			{Name: "label", Zh: "名称", En: "Label", Kind: Text},
			{Name: "practices", Zh: "做法", En: "Practices", Kind: Integer},
			{Name: "localities", Zh: "地区", En: "Localities", Kind: Integer},
			{Name: "metrics", Zh: "指标", En: "Metrics", Kind: Integer},
			{Name: "notes", Zh: "待定", En: "Notes", Kind: Integer},
			columnIRI},
		Order: "the notice, its themes each with its measures, practices under none, notes",
		run:   runOverview,
	}
}

func runOverview(r *reader, a arguments) ([][]Cell, int, error) {
	node, n := r.oneNotice(a.text("notice"))
	if r.err != nil {
		return nil, 0, r.err
	}
	o, notes := r.tally(node), r.noteRows(n.iri)
	whole := overviewPart{kind: "notice", number: n.number, label: n.title, iri: n.iri}
	rows := [][]Cell{o.row(whole, o.every(), len(notes))}
	for _, part := range o.parts {
		rows = append(rows, o.row(part, part.practices, -1))
	}
	if loose := o.loose(); len(loose) > 0 {
		rows = append(rows, o.row(overviewPart{kind: "none"}, loose, -1))
	}
	rows = append(rows, notes...)
	return rows, len(rows), r.err
}

// oneNotice is the notice that an argument names, or the only one; several are an [*AmbiguousError].
func (r *reader) oneNotice(value string) (graph.Node, *notice) {
	found := r.instances(schema.ClassNotice)
	if value != "" {
		found = r.notices(value)
	}
	byNode := r.readNotices(found)
	if r.err != nil {
		return graph.Node{}, nil
	}
	switch len(found) {
	case 0:
		r.err = &NoMatchError{"notice", value}
		return graph.Node{}, nil
	case 1:
		return found[0], byNode[found[0]]
	}
	list := make([]*notice, len(found))
	for i, n := range found {
		list[i] = byNode[n]
	}
	slices.SortFunc(list, (*notice).compare)
	e := &AmbiguousError{Param: "notice", Value: value, Total: len(list)}
	for _, n := range limited(list, 10) {
		e.Candidates = append(e.Candidates, strings.TrimSpace(n.number+" "+n.title))
	}
	r.err = e
	return graph.Node{}, nil
}
