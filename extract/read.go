package extract

import (
	"slices"
	"strings"

	"policygraph/extract/metric"
	"policygraph/extract/place"
	"policygraph/extract/source"
	"policygraph/extract/words"
	"policygraph/schema"
)

// keywords is how many keywords a practice gets at most.
const keywords = 5

// Read reads a document. It always gives a notice; one without practices where the document has none. The same
// document gives the same notice. It is safe for concurrent use.
func Read(doc *source.Document) *schema.Notice {
	text, traditional := place.Simplify(doc.Text)
	var h head
	if traditional {
		h = simplifiedHead(doc, text)
	} else {
		h = readHead(doc)
	}
	places := findPlaces(text, h)
	outline := readOutline(doc, h, places)
	found := findPractices(&outline, places, h.title)

	b := &builder{text: doc.Text, plain: text, places: places, points: newPoints(doc.Text), gazetteer: place.Default(), outline: &outline, root: -1}
	b.notice = &schema.Notice{
		ID: schema.NoticeID(first(h.issuers), h.key, doc.Text), Title: h.title, Number: h.number,
		Issuers: h.issuers, Issued: h.issued, Source: h.source, Cites: h.cites, Text: doc.Text,
	}
	b.headings(found.found)
	b.notice.Practices = slices.Grow(b.notice.Practices, len(found.found))
	for i := range found.found {
		b.practice(&found.found[i])
	}
	b.notes(doc, found)
	b.divisions()
	return b.notice
}

// simplifiedHead is the head of a document in traditional characters: read from its text in simplified ones, and told as
// written.
func simplifiedHead(doc *source.Document, text string) head {
	d := *doc
	d.Text = text
	d.Meta.Title, _ = place.Simplify(d.Meta.Title)
	h := readHead(&d)
	h.title, h.number = asWritten(h.title, text, doc.Text), asWritten(h.number, text, doc.Text)
	for i, issuer := range h.issuers {
		h.issuers[i] = asWritten(issuer, text, doc.Text)
	}
	return h
}

// asWritten is what stands in a text where a part of its simplified form does.
func asWritten(part, simplified, text string) string {
	if k := strings.Index(simplified, part); k >= 0 {
		return text[k : k+len(part)]
	}
	return part
}

