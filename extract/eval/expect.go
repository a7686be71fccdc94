package eval

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"
)

// place is a locality of the gold under its measure.
type place struct {
	measure  string // normalized notation, or label, or ""
	label    string // normalized label of the measure
	codes    []string
	locality *Locality
	practice *Practice
}

// places are the localities of practices, in document order.
func places(g *Gold, practices []Practice) []place {
	labels := make(map[string]string, len(g.Measures))
	for _, m := range g.Measures {
		key := normal(m.Notation)
		if key == "" {
			key = normal(m.Label)
		}
		labels[key] = normal(m.Label)
	}
	var out []place
	for i := range practices {
		p := &practices[i]
		measure := normal(p.Measure)
		label := labels[measure]
		if label == "" {
			label = normal(p.MeasureLabel)
		}
		if label == "" {
			label = measure
		}
		for k := range p.Localities {
			l := &p.Localities[k]
			out = append(out, place{measure, label, l.codes(), l, p})
		}
	}
	return out
}

// codes are all codes that are right for the locality.
func (l *Locality) codes() []string { return append([]string{l.Code}, l.Accept...) }

// codes are all codes that are right for any of the practice's localities.
func (p *Practice) codes() []string {
	var out []string
	for i := range p.Localities {
		out = append(out, p.Localities[i].codes()...)
	}
	return out
}

// under says whether a found practice stands under the place's measure: its label is the same or the greater part of
// it, or, where a label is missing, its number is the same. A place under no measure fits any.
func (x *place) under(f *found) bool {
	switch {
	case x.measure == "":
		return true
	case f.label != "" && x.label != "":
		return nearly(f.label, x.label)
	}
	return f.number != "" && f.number == x.measure
}

// nearly says whether two labels are the same, or one is contained in the other and more than half of it.
func nearly(a, b string) bool {
	if a == b {
		return true
	}
	m, n := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	return (strings.Contains(a, b) || strings.Contains(b, a)) && 2*min(m, n) > max(m, n)
}

// quantity is a metric of the gold with what owns it.
type quantity struct {
	codes     []string
	value     *big.Rat
	unit      string
	indicator string
	metric    *Metric
	practice  *Practice
}

// quantities are the metrics of practices that list picks, in document order.
func quantities(practices []Practice, list func(*Practice) []Metric) []quantity {
	var out []quantity
	for i := range practices {
		p := &practices[i]
		metrics := list(p)
		for k := range metrics {
			m := &metrics[k]
			out = append(out, quantity{p.codes(), decimal(m.Value.String()), normal(m.Unit), normal(m.Indicator), m, p})
		}
	}
	return out
}

// tolerance is how far a value may be off, as a share of the gold's: 三分之一 is 33.33 to one reader and 33.3 to another.
var tolerance = big.NewRat(1, 1000)

// same says whether a found metric is this one: an owner, the unit and the value agree, or neither has a value.
func (x *quantity) same(y *foundMetric) bool {
	if len(x.codes) > 0 && !slices.ContainsFunc(y.codes, func(c string) bool { return slices.Contains(x.codes, c) }) {
		return false
	}
	if x.unit != y.unit {
		return false
	}
	if x.value == nil || y.value == nil {
		return x.value == nil && y.value == nil
	}
	off := new(big.Rat).Sub(x.value, y.value)
	most := new(big.Rat).Mul(new(big.Rat).Abs(x.value), tolerance)
	return off.Abs(off).Cmp(most) <= 0
}

// outlineEntry is a measure with its theme, as normalized labels.
type outlineEntry struct {
	label, theme string
	name         string // the label as written
}

// outline are the measures of the gold with their themes' labels.
func outline(g *Gold, measures []Heading) []outlineEntry {
	themes := make(map[string]string, len(g.Themes))
	for _, t := range g.Themes {
		themes[normal(t.Notation)] = normal(t.Label)
	}
	out := make([]outlineEntry, 0, len(measures))
	for _, m := range measures {
		e := outlineEntry{label: normal(m.Label), name: m.Label}
		if m.Theme != "" {
			e.theme = themes[normal(m.Theme)]
		}
		out = append(out, e)
	}
	return out
}

// same says whether a found entry is this one; an entry without theme fits any.
func (x *outlineEntry) same(y *outlineEntry) bool {
	return x.label == y.label && (x.theme == "" || x.theme == y.theme)
}
