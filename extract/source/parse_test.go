package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// parseOne reads a file that must be one document.
func parseOne(t *testing.T, name, data string) *Document {
	t.Helper()
	docs, err := Parse(name, []byte(data), Options{})
	if err != nil || len(docs) != 1 {
		t.Fatalf("Parse(%q) gave %d documents, error %v", data, len(docs), err)
	}
	checkDocument(t, docs[0])
	return docs[0]
}

// show writes blocks one a line, with what their layout says.
func show(d *Document) string {
	var out strings.Builder
	for _, b := range d.Blocks {
		switch b.Kind {
		case Heading:
			fmt.Fprintf(&out, "h%d ", b.Level)
		case ListItem:
			out.WriteString("item ")
		case Cell:
			fmt.Fprintf(&out, "cell %d/%d/%d ", b.Table, b.Row, b.Col)
		}
		if b.Strong {
			out.WriteString("bold ")
		}
		if b.Align != AlignNone {
			out.WriteString(b.Align.String() + " ")
		}
		out.WriteString("|" + d.Text[b.Start:b.End] + "\n")
	}
	return out.String()
}

func TestBlocks(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		// Plain text.
		{"each line of plain text is a paragraph", "甲方案\n乙方案\n", "|甲方案\n|乙方案\n"},
		{"indents and trailing blanks are dropped", "　　示例市人民政府　　\r\n \t示例县\r\n", "|示例市人民政府\n|示例县\n"},
		{"two wide spaces inside a line start a paragraph", "示例市发布通知。　　各县应当落实。", "|示例市发布通知。\n|各县应当落实。\n"},
		{"two wide spaces after one character do not", "标　　题", "|标 题\n"},
		{"two wide spaces after an article's number do not", "第十二条　　为了示例，制定本办法。", "|第十二条 为了示例，制定本办法。\n"},
		{"four spaces inside a line of plain text start a paragraph", "示例市落实通知要求。    2021年8月1日", "|示例市落实通知要求。\n|2021年8月1日\n"},
		{"four spaces in the source of HTML do not, four that are shown do", "<p>示例市    示例县</p><p>示例办公厅&nbsp;&nbsp;&nbsp;&nbsp;8月1日</p>", "|示例市 示例县\n|示例办公厅\n|8月1日\n"},
		{"one wide space is a space", "一、　示例", "|一、 示例\n"},
		{"runs of white space become one space", "示例\t \u00a0市", "|示例 市\n"},
		{"characters without width are removed", "示\u200b例\u00ad市\ufeff人\u2060民", "|示例市人民\n"},
		{"control characters are removed", "示\x01例\x7f市", "|示例市\n"},
		{"full-width characters stay", "（一）Ａ１２％", "|（一）Ａ１２％\n"},
		{"the text is in NFC", "e\u0301示例", "|é示例\n"},
		{"character references are decoded in plain text", "示例&nbsp;市&ldquo;一网&rdquo;&#20013;", "|示例 市“一网”中\n"},
		{"lines broken at a width are joined",
			strings.Repeat("　　示例市推进示例改革试点，建立示例工作机制，明确示例\n责任分工，完善示例政策，推动示例任务落实，取得示例成\n效。\n", 4),
			strings.Repeat("|示例市推进示例改革试点，建立示例工作机制，明确示例责任分工，完善示例政策，推动示例任务落实，取得示例成效。\n", 4)},

		// HTML.
		{"inline elements join without a space", "<p>优化创<span><a href='/x'>新示例</a></span>治理</p>", "|优化创新示例治理\n"},
		{"a line end in the source between Chinese characters is no space", "<p>示例\n  市</p>", "|示例市\n"},
		{"a line end in the source between words is a space", "<p>open\n data</p>", "|open data\n"},
		{"a line break is a paragraph break", "<p>甲<br>乙<br/>丙</p>", "|甲\n|乙\n|丙\n"},
		{"wide spaces in HTML break paragraphs", "<div>　　甲方案。\n　　乙方案。</div>", "|甲方案。\n|乙方案。\n"},
		{"scripts, styles and comments are dropped", "<p>甲</p><script>var 乙;</script><style>p{}</style><!-- 丙 --><p>丁</p>", "|甲\n|丁\n"},
		{"hidden elements are dropped", "<p>甲</p><p style='display: none'>乙</p><p hidden>丙</p><span style='visibility:hidden'>丁</span>", "|甲\n"},
		{"pictures and their captions are dropped", "<div class='img_wrapper'><img alt='示例图'><span class='img_descr'>示例图注</span></div><p>甲</p>", "|甲\n"},
		{"entities are decoded", "<p>甲&middot;乙&nbsp;&nbsp;丙&#x4e2d;</p>", "|甲·乙 丙中\n"},
		{"bold blocks are strong", "<p><b>一、示例</b></p><p><span style='font-weight:700'>二、示例</span></p><p><strong>三、</strong>示例</p>",
			"bold |一、示例\nbold |二、示例\n|三、示例\n"},
		{"bold can be switched off", "<div style='font-weight:bold'><p>甲</p><p><span style='font-weight: normal'>乙</span></p></div>", "bold |甲\n|乙\n"},
		{"alignment is inherited and overridden", "<div align=center><p>甲</p><p style='text-align: right'>乙</p><p style='text-align:justify'>丙</p></div>",
			"center |甲\nright |乙\n|丙\n"},
		{"headings and items keep their kind", "<h2>甲</h2><ul><li>乙</li><li><p>丙</p></li></ul>", "h2 |甲\nitem |乙\nitem |丙\n"},
		{"cells have rows and columns", "<table><tr><th>序号</th><th>做法</th></tr><tr><td>1</td><td>示例</td></tr></table>",
			"cell 1/1/1 |序号\ncell 1/1/2 |做法\ncell 1/2/1 |1\ncell 1/2/2 |示例\n"},
		{"spans are resolved", "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td><td>己</td></tr></table>",
			"cell 1/1/1 |甲\ncell 1/1/2 |乙\ncell 1/1/4 |丙\ncell 1/2/2 |丁\ncell 1/2/3 |戊\ncell 1/2/4 |己\n"},
		{"a table of one column is layout", "<table><tr><td><p>甲</p></td></tr><tr><td>乙</td></tr></table>", "|甲\n|乙\n"},
		{"a cell's paragraphs share its place", "<table><tr><td>甲</td><td><p>乙</p><p>丙</p></td></tr></table>",
			"cell 1/1/1 |甲\ncell 1/1/2 |乙\ncell 1/1/2 |丙\n"},

		// The site's own lines.
		{"the editor's line is dropped", "<p>示例。</p><p class=x>责任编辑：示例 SF000</p><p>（责编：示例）</p>", "|示例。\n"},
		{"promotions are dropped", "<p>示例。</p><p>海量资讯、精准解读，尽在示例APP</p><p>扫一扫在手机打开当前页</p>", "|示例。\n"},
		{"sentences about codes stay", "<p>推行扫码就医，群众扫一扫即可办理。</p><p>扫码乘车覆盖全部公交线路，年服务约12万人次。</p>", "|推行扫码就医，群众扫一扫即可办理。\n|扫码乘车覆盖全部公交线路，年服务约12万人次。\n"},
		{"sharing, printing and font lines are dropped", "<p>示例。</p><p>【字体：大 中 小】</p><p>打印本页　关闭窗口</p><p>分享到：</p>", "|示例。\n"},
		{"lines without words are dropped", "<p>示例。</p><p>* * *</p><p>————</p>", "|示例。\n"},

		// Markdown.
		{"Markdown headings have levels", "# 甲\n\n## 乙 ##\n\n丙\n===\n", "h1 |甲\nh2 |乙\nh1 |丙\n"},
		{"bold paragraphs of Markdown are strong", "# 甲\n\n**一、示例。**\n\n**二、**示例\n", "h1 |甲\nbold |一、示例。\n|二、示例\n"},
		{"lists keep their numbers and lose their bullets", "# 甲\n\n1. 乙\n2. 丙\n- 丁\n", "h1 |甲\nitem |1. 乙\nitem |2. 丙\nitem |丁\n"},
		{"links give their text and pictures nothing", "# 甲\n\n见[示例通知](https://example.com/a)。![图](b.png)\n", "h1 |甲\n|见示例通知。\n"},
		{"a pipe table has cells", "# 甲\n\n| 序号 | 做法 |\n|---|:--:|\n| 1 | **示例** |\n\n乙\n",
			"h1 |甲\ncell 1/1/1 |序号\ncell 1/1/2 |做法\ncell 1/2/1 |1\ncell 1/2/2 bold |示例\n|乙\n"},
		{"HTML stands in Markdown", "# 甲\n\n<p><strong>示例消息</strong>：乙。</p><p>丙。</p>\n\n[查看原文](https://example.com/)\n", "h1 |甲\n|示例消息：乙。\n|丙。\n"},
		{"rules, time stamps and fences are no words", "# 甲\n\n---\n\n(更新时间戳: 1600000000000)\n\n```\n乙\n```\n", "h1 |甲\n|乙\n"},
		{"marks between letters and digits stay", "# 甲\n\n面积为3*4*5米，代码a_b_c\n", "h1 |甲\n|面积为3*4*5米，代码a_b_c\n"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := show(parseOne(t, "-", c.in)); got != c.want {
				t.Errorf("%q\ngot:\n%swant:\n%s", c.in, got, c.want)
			}
		})
	}
}

