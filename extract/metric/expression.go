package metric

import (
	"strings"
	"unicode/utf8"

	"policygraph/schema"
)

// An expression is a number with its qualifier words and unit.
type expression struct {
	start, end      int // with qualifier words
	numeral         int // where the numeral starts
	body            int // end of the unit, before 以上
	num             number
	unit            unit
	value, min, max string
	qualifier       schema.Qualifier
	before          sign        // the word before it, if it is qualified by one
	after           sign        // the word after it
	role            schema.Role // from the words before it; settled by indicators
	over            int         // where a qualifier word stands that is parted from the number, else 0
	listed          bool        // its noun stands before it and the next number's noun after it (学校5所幼儿园8所)
	changed         bool        // a verb of change governs it
	led             bool        // a word such as 达, 共, 为 or a qualifier stands before it
}

// expression reads the number at i; where there is none worth reading, the end it gives says how far not to look again.
func (p *parser) expression(i int) (expression, bool) {
	e := expression{start: i, numeral: i, qualifier: schema.Exact}
	if special := p.half(i, &e) || p.fold(i, &e) || p.some(i, &e); !special {
		n, ok := numberAt(p.text, i)
		e.num, e.end = n, n.end
		if !ok {
			return e, false
		}
		if !e.fraction(p.text) {
			e.measure(p.text)
			p.borrow(&e)
		}
	}
	e.body = e.end
	e.suffix(p.text)
	p.prefix(&e)
	e.values()
	if high, ok := p.rangeEnd(&e); ok {
		e.join(p.text, high)
	}
	e.qualify()
	e.role = p.role(&e)
	return e, true
}

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
		if !ok || above.vague || above.pair {
			return false
		}
		return e.overDenominator(s, above)
	}
	return e.tenths(s)
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
	e.num = number{value: v, mant: v, chinese: true, end: above.end, more: above.more}
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
	if r, size := inner(s, e.end); r == '多' || r == '余' {
		e.num.more, e.end = true, e.end+size
	}
	return true
}

var decimalTen = decimal{10, 0}

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
	listed := p.chain >= 0 || strings.Contains(p.text[p.left(e.numeral):e.numeral], "分别")
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

// insideUnit reads 余 and 多 between 个 and its noun of time: 两个多月.
func (e *expression) insideUnit(s string) {
	if e.unit.word != "个" {
		return
	}
	r, size := inner(s, e.end)
	if r != '多' && r != '余' {
		return
	}
	var buf [32]byte
	rest := s[e.end+size : min(len(s), e.end+size+12)]
	joined := string(append(append(buf[:0], "个"...), rest...))
	if u, ok := unitWord(joined, 0); ok && u.kind == kindTime {
		e.unit, e.num.more, e.end = u, true, e.end+size+len(u.word)-len("个")
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

// suffix reads 以上, 左右, 以内 and the like.
func (e *expression) suffix(s string) {
	i := skipSpace(s, e.end)
	g, ok := signAfter(s, i)
	if !ok {
		return
	}
	end := i + len(g.word)
	switch g.word {
	case "内":
		if e.unit.kind != kindTime && e.unit.kind != kindMeasure || strings.HasPrefix(s[end:], "部") {
			return
		}
	case "上下", "前后", "许", "出头", "开外", "有余", "起步", "之上", "之下":
		if !endsPhrase(s, end) {
			return
		}
	case "余", "多":
		return
	}
	e.after, e.end = g, end
}

// prefix reads the qualifier words before the numeral, over words that only say how it is reached (约达, 超过了).
func (p *parser) prefix(e *expression) {
	from, i := p.left(e.numeral), e.numeral
	for k := 0; k < 3; k++ {
		at := i
		for at > from && p.text[at-1] == ' ' {
			at--
		}
		g, ok := signBefore(p.text, from, at)
		if !ok {
			if k == 0 {
				p.distant(e, from, at)
			}
			return
		}
		e.led = true
		i = at - len(g.word)
		if g.qualifier == schema.Exact {
			continue
		}
		if g.word == "上" && !e.num.bare {
			return
		}
		if g.word == "将近" && i == from {
			i += len("将")
		}
		e.before, e.start = g, i
		return
	}
}

// distant finds a qualifier word that governs the number over a verb or what it is a share of: 至少开展3场,
// 不超过市场价的70%.
func (p *parser) distant(e *expression, from, at int) {
	head := p.text[from:at]
	for _, w := range [...]string{"至少", "最少", "最多", "至多"} {
		if k := strings.LastIndex(head, w); k >= 0 && len(head)-k-len(w) <= 6 {
			e.before, _ = signBefore(p.text, from, from+k+len(w))
			return
		}
	}
	if e.unit.kind != kindRatio || !strings.HasSuffix(p.text[from:at], "的") {
		return
	}
	for _, w := range [...]string{"不超过", "不低于", "不高于", "不少于", "超过", "低于", "高于", "接近", "不足", "突破"} {
		if k := strings.LastIndex(p.text[from:at], w); k > 0 {
			g, _ := signBefore(p.text, from, from+k+len(w))
			e.before, e.led, e.over = g, true, from+k
			return
		}
	}
}

// values sets the value, or the ends of a pair such as 三四百.
func (e *expression) values() {
	switch {
	case e.num.vague:
	case e.num.pair:
		e.min, e.max = e.num.value.String(), e.num.high.String()
	default:
		e.value = e.num.value.String()
	}
}

// qualify settles the qualifier: the word before the number, then 余 in it, then the word after it.
func (e *expression) qualify() {
	switch {
	case e.before.word != "":
		e.qualifier = e.before.qualifier
	case e.num.more:
		e.qualifier = schema.MoreThan
	case e.after.word != "":
		e.qualifier = e.after.qualifier
	case e.num.vague, e.num.pair, e.num.about:
		e.qualifier = schema.Approximately
	}
}
