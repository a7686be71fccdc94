package metric

import (
	"strings"
	"unicode/utf8"

	"policygraph/schema"
)

// excluded reports that a number says nothing of what was done: it gives where to read on, or 0 for a quantity.
func (p *parser) excluded(e *expression) int {
	if p.loose(e) {
		return max(e.num.end, runeEnd(p.text, e.numeral))
	}
	e.role = p.role(e)
	switch {
	case p.article(e) && e.unit.kind == kindYear:
		p.bound = e.end // 一年造林5万亩
		return e.end
	case p.ordered(e), p.slogan(e), p.article(e):
		return e.end
	case p.duration(e), p.defines(e):
		p.hint = p.phraseBefore(e)
		p.bound = e.end
		return e.end
	}
	return 0
}

// loose reports a numeral without unit that is part of a word, a name or a code (三农, 5G, 12345).
func (p *parser) loose(e *expression) bool {
	n := &e.num
	if n.digits > 0 && p.proportion(e) {
		return true
	}
	if n.bare && e.unit.name != "%" && e.before.word == "" && !n.more && !(e.led && p.reached(e)) {
		return true
	}
	switch e.unit.kind {
	case kindEmpty, kindNone:
	case kindCount:
		if e.unit.name == "路" && n.chinese {
			return true // 解放一路
		}
		return e.unit.name == "类" && n.chinese && e.end < len(p.text) && p.text[e.end] >= '0' && p.text[e.end] <= '9' // 三类500强
	case kindLoose:
		return n.chinese && !n.vague && !n.bare && n.scale == 0 && n.value.less(decimalTen) && p.role(e) == schema.Level
	case kindDivision:
		return n.chinese && !n.vague && n.value.less(decimalTen) || strings.HasPrefix(p.text[e.end:], "域")
	case kindNoun:
		return n.chinese && !n.vague && n.scale == 0 && n.value.less(decimalTen) || n.digits == 4 && n.value.less(decimal{2200, 0})
	default:
		return false
	}
	if n.scale > 0 || n.vague || n.more && !n.chinese {
		return e.unit.kind == kindNone && n.chinese && n.bare
	}
	if n.chinese {
		return !(n.bare && e.before.word != "") || e.unit.kind == kindNone
	}
	if n.point && e.unit.kind == kindEmpty && p.ofChange(e) {
		return false
	}
	after := skipSpace(p.text, e.end)
	return !(e.led && endsPhrase(p.text, after)) || e.unit.kind == kindNone || p.yearLike(e)
}

