package metric

import (
	"strings"

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
	role            schema.Role // from the words before it, once it is no loose numeral; settled by indicators
	over            int         // where a qualifier word stands that is parted from the number, else 0
	listed          bool        // its noun stands before it and the next number's noun after it (学校5所幼儿园8所)
	changed         bool        // a verb of change governs it
	origin          origin      // see [parser.origin]
	led             bool        // a word such as 达, 共, 为 or a qualifier stands before it
}

// expression reads the number at i; where there is none worth reading, the end it gives says how far not to look again.
func (p *parser) expression(i int) (expression, bool) {
	e := expression{start: i, numeral: i, qualifier: schema.Exact}
	if special := p.half(i, &e) || p.fold(i, &e) || p.some(i, &e) || p.nothing(i, &e); !special {
		n, ok := numberAt(p.text, i)
		e.num, e.end = n, n.end
		if !ok {
			return e, false
		}
		if !e.fraction(p.text) {
			e.measure(p.text)
			p.borrow(&e)
			if e.isWord(p.text) {
				e.end = e.num.end
				return e, false
			}
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
	return e, true
}

// isWord reports a Chinese numeral that is only a part of a word, whatever stands around it: it is exact, has no unit and
// begins no range (一起, 进一步). Most numerals are such.
func (e *expression) isWord(s string) bool {
	n := &e.num
	if !n.chinese || n.bare || n.vague || n.scale > 0 || e.unit.kind != kindEmpty && e.unit.kind != kindNone {
		return false
	}
	size, _ := joint(s, skipSpace(s, e.end))
	return size == 0
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
		if e.unit.kind != kindTime && e.unit.kind != kindMeasure || i > e.end || startsWithAny(s[end:], innerWords[:]) {
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

// innerWords are how words go on that begin with 内 and leave a number before them alone (内部, 内蒙古).
var innerWords = [...]string{"部", "蒙", "容", "设", "含", "资", "需", "地", "陆", "河", "江"}

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
	from = max(from, at-maxPhrase)
	head := p.text[from:at]
	if !strings.HasSuffix(head, "的") {
		near := max(0, len(head)-2*len("至少")) // two characters of a verb may stand between
		for _, w := range [...]string{"至少", "最少", "最多", "至多"} {
			if k := strings.LastIndex(head[near:], w); k >= 0 {
				e.before, _ = signBefore(p.text, from, from+near+k+len(w))
				return
			}
		}
		return
	}
	if e.unit.kind != kindRatio {
		return
	}
	if k := strings.LastIndex(head, "约占"); k >= 0 {
		e.before, _ = signBefore(p.text, from, from+k+len("约"))
		return
	}
	for _, w := range [...]string{"不超过", "不低于", "不高于", "不少于", "超过", "低于", "高于", "接近", "不足", "突破"} {
		if k := strings.LastIndex(head, w); k > 0 {
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
