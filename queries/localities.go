package queries

import (
	"slices"
	"strconv"
	"strings"

	"policygraph/graph"
	"policygraph/schema"
)

// localities is the query of the places that have practices of a measure or theme, one row a place.
func localities() *Query {
	return &Query{
		Name: "localities",
		En:   "localities that have practices of a measure or theme",
		Zh:   "某措施或主题下有做法的地区",
		Params: []Param{paramMeasure, paramTheme, paramProvince, paramLocality,
			{Name: "keyword", Type: Name,
				En: "only from practices whose statement, measure or theme contains this text",
				Zh: "只看做法、措施或主题中含该词的做法"},
			paramKind, paramNotice, paramLimit},
		Columns: []Column{columnLocality, columnLevel, columnProvince,
			{Name: "practices", Zh: "做法数", En: "Practices", Kind: Integer},
			{Name: "measures", Zh: "措施", En: "Measures", Kind: List},
			columnNumbers, columnCode, columnIRI},
		Order: "by the code of the division",
		run:   runLocalities,
	}
}

// A presence is one locality, how many practices it has and under which measures.
type presence struct {
	locality  graph.Node
	practices int
	measures  []graph.Node
}

func runLocalities(r *reader, a arguments) ([][]Cell, int, error) {
	list := r.presences(r.withKeyword(r.practices(a), a.text("keyword")), r.wantedPlaces(a))
	g := newGazette(r)
	nodes := make([]graph.Node, len(list))
	var measures []graph.Node
	for i := range list {
		nodes[i] = list[i].locality
		measures = append(measures, list[i].measures...)
	}
	g.load(nodes)
	if kind := a.text("kind"); kind != "" && r.err == nil {
		list = slices.DeleteFunc(list, func(x presence) bool { return !ofKind(g.places[x.locality], kind) })
	}
	h := r.headings(distinct(measures))
	if r.err != nil {
		return nil, 0, r.err
	}
	slices.SortFunc(list, func(x, y presence) int {
		return strings.Compare(g.places[x.locality].key(), g.places[y.locality].key())
	})
	total := len(list)
	list = limited(list, a.count("limit"))
	rows := make([][]Cell, len(list))
	for i, x := range list {
		p := g.places[x.locality]
		labels, numbers := h.lists(x.measures)
		rows[i] = []Cell{{Text: p.name}, {Text: p.level}, {Text: p.province}, {Text: strconv.Itoa(x.practices)},
			{List: labels}, {List: numbers}, {Text: p.code}, {Text: p.iri}}
	}
	return rows, total, nil
}

// wantedPlaces are the divisions that the filters by place allow, sorted, or nil where there is no such filter:
// a practice that two provinces share names localities outside the one asked for.
func (r *reader) wantedPlaces(a arguments) []graph.Node {
	var wanted []graph.Node
	if v := a.text("locality"); v != "" {
		wanted = r.inside(r.divisions("locality", v))
	}
	if v := a.text("province"); v != "" {
		within := r.inside(r.provinces("province", v))
		if wanted == nil {
			return within
		}
		wanted = intersect(wanted, within)
		if wanted == nil {
			wanted = []graph.Node{}
		}
	}
	return wanted
}

// presences groups practices by locality. What is no practice has no statement and doesn't count.
func (r *reader) presences(nodes, wanted []graph.Node) []presence {
	nodes = r.matching(nodes, schema.PolStatement, nil)
	localities := r.join(nodes, schema.PolLocality)
	measures := r.join(nodes, schema.PolMeasure)
	by := map[graph.Node]int{}
	var list []presence
	for i := range nodes {
		for _, l := range localities[i] {
			if wanted != nil && !contains(wanted, l) {
				continue
			}
			k, known := by[l]
			if !known {
				k = len(list)
				by[l] = k
				list = append(list, presence{locality: l})
			}
			list[k].practices++
			list[k].measures = append(list[k].measures, measures[i]...)
		}
	}
	for i := range list {
		list[i].measures = distinct(list[i].measures)
	}
	return list
}
