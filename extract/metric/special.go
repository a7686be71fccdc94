package metric

import (
	"strings"
	"unicode/utf8"

	"policygraph/schema"
)

// half reads 一半, 近半, 过半, 半数 and, before a unit of time, 半 (半小时 is 0.5).
func (p *parser) half(i int, e *expression) bool {
	s := p.text[i:]
	percent := unit{word: "%", name: "%", kind: kindRatio}
	switch {
	case strings.HasPrefix(s, "一半"):
		e.end = i + len("一半")
	case strings.HasPrefix(s, "半数"):
		e.end = i + len("半数")
	case strings.HasPrefix(s, "半"):
		u, end := unitAt(p.text, i+len("半"))
		if u.kind == kindTime && u.name != "天" && u.name != "日" || u.kind == kindMeasure {
			e.num, e.unit, e.end = number{value: decimal{5, -1}, chinese: true}, u, end
			return true
		}
		g, ok := signBefore(p.text, p.left(i), i)
		year := strings.HasPrefix(p.text[i+len("半"):], "年")
		if !ok || year || g.word == "上" || g.qualifier == schema.Exact || u.kind != kindEmpty && u.kind != kindNone && u.kind != kindNoun {
			return false
		}
		e.end = i + len("半")
	default:
		return false
	}
	e.num, e.unit = number{value: decimal{50, 0}, chinese: true}, percent
	return true
}

// some reads 数月, 几天, 几个工作日 where that is what was left behind or came after (由原先数月缩减至…).
func (p *parser) some(i int, e *expression) bool {
	r, size := utf8.DecodeRuneInString(p.text[i:])
	if r != '几' && r != '数' {
		return false
	}
	u, end := unitAt(p.text, i+size)
	if month := strings.HasPrefix(p.text[i+size:], "月"); month {
		u, end = unit{word: "月", name: "月", kind: kindTime}, i+size+len("月")
	}
	if u.kind != kindTime && u.kind != kindYear || !p.moves(e) {
		return false
	}
	e.num, e.unit, e.end = number{vague: true, chinese: true}, u, end
	return true
}

// nothing reads 零 where it is what something came to (跑动次数降为零).
func (p *parser) nothing(i int, e *expression) bool {
	end := i + len("零")
	if !strings.HasPrefix(p.text[i:], "零") || !endsPhrase(p.text, end) || strings.HasPrefix(p.text[end:], "的") {
		return false
	}
	head := p.text[max(p.clause, min(i, p.left(i))):i]
	for _, w := range [...]string{"降为", "降至", "降到", "减为", "减至", "减到", "减少到", "减少至", "减少为", "压减到", "压减至", "压减为", "压缩到", "压缩至", "压缩为", "归"} {
		if strings.HasSuffix(head, w) {
			e.num, e.end, e.led = number{digits: 1, end: end}, end, true
			return true
		}
	}
	return false
}

// fold reads 翻一番 and 翻两番 as so many 番.
func (p *parser) fold(i int, e *expression) bool {
	rest, ok := strings.CutPrefix(p.text[i:], "翻")
	if !ok {
		return false
	}
	rest = strings.TrimPrefix(rest, "了")
	at := len(p.text) - len(rest)
	if at >= len(p.text) {
		return false
	}
	n, ok := numberAt(p.text, at)
	if !ok || !strings.HasPrefix(p.text[n.end:], "番") {
		return false
	}
	e.numeral, e.start = at, at
	e.num, e.unit, e.end = n, unit{word: "番", name: "番", kind: kindRatio}, n.end+len("番")
	e.afterUnit(p.text)
	return true
}

// fraction reads 百分之八, 三分之一, 千分之五 and 七成.
func (e *expression) fraction(s string) bool {
	if rest, ok := strings.CutPrefix(s[e.num.end:], "分之"); ok {
		at := len(s) - len(rest)
		if at >= len(s) {
			return false
		}
		above, ok := numberAt(s, at)
		if !ok || above.pair || above.vague && !tensOf(above, s) {
			return false
		}
		return e.overDenominator(s, above)
	}
	return e.slashed(s) || e.tenths(s)
}

// slashed reads 1/3 and 2/3 as the share they are.
func (e *expression) slashed(s string) bool {
	rest, ok := strings.CutPrefix(s[e.num.end:], "/")
	if !ok || e.num.chinese || e.num.point || e.num.digits > 2 || strings.HasSuffix(s[:e.numeral], "/") {
		return false
	}
	at := len(s) - len(rest)
	under, n, end := digitsFrom(s, at, 0)
	if n < 1 || n > 2 || end < len(s) && (s[end] == '/' || isLetter(s[end])) || !e.num.value.less(decimal{under, 0}) {
		return false
	}
	above := number{value: e.num.value, end: end}
	e.num.value = decimal{under, 0}
	return e.overDenominator(s, above)
}

// tensOf reports a vague number of known tens (百分之六十几).
func tensOf(n number, s string) bool {
	return n.value.mant > 0 && strings.HasSuffix(s[:n.end], "十几")
}

func (e *expression) overDenominator(s string, above number) bool {
	den, sign := e.num.value, "%"
	v, ok := ratio(above.value, den)
	if den.String() == "1000" {
		v, sign = above.value, "‰"
	}
	if !ok {
		return false
	}
	e.num = number{value: v, mant: v, chinese: true, end: above.end, more: above.more || above.vague}
	e.unit, e.end = unit{word: sign, name: sign, kind: kindRatio}, above.end
	if r, size := inner(s, e.end); r == '多' || r == '余' {
		e.num.more, e.end = true, e.end+size
	}
	return true
}

// tenths reads 七成 and 3成, unless 成 begins another word (五成为, 一成不变).
func (e *expression) tenths(s string) bool {
	rest, ok := strings.CutPrefix(s[e.num.end:], "成")
	if !ok || e.num.scale > 0 || e.num.vague || decimalTen.less(e.num.value) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("为立员果效功本长都熟交就绩分型品套人片活不份像", next) && rest != "" {
		return false
	}
	e.num.value, e.num.high = e.num.value.shift(1), e.num.high.shift(1)
	e.unit, e.end = unit{word: "成", name: "%", kind: kindRatio}, e.num.end+len("成")
	if d := chineseDigit(next); d > 0 && e.num.chinese && !e.num.pair { // 九成五 is 95%
		if sum, ok := e.num.value.add(decimal{uint64(d), 0}); ok {
			e.num.value, e.end = sum, e.end+utf8.RuneLen(next)
		}
	}
	if next == '半' && e.num.chinese && !e.num.pair {
		if sum, ok := e.num.value.add(decimal{5, 0}); ok {
			e.num.value, e.end = sum, e.end+len("半")
		}
	}
	if r, size := inner(s, e.end); r == '多' || r == '余' {
		e.num.more, e.end = true, e.end+size
	}
	return true
}

var decimalTen = decimal{10, 0}
