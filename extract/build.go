package extract

import (
	"slices"
	"strconv"
	"strings"

	"policygraph/schema"
)

// headings chooses which headings are measures and which are themes, and adds them. Counted from the outermost
// heading, the first level are themes and the second measures; where practices stand under one level only, that
// one is measures.
func (b *builder) headings(found []practice) {
	b.measures, b.themes = map[int]int{}, map[int]int{}
	b.root = b.wrapper(found)
	chosen := make([]bool, len(b.outline.headings))
	for _, p := range found {
		if p.heading >= 0 {
			chosen[b.measureOf(p.heading)] = true
		}
	}
	kind := b.measureKind(chosen)
	for i, h := range b.outline.headings {
		if h.kind == kind && b.measureOf(i) == i && (chosen[i] || !b.groups(i, chosen)) || chosen[i] && !b.above(i, kind) {
			b.measure(i)
		}
	}
}

// groups reports whether a chosen heading stands under heading i.
func (b *builder) groups(i int, chosen []bool) bool {
	for k := range b.outline.headings {
		if chosen[k] && k != i && b.chain(k)[0] == i {
			return true
		}
	}
	return false
}

// wrapper is a marked heading that stands alone above all others, such as the title of an annex, where practices
// stand at least two headings below it; -1 where there is none.
func (b *builder) wrapper(found []practice) int {
	for _, p := range found {
		if p.heading < 0 {
			continue
		}
		if chain := b.chain(p.heading); len(chain) >= 3 && wraps(b.outline.headings[chain[0]].kind) && b.only(chain[0]) {
			return chain[0]
		}
	}
	return -1
}

// wraps reports whether a heading of this kind may stand above a whole outline.
func wraps(kind markerKind) bool { return ranks[kind] <= ranks[partKind] || kind == boldKind }

// chain is heading i with those above it, the outermost first, without the wrapper.
func (b *builder) chain(i int) []int {
	var out []int
	for up := i; up >= 0; up = b.outline.headings[up].up {
		out = append(out, up)
	}
	slices.Reverse(out)
	if len(out) > 1 && out[0] == b.root {
		out = out[1:]
	}
	return out
}

// measureOf is the heading that is the measure of what stands under heading i.
func (b *builder) measureOf(i int) int {
	chain := b.chain(i)
	return chain[min(1, len(chain)-1)]
}

// measureKind is the kind of most chosen headings. Where none is chosen, no practices were found: it is that of
// the first heading under another, or of the first.
func (b *builder) measureKind(chosen []bool) markerKind {
	count := map[markerKind]int{}
	var best markerKind
	for i, h := range b.outline.headings {
		if chosen[i] {
			if count[h.kind]++; count[h.kind] > count[best] {
				best = h.kind
			}
		}
	}
	if best != "" || len(b.outline.headings) == 0 {
		return best
	}
	for _, h := range b.outline.headings {
		if h.up >= 0 {
			return h.kind
		}
	}
	return b.outline.headings[0].kind
}

// above reports whether a heading of this kind stands under heading i.
func (b *builder) above(i int, kind markerKind) bool {
	for k, h := range b.outline.headings {
		for up := h.up; up >= 0 && h.kind == kind && k != i; up = b.outline.headings[up].up {
			if up == i {
				return true
			}
		}
	}
	return false
}

// measure adds heading i as a measure, with its theme and its approaches.
func (b *builder) measure(i int) {
	h := &b.outline.headings[i]
	out := schema.Measure{Heading: schema.Heading{Label: b.label(h), Number: h.number}}
	n := len(b.notice.Measures) + 1
	out.Notation = strconv.Itoa(n)
	if top := b.top(i); top >= 0 {
		out.Theme = b.theme(top)
		out.Notation = b.notice.Themes[out.Theme-1].Notation + "." + strconv.Itoa(n)
	}
	for k, label := range b.approaches(i) {
		out.Approaches = append(out.Approaches, schema.Heading{Label: label, Notation: out.Notation + "." + strconv.Itoa(k+1)})
	}
	b.notice.Measures = append(b.notice.Measures, out)
	b.measures[i] = n
}

// label is a heading's words on one line.
func (b *builder) label(h *heading) string {
	return strings.ReplaceAll(h.label.of(b.text), "\n", "")
}

// top is the theme of heading i: the outermost heading above it, or -1.
func (b *builder) top(i int) int {
	if chain := b.chain(i); len(chain) > 1 {
		return chain[0]
	}
	return -1
}

// only reports whether heading i is the only one that stands under none.
func (b *builder) only(i int) bool {
	for k, h := range b.outline.headings {
		if h.up < 0 && k != i {
			return false
		}
	}
	return true
}

// theme is the ordinal of heading i as a theme; it is added where it is new.
func (b *builder) theme(i int) int {
	if n, ok := b.themes[i]; ok {
		return n
	}
	h := &b.outline.headings[i]
	n := len(b.notice.Themes) + 1
	b.notice.Themes = append(b.notice.Themes, schema.Theme{Heading: schema.Heading{
		Label: b.label(h), Number: h.number, Notation: strconv.Itoa(n),
	}})
	b.themes[i] = n
	return n
}

// under is the measure and theme that a practice under heading i has.
func (b *builder) under(i int) (measure, theme int) {
	for up := i; up >= 0; up = b.outline.headings[up].up {
		if n, ok := b.measures[up]; ok {
			return n, b.notice.Measures[n-1].Theme
		}
	}
	for up := i; up >= 0; up = b.outline.headings[up].up {
		if n, ok := b.themes[up]; ok {
			return 0, n
		}
	}
	return 0, 0
}
