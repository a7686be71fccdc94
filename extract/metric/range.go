package metric

import (
	"strings"
	"unicode/utf8"
)

// rangeEnd reads the second number of 8%—10%, 3-5天, 30至50个, 百分之八到十. From 从 or 由 on, 至 and 到 lead from one
// value to the next instead, unless 不等 or 之间 follows.
func (p *parser) rangeEnd(e *expression) (expression, bool) {
	var high expression
	if e.after.word != "" || e.num.vague || e.num.pair || e.num.more {
		return high, false
	}
	s := p.text
	i := skipSpace(s, e.end)
	size, spoken := joint(s, i)
	if size == 0 {
		return high, false
	}
	i = skipSpace(s, i+size)
	if i >= len(s) {
		return high, false
	}
	n, ok := numberAt(s, i)
	if !ok || n.vague || n.pair || n.bare && !strings.HasPrefix(s[n.end:], "分之") {
		return high, false
	}
	high = expression{start: i, numeral: i, num: n, end: n.end}
	if !high.fraction(s) {
		high.measure(s)
		if e.unit.name == "%" && e.unit.word != "成" && high.unit.kind == kindEmpty && strings.Contains(s[e.start:e.end], "分之") {
			high.unit = e.unit
		}
	}
	high.body = high.end
	high.suffix(s)
	if spoken && p.moves(e) && !strings.HasPrefix(s[high.end:], "不等") && !strings.HasPrefix(s[high.end:], "之间") {
		return high, false
	}
	return high, e.fits(&high)
}

// joint is the length of a sign or word that joins the ends of a range, and whether it is a word.
func joint(s string, i int) (size int, spoken bool) {
	r, size := utf8.DecodeRuneInString(s[i:])
	switch r {
	case '—', '–', '-', '~', '～', '―', '－', '‐':
		if r == '—' && strings.HasPrefix(s[i+size:], "—") {
			return 2 * size, false
		}
		return size, false
	case '至', '到':
		return size, true
	}
	return 0, false
}

// fits reports that two numbers can be the ends of one range, and lends the first the scale and unit of the second.
func (e *expression) fits(high *expression) bool {
	if e.unit.kind != kindEmpty && e.unit.kind != kindNone {
		return e.unit.name == high.unit.name && e.num.value.less(high.num.value)
	}
	if high.unit.kind == kindNone || high.unit.kind == kindEmpty && high.num.scale == 0 {
		return false
	}
	if e.num.scale == 0 && e.num.mant.less(high.num.mant) {
		e.num.value = e.num.value.shift(high.num.scale)
	}
	if high.unit.word == "成" { // 七到八成
		e.num.value = e.num.value.shift(1)
	}
	return e.num.value.less(high.num.value)
}

// join makes e the range up to high.
func (e *expression) join(_ string, high expression) {
	e.min, e.max, e.value = e.num.value.String(), high.num.value.String(), ""
	e.unit, e.body, e.end, e.after = high.unit, high.body, high.end, high.after
	e.num.more, e.num.about = high.num.more, high.num.about
	if high.num.scale > 0 {
		e.num.scale = high.num.scale
	}
}
