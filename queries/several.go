package queries

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"policygraph/graph"
	"policygraph/schema"
)

// severalMeasures is the query of localities under several measures.
//
// What is counted: the distinct measures under which a locality has a practice, one that it shares with other
// localities included. A measure is a heading of one notice; headings of two notices are two measures, however
// they are worded, unless across is set: then headings whose words are the same, without regard to punctuation,
// spaces and width, are one. A locality is the division as it was resolved: a town or a zone counts as itself and
// not for its county, and a prefecture not for what lies in it. A level rolls finer divisions up to it (see
// [gazette.rollUp]); one measure that two counties of a prefecture share is then one measure of the prefecture.
func severalMeasures() *Query {
	return &Query{
		Name: "several-measures",
		En:   "localities that appear under several distinct measures",
		Zh:   "出现在多个措施下的地区",
		Params: []Param{
			{Name: "min", Type: Count, Default: "2", En: "at least so many measures", Zh: "至少几个措施"},
			{Name: "level", Type: Choice, Choices: []string{"county", "prefecture", "province"},
				En: "roll localities up to this level: a district of a municipality counts for the municipality, a county that no prefecture has stays itself, and so does what is not finer",
				Zh: "归并到该级：直辖市的区县归入直辖市，省直辖的县保持原样，不低于该级的也保持原样"},
			paramKind,
			{Name: "across", Type: Flag, Default: "false",
				En: "headings of different notices with the same words are one measure",
				Zh: "不同通知中标题相同的措施算一个"},
			paramLocality, paramNotice, paramLimit},
		Columns: []Column{columnLocality, columnLevel, columnProvince,
			{Name: "count", Zh: "措施数", En: "Measures", Kind: Integer},
			{Name: "measures", Zh: "措施", En: "Headings", Kind: List},
			columnNumbers, columnCode, columnIRI},
		Order: "most measures first, then by the code of the division",
		run:   runSeveral,
	}
}

// An under says that a locality has a practice under a measure.
type under struct {
	locality, measure graph.Node
}

func runSeveral(r *reader, a arguments) ([][]Cell, int, error) {
	g := newGazette(r)
	unders := r.unders(a.text("notice"))
	if place := a.text("locality"); place != "" {
		within := r.inside(r.divisions("locality", place))
		unders = slices.DeleteFunc(unders, func(u under) bool { return !contains(within, u.locality) })
	}
	if level := a.text("level"); level != "" {
		rollUnders(g, unders, schema.DivisionLevel(level))
	}
	var key func(measure graph.Node) string // nil: each measure has its own
	if a.flag("across") {
		key = r.headingKeys(unders)
	}
	groups := groupUnders(unders, key, a.count("min"))
	if kind := a.text("kind"); kind != "" {
		g.load(localitiesOf(groups))
		groups = slices.DeleteFunc(groups, func(x several) bool { return !ofKind(g.places[x.locality], kind) })
	}
	if r.err != nil {
		return nil, 0, r.err
	}
	g.load(localitiesOf(groups))
	slices.SortFunc(groups, func(x, y several) int {
		return cmp.Or(cmp.Compare(y.count, x.count),
			strings.Compare(g.places[x.locality].key(), g.places[y.locality].key()))
	})
	total := len(groups)
	groups = limited(groups, a.count("limit"))
	return r.severalRows(g, groups), total, r.err
}

// unders are the distinct pairs of locality and measure, sorted, of one notice or of all.
func (r *reader) unders(notice string) []under {
	var within []graph.Node
	if notice != "" {
		for _, n := range r.notices(notice) {
			within = append(within, r.subjects(schema.InScheme, n)...)
		}
		within = distinct(within)
	}
	var measures []graph.Pair
	r.pairs(schema.PolMeasure, func(p graph.Pair) {
		if notice == "" || contains(within, p.Object) {
			measures = append(measures, p)
		}
	})
	var out underLists
	at := 0
	r.pairs(schema.PolLocality, func(p graph.Pair) {
		for at < len(measures) && compare(measures[at].Subject, p.Subject) < 0 {
			at++
		}
		for k := at; k < len(measures) && measures[k].Subject == p.Subject; k++ {
			out.add(p.Object, measures[k].Object)
		}
	})
	return out.sorted()
}

// underLists collects unders by locality, of which there are few beside them, so that they are sorted in small lists.
type underLists struct {
	places     map[graph.Node]int
	localities []graph.Node
	measures   [][]graph.Node
	size       int
}

