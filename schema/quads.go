package schema

import (
	"iter"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"
)

// Quads is the notice as quads, in reading order: the notice and all its parts in the graph labelled with the
// notice's IRI, then its divisions in the graph of divisions. No quad is repeated and none has a blank node.
func (n *Notice) Quads(m IRIs) []quad.Quad { return n.QuadsBut(m, nil) }

// QuadsBut is the notice as quads without those of divisions that known reports, so that notices that go in together
// bring each division once. Where known is nil none is left out.
func (n *Notice) QuadsBut(m IRIs, known func(division string) bool) []quad.Quad {
	out := make([]quad.Quad, 0, n.expected())
	n.each(m, known, func(q quad.Quad) bool {
		out = append(out, q)
		return true
	})
	return out
}

// AllQuads gives the quads of [Notice.Quads] one by one, for those that need not have them all at once.
func (n *Notice) AllQuads(m IRIs) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) { n.each(m, nil, yield) }
}

// each gives the notice's quads to yield until that says no.
func (n *Notice) each(m IRIs, known func(division string) bool, yield func(quad.Quad) bool) {
	iri := m.Notice(n.ID)
	w := &quadWriter{iris: m, iri: iri, notice: iri, label: iri, yield: yield, places: make(map[string]quad.Value, len(n.Divisions))}
	w.head(n)
	for i := range n.Themes {
		w.theme(i+1, &n.Themes[i])
	}
	for i := range n.Measures {
		w.measure(i+1, &n.Measures[i])
	}
	provinces := make(map[string]string, len(n.Divisions))
	for _, d := range n.Divisions {
		provinces[d.ID] = d.Province
	}
	for i := range n.Practices {
		w.practice(i+1, &n.Practices[i], provinces)
	}
	for i := range n.Notes {
		w.note(i+1, &n.Notes[i])
	}
	w.label = m.DivisionGraph()
	for i := range n.Divisions {
		if known == nil || !known(n.Divisions[i].ID) {
			w.division(&n.Divisions[i])
		}
	}
}

// expected is about how many quads a notice has, a little more rather than less.
func (n *Notice) expected() int {
	count := 16 + 3*len(n.Issuers) + 3*len(n.Cites) + 6*len(n.Themes) + 8*len(n.Notes) + 12*len(n.Divisions)
	for i := range n.Measures {
		count += 8 + 7*len(n.Measures[i].Approaches)
	}
	for i := range n.Practices {
		p := &n.Practices[i]
		count += 10 + 2*len(p.Localities) + len(p.Keywords) + len(p.Approaches) + 6*len(p.Mentions)
		for k := range p.Metrics {
			count += 12 + len(p.Metrics[k].Localities)
		}
	}
	return count
}

// quadWriter gives the quads of one notice. Subjects, predicates and labels are passed as values, so that each is
// boxed once and not with every quad.
type quadWriter struct {
	iris   IRIs
	iri    quad.IRI   // of the notice
	notice quad.Value // the same
	label  quad.Value
	places map[string]quad.Value // divisions by ID
	parts  []quad.Value          // the mentions and then the metrics of the practice at hand
	yield  func(quad.Quad) bool
	done   bool // yield wants no more
}

// place is the IRI of a division.
func (w *quadWriter) place(id string) quad.Value {
	v, ok := w.places[id]
	if !ok {
		v = w.iris.Division(id)
		w.places[id] = v
	}
	return v
}

func (w *quadWriter) add(s, p, o quad.Value) {
	w.done = w.done || !w.yield(quad.Quad{Subject: s, Predicate: p, Object: o, Label: w.label})
}

func (w *quadWriter) types(s quad.Value, classes ...quad.Value) {
	for _, c := range classes {
		w.add(s, Type, c)
	}
}

// zh adds a Chinese text, unless it is empty.
func (w *quadWriter) zh(s, p quad.Value, text string) {
	if text != "" {
		w.add(s, p, quad.LangString{Value: quad.String(text), Lang: "zh"})
	}
}

// plain adds a plain string, unless it is empty.
func (w *quadWriter) plain(s, p quad.Value, text string) {
	if text != "" {
		w.add(s, p, quad.String(text))
	}
}

