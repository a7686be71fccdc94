package eval

import (
	"math/big"
	"slices"

	"policygraph/schema"
)

// found is a practice of the notice in the form in which it is matched.
type found struct {
	*schema.Practice
	codes     []string
	number    string // of its measure
	label     string // of its measure
	statement string
	metrics   []foundMetric
}

// foundMetric is a metric of the notice in the form in which it is matched.
type foundMetric struct {
	*schema.Metric
	codes     []string
	value     *big.Rat
	unit      string
	indicator string
}

// foundPractices are the practices of n by where they start.
func foundPractices(n *schema.Notice) []found {
	divisions := byID(n.Divisions)
	out := make([]found, 0, len(n.Practices))
	for i := range n.Practices {
		out = append(out, findPractice(n, &n.Practices[i], divisions))
	}
	slices.SortStableFunc(out, func(a, b found) int { return max(a.Start, 0) - max(b.Start, 0) })
	return out
}

func findPractice(n *schema.Notice, p *schema.Practice, divisions map[string]*schema.Division) found {
	f := found{Practice: p, codes: codes(divisions, p.Localities), statement: normal(p.Statement)}
	if len(f.codes) == 0 {
		f.codes = []string{""}
	}
	if p.Measure > 0 && p.Measure <= len(n.Measures) {
		m := &n.Measures[p.Measure-1]
		f.number, f.label = normal(m.Number), normal(m.Label)
		if m.Number == "" {
			f.number = normal(m.Notation)
		}
	}
	for i := range p.Metrics {
		m := &p.Metrics[i]
		own := codes(divisions, m.Localities)
		if len(own) == 0 {
			own = f.codes
		}
		value := m.Value
		if value == "" {
			value = m.Min
		}
		f.metrics = append(f.metrics, foundMetric{m, own, decimal(value), normal(m.Unit), normal(m.Indicator)})
	}
	return f
}

func byID(list []schema.Division) map[string]*schema.Division {
	out := make(map[string]*schema.Division, len(list))
	for i := range list {
		if out[list[i].ID] == nil {
			out[list[i].ID] = &list[i]
		}
	}
	return out
}

// codes are the codes of divisions, each once, in their order.
func codes(divisions map[string]*schema.Division, ids []string) []string {
	var out []string
	for _, id := range ids {
		if c := code(divisions, id); !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// code is the six-digit code of a division or of the nearest one that it lies in, XPCC, or "" where there is none: a
// town has its county's and a zone its host's.
func code(divisions map[string]*schema.Division, id string) string {
	for range len(divisions) {
		d := divisions[id]
		if d == nil {
			return ""
		}
		if d.Code == "XPCC" || isDigits(d.Code, 6) {
			return d.Code
		}
		if isDigits(d.Code, 9) || isDigits(d.Code, 12) {
			return d.Code[:6]
		}
		id = d.Parent
	}
	return ""
}

func isDigits(s string, n int) bool {
	if len(s) != n {
		return false
	}
	for i := range n {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
