package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"policygraph/extract/place"
	"policygraph/extract/source"
	"policygraph/internal/lazyregexp"
)

// A heading is a place in the outline.
type heading struct {
	marker
	label span
	zone  span // the heading with its number, and no more
	up    int  // the heading it stands under, or -1
}

// A passage is text of one block between headings.
type passage struct {
	span
	heading int // the innermost heading above, or -1
	// subject are the places that a heading, a label or a table's column names for it.
	subject []*place.Mention
	listing bool // it is a table's cell of places
}

// An outline is the heading tree, and the passages under it in reading order.
type outline struct {
	headings []heading
	passages []passage
	own      []*place.Mention // the place that the title presents, or that tells of itself
	home     []*place.Mention // the place that the title begins with
}

// ranks order the kinds of number from the outermost in; explicit levels stand outside all of them.
var ranks = map[markerKind]int{
	partKind: 10, caseKind: 15, hanKind: 20, hanParen: 30, firstKind: 35, isKind: 36, dashKind: 37, boldKind: 40, runInKind: 42,
	tableTheme: 45, gluedKind: 50, tableRow: 50, digitKind: 55, digitParen: 60, circled: 65,
	"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6,
}

// An outliner reads the outline block by block.
type outliner struct {
	doc        *source.Document
	text       string
	places     *placeIndex
	zones      []span
	stack      []int
	last       map[markerKind]int // the ordinal seen last
	bold       bool               // bold lines are headings
	runIns     bool               // sentences at the head of paragraphs are headings
	subject    []*place.Mention   // of the place heading above
	titled     []*place.Mention   // the place whose case the title presents
	told       bool               // the text tells of what the place did that its title begins with
	under      int                // the heading that gave subject
	tail       []heading          // glued headings that end the block at hand
	source     []*place.Mention   // the places that a flattened table's last column gives for the row at hand
	out        outline
	caseNumber marker // of a case whose title is still to come
	titling    map[markerKind]bool
	// rowPlaces are the cells that say where, in the row at hand or in the one above that reaches down into it.
	rowPlaces []source.Block
}

// readOutline finds the headings of doc by their numbering, and the passages between them.
func readOutline(doc *source.Document, h head, places *placeIndex) outline {
	o := &outliner{doc: doc, text: places.text, places: places, zones: h.zones, last: map[markerKind]int{}, titling: map[markerKind]bool{}, under: -1}
	o.bold = !hasHeadings(doc)
	o.runIns = o.hasRunIns()
	if o.titled = o.titlePlace(); o.titled == nil {
		o.titled = o.speaker()
	}
	o.out.own, o.out.home = o.titled, o.home(h.title)
	if o.titled == nil && suffixOf(h.title, accounts) {
		o.titled = o.out.home
	}
	o.told = o.titled == nil && o.out.home != nil && !plans(h.title) && o.tellsOfHome()
	for i := 0; i < len(doc.Blocks); {
		if n := tableLength(doc.Blocks[i:]); n > 0 {
			o.table(doc.Blocks[i : i+n])
			i += n
			continue
		}
		o.block(i)
		i++
	}
	return o.out
}

// hasHeadings reports whether the document marks headings itself, beyond a title.
func hasHeadings(doc *source.Document) bool {
	n := 0
	for _, b := range doc.Blocks {
		if b.Kind == source.Heading {
			n++
		}
	}
	return n > 1
}

// block reads one block that is no cell.
func (o *outliner) block(i int) {
	b := o.doc.Blocks[i]
	for _, s := range o.outside(span{b.Start, b.End}) {
		if o.caseHeading(s, i) {
			continue
		}
		if b.Kind == source.Heading || o.bold && b.Strong && o.boldLine(s) {
			o.explicit(b, s, i)
			continue
		}
		if o.numberedLine(s, i) {
			continue
		}
		if o.runIns {
			s = o.runIn(s, i)
		}
		s = o.glued(s)
		for _, piece := range o.pieces(s) {
			o.piece(piece, i)
		}
		for _, h := range o.tail {
			o.push(h, i)
		}
		o.tail, o.source = nil, nil
	}
}

// outside is what of s is not head.
func (o *outliner) outside(s span) []span {
	var out []span
	for _, z := range o.zones {
		if z.end <= s.start || s.end <= z.start {
			continue
		}
		if before := (span{s.start, z.start}).trim(o.text, ""); !before.empty() {
			out = append(out, before)
		}
		s.start = max(s.start, z.end)
	}
	if s = s.trim(o.text, ""); !s.empty() {
		out = append(out, s)
	}
	return out
}

