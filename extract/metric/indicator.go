package metric

import (
	"strings"
	"unicode/utf8"

	"policygraph/schema"
)

// indicators are the things the number counts or measures: one, or each of “A和B均达x”; nil where there is none.
func (p *parser) indicators(e *expression) []span {
	var f phrase
	before, tail := p.before(&f, e)
	e.changed = tail.changed
	if tail.each && !before.empty() {
		if items := p.items(before); len(items) > 1 {
			return items
		}
	}
	if s := p.choose(e, before, tail.predicate); !s.empty() {
		p.things = append(p.things[:0], s)
		return p.things
	}
	return nil
}

// before is the noun phrase before the number, with what was found between the two.
func (p *parser) before(f *phrase, e *expression) (span, tail) {
	from, to := p.phraseBounds(e)
	f.split(p.lex, p.text, from, to)
	f.compared()
	t := f.tail()
	if f.n == 0 {
		return f.per, t
	}
	subject := e.role == schema.Before || e.role == schema.After
	first, changed := f.head(subject || p.reaches(e) || e.unit.kind == kindTime || e.unit.kind == kindRatio)
	t.changed = t.changed || changed
	s := withoutGloss(p.text, trimSpan(p.text, span{f.tokens[first].start, f.tokens[f.n-1].end}))
	e.listed = first > 0 && f.tokens[first-1].has(classVerb) && !strings.HasPrefix(p.text[f.tokens[f.n-1].end:], "等") && p.nextListed(e)
	return f.afterList(f.afterOf(p.lex, s)), t
}

// phraseBounds is where the noun phrase before the number may start and where it ends: before its qualifier, and before
// the words that make it what a change starts from (就业率由2018年的61%). The time of a value that was left behind is no
// bound to it.
func (p *parser) phraseBounds(e *expression) (from, to int) {
	at, ok := p.origin(e)
	switch {
	case ok && p.bound > at:
		return p.startBefore(at), at
	case ok:
		return min(p.left(e.start), at), at
	case e.over > 0:
		return min(p.left(e.start), e.over), e.over
	}
	if at := p.timesOf(e); at > 0 {
		return min(p.left(e.start), at), at
	}
	return min(p.left(e.start), e.start), e.start
}

// timesOf is where 是 or 为 stands before what a number of times is compared with (密度是|全国平均的2倍), or 0.
func (p *parser) timesOf(e *expression) int {
	from := p.left(e.start)
	head := p.text[from:e.start]
	if e.unit.name != "倍" || !strings.HasSuffix(head, "的") {
		return 0
	}
	for _, w := range [...]string{"相当于", "达到", "是", "为", "达"} {
		if k := strings.Index(head, w); k > 0 {
			return from + k
		}
	}
	return 0
}

// startBefore is where the noun phrase may start that ends at a place before the last date.
func (p *parser) startBefore(at int) int {
	start := max(p.clause, p.open)
	if n := len(p.out); n > 0 {
		start = max(start, p.out[n-1].End)
	}
	return min(start, at)
}

// phraseBefore is the noun phrase before a number that is no quantity.
func (p *parser) phraseBefore(e *expression) span {
	var f phrase
	s, _ := p.before(&f, e)
	return s
}

// phraseOfPrevious is the noun phrase at the end of the clause before, where that has no number of its own
// (压缩修复时限，由20天减至5天).
func (p *parser) phraseOfPrevious() span {
	if p.previous.empty() || p.told || p.previous.end < p.sentence || startsWithAny(p.text[p.previous.start:], causes[:]) {
		return span{}
	}
	var f phrase
	_, size := utf8.DecodeLastRuneInString(p.text[:p.previous.end])
	f.split(p.lex, p.text, p.previous.start, p.previous.end-size)
	f.tail()
	if f.n == 0 {
		return span{}
	}
	first, _ := f.head(false)
	s := trimSpan(p.text, span{f.tokens[first].start, f.tokens[f.n-1].end})
	return f.afterList(f.afterOf(p.lex, s))
}

// causes begin a clause that says why, and names nothing that is measured (受基数影响，增长9.7%).
var causes = [...]string{"受", "因", "由于", "随着", "得益于"}

