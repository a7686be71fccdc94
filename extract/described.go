package extract

import (
	"slices"
	"strings"

	"policygraph/extract/metric"
	"policygraph/extract/place"
)

// describedIn opens a practice where a sentence first says what a place is and then what was done there
// (示例县是山区县，居住分散，他们组织小组七十个), and gives the subject that the clauses after i may carry on.
func (f *finder) describedIn(p *passage, s *sentence, i int, sub, before subject) subject {
	c := s.clauses[i]
	if len(sub.places) > 0 && strings.HasPrefix(f.text[sub.end:c.end], "是") {
		return sub
	}
	if len(before.places) == 0 || f.open != nil {
		return subject{}
	}
	at := skipLead(f.text, c.span, f.places)
	words := f.text[at:c.end]
	if pronouns.prefix(words) > 0 || metric.Verb(words) > len("有") && len(metric.Parse(words)) > 0 {
		f.begin(p, s, i, subject{places: before.places, start: before.start, end: at})
		return subject{}
	}
	return before
}

// pronouns stand for those of a place that was just described.
var pronouns = wordsOf("他们 她们 这里 那里")

// turnsAway ends the open practice where a clause behind a semicolon begins with another place that does not act.
func (f *finder) turnsAway(s *sentence, i int) {
	if f.open == nil || i == 0 || s.clauses[i-1].mark != '；' && s.clauses[i-1].mark != ';' {
		return
	}
	c := s.clauses[i]
	at := skipLead(f.text, c.span, f.places)
	at += turning.prefix(f.text[at:c.end])
	m := f.places.at(at)
	if m != nil && m.Division != "" && notPredicate.prefix(f.text[m.End:s.clauses[i].end]) > 0 && !slices.ContainsFunc(f.open.places, func(o *place.Mention) bool {
		return near(o.Division, m.Division)
	}) {
		f.close()
	}
}

// turning are words that set one clause against another.
var turning = wordsOf("但 但是 而 不过 可是")

// quotations opens a practice at each further place of a list in which a quotation that says what it did stands right
// behind every place (甲市“……”、乙县“……”).
func (f *finder) quotations(p *passage, s *sentence, i, at int) {
	end := s.clauses[i].end
	for f.open != nil {
		list, told := f.quotedNext(at, end)
		if len(list) == 0 {
			return
		}
		f.open.end = at + quotation(f.text[at:end])
		f.begin(p, s, i, subject{places: list, start: list[0].Start, end: told})
		at = told
	}
}

// quotedNext are the places behind a quotation at byte at that have one of their own, and where that begins.
func (f *finder) quotedNext(at, end int) ([]*place.Mention, int) {
	n := quotation(f.text[at:end])
	if n == 0 {
		return nil, 0
	}
	rest := f.text[at+n : end]
	next := end - len(strings.TrimLeft(rest, "、和及 　"))
	list, told := f.places.list(next, end)
	if next == at+n || len(list) == 0 || quotation(f.text[told:end]) == 0 {
		return nil, 0
	}
	return list, told
}

// quotation is the length of the quotation that s begins with, or 0.
func quotation(s string) int {
	if !strings.HasPrefix(s, "“") {
		return 0
	}
	return closing(s, 0, '“')
}

// counts opens a practice at each further place of a clause in which every place stands right before its own number
// (洛浦县9300人、墨玉县1.1万人).
func (f *finder) counts(p *passage, s *sentence, i, at int) {
	c := s.clauses[i]
	for f.open != nil && countAt(f.text[at:c.end]) {
		k := strings.Index(f.text[at:c.end], "、")
		if k < 0 {
			return
		}
		m := f.places.at(at + k + len("、"))
		if m == nil || m.Division == "" || m.End > c.end || !countAt(f.text[m.End:c.end]) {
			return
		}
		f.open.end = at + k
		f.begin(p, s, i, subject{places: []*place.Mention{m}, start: m.Start, end: m.End})
		at = m.End
	}
}

// countAt reports whether a place's own number stands at the start of s, after 有 or not.
func countAt(s string) bool { return numberAt(strings.TrimPrefix(s, "有")) }