// boldLine reports whether a bold block reads as a heading: short, and no sentence.
func (o *outliner) boldLine(s span) bool {
	words := s.of(o.text)
	return utf8.RuneCountInString(words) <= 40 && !hasMark(words, "。；！：") && !metaLine(words)
}

// explicit adds a heading that the document marks as one.
func (o *outliner) explicit(b source.Block, s span, i int) {
	m, ok := markerAt(o.text, s.start)
	if !ok {
		m = marker{kind: markerKind("h" + string(rune('0'+min(max(b.Level, 1), 6)))), span: span{s.start, s.start}}
		if b.Kind != source.Heading {
			m.kind = boldKind
		}
	}
	label := trimLabel(o.text, span{m.end, s.end})
	if m.kind == boldKind && o.continuesBold(s) {
		return
	}
	o.push(heading{marker: m, label: label, zone: s}, i)
}

// continuesBold joins a bold line to the bold heading right above it: one heading set on two lines.
func (o *outliner) continuesBold(s span) bool {
	if len(o.out.headings) == 0 {
		return false
	}
	h := &o.out.headings[len(o.out.headings)-1]
	if h.kind != boldKind || strings.TrimSpace(o.text[h.zone.end:s.start]) != "" {
		return false
	}
	h.label.end, h.zone.end = s.end, s.end
	return true
}

// push adds a heading under those that rank above it, and makes it the current one. A heading that is nothing but
// a place gives the passages under it their subject.
func (o *outliner) push(h heading, block int) {
	for len(o.stack) > 0 && ranks[o.out.headings[o.stack[len(o.stack)-1]].kind] >= ranks[h.kind] {
		o.stack = o.stack[:len(o.stack)-1]
	}
	h.up = -1
	if len(o.stack) > 0 {
		h.up = o.stack[len(o.stack)-1]
	}
	o.out.headings = append(o.out.headings, h)
	o.stack = append(o.stack, len(o.out.headings)-1)
	o.last[h.kind] = h.ordinal
	if !slices.Contains(o.stack, o.under) {
		o.subject, o.under = nil, -1
	}
	if list, end := o.places.list(o.caseStart(h.label), h.label.end); len(list) > 0 && !o.amongOthers(list, end) && (end == h.label.end || h.kind == caseKind || o.hasBody(block) || o.runsOn(h)) {
		o.subject, o.under = list, len(o.out.headings)-1
	}
}

// amongOthers reports whether a headline names its places only as some of those that the text under it tells of one by one
// (浙江福建等地……).
func (o *outliner) amongOthers(list []*place.Mention, end int) bool {
	last := list[len(list)-1]
	return o.places.at(end) != nil || strings.HasPrefix(o.text[last.End:end], "等")
}

// runsOn reports whether a numbered heading has its text behind it in the same line.
func (o *outliner) runsOn(h heading) bool {
	rest := strings.TrimPrefix(o.text[h.zone.end:], "。")
	return h.kind != gluedKind && rest != "" && rest[0] != '\n' && len(rest) < len(o.text[h.zone.end:]) && !o.inRow()
}

// caseForm is how a heading that presents one place's case begins: 案例一：, 典型案例3 , 做法之二：.
var caseForm = lazyregexp.New(`^(?:典型)?(?:案例|做法|经验|实践)(?:之)?[一二三四五六七八九十0-9]*[：:、. 　]*`)

// caseStart is where a label's own words begin after 案例一：.
func (o *outliner) caseStart(label span) int {
	words := label.of(o.text)
	switch firstRune(words) {
	case '典', '案', '做', '经', '实':
		return label.start + len(caseForm.FindString(words))
	}
	return label.start
}

// current is the innermost heading, or -1.
func (o *outliner) current() int {
	if len(o.stack) == 0 {
		return -1
	}
	return o.stack[len(o.stack)-1]
}

// pass adds a passage under the current heading.
func (o *outliner) pass(s span, subject []*place.Mention) {
	if s = s.trim(o.text, ""); s.empty() {
		return
	}
	if subject == nil {
		subject = o.source
	}
	if subject == nil {
		subject = o.subject
	}
	if subject == nil {
		subject = o.titled
	}
	if subject == nil && o.told && o.current() >= 0 {
		subject = o.out.home
	}
	o.out.passages = append(o.out.passages, passage{span: s, heading: o.current(), subject: subject})
}

