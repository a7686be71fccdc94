package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"policygraph/extract/source"
	"policygraph/internal/lazyregexp"
)

// A head is what stands above and below a notice's body.
type head struct {
	title, number, issued, source string
	key                           string // the number with the brackets of the standard, the same on every site
	issuers                       []string
	cites                         []string
	// zones are the parts of the text that are head and not body, in ascending order.
	zones []span
}

// readHead finds title, number, issuers, date and cited documents. The text's own words come before what the
// page around it says, and a date of signature before a date of publication.
func readHead(doc *source.Document) head {
	h := head{source: doc.Meta.URL}
	number := h.readCaption(doc)
	if number.empty() {
		number = h.readNumber(doc)
	}
	h.readTitle(doc, number)
	h.readSignature(doc)
	h.addressee(doc)
	if h.issued == "" {
		h.issued = firstDate(doc.Meta.Date, h.title, topDate(doc))
	}
	if len(h.issuers) == 0 && doc.Meta.Issuer != "" {
		h.issuers = splitIssuers(doc.Meta.Issuer)
	}
	h.cites = cites(doc.Text, h.title)
	slices.SortFunc(h.zones, func(a, b span) int { return a.start - b.start })
	return h
}

var (
	// numberTail is the end of a 文号: a year in brackets and an ordinal. The form is that of GB/T 9704—2012, 7.2.5.
	numberTail = lazyregexp.New(`^[〔\[（(【﹝［]\s*((?:19|20|１９|２０)[\d０-９]{2})\s*[〕\])）】﹞］]\s*(?:第\s*)?([\d０-９]{1,5})\s*号`)
	// yearFirst is a 文号 of the time before the standard, with the year in front: (85)农牧字第12号.
	yearFirst = lazyregexp.New(`^[〔\[（(]\s*((?:19)?[5-9]\d)\s*[〕\])）]\s*(\p{Han}{1,8}?)字?\s*第?\s*([\d０-９]{1,5})\s*号`)
	// genres are what a title ends with: the kinds of official document of the 条例 of 2012 and what practice adds.
	genres = wordsOf("通知 通报 意见 决定 决议 公告 通告 批复 报告 纪要 办法 方案 规划 规定 细则 条例 公报 命令 议案 函 要点 清单 措施 指南 做法 经验 案例")
)

// A docNumber is a 文号 in a text.
type docNumber struct {
	span
	written string // as written, without blanks
	key     string // with the brackets of the standard
}

// findNumbers finds the 文号 in text: a short name of the issuer, a year in brackets, an ordinal.
func findNumbers(text string) []docNumber {
	var out []docNumber
	for i, r := range text {
		switch r {
		case '〔', '[', '（', '(', '【', '﹝', '［':
		default:
			continue
		}
		m := numberTail.FindStringSubmatch(text[i:])
		start := letters(text, i)
		if m == nil || start == i {
			if m := yearFirst.FindStringSubmatch(text[i:min(len(text), i+80)]); m != nil {
				written := strings.Join(strings.Fields(m[0]), "")
				out = append(out, docNumber{span{i, i + len(m[0])}, written, m[2] + "〔" + halfWidth(m[1]) + "〕" + halfWidth(m[3]) + "号"})
			}
			continue
		}
		start = numberStart(text, start, i)
		name := strings.TrimSpace(text[start:i])
		written := strings.Join(strings.Fields(text[start:i+len(m[0])]), "")
		key := name + "〔" + halfWidth(m[1]) + "〕" + halfWidth(m[2]) + "号"
		out = append(out, docNumber{span{start, i + len(m[0])}, written, key})
	}
	return out
}

// letters is where the run of letters that ends at i begins; blanks right before i are passed over.
func letters(text string, i int) int {
	at := len(strings.TrimRight(text[:i], " 　"))
	for n := 0; n < 40 && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if !unicode.IsLetter(r) {
			break
		}
		at -= size
	}
	return at
}

