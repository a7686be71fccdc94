package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
	"policygraph/extract/place"
)

// A practice is an account of what its places did, while it is being read.
type practice struct {
	span
	places  []*place.Mention
	told    int // where the predicate begins
	heading int
	passage int // where its passage begins
	// owners are those of the places that own what follows from a byte on (其中上饶市……).
	owners []owner
}

// An owner is a place among several that the text speaks of from a byte on.
type owner struct {
	from   int
	places []*place.Mention
}

// An unplaced is a place in subject position that no one division fits.
type unplaced struct {
	*place.Mention
}

// A finder reads passages into practices.
type finder struct {
	text      string
	places    *placeIndex
	outline   *outline
	contents  map[string]bool // the words of headings, which a table of contents says too
	longest   int             // how long the longest of them is
	over      []matter        // what each heading stands over
	cutter    sentencer
	reproach  bool // the whole document is of accidents or cases of discipline
	ceremony  bool // its title is a headline over what leaders of the state did and said
	open      *practice
	last      *practice // the one that ended last
	found     []practice
	unplaced  []unplaced
	own       []*place.Mention // the place whose text it is
	lines     map[string]int   // see lastLines
	again     []int            // the passages whose words the text says again
	plan      bool             // the whole document lays down what is to be done
	lists     bool             // its title says that it lists places
	answering *place.Mention   // the place whose official answers in an interview
	asking    bool             // it is the interviewer who speaks
}

// findPractices reads the passages in order.
func findPractices(o *outline, places *placeIndex, title string) *finder {
	f := &finder{text: places.text, places: places, outline: o, own: o.own, plan: plans(title), lists: lists.has(title)}
	f.reproach = reproves(title) && !praises.has(title) || condemns(title)
	f.ceremony = ceremonial(title)
	f.contents = make(map[string]bool, len(o.headings))
	f.over = make([]matter, len(o.headings))
	for i, h := range o.headings {
		f.over[i] = f.matterOf(h)
		line := string(appendLine(nil, h.label.of(f.text), len(f.text)))
		f.contents[line] = true
		f.longest = max(f.longest, len(line))
	}
	for i := range o.passages {
		if f.retold(i) {
			f.again = append(f.again, i)
			continue
		}
		f.answer(&o.passages[i])
		f.passage(&o.passages[i])
	}
	return f
}

// passage reads one passage. A practice ends where its passage does. What stands under a heading of accidents or
// cases of discipline is no practice.
func (f *finder) passage(p *passage) {
	if f.reproved(p.heading) || f.attended(p) || f.faulty(p.heading) || interviewed(p.of(f.text)) || f.questions(p.of(f.text)) || f.isHeading(p.of(f.text)) || namesDocument(p.of(f.text)) || f.listed(p, p.span) || f.sourced(p) {
		return
	}
	all := f.cutter.cut(f.text, p.span)
	given := f.given(p, all)
	for i := range all {
		if f.sentence(p, &all[i], given); f.open != nil {
			given = false
		}
	}
	f.close()
	f.examples(p)
}

// isHeading reports whether a line says what a heading does.
func (f *finder) isHeading(s string) bool {
	if len(f.contents) == 0 {
		return false
	}
	var buf [256]byte
	line := appendLine(buf[:0], s, f.longest)
	return len(line) <= f.longest && f.contents[string(line)]
}

// appendLine adds a line to dst without the marks and blanks that tell it from another that says the same. It ends
// after more than most bytes.
func appendLine(dst []byte, s string, most int) []byte {
	from, i := 0, 0
	for i < len(s) && len(dst)+i-from <= most {
		if ideograph(s[i]) {
			i += 3
			continue
		}
		r, n := runeAt(s, i)
		switch r {
		case '；', ';', '。', '，', ',', ' ', '　', '\n':
			dst = append(dst, s[from:i]...)
			from = i + n
		}
		i += n
	}
	return append(dst, s[from:i]...)
}

// namesDocument reports whether a line is only the title of a document (浙江省……建设方案).
func namesDocument(s string) bool {
	return suffixOf(strings.TrimRight(s, "）)"), documents) && !hasMark(s, "。，；：")
}

// documents are what the titles of documents that lay down what is to be done end with.
var documents = strings.Fields("方案 办法 意见 规划 条例 规定 细则 纲要 决定 公告 通知 通报 计划 清单 名单")

// names reports whether a sentence in s has a place in subject position.
func (f *finder) names(s span) bool {
	return f.anyNames(sentences(f.text, s))
}

// anyNames reports whether one of the sentences has a place in subject position.
func (f *finder) anyNames(all []sentence) bool {
	for i := range all {
		if f.namesSubject(&all[i]) {
			return true
		}
	}
	return false
}