// A piece is a part of a block that begins with a number, or has none.
type piece struct {
	span
	marker
	numbered bool
}

// pieces cuts a block where a number begins a heading: at its start, and after a sentence where the number goes on
// from the one before.
func (o *outliner) pieces(s span) []piece {
	var out []piece
	cur := piece{span: span{s.start, s.start}}
	fresh, plain := true, true
	seen := map[markerKind]int{gluedKind: o.last[gluedKind]}
	for i := s.start; i < s.end; {
		if !fresh && i > s.start && ideograph(o.text[i]) {
			i += 3
			continue
		}
		r, n := runeAt(o.text, i)
		var m marker
		var ok bool
		if i == s.start || fresh || plain && (r == '（' || r == '(') {
			m, ok = markerAt(o.text[:s.end], i)
			ok = ok && (i == s.start || o.expected(m, seen, fresh, plain))
		}
		if !ok && (fresh || plain) && r < 0x80 && isDigit(byte(r)) {
			m, ok = o.gluedAt(i, s.end, seen[gluedKind]+1, fresh, o.text[cur.span.start:i])
		}
		if ok {
			if cur.span.end = i; !cur.span.empty() {
				out = append(out, cur)
			}
			cur = piece{span{i, i}, m, true}
			seen[m.kind] = m.ordinal
			i, fresh, plain = max(m.end, i+n), false, true
			continue
		}
		if e := closer(r); e != 0 {
			if j := closing(o.text[:s.end], i, r); j > 0 {
				i, fresh = j, false
				continue
			}
		}
		switch {
		case endsSentence(o.text, i, r):
			fresh, plain = true, false
		case r == '：' || r == ':':
			fresh, plain = true, false
		case r == '，' || r == '；':
			fresh, plain = false, false
		case r != ' ' && r != '　':
			fresh = false
		}
		i += n
	}
	cur.span.end = s.end
	return append(out, cur)
}

// blockOnly are the kinds of number that begin a heading only at the start of a block.
var blockOnly = []markerKind{firstKind, isKind, caseKind}

// expected reports whether a number inside a block begins a heading: it follows a sentence, or a heading with no
// punctuation, and is the first of its kind or the next.
func (o *outliner) expected(m marker, seen map[markerKind]int, fresh, plain bool) bool {
	before, ok := seen[m.kind]
	if !ok {
		before = o.last[m.kind]
	}
	next := m.ordinal == 1 || m.ordinal == before+1 && before > 0
	glued := plain && len(seen) > 0 && m.kind == hanParen
	if m.kind == dashKind {
		cut, _ := firstMark(o.text[m.end:min(m.end+120, len(o.text))])
		return fresh && aspect(o.text[m.end:m.end+cut])
	}
	return next && (fresh || glued) && !slices.Contains(blockOnly, m.kind)
}

// piece reads one piece.
func (o *outliner) piece(p piece, block int) {
	if !p.numbered {
		o.pass(p.span, nil)
		return
	}
	m := p.marker
	rest := span{m.end, p.span.end}.trim(o.text, "")
	label, body, how := o.split(m, rest)
	if how == headed && o.inRow() && ranks[m.kind] > ranks[hanKind] && m.kind != gluedKind {
		how = item // a numbered item of a table's cell
	}
	switch how {
	case item:
		o.pass(rest, nil)
	case practised:
		o.leave(m.kind)
		o.last[m.kind] = m.ordinal
		o.pass(rest, nil)
	case headed:
		o.push(heading{marker: m, label: label, zone: span{m.start, label.end}}, block)
		o.pass(body, nil)
	}
}

// inRow reports whether the current heading is a row of a table.
func (o *outliner) inRow() bool {
	i := o.current()
	return i >= 0 && (o.out.headings[i].kind == gluedKind || o.out.headings[i].kind == tableRow)
}

// leave closes the headings that a number of this kind stands beside or above.
func (o *outliner) leave(kind markerKind) {
	for len(o.stack) > 0 && ranks[o.out.headings[o.stack[len(o.stack)-1]].kind] >= ranks[kind] {
		o.stack = o.stack[:len(o.stack)-1]
	}
	if o.under >= 0 && (len(o.stack) == 0 || o.stack[len(o.stack)-1] < o.under) {
		o.subject, o.under = nil, -1
	}
}

