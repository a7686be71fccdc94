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
	sources := r.join(nodes, schema.DerivedFrom)
	var out []practice
	var kept []graph.Node
	for i, n := range nodes {
		if len(sources[i]) > 0 {
			out = append(out, practice{node: n})
			kept = append(kept, sources[i][0])
		}
	}
	notices := r.readNotices(kept)
	nodes = make([]graph.Node, len(out))
	for i := range out {
		nodes[i] = out[i].node
	}
	for i, iri := range r.names(nodes) {
		out[i].iri, out[i].notice = iri, notices[kept[i]]
	}
	if r.err != nil {
		return nil
	}
	slices.SortFunc(out, func(x, y practice) int {
		return cmp.Or(x.notice.compare(y.notice), compareNatural(x.iri, y.iri))
	})
	return out
}

// A practiceDetail is what a row shows of a practice, as nodes.
type practiceDetail struct {
	localities, measure, theme []graph.Node
	statement                  string
}

// practiceDetails are details by practice, their texts loaded.
type practiceDetails struct {
	by       map[graph.Node]practiceDetail
	headings *headings
	gazette  *gazette
}

// details reads what rows show of practices.
func (r *reader) details(ps []practice) *practiceDetails {
	nodes := make([]graph.Node, len(ps))
	for i := range ps {
		nodes[i] = ps[i].node
	}
	nodes = distinct(nodes)
	localities := r.join(nodes, schema.PolLocality)
	measures := r.join(nodes, schema.PolMeasure)
	themes := r.join(nodes, schema.PolTheme)
	statements := r.firsts(nodes, schema.PolStatement)
	d := &practiceDetails{by: make(map[graph.Node]practiceDetail, len(nodes)), gazette: newGazette(r)}
	d.headings = r.headings(distinct(slices.Concat(slices.Concat(measures...), slices.Concat(themes...))))
	d.gazette.load(slices.Concat(localities...))
	for i, n := range nodes {
		d.by[n] = practiceDetail{localities[i], measures[i], themes[i], statements[i]}
	}
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
	rows := make([][]Cell, len(ps))
	for i, p := range ps {
		x := d.by[p.node]
		at := d.gazette.byKey(x.localities)
		rows[i] = []Cell{
			d.gazette.column(at, placeName, false), d.gazette.column(at, placeLevel, false),
			d.gazette.column(at, placeProvince, true),
			{Text: d.headings.label(x.theme)}, {Text: d.headings.label(x.measure)}, {Text: x.statement},
			{Text: p.notice.number}, {Text: p.notice.title}, {Text: p.iri}}
	}
	return rows
}