// nextListed reports that the noun phrase after the number runs up to the next number, whose it is.
func (p *parser) nextListed(e *expression) bool {
	after := p.nounAfter(e)
	if after.empty() || after.end >= len(p.text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(p.text[after.end:])
	return p.startsNumber(after.end, r)
}

// choose picks the noun phrase before the number or after it, then the indicator of the number before, then a verb.
func (p *parser) choose(e *expression, before, predicate span) span {
	role := e.role
	moved := role == schema.After || role == schema.Change || role == schema.Before || e.changed
	after := p.nounAfter(e)
	worth := e.unit.kind == kindMoney && isWorth(p.text[before.start:before.end]) && strings.HasPrefix(p.text[e.end:], "的")
	share := e.unit.kind == kindRatio && strings.HasPrefix(p.text[e.end:], "的")
	bare := before.empty() || p.onlyVerb(before)
	switch {
	case e.unit.kind == kindDivision && after.empty():
		return span{e.body - len(e.unit.word), e.body}
	case e.listed && !before.empty():
		return before
	case moved && !before.empty():
		if role == schema.Level && !after.empty() && p.counts(e) {
			return after
		}
		return before
	case moved && p.kept && (role != schema.Level || after.empty()):
		return p.last
	case (share && !p.reaches(e) || worth) && !after.empty():
		return after
	case !bare && (e.led && p.reaches(e) || after.empty() || p.prefersBefore(e)):
		return before
	case !after.empty():
		return after
	case !before.empty():
		return before
	case p.hint.start >= p.clause && !p.hint.empty():
		return p.hint
	}
	if s := p.predicateAfter(e); !s.empty() && !moved {
		return s
	}
	switch {
	case p.kept && (predicate.empty() || p.sameUnit(e)):
		return p.last
	case predicate.empty() || moved:
		return p.phraseOfPrevious()
	}
	if s := p.phraseOfPrevious(); e.unit.kind == kindCount && !s.empty() {
		return s
	}
	return predicate
}

// isWorth reports a noun that only says that a sum is one (价值10亿元的……).
func isWorth(s string) bool {
	switch s {
	case "价值", "总价值", "总价", "面值", "总额", "金额":
		return true
	}
	return false
}

// sameUnit reports that the number before has the same unit, so that a verb without object may share its noun
// (筹集公租房2万套，分配1万套).
func (p *parser) sameUnit(e *expression) bool {
	return len(p.out) > 0 && p.out[len(p.out)-1].Unit == e.unit.name
}

// counts reports a unit that comes before the noun it counts.
func (p *parser) counts(e *expression) bool {
	switch e.unit.kind {
	case kindCount, kindLoose, kindPerson, kindNoun, kindEmpty:
		return true
	}
	return false
}

// prefersBefore reports a unit that as a rule follows what it measures.
func (p *parser) prefersBefore(e *expression) bool {
	switch e.unit.kind {
	case kindRatio, kindTime:
		return true
	case kindMoney, kindMeasure:
		return strings.HasPrefix(p.text[e.end:], "的")
	}
	return false
}

// reaches reports that a word such as 达 or 超过 stands before the number, so that its subject does too.
func (p *parser) reaches(e *expression) bool {
	head := strings.TrimRight(p.text[p.left(e.start):e.start], " ")
	if strings.HasSuffix(head, "达") || strings.HasSuffix(head, "已有") || strings.HasSuffix(head, "达到") || strings.HasSuffix(head, "为") {
		return true
	}
	switch e.before.word {
	case "超过", "突破", "超", "不足", "低于", "高于", "接近", "不低于", "不超过", "不少于":
		return true
	}
	return false
}

// onlyVerb reports a span that is one verb and no noun: 安排30%的场地.
func (p *parser) onlyVerb(s span) bool {
	w, ok := p.lex.longest(p.text, s.start)
	return ok && s.start+w.size == s.end && w.has(classVerb|classWeak) && !w.has(classNoun)
}

// withoutGloss is the span without a remark in brackets at its end (网点（含餐车）); 乡镇（街道） has none.
func withoutGloss(text string, s span) span {
	if !strings.HasSuffix(text[s.start:s.end], "）") {
		return s
	}
	at := strings.LastIndex(text[s.start:s.end], "（")
	if at > 0 && startsWithAny(text[s.start+at+len("（"):], glosses[:]) {
		s.end = s.start + at
	}
	return s
}

var glosses = [...]string{"含", "不含", "其中", "包括", "包含", "包", "即", "指", "见", "如"}

// trimSpan cuts spaces, conjunctions and what closes a list from both ends.
func trimSpan(text string, s span) span {
	for !s.empty() {
		r, size := utf8.DecodeRuneInString(text[s.start:s.end])
		if !strings.ContainsRune(" \u00a0\u3000、和与及或的了”）)·—-", r) {
			break
		}
		s.start += size
	}
	for !s.empty() {
		r, size := utf8.DecodeLastRuneInString(text[s.start:s.end])
		if !strings.ContainsRune(" \u00a0\u3000、和与及或的等中里内上下“（(·—-共", r) {
			break
		}
		if (r == '上' || r == '下' || r == '内' || r == '中') && utf8.RuneCountInString(text[s.start:s.end]) < 4 {
			break
		}
		s.end -= size
	}
	return s
}
