package queries

import (
	"cmp"
	"slices"
	"strings"

	"policygraph/graph"
	"policygraph/schema"
)

// A notice is what answers show of a notice.
type notice struct {
	iri, title, number, issued string
	// rank is its place by date of issue, then IRI, among the notices read with it.
	rank int
}

// compare orders notices by date of issue, then IRI.
func (n *notice) compare(m *notice) int {
	return cmp.Or(strings.Compare(n.issued, m.issued), strings.Compare(n.iri, m.iri))
}

// readNotices reads notices by node, which need not be sorted; zero nodes are none.
func (r *reader) readNotices(nodes []graph.Node) map[graph.Node]*notice {
	nodes = known(nodes)
	iris := r.names(nodes)
	titles := r.firsts(nodes, schema.Title)
	numbers := r.firsts(nodes, schema.Identifier)
	issued := r.firsts(nodes, schema.Issued)
	out, list := make(map[graph.Node]*notice, len(nodes)), make([]*notice, len(nodes))
	for i, n := range nodes {
		list[i] = &notice{iri: iris[i], title: titles[i], number: numbers[i], issued: issued[i]}
		out[n] = list[i]
	}
	slices.SortFunc(list, (*notice).compare)
	for i, n := range list {
		n.rank = i
	}
	return out
}

// A heading is a theme or measure as answers show it.
type heading struct {
	label, notation string
	notice          *notice
	// rank is its place among all headings read, by date, notice and notation.
	rank int
	// same is the rank of the first heading with this label.
	same int
}

// headings are themes or measures: those of some sorted nodes, and in the order of their ranks.
type headings struct {
	nodes   []graph.Node
	all     []heading
	ordered []*heading
	seen    []bool   // room for listsOf
	room    []string // likewise, for its results
}

// of is the heading of a node, or nil.
func (h *headings) of(n graph.Node) *heading {
	if at, ok := slices.BinarySearchFunc(h.nodes, n, compare); ok {
		return &h.all[at]
	}
	return nil
}

// headings reads sorted, distinct themes or measures and the notices they stand in.
func (r *reader) headings(nodes []graph.Node) *headings {
	none := notice{rank: -1} // of a heading of no notice
	labels := r.firsts(nodes, schema.PrefLabel)
	notations := r.firsts(nodes, schema.Notation)
	schemes := r.firstObjects(nodes, schema.InScheme)
	notices := r.readNotices(schemes)
	h := &headings{nodes: nodes, all: make([]heading, len(nodes)), ordered: make([]*heading, len(nodes)),
		seen: make([]bool, len(nodes))}
	for i := range nodes {
		h.all[i] = heading{label: labels[i], notation: notations[i], notice: &none}
		if n := notices[schemes[i]]; n != nil {
			h.all[i].notice = n
		}
		h.ordered[i] = &h.all[i]
	}
	slices.SortFunc(h.ordered, func(x, y *heading) int {
		if c := cmp.Compare(x.notice.rank, y.notice.rank); c != 0 {
			return c
		}
		return cmp.Or(compareNatural(x.notation, y.notation), strings.Compare(x.label, y.label))
	})
	labelled := make(map[string]int, len(nodes))
	for i, x := range h.ordered {
		x.rank, x.same = i, i
		if at, known := labelled[x.label]; known {
			x.same = at
		} else {
			labelled[x.label] = i
		}
	}
	return h
}

// lists are the labels of measures and the numbers of their notices (a title where there is no number), in order
// of date, notice and place in the notice; each text once.
func (h *headings) lists(nodes []graph.Node) (labels, numbers []string) {
	ranks := make([]int, len(nodes))
	for i, n := range nodes {
		ranks[i] = h.of(n).rank
	}
	return h.listsOf(ranks)
}

// listsOf is lists by the ranks of headings, which it sorts.
func (h *headings) listsOf(ranks []int) (labels, numbers []string) {
	slices.Sort(ranks)
	if cap(h.room)-len(h.room) < 2*len(ranks) {
		h.room = make([]string, 0, max(2*len(ranks), 1<<12))
	}
	from := len(h.room)
	for _, rank := range ranks {
		x := h.ordered[rank]
		if x.label != "" && !h.seen[x.same] {
			h.seen[x.same] = true
			h.room = append(h.room, x.label)
		}
	}
	for _, rank := range ranks {
		h.seen[h.ordered[rank].same] = false
	}
	middle := len(h.room)
	var last *notice
	for _, rank := range ranks {
		n := h.ordered[rank].notice
		if number := cmp.Or(n.number, n.title); n != last && number != "" {
			h.room = append(h.room, number)
		}
		last = n
	}
	numbers = slices.Compact(h.room[middle:])
	h.room = h.room[:middle+len(numbers)]
	return h.room[from:middle:middle], numbers[:len(numbers):len(numbers)]
}

// compareNatural orders texts so that digits in them count as numbers: practice/2 before practice/10.
func compareNatural(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] == b[i] {
			continue
		}
		start := i
		for start > 0 && isDigit(a[start-1]) {
			start--
		}
		x, y := leadingDigits(a[start:]), leadingDigits(b[start:])
		if len(x) > 0 && len(y) > 0 {
			x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
			if c := cmp.Compare(len(x), len(y)); c != 0 {
				return c
			}
			if c := strings.Compare(x, y); c != 0 {
				return c
			}
		}
		return strings.Compare(a, b)
	}
	return cmp.Compare(len(a), len(b))
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func leadingDigits(s string) string {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return s[:n]
}