// given reports whether a passage that begins with no subject tells of the place that its heading or its table names.
func (f *finder) given(p *passage, all []sentence) bool {
	if len(p.subject) == 0 || f.planned(p.heading) || !tells(p.of(f.text)) {
		return false
	}
	if samePlaces(p.subject, f.outline.home) {
		all = all[:min(len(all), 2)] // all that the text tells is its own
	}
	for _, s := range all {
		for _, c := range s.clauses {
			if sub, ok := f.places.subjectOf(c); ok && samePlaces(sub.places, p.subject) {
				return false // it names that place itself further on
			}
		}
	}
	return true
}

// scene reports whether a sentence shows a scene at a place (在某市立医院，患者……), lets people speak (“以前要跑三趟，……”)
// or says who spoke.
func (f *finder) scene(s *sentence) bool {
	words := s.of(f.text)
	if rest, ok := strings.CutPrefix(words, "在"); ok {
		return f.places.at(s.end-len(rest)) != nil
	}
	if n := closing(words, 0, '“'); strings.HasPrefix(words, "“") && n > 0 {
		return strings.ContainsAny(words[:n], "，。！？")
	}
	return utf8.RuneCountInString(words) <= 4 && suffixOf(words, speech)
}

// sentence opens a practice at each clause that begins with a new subject; the other clauses carry on. A sentence
// of another matter ends the open practice.
func (f *finder) sentence(p *passage, s *sentence, given bool) {
	if f.asks(s) {
		return
	}
	if f.open == nil && given && !f.general(s) && !f.beginsWithSubject(s) && !f.scene(s) {
		at := pastLabel(f.text, s.span)
		at += dateline(f.text[at:s.end])
		f.open = &practice{span: span{at, at}, places: p.subject, told: at, heading: p.heading, passage: p.start}
	}
	if f.open != nil && f.open.start < s.start && (f.general(s) || f.elsewhere(s) || f.overcast(s)) {
		f.close()
	}
	if f.open == nil && f.places.at(s.start) != nil && f.listed(p, s.span) {
		return
	}
	if (f.open != nil || f.places.any(s.span)) && bad(s.of(f.text)) {
		f.close()
		return
	}
	var described subject
	for i, c := range s.clauses {
		if sub, ok := f.places.subjectOf(c); ok {
			switch {
			case !f.begins(s, i, sub):
			case f.befallen(s, i, sub):
				f.close()
			default:
				f.begin(p, s, i, sub)
				f.counts(p, s, i, sub.end)
				f.quotations(p, s, i, sub.end)
			}
		} else if f.namesake(c) || i > 0 && f.countsOthers(c) {
			f.leave(s, i)
		} else {
			f.turnsAway(s, i)
			f.refer(p, s, i)
			described = f.describedIn(p, s, i, sub, described)
		}
		f.owns(s, i)
		if f.open != nil && !leadsOn(c.of(f.text)) {
			f.open.end = c.end
		}
	}
	f.spoken(p, s)
}

// leave ends the open practice before clause i, or drops it where the clause before only names the place of what the
// clause tells (在示例县，某大学的专家……).
func (f *finder) leave(s *sentence, i int) {
	if i > 0 && f.open.told == f.open.end && f.open.end == s.clauses[i-1].end {
		f.last, f.open = f.open, nil
		return
	}
	f.close()
}

// namesake reports whether a clause after those that act begins with a body that is only called by another place
// (某市银行, 某省代表团).
func (f *finder) namesake(c clause) bool {
	if f.open == nil {
		return false
	}
	m := f.places.at(skipLead(f.text, c.span, f.places))
	if m == nil || m.Division == "" || slices.ContainsFunc(f.open.places, func(o *place.Mention) bool { return near(o.Division, m.Division) }) {
		return false
	}
	_, ok := actor(f.text, m, c.end)
	return !ok
}

// leadsOn reports whether a clause only leads to the one after it (作为发用电大省，; 其中，; 2020年，), so that it
// belongs to whoever acts there.
func leadsOn(words string) bool {
	switch {
	case strings.HasPrefix(words, "作为"):
		return true
	case strings.HasPrefix(words, "据"):
		return suffixOf(words, []string{"统计", "数据", "消息", "介绍", "测算"})
	case strings.HasPrefix(words, "从"):
		return suffixOf(words, []string{"来看", "看"})
	}
	n := lead(words)
	return n > 0 && n == len(words)
}

// beginsWithSubject reports whether a sentence has a subject of its own before it says what was done, or before its first
// semicolon.
func (f *finder) beginsWithSubject(s *sentence) bool {
	for _, c := range s.clauses {
		if _, ok := f.places.subjectOf(c); ok {
			return true
		}
		words := f.text[skipLead(f.text, c.span, f.places):c.end]
		if c.mark == '；' || c.mark == ';' || metric.Verb(words) > len("有") && framing.prefix(words) == 0 {
			return false
		}
	}
	return false
}

// framing are verbs of a clause that only says how, with what or after what the next one was done.
var framing = wordsOf("通过 按照 根据 结合 立足 基于 鉴于 围绕 聚焦 针对 依托 借助 利用 运用 包括 面对 坚持 抓住 把握 紧扣 瞄准 着眼 作为 受到 得益于")