// A reading says what a numbered piece is.
type reading int

const (
	headed    reading = iota // a heading, with or without text after it
	item                     // an item of a list inside a paragraph
	practised                // a numbered practice: it begins with who did it
)

// split tells a heading from its text.
func (o *outliner) split(m marker, rest span) (label, body span, how reading) {
	words := rest.of(o.text)
	cut, mark := firstMark(words)
	label = span{rest.start, rest.start + cut}
	body = span{rest.start + cut + utf8.RuneLen(mark), rest.end}
	list, end := o.places.list(rest.start, rest.end)
	if at := o.places.first(rest.start, rest.end); m.kind == gluedKind && at > rest.start {
		return trimLabel(o.text, span{rest.start, at}), span{at, rest.end}, headed
	}
	if cut < len(words) && onlyBracket(body.trim(o.text, "。").of(o.text)) {
		return label, body, item // its places stand in brackets after it
	}
	switch {
	case m.kind == circled || (m.kind == dashKind || m.kind == isKind) && !leadLabel(label.of(o.text), mark, body):
		return label, body, item
	case cut == len(words) || ownLine(words, mark, o.endsBlock(rest)): // a line of its own
		if len(list) > 0 && end < rest.end && m.kind != caseKind && !o.headsBody(m, rest) {
			return label, body, practised
		}
		return trimLabel(o.text, rest), span{rest.end, rest.end}, headed
	case len(list) > 0 && mark == '。' && cut <= longestLabel && o.toldBelow(m, body):
		return trimLabel(o.text, label), body, headed // 3.浙江省衢州市深化……改革。衢州市……
	case len(list) > 0 && mark == '：' && end == label.end && titledAfter(body.of(o.text)) > 0:
		label.end = body.start + titledAfter(body.of(o.text))
		return label, span{label.end + len("。"), rest.end}, headed // 1.示例区：坚持居民“点单”。成立……
	case len(list) > 0:
		return label, body, practised
	case mark == '；' || mark == ';' || strings.HasSuffix(words, "；") && !strings.Contains(words, "。"):
		return label, body, item
	case mark == '，' || mark == ',':
		if n := shortSentence(words); n > 0 {
			return trimLabel(o.text, span{rest.start, rest.start + n}), span{rest.start + n + len("。"), rest.end}, headed
		}
		if aspect(label.of(o.text)) {
			return trimLabel(o.text, label), body, headed
		}
		label.end = rest.start + pastFrame(words, cut)
		return trimLabel(o.text, label), rest, headed
	}
	return trimLabel(o.text, label), body, headed
}

// toldBelow reports whether a sentence that begins with a place is a heading over the body after it: the body begins with a
// place, or all numbers of the kind stand before a title and a body.
func (o *outliner) toldBelow(m marker, body span) bool {
	return o.places.at(body.trim(o.text, "").start) != nil || o.titles(m.kind)
}

// titles reports whether each of the numbers of a kind that begin a block, two at least, has a sentence with no mark and no
// digit after it, and then a body.
func (o *outliner) titles(kind markerKind) bool {
	if is, known := o.titling[kind]; known {
		return is
	}
	n, all := 0, true
	for _, b := range o.doc.Blocks {
		m, ok := markerAt(o.text, b.Start)
		if !ok || m.kind != kind {
			continue
		}
		words := o.text[m.end:b.End]
		cut, mark := firstMark(words)
		n++
		all = all && mark == '。' && cut < len(words)-len("。") && cut <= longestLabel && !strings.ContainsAny(words[:cut], "0123456789")
	}
	o.titling[kind] = all && n >= 2
	return o.titling[kind]
}

// titledAfter is the length of a short sentence without digits that words begin with and go on behind, or 0.
func titledAfter(words string) int {
	cut, mark := firstMark(words)
	if mark == '，' || mark == ',' {
		return shortSentence(words)
	}
	if mark != '。' || cut+len("。") >= len(words) || utf8.RuneCountInString(words[:cut]) > 24 || strings.ContainsAny(words[:cut], "0123456789") {
		return 0
	}
	return cut
}

// longestLabel is how many bytes a heading's label may have that begins with a place.
const longestLabel = 150

