package source

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
)

// A label is a name that government sites give to a piece of metadata, without spaces and colon.
var labels = map[string]func(*Meta, string){
	"标题": setTitle, "名称": setTitle, "信息名称": setTitle, "文件名称": setTitle, "公文名称": setTitle,
	"发文字号": setNumber, "文号": setNumber, "文件编号": setNumber, "发文文号": setNumber, "公文文号": setNumber,
	"发文机关": setIssuer, "发布机构": setIssuer, "发文单位": setIssuer, "发布单位": setIssuer, "发文机构": setIssuer,
	"制发机关": setIssuer, "公开主体": setIssuer, "公开责任部门": nil, "联合发文单位": nil,
	"成文日期": setIssued, "发文日期": setIssued, "成文时间": setIssued, "生成日期": setIssued, "印发日期": setIssued,
	"发布日期": setPublished, "公开日期": setPublished, "发布时间": setPublished, "公布日期": setPublished,
	"索引号": nil, "索引": nil, "主题分类": nil, "主题词": nil, "体裁分类": nil, "组配分类": nil, "公文种类": nil,
	"信息分类": nil, "有效性": nil, "时效性": nil, "效力状态": nil, "文件状态": nil, "公开方式": nil, "公开类型": nil,
	"信息索引": nil, "统一编号": nil, "统一登记号": nil, "生效日期": nil, "失效日期": nil, "废止日期": nil, "实施日期": nil,
	"施行日期": nil, "关键词": nil, "内容概述": nil, "内容分类": nil, "服务对象": nil, "公开范围": nil, "发布文号": setNumber,
	"颁布单位": setIssuer, "发布部门": setIssuer, "颁布日期": setIssued, "所属类别": nil, "文件来源": nil, "法规类别": nil, "发布机关": setIssuer,
	"主题": nil, "分类": nil, "文件类型": nil, "所属主题": nil, "公开形式": nil, "公开时限": nil, "责任部门": nil,
}

func setTitle(m *Meta, v string)     { setOnce(&m.Title, v) }
func setNumber(m *Meta, v string)    { setOnce(&m.Number, v) }
func setIssuer(m *Meta, v string)    { setOnce(&m.Issuer, v) }
func setIssued(m *Meta, v string)    { setOnce(&m.Date, chinaDate(v)) }
func setPublished(m *Meta, v string) { setOnce(&m.Published, chinaDate(v)) }

// setOnce sets a field that is still empty, to a value that says something.
func setOnce(field *string, v string) {
	if *field == "" && strings.Trim(v, "-—/无 ") != "" {
		*field = v
	}
}

// strong are the labels that only metadata of official documents has.
var strong = map[string]bool{
	"索引号": true, "发文字号": true, "文号": true, "发文机关": true, "发布机构": true, "成文日期": true, "主题分类": true,
	"发文日期": true, "公文种类": true, "组配分类": true, "体裁分类": true, "公开方式": true, "有效性": true, "发文单位": true,
	"发布单位": true, "发布文号": true, "发布机关": true, "颁布单位": true, "发布部门": true,
}

// near is how many drafts may stand between two labels of one table of metadata.
const near = 12

// A labelTable is a table of metadata as far as it is read.
type labelTable struct {
	meta    Meta
	rows    []int           // its drafts, labels and values
	seen    map[string]bool // its labels
	special int             // how many of them are strong
	inline  bool            // values stand beside their labels, not in drafts of their own
	last    int             // the draft of the last label
}

// labelled reads the table of metadata that government pages show: of the first drafts, those that are labels or begin
// with one, near each other. It also gives those drafts, labels and values, which are no words of the notice. Fewer than three
// different labels, or than two that only official documents have, are no such table.
func labelled(w *writer, within int) (Meta, []int) {
	var t labelTable
	for i := 0; i < min(within, len(w.drafts)); i++ {
		if i-t.last > near || t.seen == nil {
			if t.isMeta() {
				break
			}
			t = labelTable{seen: make(map[string]bool), last: i}
		}
		if t.read(w, i) {
			i++
		}
	}
	if !t.isMeta() {
		return Meta{}, nil
	}
	return t.meta, t.rows
}

func (t *labelTable) isMeta() bool { return len(t.seen) >= 3 && t.special >= 2 }

// read takes a draft if it is a label. It reports whether the next draft is its value.
func (t *labelTable) read(w *writer, i int) bool {
	name, value, colon := cutLabel(w.piece(i))
	set, ok := labels[name]
	if !ok || t.seen[name] || !colon && !isValueOf(w, i) {
		return false
	}
	t.seen[name], t.last = true, i
	t.rows = append(t.rows, i)
	if strong[name] {
		t.special++
	}
	t.inline = t.inline || value != ""
	next := value == "" && !t.inline && isValueOf(w, i)
	if next {
		value = string(w.piece(i + 1))
		t.rows = append(t.rows, i+1)
	}
	if set != nil {
		set(&t.meta, value)
	}
	return next
}