// namesSubject reports whether a sentence has a subject of its own in any clause.
func (f *finder) namesSubject(s *sentence) bool {
	for _, c := range s.clauses {
		if _, ok := f.places.subjectOf(c); ok {
			return true
		}
	}
	return false
}

// begins reports whether a subject opens a practice: it is not the one that acts already, and something is said
// of it.
func (f *finder) begins(s *sentence, i int, sub subject) bool {
	if list, _ := f.quotedNext(sub.end, s.clauses[i].end); list != nil {
		return true
	}
	if f.open != nil && samePlaces(f.open.places, sub.places) {
		return false
	}
	if f.open != nil && f.singledOut(s.clauses[i]) != nil || f.madeBy(s, i, sub) || sub.bare && f.visited(s, i) {
		return false
	}
	if shared(f.text[s.clauses[i].start:s.clauses[i].end], f.text[sub.end:s.clauses[i].end]) {
		return false
	}
	return !sub.bare || i+1 < len(s.clauses)
}

// shared reports whether a clause, with what it says of its place, only gives the place's share of a number before it
// (其中，某省占六成).
func shared(clause, told string) bool {
	rest, ok := strings.CutPrefix(told, "占")
	return ok && strings.HasPrefix(clause, "其中") && !strings.HasPrefix(rest, "比")
}

// singledOut are the places, of those that act, that a clause speaks of alone (其中上饶市已有57家), or nil.
func (f *finder) singledOut(c clause) []*place.Mention {
	rest, ok := strings.CutPrefix(c.of(f.text), "其中")
	if !ok || len(f.open.places) < 2 {
		return nil
	}
	return f.among(c.end-len(rest), c.end)
}

// among is the list of places at start where all of them act already, or nil.
func (f *finder) among(start, end int) []*place.Mention {
	list, _ := f.places.list(start, end)
	for _, m := range list {
		if !slices.ContainsFunc(f.open.places, func(o *place.Mention) bool { return o.Division == m.Division }) {
			return nil
		}
	}
	return list
}

// owns notes where a clause begins to speak of some of the places that act; 其中 may be a clause of its own.
func (f *finder) owns(s *sentence, i int) {
	if f.open == nil {
		return
	}
	list := f.singledOut(s.clauses[i])
	if i > 0 && s.clauses[i-1].of(f.text) == "其中" && len(f.open.places) > 1 {
		list = f.among(s.clauses[i].start, s.clauses[i].end)
	}
	if list != nil {
		f.open.owners = append(f.open.owners, owner{s.clauses[i].start, list})
	}
}

// begin opens a practice of a subject in clause i.
func (f *finder) begin(p *passage, s *sentence, i int, sub subject) {
	f.close()
	known := sub.places[:0:0]
	for _, m := range sub.places {
		if m.Division == "" {
			f.unplaced = append(f.unplaced, unplaced{m})
			continue
		}
		known = append(known, m)
	}
	if len(known) == 0 {
		return
	}
	f.open = &practice{span: span{sub.start, s.clauses[i].end}, places: known, told: sub.end, heading: p.heading, passage: p.start}
}

// close ends the open practice.
func (f *finder) close() {
	if f.open == nil {
		return
	}
	f.open.span = f.open.span.trim(f.text, "，。；：、,;:")
	if f.open.end > f.open.told {
		f.found = append(f.found, *f.open)
	}
	f.last, f.open = f.open, nil
}

func samePlaces(a, b []*place.Mention) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Division != b[i].Division {
			return false
		}
	}
	return true
}

// upToMark is where the first of marks stands in s, after 20 characters at most, or -1.
func upToMark(s, marks string) int {
	for i, n := 0, 0; n <= 20 && i < len(s); n++ {
		r, size := runeAt(s, i)
		if !ideograph(s[i]) && strings.ContainsRune(marks, r) {
			return i
		}
		i += size
	}
	return -1
}

// elsewhere reports whether a sentence begins with a place, or in one, that has nothing to do with those that act
// (在贵州贵阳召开……; 浙江的经验表明……).
func (f *finder) elsewhere(s *sentence) bool {
	at := skipLead(f.text, s.clauses[0].span, f.places)
	if f.places.at(at) == nil && strings.HasPrefix(f.text[at:s.end], "在") {
		at += len("在")
	}
	m := f.places.at(at)
	if m != nil && (private(f.text[m.End:s.end]) || strings.HasSuffix(f.text[:m.End], "市") && private("市"+f.text[m.End:s.end])) {
		return true
	}
	return m != nil && m.Division != "" && !slices.ContainsFunc(f.open.places, func(o *place.Mention) bool {
		return near(o.Division, m.Division)
	})
}

// near reports whether one division contains the other, by their codes.
func near(a, b string) bool {
	return strings.HasPrefix(a, strings.TrimRight(b, "0")) || strings.HasPrefix(b, strings.TrimRight(a, "0"))
}
