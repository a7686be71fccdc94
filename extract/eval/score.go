package eval

import (
	"slices"
	"strings"
	"unicode/utf8"

	"policygraph/schema"
)

// A Report says how well a notice was read.
type Report struct {
	// Name is the name of the notice's file.
	Name string
	// Practices counts localities under their measures, Localities the localities alone.
	Practices  Tally
	Localities Tally
	// Metrics counts numbers by owner, value and unit.
	Metrics Tally
	// Measures counts measures under their themes.
	Measures Tally
	// Qualifier is the share of matched metrics with the right qualifier; Indicator the mean overlap of what they
	// are said to count with the gold's words for it.
	Qualifier Mean
	Indicator Mean
	// Traced is the share of statements and metrics that stand in the text exactly where their span says.
	Traced Mean
	// Boundary is the mean overlap of statements with the gold's quotes.
	Boundary Mean
	// Title, Number and Issued say whether the head was read right.
	Title, Number, Issued bool
	// Misses are what was missed, found without reason or read differently. A locality that is missed under its
	// measure is told once, not again as a locality.
	Misses []Miss
}

// Score compares a notice with its gold.
func Score(g *Gold, n *schema.Notice) Report {
	s := &scorer{gold: g, notice: n, text: []rune(n.Text), practices: foundPractices(n), report: Report{Name: g.File}}
	s.scorePlaces()
	s.scoreMetrics()
	s.scoreMeasures()
	s.scoreBoundary()
	s.scoreHead()
	s.report.Traced = traced(n, s.text)
	return s.report
}

// scorer holds what the parts of Score share.
type scorer struct {
	gold      *Gold
	notice    *schema.Notice
	text      []rune // of the notice
	practices []found
	report    Report
}

func (s *scorer) scorePlaces() {
	type pair struct {
		practice *found
		code     string
	}
	var pairs []pair
	for i := range s.practices {
		for _, c := range s.practices[i].codes {
			pairs = append(pairs, pair{&s.practices[i], c})
		}
	}
	gold, optional := places(s.gold, s.gold.Practices), places(s.gold, s.gold.Optional)
	here := func(list []place) func(int, int) bool {
		return func(x, y int) bool { return slices.Contains(list[x].codes, pairs[y].code) }
	}
	under := func(list []place) func(int, int) bool {
		return func(x, y int) bool { return here(list)(x, y) && list[x].under(pairs[y].practice) }
	}
	// What was told as missed or spurious under its measure is not told again without it.
	toldMissed, toldSpurious := make([]bool, len(gold)), make([]bool, len(pairs))
	count := func(what string, same func([]place) func(int, int) bool) Tally {
		hits, spurious := match(len(gold), len(optional), len(pairs), same(gold), same(optional))
		for x, y := range hits {
			if y < 0 && !toldMissed[x] {
				toldMissed[x] = true
				s.missedPlace(what, &gold[x])
			}
		}
		for _, y := range spurious {
			if !toldSpurious[y] {
				toldSpurious[y] = true
				s.spuriousPlace(what, pairs[y].practice, pairs[y].code)
			}
		}
		return tally(hits, spurious)
	}
	s.report.Practices = count(whatPractice, under)
	s.report.Localities = count(whatLocality, here)
}

func (s *scorer) scoreMetrics() {
	var found []foundMetric
	for i := range s.practices {
		found = append(found, s.practices[i].metrics...)
	}
	scored := func(p *Practice) []Metric { return p.Metrics }
	gold := quantities(s.gold.Practices, scored)
	optional := append(quantities(s.gold.Practices, func(p *Practice) []Metric { return p.OptionalMetrics }),
		quantities(s.gold.Optional, scored)...)
	hits, spurious := match(len(gold), len(optional), len(found),
		func(x, y int) bool { return gold[x].same(&found[y]) },
		func(x, y int) bool { return optional[x].same(&found[y]) })
	s.report.Metrics = tally(hits, spurious)
	for x, y := range hits {
		if y < 0 {
			s.missedMetric(&gold[x])
			continue
		}
		s.scoreReading(&gold[x], &found[y])
	}
	for _, y := range spurious {
		s.spuriousMetric(&found[y])
	}
}

// scoreReading scores the qualifier and the indicator of a metric that matched.
func (s *scorer) scoreReading(x *quantity, y *foundMetric) {
	if sign := y.Qualifier.Sign(); sign == x.metric.Comparator {
		s.report.Qualifier.add(1)
	} else {
		s.report.Qualifier.add(0)
		s.differs(whatQualifier, x.metric.Comparator, sign, y.Span)
	}
	if x.indicator != "" {
		s.report.Indicator.add(overlap(x.indicator, y.indicator))
	}
}

func (s *scorer) scoreMeasures() {
	found := make([]outlineEntry, 0, len(s.notice.Measures))
	for _, m := range s.notice.Measures {
		e := outlineEntry{label: normal(m.Label), name: m.Label}
		if m.Theme > 0 && m.Theme <= len(s.notice.Themes) {
			e.theme = normal(s.notice.Themes[m.Theme-1].Label)
		}
		found = append(found, e)
	}
	gold, optional := outline(s.gold, s.gold.Measures), outline(s.gold, s.gold.OptionalMeasures)
	hits, spurious := match(len(gold), len(optional), len(found),
		func(x, y int) bool { return gold[x].same(&found[y]) },
		func(x, y int) bool { return optional[x].same(&found[y]) })
	s.report.Measures = tally(hits, spurious)
	for x, y := range hits {
		if y < 0 {
			s.missedMeasure(&gold[x])
		}
	}
	for _, y := range spurious {
		s.spuriousMeasure(&found[y])
	}
}

// pointer is the greatest number of characters of a quote that only points at its practice.
const pointer = 12

// scoreBoundary pairs each practice of the gold with the found one whose statement overlaps it most, of those not yet
// taken that share a locality. One must contain the other; the overlap is the length of what they share over the
// length of both together.
func (s *scorer) scoreBoundary() {
	used := make([]bool, len(s.practices))
	for i := range s.gold.Practices {
		p := &s.gold.Practices[i]
		if utf8.RuneCountInString(p.Quote) <= pointer {
			continue
		}
		best, at := 0.0, -1
		here, quote := p.codes(), normal(p.Quote)
		for k := range s.practices {
			f := &s.practices[k]
			if used[k] || !slices.ContainsFunc(f.codes, func(c string) bool { return slices.Contains(here, c) }) {
				continue
			}
			if v := shared(quote, f.statement); v > best {
				best, at = v, k
			}
		}
		if at >= 0 {
			used[at] = true
		}
		s.report.Boundary.add(best)
	}
}

// shared is the Jaccard index of two strings' lengths where one contains the other, else 0.
func shared(a, b string) float64 {
	if b == "" || !strings.Contains(a, b) && !strings.Contains(b, a) {
		return 0
	}
	m, n := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	return float64(min(m, n)) / float64(max(m, n))
}

func (s *scorer) scoreHead() {
	g, n, r := s.gold, s.notice, &s.report
	r.Title = normal(g.Title) == normal(n.Title)
	r.Number = normal(g.Number) == normal(n.Number)
	r.Issued = g.Issued == n.Issued
	for _, x := range []struct {
		right      bool
		what       string
		want, have string
	}{{r.Title, whatTitle, g.Title, n.Title}, {r.Number, whatNumber, g.Number, n.Number},
		{r.Issued, whatIssued, g.Issued, n.Issued}} {
		if !x.right {
			r.Misses = append(r.Misses, Miss{Differs, x.what, x.want + " ≠ " + x.have, ""})
		}
	}
}
