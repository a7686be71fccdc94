package eval

import (
	"math/rand"
	"strconv"
	"strings"

	"policygraph/schema"
)

// noticeWithErrors is the notice that g describes, with more errors the higher the round: none in round 0.
func noticeWithErrors(g *Gold, r *rand.Rand, round int) *schema.Notice {
	m := &noticeMaker{r: r, rate: round, n: &schema.Notice{ID: "0123456789abcdef", Title: g.Title, Number: g.Number, Issued: g.Issued}}
	m.outline(g)
	for i := range g.Practices {
		m.practice(g, &g.Practices[i])
	}
	for i := range g.Optional {
		if m.err() {
			m.practice(g, &g.Optional[i])
		}
	}
	m.n.Text = m.text.String()
	if m.err() {
		m.n.Title += "（转载）"
	}
	if m.err() {
		m.n.Issued = ""
	}
	return m.n
}

type noticeMaker struct {
	r    *rand.Rand
	rate int
	n    *schema.Notice
	text strings.Builder
	at   int
}

// err says whether to make an error here.
func (m *noticeMaker) err() bool { return m.r.Intn(8) < m.rate }

func (m *noticeMaker) outline(g *Gold) {
	for i, t := range g.Themes {
		label := t.Label
		if m.err() {
			label += "工作"
		}
		m.n.Themes = append(m.n.Themes, schema.Theme{Heading: schema.Heading{Label: label, Number: t.Notation, Notation: strconv.Itoa(i + 1)}})
	}
	for i, x := range append(append([]Heading(nil), g.Measures...), g.OptionalMeasures...) {
		if i >= len(g.Measures) && !m.err() {
			continue
		}
		label := x.Label
		if m.err() {
			label = string([]rune(label)[1:])
		}
		out := schema.Measure{Heading: schema.Heading{Label: label, Number: x.Notation, Notation: "1." + strconv.Itoa(i+1)}}
		for k, t := range g.Themes {
			if t.Notation == x.Theme && !m.err() {
				out.Theme = k + 1
			}
		}
		m.n.Measures = append(m.n.Measures, out)
	}
}

// write adds words to the text and returns their span.
func (m *noticeMaker) write(words string) schema.Span {
	start := m.at
	m.text.WriteString(words)
	m.at += len([]rune(words))
	return schema.Span{Start: start, End: m.at}
}

func (m *noticeMaker) practice(g *Gold, p *Practice) {
	if m.err() {
		return
	}
	quote := p.Quote
	if m.err() && len([]rune(quote)) > 20 {
		quote = string([]rune(quote)[3:])
	}
	out := schema.Practice{Statement: quote}
	if m.err() {
		out.Statement = "某地" + quote
	}
	m.write("正文　")
	out.Span = m.write(quote)
	m.write("。\n")
	for i, x := range g.Measures {
		if (x.Notation == p.Measure || x.Label == p.Measure) && !m.err() && i < len(m.n.Measures) {
			out.Measure = i + 1
		}
	}
	for i := range p.Localities {
		out.Localities = append(out.Localities, m.division(&p.Localities[i]))
	}
	for i := range p.Metrics {
		out.Metrics = append(out.Metrics, m.metric(&p.Metrics[i], &out))
	}
	for i := range p.OptionalMetrics {
		if m.err() {
			out.Metrics = append(out.Metrics, m.metric(&p.OptionalMetrics[i], &out))
		}
	}
	m.n.Practices = append(m.n.Practices, out)
	if m.err() {
		m.n.Practices = append(m.n.Practices, out)
	}
	if k := len(m.n.Practices); m.err() && k > 2 {
		m.n.Practices[k-1], m.n.Practices[k-2] = m.n.Practices[k-2], m.n.Practices[k-1]
	}
}

// division is the ID of the locality's division, which it adds: a code, a town of it, a zone in it, or a wrong one.
func (m *noticeMaker) division(l *Locality) string {
	d := schema.Division{ID: l.Code, Code: l.Code, Name: l.Name, Level: schema.County}
	switch {
	case m.err():
		d.ID, d.Code = "999999", "999999"
	case m.err() && len(l.Accept) > 0:
		d.ID, d.Code = l.Accept[0], l.Accept[0]
	case l.Town != "":
		d.ID, d.Code, d.Level = l.Code+"101", l.Code+"101", schema.Town
	case l.Zone != "":
		m.add(d)
		d = schema.Division{ID: l.Code + "/00000000000000aa", Name: l.Zone, Level: schema.Zone, Parent: l.Code}
	}
	m.add(d)
	if m.err() {
		return "110000/nowhere"
	}
	return d.ID
}

func (m *noticeMaker) add(d schema.Division) {
	for _, have := range m.n.Divisions {
		if have.ID == d.ID {
			return
		}
	}
	m.n.Divisions = append(m.n.Divisions, d)
}

func (m *noticeMaker) metric(x *Metric, p *schema.Practice) schema.Metric {
	out := schema.Metric{Value: x.Value.String(), Unit: x.Unit, Qualifier: schema.Exact, Indicator: x.Indicator, Role: schema.Level,
		AsWritten: x.Quote, Localities: p.Localities}
	for _, q := range schema.Qualifiers {
		if q.Sign() == x.Comparator && !m.err() {
			out.Qualifier = q
		}
	}
	at := strings.Index(p.Statement, x.Quote)
	out.Start = p.Start + len([]rune(p.Statement[:max(at, 0)]))
	out.End = out.Start + len([]rune(x.Quote))
	if x.Max != "" {
		out.Min, out.Max, out.Value = out.Value, x.Max.String(), ""
	}
	if v, err := strconv.ParseFloat(out.Value, 64); err == nil && m.err() {
		out.Value = strconv.FormatFloat(v*[]float64{1.0005, 1.002, 10}[m.r.Intn(3)], 'f', -1, 64)
	}
	if m.err() {
		out.Unit = "项"
	}
	if m.err() {
		out.Indicator += "数量"
	}
	if m.err() {
		out.Localities = nil
	}
	if m.err() {
		out.End++
	}
	return out
}
