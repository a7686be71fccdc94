package metric

import (
	"strings"
	"unicode/utf8"
)

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
	i = skipSpace(p.text, n.end)
	if r, size := inner(p.text, i); r == '余' || r == '多' {
		i += size
	}
	u, _ := unitAt(p.text, i)
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
	if strings.HasPrefix(s[i:], "、") {
		return span{}
	}
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
