package extract

import (
	"strconv"

	"policygraph/schema"
)

// headings chooses which headings are measures and which are themes, and adds them. Measures are the headings of
// the kind that most practices stand under; themes are the outermost headings that group measures.
func (b *builder) headings(found []practice) {
	b.measures, b.themes = map[int]int{}, map[int]int{}
	kind := b.measureKind(found)
	if kind == "" {
		return
	}
	for i := range b.outline.headings {
		if b.outline.headings[i].kind == kind || b.standsAlone(i, kind, found) {
			b.measure(i)
		}
	}
}

// measureKind is the kind of heading that is a measure: that of the innermost headings which most practices have,
// or where there are no practices the second kind from outside, or the only one.
func (b *builder) measureKind(found []practice) markerKind {
	count := map[markerKind]int{}
	var order []markerKind
	for _, p := range found {
		if p.heading >= 0 {
			k := b.outline.headings[p.heading].kind
			if count[k]++; count[k] == 1 {
				order = append(order, k)
			}
		}
	}
	if len(order) == 0 {
		return b.secondKind()
	}
	best := order[0]
	for _, k := range order {
		if count[k] > count[best] {
			best = k
		}
	}
	return best
}

// secondKind is the kind of the first heading that stands under another, or of the first heading.
func (b *builder) secondKind() markerKind {
	for _, h := range b.outline.headings {
		if h.up >= 0 {
			return h.kind
		}
	}
	if len(b.outline.headings) > 0 {
		return b.outline.headings[0].kind
	}
	return ""
}

// standsAlone reports whether practices stand right under heading i although it is of another kind, and no measure
// stands above or below it.
func (b *builder) standsAlone(i int, kind markerKind, found []practice) bool {
	used := false
	for _, p := range found {
		used = used || p.heading == i
	}
	if !used {
		return false
	}
	for up := i; up >= 0; up = b.outline.headings[up].up {
		if b.outline.headings[up].kind == kind {
			return false
		}
	}
	for k, h := range b.outline.headings {
		for up := k; up >= 0 && h.kind == kind; up = b.outline.headings[up].up {
			if up == i {
				return false
			}
		}
	}
	return true
}

// measure adds heading i as a measure, with its theme and its approaches.
func (b *builder) measure(i int) {
	h := &b.outline.headings[i]
	out := schema.Measure{Heading: schema.Heading{Label: h.label.of(b.text), Number: h.number}}
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

// top is the outermost heading above i, passing over one that stands above all headings; -1 where none is left.
func (b *builder) top(i int) int {
	top := -1
	for up := b.outline.headings[i].up; up >= 0; up = b.outline.headings[up].up {
		if b.outline.headings[up].up < 0 && top >= 0 && b.only(up) {
			break
		}
		top = up
	}
	return top
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
		Label: h.label.of(b.text), Number: h.number, Notation: strconv.Itoa(n),
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
