package metric

import (
	"strings"
	"unicode/utf8"

	"policygraph/schema"
)

// role says what the number is to the thing it measures, from the words before it.
func (p *parser) role(e *expression) schema.Role {
	from := max(p.sentence, min(p.clause, e.start))
	head := trimFiller(p.text[from:e.start])
	role := schema.Level
	switch {
	case p.moves(e):
		return schema.Before
	case p.after(head), p.follows(e):
		role = schema.After
	case endsInClass(p.lex, head, classChange) && (!endsInDegree(head) || versus(head)), e.unit.name == "番":
		role = schema.Change
	}
	if p.target {
		return schema.Target
	}
	return role
}

// trimFiller cuts words that stand between a verb and its number.
func trimFiller(head string) string {
	for {
		cut := strings.TrimRight(head, " ")
		if fillers.may(cut) {
			for _, w := range fillers.words {
				cut = strings.TrimSuffix(cut, w)
			}
		}
		if cut == head {
			return head
		}
		head = cut
	}
}

var fillers = endingsOf("了 高达 多达 达 约 已 超过 超 近 逾 不足 将近 接近 满 幅度 至少 最多 现在的 如今的 目前的 当前的")

// atPresent reports that head ends in words that set the value of today against one of before (增加到现在的).
func atPresent(head string) bool {
	for _, w := range [...]string{"现在的", "如今的", "目前的", "当前的"} {
		if strings.HasSuffix(head, w) {
			return true
		}
	}
	return false
}

// endsInDegree reports that s ends in 高, 低 or the like alone, which says a change only in a comparison (坝高247米).
func endsInDegree(s string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	return size == 3 && strings.ContainsRune(degrees, r) && !strings.HasSuffix(s, "降低") && !strings.HasSuffix(s, "提高") && !strings.HasSuffix(s, "减少")
}

const degrees = "少低高快慢短"

// versus reports a word of comparison near the end of s.
func versus(s string) bool {
	s = s[max(0, len(s)-60):]
	return strings.Contains(s, "比") || strings.Contains(s, "较")
}

// former are the words between 由 and the value that was left behind.
var former = endingsOf("原来的 原来 原先的 原先 原有的 原有 过去的 过去 以前的 以前 此前的 此前 之前的 之前 最初的 最初 改革前的 改革前 法定的 法定 平均 约 满 的 原")

// moves reports that the number is what a change starts from: 由6个, 从原来的141天.
func (p *parser) moves(e *expression) bool {
	_, ok := p.origin(e)
	return ok
}

// origin is where the words begin that make the number what a change starts from: 由, 从原来的, 由2019年的. Several rules
// ask for it, and it changes only with where the number begins and with the date before it.
func (p *parser) origin(e *expression) (at int, ok bool) {
	if o := &e.origin; !o.known || o.start != e.start || o.date != p.date {
		*o = origin{known: true, start: e.start, date: p.date}
		o.at, o.ok = p.findOrigin(e)
	}
	return e.origin.at, e.origin.ok
}

// An origin is what [parser.origin] found, and for what.
type origin struct {
	known bool
	start int
	date  string
	at    int
	ok    bool
}

func (p *parser) findOrigin(e *expression) (at int, ok bool) {
	from := max(p.sentence, min(p.clause, e.start), e.start-maxPhrase)
	head := strings.TrimRight(p.text[from:e.start], " ")
	was := false
	if w := former.of(head); w != "" {
		was = strings.HasPrefix(w, "原") || w == "过去的" || w == "以前的"
		head = strings.TrimRight(head[:len(head)-len(w)], " ")
	}
	for range 2 { // 由每吨4元, 由每人每年4万元
		at := max(0, len(head)-18)
		if k := strings.LastIndex(head[at:], "每"); k >= 0 && denominator(head, at+k, len(head)) == len(head) {
			head = head[:at+k]
		}
	}
	head = strings.TrimRight(p.withoutTime(head), " ")
	for _, w := range [...]string{"由", "从", "自"} {
		if cut, ok := strings.CutSuffix(head, w); ok && !strings.HasSuffix(head, "理由") && !strings.HasSuffix(head, "来自") {
			return from + len(cut), true
		}
	}
	return from + len(head), was && !p.after(head) // 缩短至原来的1/3 is what it came to
}

// formerTimes are words for the time of the value that was left behind, besides dates.
var formerTimes = endingsOf("去年同期 上年同期 去年底 去年末 上年底 上年末 去年 上年 年初 上期 上月 期初")

// withoutTime cuts the time of a value from what stands before it (由2019年的5%, 由上年末的12家).
func (p *parser) withoutTime(head string) string {
	if w := formerTimes.of(head); w != "" {
		return head[:len(head)-len(w)]
	}
	return strings.TrimSuffix(head, p.date)
}

// after reports that head ends in a verb of change and 至, 到, 为 or 成.
func (p *parser) after(head string) bool {
	for _, w := range [...]string{"至", "到", "为", "成"} {
		if verb, ok := strings.CutSuffix(head, w); ok {
			return endsInClass(p.lex, verb, classChange|classShift)
		}
	}
	return false
}

// follows reports that the number before in this clause is the value that was left behind.
func (p *parser) follows(e *expression) bool {
	if len(p.out) == 0 {
		return false
	}
	prev := &p.out[len(p.out)-1]
	return prev.Role == schema.Before && prev.End >= p.sentence && e.start-prev.End < 60
}

// endsInClass reports that the longest word of up to four characters that s ends in is of the class.
func endsInClass(lex *wordIndex[word], s string, class wordClass) (found bool) {
	at := len(s)
	for k := 0; k < 4 && at > 0; k++ {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
		w, ok := lex.longest(s, at)
		if !ok || w.size != len(s)-at {
			continue
		}
		found = w.has(class) // a longer word decides: 最低 is no 低
	}
	return found
}
