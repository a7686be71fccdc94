package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
	"policygraph/extract/place"
)

// What an official of a place says of it with numbers is an account of what the place did.

// officials are offices of those who speak for a place.
var officials = wordsOf("局长 主任 书记 厅长 市长 县长 区长 旗长 盟长 省长 州长 镇长 乡长 部长 处长 科长 所长 主席 负责人 负责同志 发言人 站长 巡视员 调研员 干事")

// quotes reports that words end with an official of the place before them and a verb of saying
// (天津滨海新区|司法局局长李某说), where who speaks has a name of four characters at most.
func quotes(words string) bool {
	for _, verb := range speech {
		said, ok := strings.CutSuffix(words, verb)
		if !ok {
			continue
		}
		if start, end := lastOf(officials, said); start >= 0 && !isForeign(said[:start]) && !hasMark(said[:start], "，。；：") {
			return utf8.RuneCountInString(strings.Trim(said[end:], "同志等 ")) <= 5
		}
	}
	return false
}

// lastOf is where the last word of a set in s begins and ends, or -1.
func lastOf(set wordSet, s string) (start, end int) {
	start = -1
	for i := range s {
		if n := set.prefix(s[i:]); n > 0 {
			start, end = i, i+n
		}
	}
	return start, end
}

// spoken opens a practice where an official of a place gives numbers and none is open: in a quotation before
// (“……。”示例县农业局局长李某说) or in the clauses after (示例县农业局局长李某说，……).
func (f *finder) spoken(p *passage, s *sentence) {
	if f.open != nil || f.planned(p.heading) {
		return
	}
	for _, c := range s.clauses {
		at := afterQuotation(f.text, c.span)
		m := f.speakerAt(p, at, c.end)
		if m == nil {
			continue
		}
		said := span{c.start, at}.trim(f.text, "“”。")
		if at == c.start {
			said = span{c.end, s.end}.trim(f.text, "，：,:")
		}
		if said.empty() || intends(said.of(f.text)) || len(metric.Parse(said.of(f.text))) == 0 {
			return
		}
		f.open = &practice{span: span{said.start, said.end}, places: []*place.Mention{m}, told: said.start, heading: p.heading, passage: p.start}
		return
	}
}

// afterQuotation is where a clause goes on after the quotation that it begins with, or its start.
func afterQuotation(text string, c span) int {
	if strings.HasPrefix(c.of(text), "“") {
		if j := closing(text[:c.end], c.start, '“'); j > 0 {
			return j
		}
	}
	return c.start
}

// speakerAt is the place whose official the words from byte at to end name as the one who speaks, or nil.
func (f *finder) speakerAt(p *passage, at, end int) *place.Mention {
	at = skipLead(f.text, span{at, end}, f.places)
	m := f.places.at(at)
	if m == nil {
		m = f.townNamed(at, end)
	}
	if m == nil || m.Division == "" || m.End > end || !quotes(f.text[m.End:end]) {
		return nil
	}
	return m
}

// intents are words by which a speaker tells of what is still to come.
var intents = wordsOf("下一步 接下来 今后 明年 未来 将继续 力争 计划 预计 打算")

// intends reports whether what is said begins with what is still to come.
func intends(words string) bool {
	return intents.prefix(strings.TrimLeft(words, "“我们县市省区")) > 0
}

// answer gives a passage of an interview the place whose official answers in it: from the line that begins with his name
// and a colon on, until another one speaks.
func (f *finder) answer(p *passage) {
	words := p.of(f.text)
	if name, _, ok := strings.Cut(words[:upTo(words, len("主持人：")*2)], "："); ok && utf8.RuneCountInString(name) <= 4 {
		f.answering = f.officialNamed(name, p.start)
	}
	if f.answering != nil && len(p.subject) == 0 && ofOurs(words) {
		p.subject = []*place.Mention{f.answering}
	}
}

// ofOurs reports whether an answer speaks of the speaker's own place, or gives numbers.
func ofOurs(words string) bool {
	return ours.has(words) || len(metric.Parse(words)) > 0
}

var ours = wordsOf("我们 全省 全市 全县 全区 全州 我省 我市 我县 我区 我州")

// officialNamed is the place that the text before byte end introduces a person as an official of (采访了示例省委书记王某),
// or nil.
func (f *finder) officialNamed(name string, end int) *place.Mention {
	if utf8.RuneCountInString(name) < 2 || interviewed(name+"：") {
		return nil
	}
	k := strings.Index(f.text[:end], name)
	if k < 0 {
		return nil
	}
	m := f.places.before(k)
	if m == nil || m.Division == "" || m.End > k || k-m.End > len("市委副书记、市人民政府市长候选人") {
		return nil
	}
	between := f.text[m.End:k]
	start, at := lastOf(officials, between)
	if start < 0 || at != len(between) || hasMark(between, "，。；：") {
		return nil
	}
	return m
}

// townNamed is the place of the town that begins the words from byte at to end, where the text named the two together
// before; nil where it did not.
func (f *finder) townNamed(at, end int) *place.Mention {
	if !townAhead(f.text[at:end]) {
		return nil
	}
	for m := f.places.before(at); m != nil && at-m.End < recallWithin; m = f.places.before(m.Start) {
		if !m.Town {
			continue
		}
		town := m.Names[len(m.Names)-1]
		if name := f.text[town.Start:town.End]; strings.HasPrefix(f.text[at:end], name) {
			return &place.Mention{Start: at, End: at + len(name), Names: slices.Clone(m.Names), Division: m.Division, Town: true}
		}
	}
	return nil
}
