package queries

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/schema"
)

// metrics is the query of numbers. A metric belongs to the localities that own it, not to all that its practice
// names. Rows are grouped by unit, the most frequent unit first; within one, the largest number stands first by
// exact decimal comparison (a range by its lower end), and counts without a number last.
func metrics() *Query {
	return &Query{
		Name: "metrics",
		En:   "numbers that practices report, largest first within each unit",
		Zh:   "做法中的数字，同一单位内从大到小",
		Params: []Param{paramLocality, paramProvince,
			{Name: "indicator", Type: Name, En: "only indicators that contain this text", Zh: "只看指标名称中含该词的数字"},
			{Name: "unit", Type: Name, En: "only this unit, as written, such as 元 or %", Zh: "只看该单位，如元、%"},
			paramMeasure, paramNotice,
			{Name: "limit", Type: Count, Default: "100", En: paramLimit.En, Zh: paramLimit.Zh}},
		Columns: []Column{columnPlaces, columnProvinces,
			{Name: "indicator", Zh: "指标", En: "Indicator", Kind: Text},
			{Name: "sign", Zh: "限定", En: "Sign", Kind: Text},
			{Name: "value", Zh: "数值", En: "Value", Kind: Decimal},
			{Name: "max", Zh: "至", En: "To", Kind: Decimal},
			{Name: "unit", Zh: "单位", En: "Unit", Kind: Text},
			{Name: "role", Zh: "性质", En: "Role", Kind: Text, words: roleWords},
			{Name: "period", Zh: "时期", En: "Period", Kind: Text},
			{Name: "asWritten", Zh: "原文", En: "As written", Kind: Text, aside: true},
			columnLevels, columnMeasure, columnStatement, columnNumber, columnTitle, columnIRI},
		Order: "by unit, the most frequent first, then the largest number first, then by notice and place in its text",
		run:   runMetrics,
	}
}

// A metric is what selecting and sorting a metric takes.
type metric struct {
	node graph.Node
	// value is its number, of a range the lower end; "" where it has none.
	value, unit, iri string
	group            int // the place of its unit among the units
}

func runMetrics(r *reader, a arguments) ([][]Cell, int, error) {
	nodes := r.metricNodes(a)
	nodes = r.withText(nodes, schema.UnitText, a.text("unit"), func(have, want string) bool { return have == want })
	nodes = r.withText(nodes, schema.PolIndicator, a.text("indicator"), strings.Contains)
	list := r.readMetrics(nodes)
	total := len(list)
	list = r.topMetrics(list, a.count("limit"))
	if r.err != nil {
		return nil, 0, r.err
	}
	return r.metricRows(list), total, r.err
}

// metricNodes are the metrics that the filters by place, measure and notice allow, sorted by node.
func (r *reader) metricNodes(a arguments) []graph.Node {
	var found []graph.Node
	narrowed := false
	narrow := func(list []graph.Node) {
		if narrowed {
			list = intersect(found, list)
		}
		found, narrowed = list, true
	}
	if places := r.wantedPlaces(a); places != nil {
		narrow(r.subjectsOf(schema.PolLocality, places))
	}
	if a.text("measure") != "" || a.text("notice") != "" {
		of := r.practices(arguments{"measure": a.text("measure"), "notice": a.text("notice")})
		narrow(distinct(slices.Concat(r.join(of, schema.PolMetric)...)))
	}
	if !narrowed {
		return r.instances(schema.ClassMetric)
	}
	return found
}

// withText keeps nodes of which a text passes a test against want; "" keeps all.
func (r *reader) withText(nodes []graph.Node, p quad.IRI, want string, pass func(have, want string) bool) []graph.Node {
	if want == "" {
		return nodes
	}
	texts := r.firsts(nodes, p)
	var out []graph.Node
	for i, n := range nodes {
		if texts[i] != "" && pass(texts[i], want) {
			out = append(out, n)
		}
	}
	return out
}

// readMetrics drops what is no metric (practices and mentions have localities too) and reads what sorting takes.
func (r *reader) readMetrics(nodes []graph.Node) []metric {
	kept := r.matching(nodes, schema.PolQualifier, nil)
	values := r.firsts(kept, schema.Value)
	least := r.firsts(kept, schema.MinValue)
	units := r.firsts(kept, schema.UnitText)
	list := make([]metric, len(kept))
	for i, n := range kept {
		list[i] = metric{node: n, value: cmp.Or(values[i], least[i]), unit: units[i]}
	}
	return list
}

// topMetrics sorts metrics and keeps the first limit of them; 0 keeps all. IRIs decide between equal numbers and
// are resolved only for those that may be kept.
func (r *reader) topMetrics(list []metric, limit int) []metric {
	list = likelyTop(list, limit)
	nodes := make([]graph.Node, len(list))
	for i := range list {
		nodes[i] = list[i].node
	}
	nodes = distinct(nodes)
	iris := r.names(nodes)
	for i := range list {
		k, _ := slices.BinarySearchFunc(nodes, list[i].node, compare)
		list[i].iri = iris[k]
	}
	slices.SortFunc(list, func(x, y metric) int {
		return cmp.Or(cmp.Compare(x.group, y.group), CompareDecimals(y.value, x.value), compareNatural(x.iri, y.iri))
	})
	return limited(list, limit)
}

