package metric

import (
	"strings"
	"unicode/utf8"
)

// measure reads 余, 多 or 来 and the unit.
func (e *expression) measure(s string) {
	i := skipSpace(s, e.num.end)
	if r, size := inner(s, i); r == '余' || r == '多' || r == '来' {
		next := skipSpace(s, i+size)
		u, _ := unitAt(s, next)
		if r != '来' && (e.num.scale > 0 || e.num.bare || u.kind != kindEmpty && u.kind != kindNone || e.num.digits > 1) ||
			r == '来' && u.kind != kindEmpty && u.kind != kindNone && u.kind != kindYear {
			e.num.mark(r)
			i = next
			e.end = i
		}
	}
	u, end := unitAt(s, i)
	e.unit = u
	switch u.kind {
	case kindEmpty, kindNone, kindNoun:
		e.unit.name = ""
		return
	}
	e.end = end
	e.bracketed(s)
	e.insideUnit(s)
	e.afterUnit(s)
}

// maxBorrow is how many numbers of a list may share the unit of the last.
const maxBorrow = 8

// borrow lends a number the unit that only the last of a list has: 提高9个和6.2个百分点, 分别达到5、8和12个.
func (p *parser) borrow(e *expression) {
	half := e.unit.word == "个"
	listed := p.chain >= 0 || p.respective(e.numeral)
	if e.num.chinese || !half && (e.unit.kind != kindEmpty || !listed) {
		return
	}
	i := e.end
	for k := 0; k < maxBorrow && i < len(p.text); k++ {
		r, size := utf8.DecodeRuneInString(p.text[i:])
		if !strings.ContainsRune("、和及与", r) || i+size >= len(p.text) {
			return
		}
		n, ok := numberAt(p.text, i+size)
		if !ok || n.chinese {
			return
		}
		u, end := unitAt(p.text, skipSpace(p.text, n.end))
		switch {
		case u.kind == kindNone || u.kind == kindNoun:
			return
		case u.kind == kindEmpty:
			i = n.end
			continue
		case half && u.word == "个":
			i = end
			continue
		case half && !strings.HasPrefix(u.word, "个"):
			return
		}
		e.unit = u
		return
	}
}

// bracketed reads a second unit in brackets: 套（间）.
func (e *expression) bracketed(s string) {
	rest, ok := strings.CutPrefix(s[e.end:], "（")
	if !ok {
		return
	}
	at := len(s) - len(rest)
	if at >= len(s) {
		return
	}
	u, end := unitAt(s, at)
	if u.kind == kindEmpty || u.kind == kindNone || u.kind == kindNoun || !strings.HasPrefix(s[end:], "）") {
		return
	}
	start := e.end - len(e.unit.word)
	e.end = end + len("）")
	e.unit.name += "（" + u.name + "）"
	e.unit.word = s[start:e.end]
}

// insideUnit reads 余, 多 and 半 between 个 and its noun of time: 两个多月, 两个半小时.
func (e *expression) insideUnit(s string) {
	if e.unit.word != "个" {
		return
	}
	r, size := inner(s, e.end)
	half := strings.HasPrefix(s[e.end:], "半")
	if half {
		size = len("半")
	} else if r != '多' && r != '余' {
		return
	}
	var buf [32]byte
	rest := s[e.end+size : min(len(s), e.end+size+12)]
	joined := string(append(append(buf[:0], "个"...), rest...))
	if u, ok := unitWord(joined, 0); ok && u.kind == kindTime {
		e.unit, e.num.more, e.end = u, !half, e.end+size+len(u.word)-len("个")
		if sum, ok := e.num.value.add(decimal{5, -1}); ok && half {
			e.num.value = sum
		}
	}
}

// afterUnit reads 余 and 多 after a unit that is no classifier: 3倍多, 5公里余.
func (e *expression) afterUnit(s string) {
	switch e.unit.kind {
	case kindRatio, kindMeasure, kindMoney, kindTime:
	default:
		return
	}
	if r, size := inner(s, e.end); (r == '多' || r == '余') && endsPhrase(s, e.end+size) {
		e.num.more, e.end = true, e.end+size
	}
	if end := e.end + len("半"); strings.HasPrefix(s[e.end:], "半") && e.num.chinese && !e.num.vague && endsPhrase(s, end) { // 一倍半
		if sum, ok := e.num.value.add(decimal{5, -1}); ok {
			e.num.value, e.end = sum, end
		}
	}
}

// endsPhrase reports that punctuation, 的 or nothing follows at i.
func endsPhrase(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r == '的' || isBoundary(r)
}

// isBoundary reports a punctuation mark that ends a noun phrase.
func isBoundary(r rune) bool {
	switch r {
	case '，', '。', '；', '：', '、', '！', '？', '\n', '\r', '\t', ',', ';', ':', '!', '?', '（', '）', '(', ')', '《', '》', '…', '—', '|':
		return true
	}
	return false
}
