package queries

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/schema"
)

// practices is the query of practices, one row each; several filters must all hold.
func practices() *Query {
	return &Query{
		Name: "practices",
		En:   "practices of a locality, measure, theme or province",
		Zh:   "某地区、措施、主题或省份的做法",
		Params: []Param{paramLocality, paramMeasure, paramTheme, paramProvince,
			{Name: "keyword", Type: Name,
				En: "only practices whose statement, measure or theme contains this text",
				Zh: "只看做法、措施或主题中含该词的做法"},
			paramNotice, paramLimit},
		Columns: []Column{columnPlaces, columnLevels, columnProvinces, columnTheme, columnMeasure, columnStatement,
			columnNumber, columnTitle, columnIRI},
		Order: "by date of the notice, then in the order of its text",
		run:   runPractices,
	}
}

func runPractices(r *reader, a arguments) ([][]Cell, int, error) {
	ps := r.orderPractices(r.withKeyword(r.practices(a), a.text("keyword")))
	if r.err != nil {
		return nil, 0, r.err
	}
	total := len(ps)
	ps = limited(ps, a.count("limit"))
	return r.practiceRows(ps), total, r.err
}

// practices are the practices that all filters of a query allow, sorted by node.
func (r *reader) practices(a arguments) []graph.Node {
	var filters []func() []graph.Node
	add := func(name string, f func(value string) []graph.Node) {
		if value := a.text(name); value != "" {
			filters = append(filters, func() []graph.Node { return f(value) })
		}
	}
	add("notice", func(v string) []graph.Node { return r.subjectsOf(schema.DerivedFrom, r.notices(v)) })
	add("locality", func(v string) []graph.Node {
		return r.subjectsOf(schema.PolLocality, r.inside(r.divisions("locality", v)))
	})
	add("province", func(v string) []graph.Node {
		provinces := r.provinces("province", v)
		return distinct(append(r.subjectsOf(schema.PolProvince, provinces),
			r.subjectsOf(schema.PolLocality, provinces)...))
	})
	add("measure", func(v string) []graph.Node {
		return r.subjectsOf(schema.PolMeasure, r.concepts("measure", v, schema.ClassMeasure))
	})
	add("theme", func(v string) []graph.Node {
		return r.subjectsOf(schema.PolTheme, r.concepts("theme", v, schema.ClassTheme))
	})
	if len(filters) == 0 {
		return r.instances(schema.ClassPractice)
	}
	found := filters[0]()
	for _, f := range filters[1:] {
		found = intersect(found, f())
	}
	return found
}

// A practice is what sorting and showing a practice takes.
type practice struct {
	node   graph.Node
	iri    string
	notice *notice
}

// orderPractices drops what is no practice (metrics and mentions have localities, divisions have provinces) and
// sorts the rest by date of the notice, then in the order of its text.
func (r *reader) orderPractices(nodes []graph.Node) []practice {
	sources := r.firstObjects(nodes, schema.DerivedFrom)
	notices := r.readNotices(sources)
	out := make([]practice, 0, len(nodes))
	kept := make([]graph.Node, 0, len(nodes))
	for i, n := range nodes {
		if from := notices[sources[i]]; from != nil {
			out = append(out, practice{node: n, notice: from})
			kept = append(kept, n)
		}
	}
	for i, iri := range r.names(kept) {
		out[i].iri = iri
	}
	if r.err != nil {
		return nil
	}
	slices.SortFunc(out, func(x, y practice) int {
		return cmp.Or(cmp.Compare(x.notice.rank, y.notice.rank), compareNatural(x.iri, y.iri))
	})
	return out
}

// practiceDetails are what rows show of practices, by the places of their nodes, which are sorted. The localities are
// loaded.
type practiceDetails struct {
	nodes                        []graph.Node
	localities                   [][]graph.Node
	measures, themes, statements []string
	gazette                      *gazette
}

// details reads what rows show of practices.
func (r *reader) details(ps []practice) *practiceDetails {
	nodes := make([]graph.Node, len(ps))
	for i := range ps {
		nodes[i] = ps[i].node
	}
	nodes = distinct(nodes)
	d := &practiceDetails{
		nodes:      nodes,
		localities: r.join(nodes, schema.PolLocality),
		measures:   r.labels(r.firstObjects(nodes, schema.PolMeasure)),
		themes:     r.labels(r.firstObjects(nodes, schema.PolTheme)),
		statements: r.firsts(nodes, schema.PolStatement),
		gazette:    newGazette(r),
	}
	d.gazette.load(known(slices.Concat(d.localities...)))
	return d
}

// withKeyword keeps practices whose statement, measure or theme contains a text, without regard to case; "" keeps
// all.
func (r *reader) withKeyword(nodes []graph.Node, word string) []graph.Node {
	if word == "" {
		return nodes
	}
	test := containing(word)
	found := r.matching(nodes, schema.PolStatement, test)
	for _, part := range [...]struct{ class, of quad.IRI }{
		{schema.ClassMeasure, schema.PolMeasure}, {schema.ClassTheme, schema.PolTheme}} {
		named := r.matching(r.instances(part.class), schema.PrefLabel, test)
		found = append(found, intersect(nodes, r.subjectsOf(part.of, named))...)
	}
	return distinct(found)
}

func (r *reader) practiceRows(ps []practice) [][]Cell {
	d := r.details(ps)
	if r.err != nil {
		return nil
	}
	rows, cells := make([][]Cell, len(ps)), make([]Cell, 0, 9*len(ps))
	for i, p := range ps {
		k, _ := slices.BinarySearchFunc(d.nodes, p.node, compare)
		at := d.gazette.byKey(d.localities[k])
		cells = append(cells,
			d.gazette.column(at, placeName, false), d.gazette.column(at, placeLevel, false), d.gazette.column(at, placeProvince, true),
			Cell{Text: d.themes[k]}, Cell{Text: d.measures[k]}, Cell{Text: d.statements[k]},
			Cell{Text: p.notice.number}, Cell{Text: p.notice.title}, Cell{Text: p.iri})
		rows[i] = cells[9*i : 9*i+9 : 9*i+9]
	}
	return rows
}