// endsBlock reports whether s ends a block.
func (o *outliner) endsBlock(s span) bool {
	return s.end == len(o.text) || o.text[s.end] == '\n'
}

// ownLine reports whether words that hold commas are a heading on a line of its own: they fill the line and do not
// end as a sentence does.
func ownLine(words string, mark rune, ends bool) bool {
	if !ends || hasMark(words, "。；！？") {
		return false
	}
	colon := markIn(words, "：:")
	return (mark == '，' || mark == ',') && colon < 0 && utf8.RuneCountInString(words) <= 90 ||
		(mark == '：' || mark == ':') && colon < len(words)-len("：") && utf8.RuneCountInString(words) <= 40
}

// headsBody reports whether a line that names a place stands over text of its own: the block after it has no
// number of the same kind.
func (o *outliner) headsBody(m marker, s span) bool {
	for _, b := range o.doc.Blocks {
		if b.Start < s.end {
			continue
		}
		next, ok := markerAt(o.text, b.Start)
		return (!ok || ranks[next.kind] > ranks[m.kind]) && hasMark(o.text[b.Start:b.End], "。，")
	}
	return false
}

// hasBody reports whether the block after the i-th is running text.
func (o *outliner) hasBody(i int) bool {
	if i < 0 || i+1 >= len(o.doc.Blocks) {
		return false
	}
	b := o.doc.Blocks[i+1]
	_, numbered := markerAt(o.text, b.Start)
	return b.Kind == source.Paragraph && !numbered && hasMark(o.text[b.Start:b.End], "。，")
}

// firstMark is where the first punctuation outside brackets stands, and which; the length and 0 where none does.
func firstMark(words string) (int, rune) {
	for i := 0; i < len(words); {
		if ideograph(words[i]) {
			i += 3
			continue
		}
		r, n := runeAt(words, i)
		if closer(r) != 0 {
			if j := closing(words, i, r); j > 0 {
				i = j
				continue
			}
		}
		if endsSentence(words, i, r) || endsClause(words, i, r) {
			return i, r
		}
		i += n
	}
	return len(words), 0
}

// onlyBracket reports whether s is one pair of brackets and what they hold.
func onlyBracket(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return (r == '（' || r == '(') && closing(s, 0, r) == len(s)
}

// shortSentence is the length of the first sentence of words where it may be a heading with a comma in it, with text
// after it (（一）有事敞开说，畅通民意渠道。每月……), or 0.
func shortSentence(words string) int {
	n := strings.Index(words, "。")
	if n <= 0 || n+len("。") >= len(words) || strings.ContainsAny(words[:n], "0123456789") || utf8.RuneCountInString(words[:n]) > 30 {
		return 0
	}
	first, _, _ := strings.Cut(words, "，")
	if aspect(first) {
		return 0
	}
	return n
}

// leadLabel reports whether a label after —— or 一是 is a heading's: 在…方面, or a short phrase that ends with a full
// stop or a colon and has text after it.
func leadLabel(label string, mark rune, body span) bool {
	return aspect(label) || (mark == '。' || mark == '：' || mark == ':') && utf8.RuneCountInString(label) <= 24 && !body.empty()
}

// aspect reports whether a label is of the form 在…方面.
func aspect(label string) bool {
	return strings.HasSuffix(label, "方面") || strings.HasSuffix(label, "领域") && strings.HasPrefix(label, "在")
}

// itemCount is how many items a heading says stand under it.
var itemCount = lazyregexp.New(`[（(]?共?(?:计)?[0-9０-９]+[项个条][）)]?$`)

// trimLabel is a heading's own words: without 在…方面, a count of items and punctuation.
func trimLabel(text string, s span) span {
	s = s.trim(text, "。；：，、:;.")
	if r, _ := utf8.DecodeLastRuneInString(s.of(text)); r == '项' || r == '个' || r == '条' || r == '）' || r == ')' {
		if at := itemCount.FindStringIndex(s.of(text)); at != nil && at[0] > 0 {
			s.end = s.start + at[0]
		}
	}
	words := s.of(text)
	if strings.HasSuffix(words, "方面") && utf8.RuneCountInString(words) > 4 {
		s.end -= len("方面")
		for _, prefix := range []string{"在", "关于"} {
			if strings.HasPrefix(words, prefix) && s.end-s.start > len(prefix) {
				s.start += len(prefix)
				break
			}
		}
	}
	return s.trim(text, "。；：，、:;.")
}
