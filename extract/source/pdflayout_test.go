package source

import (
	"fmt"
	"html"
	"strings"
	"testing"
)

// set is text set on a page of a PDF in 10 points as pdftotext -bbox tells it: each line is x, y and words, where
// several blanks part words.
func set(lines ...string) string {
	var b strings.Builder
	b.WriteString("<page width=\"600\" height=\"800\">\n")
	for _, line := range lines {
		var x, y float64
		fmt.Sscan(line, &x, &y)
		words := strings.SplitN(line, " ", 3)[2]
		for word := range strings.SplitSeq(words, "|") {
			size := float64(width(word)) * 5
			if strings.TrimSpace(word) != "" {
				fmt.Fprintf(&b, "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%s</word>\n", x, y-8, x+size, y+8, html.EscapeString(word))
			}
			x += size + 4
		}
	}
	b.WriteString("</page>\n")
	return b.String()
}

// TestPDFLayout holds the order in which a page is read and where its lines join.
func TestPDFLayout(t *testing.T) {
	const full = "示例市建成示例学校一百二十所，惠及学生三" // 200 points
	for _, c := range []struct{ rule, in, want string }{
		{"a full line goes on", set("50 100 "+full, "50 115 万人。", "70 130 示例县建成示例学校十所，惠及学生三千余", "50 145 人。"),
			"示例市建成示例学校一百二十所，惠及学生三万人。\n示例县建成示例学校十所，惠及学生三千余人。"},
		{"a short line ends, and so does one before an item", set("50 100 "+full, "50 115 1.示例", "50 130 示例部", "50 145 2021年8月1日"),
			"示例市建成示例学校一百二十所，惠及学生三\n1.示例\n示例部\n2021年8月1日"},
		{"a number with a point is no item", set("50 100 示例市改善农田灌溉面积合计达到了累计的", "50 115 8.6万亩。"), "示例市改善农田灌溉面积合计达到了累计的8.6万亩。"},
		{"the space beside a number is the page's own", set("50 100 示例市建成学校|120|所，惠及|NGO|中心"), "示例市建成学校120所，惠及NGO中心"},
		{"a full line goes on across pages", set("50 100 "+full, "280 700 — 1 —") + set("50 100 万人。", "280 700 — 2 —"), "示例市建成示例学校一百二十所，惠及学生三万人。"},
		{"lines that head most pages are dropped", set("50 50 示例公报 1", "50 100 甲乙") + set("50 50 示例公报 2", "50 100 丙丁") + set("50 50 示例公报 3", "50 100 戊"), "甲乙\n丙丁\n戊"},
		{"columns are read one after another, however near", set("130 80 示例部关于推广示例经验的通知",
			"70 100 示例市建成示例学校一百二十所，惠及学|学生三千人。示例镇建成示例学校一百所，合",
			"50 115 生三万人，其平均办理时间由五天压缩至一天|计惠及学生二千人，平均办理时间由五天压缩",
			"50 130 半。示例县建成示例学校一百二十所，惠及学|至三天。示例村建成示例学校一百二十所，惠",
			"50 145 生四万人，平均办理时间由五天压缩至二天。|及学生一千人，平均办理时间由五天压缩至四",
			"50 160 示例区建成示例学校一百二十所，惠及师生和|天半，现予推广。", "50 200 示例部办公厅综合司"),
			"示例部关于推广示例经验的通知\n示例市建成示例学校一百二十所，惠及学生三万人，其平均办理时间由五天压缩至一天半。示例县建成示例学校一百二十所，惠及学生四万人，平均办理时间由五天压缩至二天。示例区建成示例学校一百二十所，惠及师生和" +
				"学生三千人。示例镇建成示例学校一百所，合计惠及学生二千人，平均办理时间由五天压缩至三天。示例村建成示例学校一百二十所，惠及学生一千人，平均办理时间由五天压缩至四天半，现予推广。\n示例部办公厅综合司"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			w := &writer{}
			writePages(w, pagesOf(c.in))
			if got := w.document(nil).Text; got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func FuzzPDFLayout(f *testing.F) {
	f.Add(set("50 100 示例市|120|所，", "50 115 二。") + set("50 100 三"))
	f.Fuzz(func(t *testing.T, out string) {
		w := &writer{}
		writePages(w, pagesOf(strings.ToValidUTF8(out, "\uFFFD")))
		checkDocument(t, w.document(nil))
	})
}