func TestMeta(t *testing.T) {
	for _, c := range []struct {
		rule, in string
		want     Meta
	}{
		{"front matter gives title and the date in China", "\n---\ntitle: '示例：通知'\ndate: Mon, 30 Aug 2021 19:59:11 GMT\n---\n<p>示例。</p>",
			Meta{Title: "示例：通知", Date: "2021-08-31", Published: "2021-08-31"}},
		{"quotes and escapes of front matter are read", "---\ntitle: \"示例“\\\"通知\\\"”\"\nurl: https://example.com/a\n---\n示例。",
			Meta{Title: "示例“\"通知\"”", URL: "https://example.com/a"}},
		{"a folded title is one line", "---\ntitle: >-\n  示例省\n  通知\ndate: 2021-09-01\n---\n示例。",
			Meta{Title: "示例省通知", Date: "2021-09-01", Published: "2021-09-01"}},
		{"a rule is no front matter", "---\n示例。\n---\n", Meta{}},
		{"a table of metadata gives all fields", metadataTable + "<div id=UCAP-CONTENT><p>示例省人民政府决定，推广示例经验。</p></div>",
			Meta{Title: "示例省人民政府关于示例的通知", Number: "示政发〔2021〕1号", Issuer: "示例省人民政府", Date: "2021-08-01", Published: "2021-08-05"}},
		{"a list of metadata gives them too", "<html><body><ul><li><span>索 引 号：</span>X/2021-1</li><li>发文字号：示发〔2021〕2号</li><li>成文日期：二〇二一年八月二十六日</li></ul><div class=content><p>示例省推广示例经验，成效明显。</p></div></body></html>",
			Meta{Number: "示发〔2021〕2号", Date: "2021-08-26"}},
		{"the page's heading is its title", "<html><head><title>示例通知_示例网</title><link rel=canonical href='https://example.com/1.html'></head><body><h1>示例通知</h1><article><p>示例省推广示例经验，成效明显。</p></article></body></html>",
			Meta{Title: "示例通知", URL: "https://example.com/1.html"}},
		{"a portal's head names title and time", "<html><head><meta name=ArticleTitle content='示例通知'><meta property='article:published_time' content='2021-08-30T23:00:00Z'></head><body><p>示例省推广示例经验，成效明显。</p></body></html>",
			Meta{Title: "示例通知", Date: "2021-08-31", Published: "2021-08-31"}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := parseOne(t, "-", c.in).Meta; got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// metadataTable is a made-up table as government pages show it.
const metadataTable = `<table><tr><td><b>索 引 号：</b></td><td>000/2021-1</td><td><b>主题分类：</b></td><td>示例</td></tr>
<tr><td><b>发文机关：</b></td><td>示例省人民政府</td><td><b>成文日期：</b></td><td>2021年08月01日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan=3>示例省人民政府关于示例的通知</td></tr>
<tr><td><b>发文字号：</b></td><td>示政发〔2021〕1号</td><td><b>发布日期：</b></td><td>2021年08月05日</td></tr></table>`

func TestChinaDate(t *testing.T) {
	for in, want := range map[string]string{
		"Mon, 30 Aug 2021 09:59:11 GMT": "2021-08-30",
		"2021-08-30T20:00:00Z":          "2021-08-31",
		"2021-08-30T20:00:00+08:00":     "2021-08-30",
		"2021-08-30 20:00:00":           "2021-08-30",
		"2021年8月3日":                     "2021-08-03",
		"2021/8/3":                      "2021-08-03",
		"20210803":                      "2021-08-03",
		"二〇二一年十二月三十一日":                  "2021-12-31",
		"二○二一年十月二十日":                    "2021-10-20",
		"２０２１年８月３日":                     "2021-08-03",
		"2021-02-30":                    "",
		"示例":                            "",
		"":                              "",
	} {
		if got := chinaDate(in); got != want {
			t.Errorf("chinaDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	small := Options{Limits: Limits{Document: 100}}
	for _, c := range []struct {
		rule string
		data string
		o    Options
		want error
	}{
		{"no bytes", "", Options{}, ErrEmpty},
		{"white space only", " \n　\n", Options{}, ErrEmpty},
		{"markup without words", "<html><body><img src=a></body></html>", Options{}, ErrEmpty},
		{"zero bytes", "\x00\x01\x02\x03示例\xff", Options{}, ErrBinary},
		{"a picture", "\x89PNG\r\n\x1a\n0000", Options{}, ErrBinary},
		{"an old Office file", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600), Options{}, ErrBinary},
		{"longer than the limit", strings.Repeat("示例", 100), small, ErrTooLarge},
		{"JSON without text", `{"a":1}`, Options{}, ErrNoField},
		{"a field that is not there", `{"content":"示例省推广示例经验。"}`, Options{Field: "data.text"}, ErrNoField},
	} {
		t.Run(c.rule, func(t *testing.T) {
			docs, err := Parse("示例.txt", []byte(c.data), c.o)
			if !errors.Is(err, c.want) || len(docs) > 0 {
				t.Fatalf("got %d documents and %v, want %v", len(docs), err, c.want)
			}
			if msg := err.Error(); !strings.Contains(msg, "示例.txt") || strings.Contains(msg, "\n") {
				t.Errorf("the message is no sentence that names the file: %s", msg)
			}
		})
	}
}
