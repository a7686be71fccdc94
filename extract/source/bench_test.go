package source

import (
	"strings"
	"testing"
)

// portalPage is a made-up notice in the shape of a news portal's page: front matter, then markup with style
// attributes, links inside words and the portal's furniture.
func portalPage(paragraphs int) string {
	var b strings.Builder
	b.WriteString("\n---\ntitle: '示例省发展改革委关于推广示例经验的通知'\nauthor: 示例网\ndate: Mon, 30 Aug 2021 09:59:11 GMT\n---\n\n<div>\n")
	b.WriteString(`<p cms-style="font-L align-Center">　　<font cms-style="font-L strong-Bold align-Center">示例省发展改革委关于推广示例经验的通知</font></p>` + "\n")
	for range paragraphs {
		b.WriteString(`<p cms-style="font-L">　　<font cms-style="font-L strong-Bold">（一）在示例改革方面，</font>主要是示例一、示例二、示例三等。示例市在试点期间增加学位约12万个，优化创<span id="stock_sz000000"><a href="https://example.com/realstock/nc.shtml" class="keyword" target="_blank" data-sudaclick="content_marketkeywords_p">新示例</a></span><span id="quote_sz000000"></span>治理，建设由三级医院、社区卫生服务机构等组成的医疗卫生服务体系，县域内就诊率达98%。示例县发展居家养老服务中心和养老服务机构，提供健康管理和急诊急救等多项服务，推动常住人口城镇化率提高约5个百分点。</p>` + "\n")
	}
	b.WriteString("<style>\n.appendQr_wrap{border:1px solid #E6E6E6;padding:8px;}\n</style>\n" +
		`<div class="clearfix appendQr_wrap"><div class="appendQr_normal"><img src="https://example.com/1.png"></div><div class="appendQr_normal_txt">海量资讯、精准解读，尽在示例APP</div></div>` +
		`<p class="article-editor">责任编辑：示例 SF000</p>` + "\n</div>\n")
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	var o Options
	for _, c := range []struct{ name, page string }{
		{"front matter and HTML", portalPage(30)},
		{"whole page", "<!DOCTYPE html><html><body><div class=nav><a href=/>首页</a></div>" + portalPage(30) + "</body></html>"},
		{"plain text", strings.Repeat("　　示例市在试点期间增加学位约12万个，县域内就诊率达98%，推动常住人口城镇化率提高约5个百分点。\n", 150)},
		{"Markdown", "# 示例\n\n" + strings.Repeat("<p><strong>示例消息</strong>：示例市在试点期间增加学位约12万个，县域内就诊率达98%，推动常住人口城镇化率提高约5个百分点。</p>\n\n", 100)},
	} {
		data := []byte(c.page)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse("page.html", data, o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
