package eval

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"policygraph/schema"
)

// Check says in sentences what is wrong with a gold, given the text of its notice as extracted: quotes that do not
// stand in it, headings that are referred to and not listed, codes, signs and dates of no known form. A gold with
// such mistakes scores lower than the reading deserves. White space does not count in quotes.
func Check(g *Gold, text string) []string {
	c := &checker{gold: g, text: []rune(text)}
	if _, err := time.Parse(time.DateOnly, g.Issued); g.Issued != "" && err != nil {
		c.wrong("issued %q is no date YYYY-MM-DD", g.Issued)
	}
	c.headings()
	for i := range g.Practices {
		c.practice(&g.Practices[i])
	}
	for i := range g.Optional {
		c.practice(&g.Optional[i])
	}
	return c.found
}

type checker struct {
	gold  *Gold
	text  []rune
	found []string
}

func (c *checker) wrong(format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf(format, args...))
}

func (c *checker) headings() {
	for _, m := range slices.Concat(c.gold.Measures, c.gold.OptionalMeasures) {
		if indexLoose(c.text, []rune(m.Label), 0) < 0 {
			c.wrong("measure %q is not in the text", m.Label)
		}
		if m.Theme != "" && !slices.ContainsFunc(slices.Concat(c.gold.Themes, c.gold.OptionalThemes),
			func(t Heading) bool { return t.Notation == m.Theme }) {
			c.wrong("measure %q stands under theme %q, which is not listed", m.Label, m.Theme)
		}
	}
}

func (c *checker) practice(p *Practice) {
	if indexLoose(c.text, []rune(p.Quote), 0) < 0 {
		c.wrong("quote %q is not in the text", p.Quote)
	}
	c.measure(p)
	for _, l := range p.Localities {
		for _, code := range l.codes() {
			if code != "XPCC" && !isDigits(code, 6) {
				c.wrong("code %q of %s is neither six digits nor XPCC", code, l.Name)
			}
		}
	}
	for _, m := range slices.Concat(p.Metrics, p.OptionalMetrics) {
		if indexLoose([]rune(p.Quote), []rune(m.Quote), 0) < 0 {
			c.wrong("metric %q is not in its practice %q", m.Quote, p.Quote)
		}
		if !slices.ContainsFunc(schema.Qualifiers, func(q schema.Qualifier) bool { return q.Sign() == m.Comparator }) {
			c.wrong("comparator %q of metric %q is none of = ≈ > ≥ < ≤", m.Comparator, m.Quote)
		}
	}
}

// measure checks that a practice's measure is one heading and no more.
func (c *checker) measure(p *Practice) {
	if p.Measure == "" {
		return
	}
	var labels []string
	for _, m := range c.gold.Measures {
		if m.Label == p.Measure {
			return
		}
		if m.Notation == p.Measure {
			labels = append(labels, m.Label)
		}
	}
	for _, m := range c.gold.OptionalMeasures {
		if len(labels) == 0 && (m.Label == p.Measure || m.Notation == p.Measure) {
			return
		}
	}
	switch {
	case len(labels) == 0 && p.MeasureLabel == "":
		c.wrong("practice %q stands under measure %q, which is not listed", p.Quote, p.Measure)
	case len(labels) > 1 && p.MeasureLabel == "":
		c.wrong("practice %q stands under measure %q, which is the number of %s: give the label", p.Quote, p.Measure,
			strings.Join(labels, " and "))
	}
}