// proportion reports a part of a ratio of digits with colons (6.8:42.7:50.5).
func (p *parser) proportion(e *expression) bool {
	before, after := p.text[:e.numeral], p.text[e.num.end:]
	for _, colon := range [...]string{":", "：", "∶"} {
		if rest, ok := strings.CutPrefix(after, colon); ok && startsWithDigit(rest) && !e.num.chinese {
			return true
		}
		if head, ok := strings.CutSuffix(before, colon); ok && endsWithDigit(head) && !e.num.chinese && e.unit.kind == kindEmpty {
			return true
		}
	}
	return false
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func endsWithDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// ofChange reports a value that something moved from or to, which needs no unit to count (系数从0.46提高到0.52).
func (p *parser) ofChange(e *expression) bool {
	r := p.role(e)
	return r == schema.Before || r == schema.After
}

// reached reports that 达, 到 or a like word stands before a bare scale (达百亿元).
func (p *parser) reached(e *expression) bool {
	return strings.HasSuffix(p.text[:e.start], "达") || strings.HasSuffix(p.text[:e.start], "达到")
}

// yearLike reports four plain digits that read as a year.
func (p *parser) yearLike(e *expression) bool {
	return e.num.digits == 4 && !e.num.point && decimal{1900, 0}.less(e.num.value) && e.num.value.less(decimal{2100, 0})
}

// ordered reports ordinals and ranks (第3位, 前三名) and denominators (每5户).
func (p *parser) ordered(e *expression) bool {
	head := strings.TrimRight(p.text[p.left(e.start):e.start], " ")
	r, size := utf8.DecodeLastRuneInString(head)
	switch r {
	case '第', '每', '逢', '初', '末', '届':
		return true
	case '首':
		return e.before.word == "" // 首3个, but 首|破13万亿元
	case '前', '后':
		prev, _ := utf8.DecodeLastRuneInString(head[:len(head)-size])
		return !strings.ContainsRune("目之以提此当日先空年会事月", prev) || prev == utf8.RuneError
	case '隔':
		return strings.HasSuffix(head, "每隔")
	}
	for _, verb := range perEach {
		if strings.HasSuffix(head, verb) {
			return true // 每吸纳1名
		}
	}
	if e.unit.name == "次" && e.num.chinese && startsWithAny(p.text[e.end:], sessions[:]) {
		return true
	}
	return strings.HasSuffix(head, "最后")
}

// perEach are verbs behind 每 whose object is only what something is given for.
var perEach = [...]string{"每吸纳", "每新增", "每招用", "每增加", "每引进", "每培养", "每建成", "每完成", "每带动", "每减少", "每提高", "每降低", "每安置", "每招收", "每超过"}

// sessions follow the ordinal of a session that is written without 第 (二次会议).
var sessions = [...]string{"会议", "全会", "全体会议", "代表大会", "代表会议"}

// slogan reports a number that stands in short quotation marks (“四个突出”) or counts an unnamed series (五个一工程).
func (p *parser) slogan(e *expression) bool {
	if e.unit.word == "个" && e.num.chinese && (strings.HasPrefix(p.text[e.end:], "一") || p.watchword(e.end)) {
		return true
	}
	if strings.HasPrefix(p.text[e.end:], "方面") && endsWithAny(strings.TrimRight(p.text[:e.start], " "), following[:]) {
		return true
	}
	if p.quote < 0 || e.unit.name == "%" {
		return false
	}
	window := p.text[p.quote:min(len(p.text), p.quote+90)]
	return strings.Contains(window, "”") || strings.Contains(window, "」")
}

// following point to a list that comes next (以下三个方面).
var following = [...]string{"以下", "如下", "下列", "下面"}

func endsWithAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// watchword reports a quotation at i with no noun after it: what a series is called (五个“坚持”).
func (p *parser) watchword(i int) bool {
	rest, ok := strings.CutPrefix(p.text[i:], "“")
	if !ok {
		return false
	}
	k := strings.Index(rest, "”")
	if k < 0 || k > len("四五六七") {
		return false
	}
	return p.closes(len(p.text) - len(rest) + k + len("”"))
}

// article reports 一 where it is no more than an article (一个, 一家) or part of an idiom (最后一公里, 有一天).
func (p *parser) article(e *expression) bool {
	n := &e.num
	if !n.chinese || n.bare || n.vague || n.pair || n.more || n.value.String() != "1" {
		return false
	}
	switch e.unit.kind {
	case kindRatio, kindMoney:
		return false
	case kindMeasure, kindTime:
		return e.before.word == "" && e.after.word == "" && e.role == schema.Level && !e.led
	}
	return true
}

// duration reports years and other spans of time that place an act in time and do not measure it (近三年来, 5年内),
// and 24小时 as a manner of service.
func (p *parser) duration(e *expression) bool {
	s := p.text
	rest := s[e.end:]
	switch e.unit.kind {
	case kindYear:
		if p.limits(e) {
			return false
		}
		for _, tail := range [...]string{"以来", "来", "间", "以前", "之前", "前"} {
			if strings.HasPrefix(rest, tail) {
				e.end += len(tail)
				p.date = s[e.start:e.end]
				break
			}
		}
		return true
	case kindTime:
	case kindMeasure:
		return circle(rest)
	default:
		return e.unit.name == "分" && (strings.HasSuffix(s[:e.numeral], "时") || strings.HasSuffix(s[:e.numeral], "点"))
	}
	switch {
	case circle(rest):
		return true
	case strings.HasPrefix(rest, "时间") && e.role == schema.Level && !e.led:
		e.end += len("时间") // 二十天时间造林
		return true
	case strings.HasPrefix(rest, "来") || strings.HasPrefix(rest, "以来") || strings.HasPrefix(rest, "后") || strings.HasPrefix(rest, "前"):
		return true
	case e.unit.name == "小时" && e.num.value.String() == "24" && e.after.word == "" && !e.led && e.role == schema.Level:
		return true
	case p.passing(e):
		return true
	case e.unit.name == "日":
		return e.after.qualifier != schema.AtMost && e.before.qualifier != schema.AtMost && !strings.HasSuffix(s[:e.numeral], "了") && (e.role == schema.Level || e.role == schema.Target)
	case e.unit.name == "周" || e.unit.name == "季度":
		return e.after.word == "" && e.role == schema.Level && strings.HasPrefix(rest, "年")
	}
	return false
}

// passing reports a span of time that only says when: 这两天, 未来三天, 连续两个月.
func (p *parser) passing(e *expression) bool {
	head := p.text[p.left(e.start):e.start]
	for _, w := range [...]string{"这", "那", "未来", "过去", "过去的", "今后", "最近", "连续", "此后", "随后", "今明", "明后"} {
		if strings.HasSuffix(head, w) {
			return true
		}
	}
	return strings.HasSuffix(head, "前") && !strings.HasSuffix(head, "提前")
}

// circle reports that a noun such as 生活圈 follows, whose radius the number is.
func circle(rest string) bool {
	for k := 0; k < 10; k++ {
		r, size := utf8.DecodeRuneInString(rest)
		if size == 0 || isBoundary(r) {
			return false
		}
		if r == '圈' {
			return true
		}
		rest = rest[size:]
	}
	return false
}

// limits reports that a span of years is itself what is set or reached: 由5年缩短为3年, 放宽至满2年, 期限达10年.
func (p *parser) limits(e *expression) bool {
	for _, tail := range [...]string{"来", "以来", "间", "后", "前", "代", "级"} {
		if strings.HasPrefix(p.text[e.end:], tail) {
			return false
		}
	}
	if strings.HasPrefix(p.text[e.end:], "有效") {
		return true
	}
	if r := e.role; r == schema.Before || r == schema.After || r == schema.Change {
		return true
	}
	head := p.text[p.left(e.start):e.start]
	return strings.HasSuffix(head, "达") || strings.HasSuffix(head, "达到") || spansTime(strings.TrimSuffix(head, "为"))
}

// spansTime reports that s ends in a word for a span of time, which years measure (投资回收期约7年).
func spansTime(s string) bool {
	for _, w := range [...]string{"期", "期限", "寿命", "年限", "年龄", "龄", "周期"} {
		if cut, ok := strings.CutSuffix(s, w); ok {
			return !strings.HasSuffix(cut, "同") && !strings.HasSuffix(cut, "一") && !strings.HasSuffix(cut, "二")
		}
	}
	return false
}

// defines reports a threshold that only says which class is meant: 300平方米以下餐馆, 65岁以上老年人, 300万以上城市.
func (p *parser) defines(e *expression) bool {
	if e.unit.name == "千伏" && !endsPhrase(p.text, skipSpace(p.text, e.end)) {
		return true // a voltage names the class of a line or a station: 110千伏变电站
	}
	if e.before.word != "" && (e.role == schema.Level || e.role == schema.Change && e.num.bare) && p.sorts(e) {
		return true
	}
	if e.after.qualifier != schema.AtLeast && e.after.qualifier != schema.AtMost || e.after.word == "内" {
		return false
	}
	rest := p.text[skipSpace(p.text, e.end):]
	if rest == "" || e.role != schema.Level {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(rest); isBoundary(r) {
		return false
	}
	of := strings.HasPrefix(rest, "的")
	noun := strings.TrimPrefix(rest, "的")
	if w, ok := p.lex.longest(noun, 0); ok && noun != "" && !w.has(classNoun|classWeak) && w.has(classVerb|classIntransitive|classAdverb|classStop) {
		return of && e.unit.kind != kindRatio
	}
	switch e.unit.kind {
	case kindMeasure, kindTime, kindYear, kindEmpty, kindNone:
		return true
	case kindMoney:
		return !startsWithAny(noun, moneyNouns[:])
	case kindPerson:
		return (e.unit.name == "人" || e.unit.name == "户") && !startsWithAny(noun, personNouns[:])
	}
	return false
}

// sorts reports a threshold in a clause before a noun that is itself counted: 产值超亿元的乡镇有32个, 超亿元企业32家.
func (p *parser) sorts(e *expression) bool {
	rest := strings.TrimPrefix(p.text[e.end:], "的")
	if e.unit.kind != kindMoney && len(rest) == len(p.text)-e.end {
		return false
	}
	if startsWithAny(rest, moneyNouns[:]) {
		return false
	}
	for n, i := 0, 0; n < 8 && i < len(rest); n++ {
		r, size := utf8.DecodeRuneInString(rest[i:])
		if n >= 2 && p.startsNumber(len(p.text)-len(rest)+i, r) {
			return true
		}
		w, ok := p.lex.longest(rest, i)
		switch {
		case isBoundary(r):
			return false
		case n >= 2 && (r == '有' || r == '达' || r == '共'):
		case ok && w.size > 3 && w.has(classVerb|classIntransitive|classChange) && !w.has(classNoun|classWeak):
			return false
		}
		i += size
	}
	return false
}

var moneyNouns = [...]string{"资金", "贷款", "投资", "补贴", "补助", "收入", "奖励", "税", "产值", "销售", "利润", "债", "融资", "授信", "经费", "费用", "成本", "财政"}

var personNouns = [...]string{"居民", "群众", "农户", "家庭", "人口", "职工", "学生", "农民", "村民", "市民", "劳动力", "人员", "贫困", "困难", "就业", "老人", "患者", "毕业生"}

func startsWithAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
