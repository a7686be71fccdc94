package schema

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

func (r *noticeReader) notice(s quad.IRI) *Notice {
	id, ok := r.iris.ID(s, "notice")
	if !ok {
		r.fail("it does not stand under <%s>", r.iris.Base)
	}
	n := &Notice{
		ID:      id,
		Title:   r.one(s, Title),
		Number:  r.one(s, Identifier),
		Issuers: r.named(s, Publisher, PrefLabel),
		Issued:  r.one(s, Issued),
		Source:  r.one(s, Source),
		Cites:   r.named(s, References, Title),
		Text:    r.one(s, PolText),
	}
	for _, t := range r.parts(s, "theme", ClassTheme) {
		n.Themes = append(n.Themes, Theme{Heading: r.heading(t)})
	}
	for _, x := range r.parts(s, "measure", ClassMeasure) {
		n.Measures = append(n.Measures, r.measure(s, x))
	}
	for _, p := range r.parts(s, "practice", ClassPractice) {
		n.Practices = append(n.Practices, r.practice(s, p))
	}
	for _, x := range r.parts(s, "note", ClassNote) {
		n.Notes = append(n.Notes, r.note(x))
	}
	n.Divisions = r.divisionsOf(n)
	return n
}

func (r *noticeReader) heading(s quad.IRI) Heading {
	return Heading{Label: r.one(s, PrefLabel), Number: r.one(s, PolNumber), Notation: r.one(s, Notation)}
}

func (r *noticeReader) measure(notice, s quad.IRI) Measure {
	x := Measure{Heading: r.heading(s), Theme: r.ordinal(s, Broader, notice, "theme")}
	for _, a := range r.parts(s, "approach", ClassApproach) {
		x.Approaches = append(x.Approaches, r.heading(a))
	}
	return x
}

func (r *noticeReader) practice(notice, s quad.IRI) Practice {
	p := Practice{
		Localities: r.divisions(s, PolLocality),
		Measure:    r.ordinal(s, PolMeasure, notice, "measure"),
		Theme:      r.ordinal(s, PolTheme, notice, "theme"),
		Statement:  r.one(s, PolStatement),
		Span:       r.span(s),
		Keywords:   r.all(s, PolKeyword),
	}
	if p.Measure > 0 {
		p.Approaches = r.ordinals(s, PolApproach, part(notice, "measure", p.Measure), "approach")
	}
	for _, x := range r.parts(s, "mention", ClassMention) {
		p.Mentions = append(p.Mentions, Mention{
			Locality: r.division(x, PolLocality), AsWritten: r.one(x, PolAsWritten), Span: r.span(x),
		})
	}
	for _, x := range r.parts(s, "metric", ClassMetric) {
		p.Metrics = append(p.Metrics, r.metric(x))
	}
	return p
}

func (r *noticeReader) metric(s quad.IRI) Metric {
	return Metric{
		Value:      r.one(s, Value),
		Min:        r.one(s, MinValue),
		Max:        r.one(s, MaxValue),
		Unit:       r.one(s, UnitText),
		Qualifier:  Qualifier(strings.TrimPrefix(r.one(s, PolQualifier), NSPolicy)),
		Indicator:  r.one(s, PolIndicator),
		Role:       Role(strings.TrimPrefix(r.one(s, PolRole), NSPolicy)),
		Period:     r.one(s, PolPeriod),
		AsWritten:  r.one(s, PolAsWritten),
		Span:       r.span(s),
		Localities: r.divisions(s, PolLocality),
	}
}

func (r *noticeReader) note(s quad.IRI) Note {
	return Note{
		Kind:       NoteKind(r.one(s, PolKind)),
		AsWritten:  r.one(s, PolAsWritten),
		Comment:    r.one(s, Comment),
		Span:       r.span(s),
		Candidates: r.divisions(s, PolCandidate),
	}
}

// divisionsOf gives the divisions that a notice refers to, with all that contain and replaced them.
func (r *noticeReader) divisionsOf(n *Notice) []Division {
	seen := map[string]bool{}
	var out []Division
	var visit func(ids ...string)
	visit = func(ids ...string) {
		for _, id := range ids {
			s := r.iris.Division(id)
			if id == "" || seen[id] || len(r.about[s]) == 0 {
				continue
			}
			seen[id] = true
			d := r.divisionFacts(id, s)
			out = append(out, d)
			visit(d.Parent, d.Province)
			visit(d.ReplacedBy...)
		}
	}
	for _, p := range n.Practices {
		visit(p.Localities...)
		for _, x := range p.Mentions {
			visit(x.Locality)
		}
		for _, x := range p.Metrics {
			visit(x.Localities...)
		}
	}
	for _, x := range n.Notes {
		visit(x.Candidates...)
	}
	slices.SortFunc(out, func(a, b Division) int { return strings.Compare(a.ID, b.ID) })
	return out
}

func (r *noticeReader) divisionFacts(id string, s quad.IRI) Division {
	return Division{
		ID:         id,
		Code:       r.one(s, Identifier),
		Name:       r.one(s, PrefLabel),
		OtherNames: r.all(s, AltLabel),
		Level:      DivisionLevel(r.one(s, PolLevel)),
		Parent:     r.division(s, ContainedIn),
		Province:   r.division(s, PolProvince),
		ReplacedBy: r.divisions(s, IsReplacedBy),
	}
}