// typed adds a typed literal, unless its lexical form is empty.
func (w *quadWriter) typed(s, p quad.Value, form string, datatype quad.IRI) {
	if form != "" {
		w.add(s, p, quad.TypedString{Value: quad.String(form), Type: datatype})
	}
}

func (w *quadWriter) span(s quad.Value, at Span) {
	w.typed(s, PolStart, strconv.Itoa(at.Start), XSDInteger)
	w.typed(s, PolEnd, strconv.Itoa(at.End), XSDInteger)
}

func (w *quadWriter) head(n *Notice) {
	w.types(w.notice, ClassNotice, ClassDocument, ClassScheme)
	w.zh(w.notice, Title, n.Title)
	w.plain(w.notice, Identifier, n.Number)
	for _, name := range distinct(n.Issuers) {
		w.add(w.notice, Publisher, w.iris.Issuer(name))
	}
	w.typed(w.notice, Issued, n.Issued, XSDDate)
	if n.Source != "" {
		w.add(w.notice, Source, quad.IRI(n.Source))
	}
	for _, title := range distinct(n.Cites) {
		w.add(w.notice, References, w.iris.Title(title))
	}
	w.zh(w.notice, PolText, n.Text)
	for _, name := range distinct(n.Issuers) {
		var s quad.Value = w.iris.Issuer(name)
		w.types(s, ClassOrg)
		w.zh(s, PrefLabel, name)
	}
	for _, title := range distinct(n.Cites) {
		var s quad.Value = w.iris.Title(title)
		w.types(s, ClassDocument)
		w.zh(s, Title, title)
	}
}

func (w *quadWriter) heading(s, class quad.Value, h *Heading, broader quad.Value) {
	w.types(s, class, ClassConcept)
	w.zh(s, PrefLabel, h.Label)
	w.plain(s, PolNumber, h.Number)
	w.plain(s, Notation, h.Notation)
	if broader != nil {
		w.add(s, Broader, broader)
	}
	w.add(s, InScheme, w.notice)
}

func (w *quadWriter) theme(i int, t *Theme) {
	w.heading(part(w.iri, "theme", i), ClassTheme, &t.Heading, nil)
}

func (w *quadWriter) measure(i int, x *Measure) {
	iri := part(w.iri, "measure", i)
	var s, theme quad.Value = iri, nil
	if x.Theme > 0 {
		theme = part(w.iri, "theme", x.Theme)
	}
	w.heading(s, ClassMeasure, &x.Heading, theme)
	for k := range x.Approaches {
		w.heading(part(iri, "approach", k+1), ClassApproach, &x.Approaches[k], s)
	}
}

func (w *quadWriter) practice(i int, p *Practice, provinces map[string]string) {
	iri := part(w.iri, "practice", i)
	var s quad.Value = iri
	w.types(s, ClassPractice, ClassProvEntity)
	var up []string
	for _, id := range distinct(p.Localities) {
		w.add(s, PolLocality, w.place(id))
		if province := provinces[id]; province != "" {
			up = append(up, province)
		}
	}
	for _, id := range distinct(up) {
		w.add(s, PolProvince, w.place(id))
	}
	if p.Measure > 0 {
		measure := part(w.iri, "measure", p.Measure)
		w.add(s, PolMeasure, measure)
		for _, k := range p.Approaches {
			w.add(s, PolApproach, part(measure, "approach", k))
		}
	}
	if p.Theme > 0 {
		w.add(s, PolTheme, part(w.iri, "theme", p.Theme))
	}
	w.zh(s, PolStatement, p.Statement)
	w.span(s, p.Span)
	for _, k := range distinct(p.Keywords) {
		w.zh(s, PolKeyword, k)
	}
	w.parts = w.parts[:0]
	for k := range p.Mentions {
		w.parts = append(w.parts, part(iri, "mention", k+1))
		w.add(s, PolMention, w.parts[k])
	}
	metrics := len(w.parts)
	for k := range p.Metrics {
		w.parts = append(w.parts, part(iri, "metric", k+1))
		w.add(s, PolMetric, w.parts[metrics+k])
	}
	w.add(s, DerivedFrom, w.notice)
	for k := range p.Mentions {
		w.mention(w.parts[k], &p.Mentions[k])
	}
	for k := range p.Metrics {
		w.metric(w.parts[metrics+k], &p.Metrics[k])
	}
}