func (u *underLists) add(locality, measure graph.Node) {
	at, known := u.places[locality]
	if !known {
		if u.places == nil {
			u.places = map[graph.Node]int{}
		}
		at = len(u.localities)
		u.places[locality] = at
		u.localities, u.measures = append(u.localities, locality), append(u.measures, nil)
	}
	if list := u.measures[at]; len(list) == 0 || list[len(list)-1] != measure {
		u.measures[at] = append(list, measure)
		u.size++
	}
}

// sorted gives all, sorted and each once.
func (u *underLists) sorted() []under {
	out := make([]under, 0, u.size)
	for _, l := range distinct(u.localities) {
		for _, m := range distinct(u.measures[u.places[l]]) {
			out = append(out, under{l, m})
		}
	}
	return out
}

func compareUnders(x, y under) int {
	if c := compare(x.locality, y.locality); c != 0 {
		return c
	}
	return compare(x.measure, y.measure)
}

// rollUnders replaces each locality by the one it counts for at a level.
func rollUnders(g *gazette, unders []under, level schema.DivisionLevel) {
	var nodes []graph.Node
	for i, u := range unders {
		if i == 0 || unders[i-1].locality != u.locality {
			nodes = append(nodes, u.locality)
		}
	}
	g.loadUp(nodes)
	if g.r.err != nil {
		return
	}
	for i := range unders {
		unders[i].locality = g.rollUp(unders[i].locality, level)
	}
	slices.SortFunc(unders, compareUnders)
}

// headingKeys gives measures with the same words the same key.
func (r *reader) headingKeys(unders []under) func(graph.Node) string {
	nodes := make([]graph.Node, len(unders))
	for i, u := range unders {
		nodes[i] = u.measure
	}
	nodes = distinct(nodes)
	labels := r.texts(nodes, schema.PrefLabel)
	keys := make(map[graph.Node]string, len(nodes))
	for i, n := range nodes {
		keys[n] = normalize(first(labels[i]))
		if keys[n] == "" { // a heading without words is like no other
			keys[n] = string(n[:])
		}
	}
	return func(n graph.Node) string { return keys[n] }
}

// normalize is a label without punctuation, spaces and differences of width and case.
func normalize(label string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsNumber(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, norm.NFKC.String(label))
}

// A several is one locality and its measures, each node once, sorted by node; count counts keys.
type several struct {
	locality graph.Node
	measures []graph.Node
	count    int
}

// groupUnders groups sorted unders by locality and keeps those with at least least different keys.
func groupUnders(unders []under, key func(graph.Node) string, least int) []several {
	var out []several
	keys := map[string]bool{}
	for start := 0; start < len(unders); {
		end := start
		clear(keys)
		var measures []graph.Node
		for ; end < len(unders) && unders[end].locality == unders[start].locality; end++ {
			if m := unders[end].measure; len(measures) == 0 || measures[len(measures)-1] != m {
				measures = append(measures, m)
				if key != nil {
					keys[key(m)] = true
				}
			}
		}
		count := len(measures)
		if key != nil {
			count = len(keys)
		}
		if count >= least {
			out = append(out, several{unders[start].locality, measures, count})
		}
		start = end
	}
	return out
}

func localitiesOf(groups []several) []graph.Node {
	out := make([]graph.Node, len(groups))
	for i := range groups {
		out[i] = groups[i].locality
	}
	return out
}

// ofKind reports whether a place is of a kind of the parameter.
func ofKind(p *place, kind string) bool {
	ends := func(suffixes ...string) bool {
		return slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(p.name, s) })
	}
	switch kind {
	case "省":
		return p.level == string(schema.Province)
	case "区":
		return p.level != string(schema.Province) && ends("区") && !ends("地区")
	case "县":
		return ends("县", "旗")
	case "镇":
		return p.level == string(schema.Town) || ends("镇", "乡", "街道")
	}
	return ends(kind)
}

func (r *reader) severalRows(g *gazette, groups []several) [][]Cell {
	var measures []graph.Node
	for _, x := range groups {
		measures = append(measures, x.measures...)
	}
	h := r.headings(distinct(measures))
	rows := make([][]Cell, len(groups))
	for i, x := range groups {
		p := g.places[x.locality]
		labels, numbers := h.lists(x.measures)
		rows[i] = []Cell{{Text: p.name}, {Text: p.level}, {Text: p.province}, {Text: strconv.Itoa(x.count)},
			{List: labels}, {List: numbers}, {Text: p.code}, {Text: p.iri}}
	}
	return rows
}

// limited is the first n of a list; 0 takes all.
func limited[T any](list []T, n int) []T {
	if n > 0 && len(list) > n {
		return list[:n]
	}
	return list
}