// likelyTop keeps the first limit metrics and those equal to the last of them.
func likelyTop(list []metric, limit int) []metric {
	var top []metric
	for i, group := range byUnit(list) {
		if limit > 0 && len(top) >= limit {
			break
		}
		slices.SortFunc(group, func(x, y metric) int { return CompareDecimals(y.value, x.value) })
		if left := limit - len(top); limit > 0 && len(group) > left {
			end := left
			for end < len(group) && CompareDecimals(group[end].value, group[left-1].value) == 0 {
				end++
			}
			group = group[:end]
		}
		for _, x := range group {
			x.group = i
			top = append(top, x)
		}
	}
	return top
}

// byUnit parts metrics by unit, the most frequent first.
func byUnit(list []metric) [][]metric {
	groups := map[string][]metric{}
	for _, x := range list {
		groups[x.unit] = append(groups[x.unit], x)
	}
	return slices.SortedFunc(maps.Values(groups), func(x, y []metric) int {
		return cmp.Or(cmp.Compare(len(y), len(x)), strings.Compare(x[0].unit, y[0].unit))
	})
}

// metricTexts are the properties of a metric that a row shows as they are, in the order of their use.
var metricTexts = []quad.IRI{schema.PolIndicator, schema.PolQualifier, schema.MaxValue, schema.PolRole, schema.PolPeriod,
	schema.PolAsWritten}

func (r *reader) metricRows(list []metric) [][]Cell {
	nodes := make([]graph.Node, len(list))
	for i := range list {
		nodes[i] = list[i].node
	}
	nodes = distinct(nodes)
	texts := make([][]string, len(metricTexts))
	for k, p := range metricTexts {
		texts[k] = r.firsts(nodes, p)
	}
	owners := r.join(nodes, schema.PolLocality)
	g := newGazette(r)
	g.load(known(slices.Concat(owners...)))
	of := r.practicesOf(nodes)
	if r.err != nil {
		return nil
	}
	rows := make([][]Cell, len(list))
	for i, x := range list {
		k, _ := slices.BinarySearchFunc(nodes, x.node, compare)
		text := func(property int) string { return texts[property][k] }
		at := g.byKey(owners[k])
		p := of[k]
		rows[i] = []Cell{g.column(at, placeName, false), g.column(at, placeProvince, true),
			{Text: text(0)}, {Text: sign(text(1))}, {Text: x.value}, {Text: text(2)}, {Text: x.unit},
			{Text: strings.TrimPrefix(text(3), schema.NSPolicy)}, {Text: text(4)}, {Text: text(5)},
			g.column(at, placeLevel, false), {Text: p.measure}, {Text: p.statement}, {Text: p.number}, {Text: p.title}, {Text: x.iri}}
	}
	return rows
}

// A metricPractice is what a row shows of the practice of a metric.
type metricPractice struct{ measure, statement, number, title string }

// practicesOf gives the practice of each of some sorted metrics.
func (r *reader) practicesOf(nodes []graph.Node) []metricPractice {
	owner := r.ownersOf(nodes)
	practices := known(owner)
	sources := r.firstObjects(practices, schema.DerivedFrom)
	measures := r.labels(r.firstObjects(practices, schema.PolMeasure))
	statements := r.firsts(practices, schema.PolStatement)
	notices := known(sources)
	titles, numbers := r.firsts(notices, schema.Title), r.firsts(notices, schema.Identifier)
	out := make([]metricPractice, len(nodes))
	for i := range nodes {
		if k, ok := slices.BinarySearchFunc(practices, owner[i], compare); ok {
			if at, ok := slices.BinarySearchFunc(notices, sources[k], compare); ok {
				out[i] = metricPractice{measures[k], statements[k], numbers[at], titles[at]}
			}
		}
	}
	return out
}

// ownersOf gives the first node that has each of some sorted metrics as a metric, and the zero node where none does.
func (r *reader) ownersOf(nodes []graph.Node) []graph.Node {
	owner := make([]graph.Node, len(nodes))
	all := r.subjectsOf(schema.PolMetric, nodes)
	for i, list := range r.join(all, schema.PolMetric) {
		for _, n := range list {
			if k, ok := slices.BinarySearchFunc(nodes, n, compare); ok && owner[k] == (graph.Node{}) {
				owner[k] = all[i] // the first: they ascend
			}
		}
	}
	return owner
}

// sign is the mathematical sign of a qualifier's IRI.
func sign(iri string) string {
	return schema.Qualifier(strings.TrimPrefix(iri, schema.NSPolicy)).Sign()
}