// Prepare loads the dictionaries that Read needs, so that a program can do so beside other work. It need not be
// called.
func Prepare() {
	place.Default()
	words.Default()
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// findPlaces finds and resolves the places of a text, on the notice's date and within its issuer's division.
func findPlaces(text string, h head) *placeIndex {
	g := place.Default()
	c := place.Context{On: h.issued, Cuts: words.Default().Cuts}
	for _, where := range append(slices.Clone(h.issuers), h.title) {
		if m := g.Scan(where, c); len(m) > 0 && m[0].Start == 0 && m[0].Division != "" {
			c.Within = m[0].Division
			break
		}
	}
	return &placeIndex{text: text, mentions: g.Scan(text, c)}
}

// A builder turns what was found into the model.
type builder struct {
	text      string
	plain     string // the text in simplified characters, byte for byte as long
	points    *points
	places    *placeIndex
	gazetteer *place.Gazetteer
	outline   *outline
	notice    *schema.Notice
	used      []string
	zones     []schema.Division // zones that the gazetteer does not list
	// measures and themes give the ordinal of a heading; the headings below them have their measure's.
	measures, themes map[int]int
	root             int               // a heading that wraps all others, or -1
	parsed           []metric.Quantity // room for those of the practice or the passage at hand
	covered          []span
}

// practice adds a practice, or one for each place where the text gives each its own number (分别为).
func (b *builder) practice(p *practice) {
	quantities := b.quantities(b.parsed[:0], span{p.told, p.end})
	b.parsed = quantities[:0]
	b.nameByTopic(p, quantities)
	b.covered = append(b.covered, p.span)
	if n := len(p.places); n > 1 && b.respectively(p, quantities) {
		for i, m := range p.places {
			own := slices.DeleteFunc(slices.Clone(quantities), func(q metric.Quantity) bool {
				return q.Of == n && q.Respective != i+1 || q.Of != n && i > 0
			})
			b.add(p, []*place.Mention{m}, own)
		}
		return
	}
	b.add(p, p.places, quantities)
}

// respectively shares the numbers of a practice out to its places where 分别 says so, and reports whether it did. What
// they have together stays with the first of them, and is owned by all.
func (b *builder) respectively(p *practice, list []metric.Quantity) bool {
	n, text := len(p.places), b.plain[p.told:p.end]
	shared := func(q metric.Quantity) bool { return q.Of == n }
	if slices.ContainsFunc(list, shared) {
		shareRuns(text, list, n, 0)
		return true
	}
	k := strings.Index(text, "分别")
	if k < 0 || k > len("，市、县人民政府") || len(list) < n {
		return false
	}
	end := len(text)
	if stop := markIn(text, "。；"); stop >= 0 {
		end = stop
	}
	shareRuns(text[:end], list, n, k)
	return slices.ContainsFunc(list, shared)
}

// shareRuns shares out the runs of n values of one unit behind byte from, such as go on after “分别为x、y和z” (比上年提高3个、
// 2个和5个百分点).
func shareRuns(text string, list []metric.Quantity, n, from int) {
	for i := 0; i+n <= len(list); i++ {
		run := list[i].Start >= from && list[i+n-1].End <= len(text)
		for k := i; k < i+n && run; k++ {
			run = list[k].Of == 0 && (k == i || joins(text, list[k-1].End, list[k].Start) && list[k].Unit == list[i].Unit)
		}
		if !run || i > 0 && joins(text, list[i-1].End, list[i].Start) || i+n < len(list) && joins(text, list[i+n-1].End, min(list[i+n].Start, len(text))) {
			continue
		}
		for k := range n {
			list[i+k].Respective, list[i+k].Of = k+1, n
		}
		i += n - 1
	}
}

// joins reports whether nothing but a joint of a list stands between two bytes.
func joins(text string, from, to int) bool {
	return from < to && joint(text[from:to]) == to-from
}

// quantities are the quantities in s, offsets from its start, with their words as the text has them, in the room given,
// of which nothing is kept.
func (b *builder) quantities(room []metric.Quantity, s span) []metric.Quantity {
	list := slices.DeleteFunc(metric.Append(room, s.of(b.plain)), func(q metric.Quantity) bool {
		return b.places.covers(span{s.start + q.Start, s.start + q.End})
	})
	for i := range list {
		b.withoutPlace(&list[i], s.start)
	}
	if b.plain == b.text {
		return list
	}
	for i := range list {
		q := &list[i]
		at := span{s.start + q.Start, s.start + q.End}
		q.Unit = b.asWritten(q.Unit, at)
		q.Period = b.asWritten(q.Period, s)
		if q.IndicatorEnd > q.IndicatorStart {
			q.Indicator = b.asWritten(q.Indicator, span{s.start + q.IndicatorStart, s.start + q.IndicatorEnd})
		}
	}
	return list
}

// withoutPlace cuts a place's name from the head of an indicator (某市药品价格), which the owner of the number says.
func (b *builder) withoutPlace(q *metric.Quantity, base int) {
	m := b.places.at(base + q.IndicatorStart)
	if m == nil || q.Indicator == "" || m.End-base >= q.IndicatorEnd {
		return
	}
	n := m.End - base - q.IndicatorStart
	q.Indicator, q.IndicatorStart = strings.TrimPrefix(q.Indicator[n:], "的"), q.IndicatorEnd-len(strings.TrimPrefix(q.Indicator[n:], "的"))
}

// asWritten is words of the simplified text, which stand in s, as the text has them.
func (b *builder) asWritten(words string, s span) string {
	if k := strings.LastIndex(s.of(b.plain), words); k >= 0 && words != "" {
		return b.text[s.start+k : s.start+k+len(words)]
	}
	return words
}

func (b *builder) add(p *practice, places []*place.Mention, quantities []metric.Quantity) {
	out := schema.Practice{Statement: p.span.of(b.text), Span: b.points.span(p.span)}
	out.Measure, out.Theme = b.under(p.heading)
	out.Localities = make([]string, 0, len(places))
	out.Mentions = make([]schema.Mention, 0, len(places))
	for _, m := range places {
		id := b.division(m)
		if !slices.Contains(out.Localities, id) {
			out.Localities = append(out.Localities, id)
		}
		at := span{m.Start, m.End}
		out.Mentions = append(out.Mentions, schema.Mention{Locality: id, AsWritten: at.of(b.text), Span: b.points.span(at)})
	}
	out.Keywords = b.keywords(span{p.told, p.end})
	if len(quantities) > 0 {
		out.Metrics = make([]schema.Metric, 0, len(quantities))
	}
	for i := range quantities {
		q := &quantities[i]
		own := p.owning(p.told+q.Start, out.Localities)
		if len(places) < len(p.places) && q.Of == 0 {
			own = b.all(p)
		}
		out.Metrics = append(out.Metrics, b.metric(q, p.told, own))
	}
	if out.Measure > 0 {
		out.Approaches = carriedOut(out.Statement, b.notice.Measures[out.Measure-1].Approaches)
	}
	b.notice.Practices = append(b.notice.Practices, out)
}

// all are the IDs of the divisions of a practice.
func (b *builder) all(p *practice) []string {
	var out []string
	for _, m := range p.places {
		out = append(out, b.division(m))
	}
	return out
}

// keywords are the most telling content words in s that are no place's name.
func (b *builder) keywords(s span) []string {
	list := words.Default().Keywords(s.of(b.plain), 2*keywords)
	list = slices.DeleteFunc(list, func(w string) bool {
		k := strings.Index(s.of(b.plain), w)
		return k >= 0 && b.places.covers(span{s.start + k, s.start + k + len(w)})
	})
	list = list[:min(len(list), keywords)]
	for i, w := range list {
		list[i] = asWritten(w, s.of(b.plain), s.of(b.text))
	}
	return list
}

// owning are the IDs of the divisions that own a number at byte i: all that act, or those that the text singles out.
func (p *practice) owning(i int, all []string) []string {
	own := all
	for _, o := range p.owners {
		if o.from <= i {
			own = nil
			for _, m := range o.places {
				own = append(own, m.Division)
			}
		}
	}
	return own
}

// division is the ID of a mention's division, remembered as used.
func (b *builder) division(m *place.Mention) string {
	b.used = append(b.used, m.Division)
	if host, _, zone := strings.Cut(m.Division, "/"); zone && m.ZoneName != "" {
		b.zones = append(b.zones, b.gazetteer.ZoneDivision(host, m.ZoneName))
	}
	return m.Division
}

func (b *builder) metric(q *metric.Quantity, base int, owners []string) schema.Metric {
	at := span{base + q.Start, base + q.End}
	return schema.Metric{
		Value: q.Value, Min: q.Min, Max: q.Max, Unit: q.Unit, Qualifier: q.Qualifier, Indicator: q.Indicator,
		Role: q.Role, Period: q.Period, AsWritten: at.of(b.text), Span: b.points.span(at), Localities: owners,
	}
}

// divisions adds every division that the notice refers to.
func (b *builder) divisions() {
	slices.Sort(b.used)
	b.notice.Divisions = b.gazetteer.Closure(slices.Compact(b.used), b.zones...)
}
