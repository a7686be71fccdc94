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

func runSeveral(r *reader, a arguments) ([][]Cell, int, error) {
	g := newGazette(r)
	links := r.measuresOf(a.text("notice"))
	if place := a.text("locality"); place != "" {
		within := r.inside(r.divisions("locality", place))
		keepFirst(links, func(locality graph.Node) bool { return contains(within, locality) })
	}
	if level := a.text("level"); level != "" {
		rollUp(g, links, schema.DivisionLevel(level))
	}
	var keys []int
	if a.flag("across") {
		keys = r.headingKeys(links)
	}
	groups := atLeast(links, keys, a.count("min"))
	g.load(localitiesOf(groups))
	if r.err != nil {
		return nil, 0, r.err
	}
	if kind := a.text("kind"); kind != "" {
		groups = slices.DeleteFunc(groups, func(x several) bool { return !ofKind(g.places[x.locality], kind) })
	}
	slices.SortFunc(groups, func(x, y several) int {
		return cmp.Or(cmp.Compare(y.count, x.count),
			strings.Compare(g.places[x.locality].key(), g.places[y.locality].key()))
	})
	total := len(groups)
	groups = limited(groups, a.count("limit"))
	return r.severalRows(g, links.Second, groups), total, r.err
}

// measuresOf are the localities and the measures under which they have practices, of one notice or of all.
func (r *reader) measuresOf(notice string) *graph.Links {
	links := &graph.Links{}
	if r.err == nil && notice == "" {
		links, r.err = graph.Through(r.ctx, r.snapshot, schema.PolLocality, schema.PolMeasure)
	} else if r.err == nil {
		links = r.measuresIn(r.notices(notice))
	}
	if r.err != nil {
		return &graph.Links{}
	}
	return links
}

// measuresIn are those of some notices.
func (r *reader) measuresIn(notices []graph.Node) *graph.Links {
	links := &graph.Links{Second: r.subjectsOf(schema.InScheme, notices)}
	practices := r.subjectsOf(schema.PolMeasure, links.Second)
	localities, measures := r.join(practices, schema.PolLocality), r.join(practices, schema.PolMeasure)
	links.First = distinct(slices.Concat(localities...))
	links.Of = make([][]uint32, len(links.First))
	for i := range practices {
		for _, m := range measures[i] {
			at, ok := slices.BinarySearchFunc(links.Second, m, compare)
			if !ok {
				continue
			}
			for _, l := range localities[i] {
				k, _ := slices.BinarySearchFunc(links.First, l, compare)
				links.Of[k] = append(links.Of[k], uint32(at))
			}
		}
	}
	for k, list := range links.Of {
		slices.Sort(list)
		links.Of[k] = slices.Compact(list)
	}
	return links
}

// keepFirst keeps the links of some localities.
func keepFirst(links *graph.Links, keep func(graph.Node) bool) {
	n := 0
	for i, l := range links.First {
		if keep(l) {
			links.First[n], links.Of[n] = l, links.Of[i]
			n++
		}
	}
	links.First, links.Of = links.First[:n], links.Of[:n]
}

// rollUp replaces each locality by the one it counts for at a level.
func rollUp(g *gazette, links *graph.Links, level schema.DivisionLevel) {
	g.loadUp(links.First)
	if g.r.err != nil {
		return
	}
	lists := map[graph.Node][]uint32{}
	for i, l := range links.First {
		l = g.rollUp(l, level)
		lists[l] = append(lists[l], links.Of[i]...)
		links.First[i] = l
	}
	links.First = distinct(links.First)
	links.Of = links.Of[:len(links.First)]
	for i, l := range links.First {
		list := lists[l]
		slices.Sort(list)
		links.Of[i] = slices.Compact(list)
	}
}

// headingKeys gives measures with the same words the same number.
func (r *reader) headingKeys(links *graph.Links) []int {
	keys := make([]int, len(links.Second))
	words := map[string]int{}
	for i, label := range r.firsts(links.Second, schema.PrefLabel) {
		keys[i] = i // a heading without words is like no other
		if w := normalize(label); w != "" {
			if at, known := words[w]; known {
				keys[i] = at
			} else {
				words[w] = i
			}
		}
	}
	return keys
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

// A several is one locality and its measures, by their places; count counts those with different keys.
type several struct {
	locality graph.Node
	measures []uint32
	count    int
}

// atLeast are the localities with at least so many measures of different keys; nil keys are all different.
func atLeast(links *graph.Links, keys []int, least int) []several {
	out := make([]several, 0, len(links.First))
	seen := map[int]bool{}
	for i, l := range links.First {
		count := len(links.Of[i])
		if keys != nil {
			clear(seen)
			for _, m := range links.Of[i] {
				seen[keys[m]] = true
			}
			count = len(seen)
		}
		if count > 0 && count >= least {
			out = append(out, several{l, links.Of[i], count})
		}
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

// severalRows are the rows of localities; measures are what their places stand for.
func (r *reader) severalRows(g *gazette, measures []graph.Node, groups []several) [][]Cell {
	place := make([]int, len(measures)) // of a measure among those shown, from 1
	for _, x := range groups {
		for _, m := range x.measures {
			place[m] = 1
		}
	}
	shown := make([]graph.Node, 0, len(measures))
	for i, m := range measures {
		if place[i] > 0 {
			shown = append(shown, m)
			place[i] = len(shown)
		}
	}
	h := r.headings(shown)
	rows := make([][]Cell, len(groups))
	cells := make([]Cell, 8*len(groups))
	var ranks []int
	for i, x := range groups {
		p := g.places[x.locality]
		ranks = ranks[:0]
		for _, m := range x.measures {
			ranks = append(ranks, h.all[place[m]-1].rank)
		}
		labels, numbers := h.listsOf(ranks)
		rows[i] = append(cells[8*i:8*i:8*i+8], Cell{Text: p.name}, Cell{Text: p.level}, Cell{Text: p.province},
			Cell{Text: strconv.Itoa(x.count)}, Cell{List: labels}, Cell{List: numbers}, Cell{Text: p.code}, Cell{Text: p.iri})
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
