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
	end := e.start
	if e.over > 0 {
		end = e.over
	}
	f.split(p.lex, p.text, p.left(e.start), end)
	f.compared()
	t := f.tail()
	if f.n == 0 {
		return span{}, t
	}
	first, changed := f.head(p.reaches(e) || e.unit.kind == kindTime || e.unit.kind == kindRatio)
	t.changed = t.changed || changed
	s := withoutGloss(p.text, trimSpan(p.text, span{f.tokens[first].start, f.tokens[f.n-1].end}))
	e.listed = first > 0 && f.tokens[first-1].has(classVerb) && !strings.HasPrefix(p.text[f.tokens[f.n-1].end:], "等") && p.nextListed(e)
	return f.afterList(f.afterOf(p.lex, s)), t
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
	if p.previous.empty() || p.bound > p.previous.start || p.previous.end < p.sentence {
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
	case share && !after.empty() && !p.reaches(e):
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
	case !predicate.empty() && !moved:
		return predicate
	}
	return p.phraseOfPrevious()
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

// maxAfter bounds the length in bytes of a noun phrase after a number.
const maxAfter = 120

// nounAfter is the noun phrase that follows the unit, up to a predicate, a 的-clause, punctuation or the next number.
func (p *parser) nounAfter(e *expression) span {
	s := p.text
	i := skipSpace(s, e.end)
	i += len(prefixOf(s[i:], "的"))
	start := i
	limit := min(len(s), i+maxAfter)
	for i < limit {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isBoundary(r) || r == utf8.RuneError {
			break
		}
		if r == '“' || r == '”' {
			next, ok := quoted(s, start, i, r)
			if !ok {
				break
			}
			i = next
			continue
		}
		if r == '的' {
			if w, ok := p.lex.longest(s, start); ok && w.has(classAdjective) && start+w.size == i {
				start, i = i+size, i+size
				continue
			}
			break
		}
		if p.startsNumber(i, r) {
			break
		}
		if r == '等' && i > start && p.closes(i+size) {
			break
		}
		w, ok := p.lex.longest(s, i)
		if !ok || w.has(classNoun|classTerm) {
			i += max(size, w.size)
			continue
		}
		if p.ends(e, w, i, i == start) {
			break
		}
		i += w.size
	}
	return trimSpan(s, span{start, i})
}

// closes reports that a predicate or nothing follows 等 at i, so that it ends the noun phrase.
func (p *parser) closes(i int) bool {
	if i >= len(p.text) || endsPhrase(p.text, i) {
		return true
	}
	w, ok := p.lex.longest(p.text, i)
	return ok && w.has(classVerb|classIntransitive|classAdverb|classStop) && !w.has(classNoun|classWeak)
}

// ends reports that a word ends the noun phrase after a number.
func (p *parser) ends(e *expression, w word, i int, first bool) bool {
	if w.has(classStop) {
		return true
	}
	if w.has(classWeak) {
		if !first && (p.text[i:i+w.size] == "建设" || p.text[i:i+w.size] == "接入") {
			return longer(p.text[i+w.size:], 4)
		}
		return first && (e.unit.kind == kindMoney || e.unit.kind == kindMeasure || e.unit.kind == kindRatio)
	}
	return w.size > 3 && w.has(classVerb|classIntransitive|classLight|classAdverb|classChange|classFuture)
}

// longer reports that at least n characters follow before punctuation.
func longer(s string, n int) bool {
	for ; n > 0; n-- {
		r, size := utf8.DecodeRuneInString(s)
		if size == 0 || isBoundary(r) || r == '的' {
			return false
		}
		s = s[size:]
	}
	return true
}

// startsNumber reports that a quantity of its own starts at i.
func (p *parser) startsNumber(i int, r rune) bool {
	if d, _ := digitAt(p.text, i); d < 0 && chineseDigit(r) < 0 && scaleOf(r) == 0 && r != '几' && r != '数' {
		return false
	}
	if w, ok := p.lex.longest(p.text, i); ok && w.has(classTerm|classNoun) {
		return false
	}
	n, ok := numberAt(p.text, i)
	if !ok || n.bare {
		return false
	}
	u, _ := unitAt(p.text, skipSpace(p.text, n.end))
	return u.kind != kindEmpty && u.kind != kindNone || n.scale > 0 || strings.HasPrefix(p.text[n.end:], "分之")
}

// quoted is the end of a quotation at i that belongs to the noun phrase begun at start: one that a noun follows
// (“云诊室”平台) or that a modifier leads to (通用型“套餐”); one that only tells what is done with it does not.
func quoted(s string, start, i int, r rune) (int, bool) {
	if r == '”' {
		return i, false
	}
	window := s[i:min(len(s), i+90)]
	at := strings.Index(window, "”")
	if at < 0 {
		return i, false
	}
	end := i + at + len("”")
	next, _ := utf8.DecodeRuneInString(s[end:])
	if end < len(s) && !isBoundary(next) && !strings.ContainsRune("和与及并的在为对将", next) {
		return end, true
	}
	prev, _ := utf8.DecodeLastRuneInString(s[start:i])
	return end, i == start || strings.ContainsRune("型式类性级化层", prev)
}

// predicateAfter is what follows a number that is itself the subject (12项要求企业开工前完成), up to the clause's end.
func (p *parser) predicateAfter(e *expression) span {
	if !p.counts(e) && e.unit.kind != kindTime {
		return span{}
	}
	s, i := p.text, skipSpace(p.text, e.end)
	start := i
	for i < len(s) && i < start+maxAfter {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isBoundary(r) && r != '、' || r == '的' || p.startsNumber(i, r) {
			break
		}
		i += size
	}
	end := trimSpan(s, span{start, i})
	for _, w := range [...]string{"即可", "等"} {
		if strings.HasSuffix(s[end.start:end.end], w) {
			end.end -= len(w)
		}
	}
	if utf8.RuneCountInString(s[end.start:max(end.start, end.end)]) < 2 {
		return span{}
	}
	return end
}

func prefixOf(s, prefix string) string {
	if strings.HasPrefix(s, prefix) {
		return prefix
	}
	return ""
}
