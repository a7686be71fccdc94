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
}

// compare orders notices by date of issue, then IRI.
func (n *notice) compare(m *notice) int {
	return cmp.Or(strings.Compare(n.issued, m.issued), strings.Compare(n.iri, m.iri))
}

// readNotices reads notices by node, which need not be sorted.
func (r *reader) readNotices(nodes []graph.Node) map[graph.Node]*notice {
	nodes = distinct(slices.Clone(nodes))
	iris := r.names(nodes)
	titles := r.texts(nodes, schema.Title)
	numbers := r.texts(nodes, schema.Identifier)
	issued := r.texts(nodes, schema.Issued)
	out := make(map[graph.Node]*notice, len(nodes))
	for i, n := range nodes {
		out[n] = &notice{iris[i], first(titles[i]), first(numbers[i]), first(issued[i])}
	}
	return out
}

// A heading is a theme or measure as answers show it.
type heading struct {
	label, notation string
	notice          *notice
	// rank is its place among all headings read, by date, notice and notation.
	rank int
}

// headings are themes or measures by node.
type headings map[graph.Node]*heading

// headings reads sorted, distinct themes or measures and the notices they stand in.
func (r *reader) headings(nodes []graph.Node) headings {
	labels := r.texts(nodes, schema.PrefLabel)
	notations := r.texts(nodes, schema.Notation)
	schemes := r.join(nodes, schema.InScheme)
	notices := r.readNotices(slices.Concat(schemes...))
	out := make(headings, len(nodes))
	all := make([]*heading, len(nodes))
	for i, n := range nodes {
		h := &heading{label: first(labels[i]), notation: first(notations[i]), notice: &notice{}}
		if len(schemes[i]) > 0 {
			h.notice = notices[schemes[i][0]]
		}
		out[n], all[i] = h, h
	}
	slices.SortFunc(all, func(x, y *heading) int {
		return cmp.Or(x.notice.compare(y.notice), compareNatural(x.notation, y.notation),
			strings.Compare(x.label, y.label))
	})
	for i, h := range all {
		h.rank = i
	}
	return out
}

// label is a heading's label, or "" for none.
func (h headings) label(nodes []graph.Node) string {
	if len(nodes) == 0 || h[nodes[0]] == nil {
		return ""
	}
	return h[nodes[0]].label
}

// lists are the labels of measures and the numbers of their notices (a title where there is no number), in order
// of date, notice and place in the notice; each text once.
func (h headings) lists(nodes []graph.Node) (labels, numbers []string) {
	list := make([]*heading, len(nodes))
	for i, n := range nodes {
		list[i] = h[n]
	}
	slices.SortFunc(list, func(x, y *heading) int { return cmp.Compare(x.rank, y.rank) })
	seen := make(map[string]bool, len(list))
	var last *notice
	for _, x := range list {
		if x.label != "" && !seen[x.label] {
			seen[x.label] = true
			labels = append(labels, x.label)
		}
		if number := cmp.Or(x.notice.number, x.notice.title); x.notice != last && number != "" {
			numbers = append(numbers, number)
		}
		last = x.notice
	}
	return labels, slices.Compact(numbers)
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
			if c := CompareDecimals(x, y); c != 0 {
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