// cutLabel splits “发文字号：国办发〔2018〕1号”, with or without what follows the colon, and “【发布文号】国发〔1997〕1号”. A text
// without a colon is all label.
func cutLabel(piece []byte) (name, value string, colon bool) {
	if len(piece) > 1200 {
		return "", "", false
	}
	if tag, rest, ok := strings.Cut(string(piece), "】"); ok && strings.HasPrefix(tag, "【") && rest != "" && len(tag) <= 40 {
		return squeeze(strings.TrimPrefix(tag, "【")), strings.TrimLeft(rest, "：: "), true
	}
	text := strings.Trim(string(piece), "[]【】")
	name, value, colon = strings.Cut(text, "：")
	if !colon {
		name, value, colon = strings.Cut(text, ":")
	}
	if len(name) > 40 {
		return "", "", false
	}
	return strings.Trim(squeeze(name), "[]【】"), strings.TrimSpace(value), colon
}

// isValueOf reports whether the draft after a label is its value: no label itself, and in the next cell of the same
// row where the label is a cell.
func isValueOf(w *writer, i int) bool {
	if i+1 >= len(w.drafts) {
		return false
	}
	if name, _, _ := cutLabel(w.piece(i + 1)); name != "" {
		if _, ok := labels[name]; ok {
			return false
		}
	}
	a, b := &w.drafts[i], &w.drafts[i+1]
	return a.Kind != Cell || b.Kind == Cell && a.Table == b.Table && a.Row == b.Row
}

// headMeta adds what the head of a page and its first heading say, where the table of metadata does not.
func headMeta(doc *goquery.Document, m *Meta) {
	content := func(names ...string) string {
		for _, name := range names {
			s := doc.Find(`meta[name="` + name + `" i], meta[property="` + name + `" i]`).First()
			if v := strings.TrimSpace(s.AttrOr("content", "")); v != "" {
				return v
			}
		}
		return ""
	}
	setOnce(&m.Title, oneLine(content("ArticleTitle")))
	if m.Title == "" {
		m.Title = headTitle(doc, content("og:title"))
	}
	setOnce(&m.Published, chinaDate(content("PubDate", "article:published_time", "og:release_date", "publishdate", "firstpublishedtime")))
	if m.Published == "" {
		m.Published = dateLine(doc)
	}
	setOnce(&m.Date, m.Published)
	setOnce(&m.URL, webAddress(doc.Find(`link[rel="canonical" i]`).First().AttrOr("href", "")))
	setOnce(&m.URL, webAddress(content("og:url", "Url")))
}

// headTitle is the title of a page: the one first heading that <title> contains, or the only one there is, else
// og:title, else <title> without the site's name at its end.
func headTitle(doc *goquery.Document, og string) string {
	title := oneLine(doc.Find("head title, title").First().Text())
	headings := doc.Find("h1")
	for _, n := range headings.EachIter() {
		h := oneLine(n.Text())
		only := headings.Length() == 1 && utf8.RuneCountInString(h) >= 10
		if h != "" && (title == "" || only || strings.Contains(squeeze(title), squeeze(h))) {
			return h
		}
	}
	if og != "" {
		return oneLine(og)
	}
	for _, sep := range []string{"_", "|", " - ", "--", "——", "-"} {
		i := strings.Index(title, sep)
		if dash := strings.Trim(sep, " -—") == ""; dash && i > 0 && strings.ContainsAny(title[i:], "：:") {
			continue // a subtitle
		}
		if i > 12 {
			title = strings.TrimSpace(title[:i])
			break
		}
	}
	return title
}

// dateLine finds the date of publication in the line of data that pages show below their headline.
func dateLine(doc *goquery.Document) string {
	const marked = `[class*="info"], [class*="date"], [class*="time"], [class*="pub"], [class*="source"], [id*="info"], [id*="date"], [id*="time"]`
	for _, n := range doc.Find(marked).EachIter() {
		if words := oneLine(n.Text()); len(words) <= 160 {
			if date := chinaDate(words); date != "" {
				return date
			}
		}
	}
	return ""
}

// oneLine is a text with its white space folded as a block's is.
func oneLine(s string) string {
	var w writer
	w.text(s, run{})
	doc := w.document(nil)
	return strings.ReplaceAll(doc.Text, "\n", " ")
}

// webAddress is an absolute http or https URL, or "".
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