// readNumber finds the notice's own number: the first one that stands before the body, not inside brackets.
func (h *head) readNumber(doc *source.Document) span {
	if list := findNumbers(doc.Meta.Number); len(list) > 0 {
		h.number, h.key = list[0].written, list[0].key
	} else {
		h.number = strings.TrimSpace(doc.Meta.Number)
		h.key = h.number
	}
	text := doc.Text[:upTo(doc.Text, 1800)]
	for _, n := range findNumbers(text) {
		if quoted(text, n.start) || !h.heads(doc, n.span) {
			continue
		}
		if h.number == "" {
			h.number, h.key = n.written, n.key
		}
		h.zones = append(h.zones, n.span)
		return n.span
	}
	return span{}
}

// heads reports whether a number at s is the notice's own: it stands alone on its line, or right after the title.
func (h *head) heads(doc *source.Document, s span) bool {
	for _, b := range doc.Blocks {
		if b.Start <= s.start && s.end <= b.End {
			rest := span{s.end, b.End}
			return rest.trim(doc.Text, "").empty() || genres.has(doc.Text[b.Start:s.start]) && !hasMark(doc.Text[b.Start:s.start], "。；")
		}
	}
	return false
}

// numberStart cuts a number from a title that runs into it: the number begins after the last kind of document.
func numberStart(text string, start, end int) int {
	run := text[start:end]
	if cut, ok := strings.CutPrefix(run, "日"); ok { // 1993年3月2日国发〔1993〕12号
		start, run = start+len("日"), cut
	}
	for at := 0; ; {
		from, to := genres.within(run[at:])
		if from < 0 {
			return start
		}
		if at+to < len(run) && to-from > len("函") {
			return numberStart(text, start+at+to, end)
		}
		at += to
	}
}

// quoted reports whether byte i stands inside brackets that opened shortly before.
func quoted(text string, i int) bool {
	before := text[max(0, i-12):i]
	return strings.HasSuffix(before, "（") || strings.HasSuffix(before, "(")
}