func (w *quadWriter) mention(s quad.Value, x *Mention) {
	w.types(s, ClassMention)
	w.add(s, PolLocality, w.place(x.Locality))
	w.zh(s, PolAsWritten, x.AsWritten)
	w.span(s, x.Span)
}

func (w *quadWriter) metric(s quad.Value, x *Metric) {
	w.types(s, ClassMetric, ClassQuantity)
	w.typed(s, Value, x.Value, XSDDecimal)
	w.typed(s, MinValue, x.Min, XSDDecimal)
	w.typed(s, MaxValue, x.Max, XSDDecimal)
	w.plain(s, UnitText, x.Unit)
	w.add(s, PolQualifier, boxedQualifier(x.Qualifier))
	w.zh(s, PolIndicator, x.Indicator)
	w.add(s, PolRole, boxedRole(x.Role))
	w.zh(s, PolPeriod, x.Period)
	w.zh(s, PolAsWritten, x.AsWritten)
	w.span(s, x.Span)
	for _, id := range distinct(x.Localities) {
		w.add(s, PolLocality, w.place(id))
	}
}

// boxedQualifier is QualifierIRI as a value, boxed once for those that are known.
func boxedQualifier(q Qualifier) quad.Value {
	switch q {
	case Exact:
		return NSPolicy + quad.IRI(Exact)
	case Approximately:
		return NSPolicy + quad.IRI(Approximately)
	case MoreThan:
		return NSPolicy + quad.IRI(MoreThan)
	case AtLeast:
		return NSPolicy + quad.IRI(AtLeast)
	case LessThan:
		return NSPolicy + quad.IRI(LessThan)
	case AtMost:
		return NSPolicy + quad.IRI(AtMost)
	}
	return QualifierIRI(q)
}

// boxedRole is RoleIRI as a value, boxed once for those that are known.
func boxedRole(r Role) quad.Value {
	switch r {
	case Level:
		return NSPolicy + quad.IRI(Level)
	case Change:
		return NSPolicy + quad.IRI(Change)
	case Before:
		return NSPolicy + quad.IRI(Before)
	case After:
		return NSPolicy + quad.IRI(After)
	case Target:
		return NSPolicy + quad.IRI(Target)
	}
	return RoleIRI(r)
}

func (w *quadWriter) note(i int, x *Note) {
	var s quad.Value = part(w.iri, "note", i)
	w.types(s, ClassNote)
	w.plain(s, PolKind, string(x.Kind))
	w.zh(s, PolAsWritten, x.AsWritten)
	w.plain(s, Comment, x.Comment)
	w.span(s, x.Span)
	for _, id := range distinct(x.Candidates) {
		w.add(s, PolCandidate, w.place(id))
	}
}

func (w *quadWriter) division(d *Division) {
	s := w.place(d.ID)
	w.types(s, ClassDivision, ClassAdminArea)
	w.plain(s, Identifier, d.Code)
	w.zh(s, PrefLabel, d.Name)
	for _, name := range distinct(d.OtherNames) {
		w.zh(s, AltLabel, name)
	}
	w.plain(s, PolLevel, string(d.Level))
	if d.Parent != "" {
		w.add(s, ContainedIn, w.place(d.Parent))
	}
	if d.Province != "" {
		w.add(s, PolProvince, w.place(d.Province))
	}
	for _, id := range distinct(d.ReplacedBy) {
		w.add(s, IsReplacedBy, w.place(id))
	}
}

// distinct is list with each value once, in the order of first appearance.
func distinct(list []string) []string {
	for i := 1; i < len(list); i++ {
		if slices.Contains(list[:i], list[i]) {
			out := append([]string(nil), list[:i]...)
			for _, s := range list[i:] {
				if !slices.Contains(out, s) {
					out = append(out, s)
				}
			}
			return out
		}
	}
	return list
}