// upTo is n, or less where text is shorter or a character would be cut.
func upTo(text string, n int) int {
	if n >= len(text) {
		return len(text)
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// readTitle takes the title from the lines above the number, or from the first line that reads as one, or else
// from the page.
func (h *head) readTitle(doc *source.Document, number span) {
	if line, above := bulletin(doc); !line.empty() {
		h.title = cleanTitle(line.of(doc.Text))
		h.zones = append(append(h.zones, above...), line)
		return
	}
	meta := cleanTitle(doc.Meta.Title)
	if lines := titleLines(doc, number); len(lines) > 0 {
		var b strings.Builder
		for _, s := range lines {
			b.WriteString(s.of(doc.Text))
		}
		h.title = cleanTitle(b.String())
		h.zones = append(h.zones, lines...)
	}
	if h.title == "" || meta != "" && !titled(h.title) {
		h.title = meta
	}
	if line, lines := headline(doc); line != "" && (h.title == "" || len(line) > len(h.title) && (!titled(h.title) || strings.HasPrefix(line, h.title))) {
		h.title = line
		h.zones = append(h.zones, lines...)
	}
	if line := firstLine(doc); line != "" && (h.title == "" || siteName.MatchString(h.title) || !titled(h.title) && !related(h.title, doc.Text)) {
		h.title = line
	}
	if h.title == "" && len(doc.Blocks) > 0 {
		h.title = cleanTitle(doc.Text[doc.Blocks[0].Start:doc.Blocks[0].End])
	}
	if line := original(doc); line != "" && !strings.Contains(h.title, "关于") {
		h.title = line
	}
	h.dropRepeats(doc)
}

// original is the official title that a page gives under its own headline (原标题：……关于……的通知), or "".
func original(doc *source.Document) string {
	for _, b := range doc.Blocks[:min(len(doc.Blocks), 8)] {
		words := strings.TrimSpace(doc.Text[b.Start:b.End])
		if rest := cleanTitle(words); strings.HasPrefix(words, "原标题") && strings.Contains(rest, "关于") && titled(rest) {
			return rest
		}
	}
	return ""
}

// headline is the first marked heading of the first level, joined where it is broken over lines.
func headline(doc *source.Document) (string, []span) {
	var lines []span
	for _, b := range doc.Blocks[:min(len(doc.Blocks), 8)] {
		if b.Kind == source.Heading && b.Level == 1 {
			lines = append(lines, span{b.Start, b.End})
		} else if len(lines) > 0 {
			break
		}
	}
	return cleanTitle(joined(doc.Text, lines)), lines
}

// firstLine is the first block, or the one below a masthead, where it may be a headline: short, and no sentence.
func firstLine(doc *source.Document) string {
	if len(doc.Blocks) < 2 {
		return ""
	}
	words := doc.Text[doc.Blocks[0].Start:doc.Blocks[0].End]
	if masthead.MatchString(words) {
		words = doc.Text[doc.Blocks[1].Start:doc.Blocks[1].End]
	}
	if n := utf8.RuneCountInString(words); n < 6 || n > 60 || hasMark(words, "。；") || metaLine(words) {
		return ""
	}
	return cleanTitle(words)
}

// siteName is a title that is only the name of a site.
var siteName = lazyregexp.New(`^.{2,10}(?:网|网站|频道|首页|门户|客户端|在线)$`)

// related reports whether a title's words stand in the text: half of its pairs of neighbouring characters.
func related(title, text string) bool {
	all, both := 0, 0
	eachPair(title, func(pair string) {
		all++
		if strings.Contains(text, pair) {
			both++
		}
	})
	return 2*both >= all
}

// titled reports whether a line reads as the title of an official document.
func titled(s string) bool {
	end := 0
	for at := 0; ; at = end {
		_, n := genres.within(s[at:])
		if n < 0 {
			break
		}
		end = at + n
	}
	if end == 0 || hasMark(s, "。；") {
		return false
	}
	rest := strings.TrimRight(s[end:], "）)》”")
	return utf8.RuneCountInString(rest) <= 12 && (strings.HasPrefix(rest, "（") || strings.HasPrefix(rest, "(") || rest == "")
}

// titleLines are the spans of the title: what stands before the number in its own block, and the lines before it
// up to the first that ends a sentence; without a number, the first lines up to one that ends as a title does.
func titleLines(doc *source.Document, number span) []span {
	var lines []span
	for i, b := range doc.Blocks {
		if i > 8 || b.Kind == source.Cell {
			break
		}
		s := span{b.Start, b.End}
		last := false
		if !number.empty() && number.start < s.end {
			s.end = s.start + len(strings.TrimRight(doc.Text[s.start:max(s.start, number.start)], "（( 　"))
			last = true
		}
		words := s.of(doc.Text)
		if hasMark(words, "。；！") || addressed(words) || utf8.RuneCountInString(words) > 90 {
			break
		}
		if s = s.trim(doc.Text, ""); !s.empty() && !metaLine(words) {
			lines = append(lines, s)
		}
		if last || titled(joined(doc.Text, lines)) && number.empty() {
			break
		}
	}
	if number.empty() && !titled(joined(doc.Text, lines)) {
		return nil
	}
	return trimTitleLines(doc.Text, lines)
}

// trimTitleLines keeps of the lines above a number the last ones that together read as a title, so that a
// letterhead (××部文件) or a page's crumbs are left out.
func trimTitleLines(text string, lines []span) []span {
	for i := len(lines) - 1; i >= 0; i-- {
		if words := lines[i].of(text); strings.HasSuffix(words, "文件") || strings.Contains(words, ">") {
			return lines[i+1:]
		}
	}
	for i := len(lines) - 1; i > 0; i-- {
		if words := joined(text, lines[i:]); titled(words) && strings.Index(words, "关于") > 0 {
			return lines[i:]
		}
	}
	return lines
}

func joined(text string, lines []span) string {
	var b strings.Builder
	for _, s := range lines {
		b.WriteString(s.of(text))
	}
	return b.String()
}

// masthead is the line of a bulletin with its number: 改革简报　第23期.
var masthead = lazyregexp.New(`^[^，。：]{0,30}(?:简报|专报|信息|动态|快报|通讯|公报|专刊|内参|导刊)?[ 　]*[（(]?(?:[\d０-９]{4}年)?[ 　]*第?[ 　]*[\d０-９一二三四五六七八九十]{1,4}[ 　]*期(?:[ 　]*（?总第[\d０-９]+期）?)?[）)]?$`)

// metaLine reports whether a line gives data about the page: a date, a source, a label with a colon, a bulletin's
// number.
func metaLine(s string) bool {
	if k := markIn(s, "：:"); k > 0 && utf8.RuneCountInString(s[:k]) <= 8 {
		return true
	}
	if strings.Contains(s, "期") && masthead.MatchString(s) {
		return true
	}
	return mayDate(s) && utf8.RuneCountInString(s) < 40 && dateForm.MatchString(s) || strings.HasPrefix(s, "来源") ||
		strings.HasPrefix(s, "发布时间") || strings.HasPrefix(s, "索") || strings.HasPrefix(s, "原标题")
}

var siteSuffix = lazyregexp.New(`\s*[_|｜]\s*[^_|｜：“]{2,24}$|\s+[-—–]+\s*[^-—–]{2,20}(?:网|网站|门户|政府)$`)

// cleanTitle is a title on one line, without the site's name that pages add and without 原标题.
func cleanTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for _, prefix := range []string{"原标题：", "原标题:", "标题：", "标题:"} {
		s = strings.TrimPrefix(s, prefix)
	}
	for hasMark(s, "_|｜-—–") {
		t := siteSuffix.ReplaceAllString(s, "")
		if t == s || t == "" || columnOf(t, s[len(t):]) {
			break
		}
		s = t
	}
	if strings.HasSuffix(s, "]") || strings.HasSuffix(s, "］") {
		s = footnote.ReplaceAllString(s, "")
	}
	return strings.TrimSpace(unspace(s))
}

// columnOf reports whether what stands before a bar is only what a column is called (典型案例｜某市……), and what stands behind
// it no site's name.
func columnOf(column, title string) bool {
	return 3*len(column) < len(title) && !suffixOf(title, sites)
}

// sites end the names of sites.
var sites = strings.Fields("网 网站 门户 政府 厅 局 委 部 委员会 日报 频道 中心 新闻 公众号 在线")

var footnote = lazyregexp.New(`[\[［]\d{1,2}[\]］]$`)

// unspace drops single spaces between Chinese characters of an official title broken over lines.
func unspace(s string) string {
	if !strings.Contains(s, " ") || !strings.Contains(s, "关于") {
		return s
	}
	if joined := strings.ReplaceAll(s, " ", ""); titled(joined) {
		return joined
	}
	return s
}

// dropRepeats marks later lines that only say the title again; a sentence that stands for a title is told too.
func (h *head) dropRepeats(doc *source.Document) {
	if h.title == "" || hasMark(h.title, "。") {
		return
	}
	begins := h.title[:upTo(h.title, 12)]
	for _, b := range doc.Blocks[:min(len(doc.Blocks), 12)] {
		words := doc.Text[b.Start:b.End]
		if len(words) > 2*len(h.title)+60 || !strings.Contains(words, begins) {
			continue
		}
		if t := cleanTitle(words); t == h.title || strings.HasPrefix(h.title, t) && utf8.RuneCountInString(t) > 10 {
			h.zones = append(h.zones, span{b.Start, b.End})
		}
	}
}

// addressed reports whether a line names those the notice is sent to.
func addressed(s string) bool {
	s = strings.TrimSpace(s)
	return (strings.HasPrefix(s, "各") || strings.Contains(s, "、各") || strings.Contains(s, "，各")) &&
		(strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":"))
}

// addressee marks the line of those the notice is sent to.
func (h *head) addressee(doc *source.Document) {
	for _, b := range doc.Blocks[:min(len(doc.Blocks), 20)] {
		if addressed(doc.Text[b.Start:b.End]) {
			h.zones = append(h.zones, span{b.Start, b.End})
			return
		}
	}
}

// cites are the titles in 《》, each once, in reading order; the notice's own title is none.
func cites(text, own string) []string {
	var out []string
	seen := map[string]bool{own: true, strings.Trim(own, "《》"): true}
	for i := 0; i < len(text); {
		k := strings.Index(text[i:], "《")
		if k < 0 {
			break
		}
		i += k
		end := closing(text, i, '《')
		if end == 0 {
			i += len("《")
			continue
		}
		title := strings.TrimSpace(text[i+len("《") : end-len("》")])
		if title != "" && !seen[title] {
			seen[title] = true
			out = append(out, title)
		}
		i = end
	}
	return out
}
