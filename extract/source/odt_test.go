package source

import (
	"strings"
	"testing"
)

// openFile is an OpenDocument file of a kind, with styles and a text.
func openFile(t *testing.T, kind, styles, text string) string {
	t.Helper()
	return zipOf(t, member{"mimetype", "application/vnd.oasis.opendocument." + kind}, member{"META-INF/manifest.xml", "<manifest/>"},
		member{"styles.xml", `<office:document-styles><office:styles><style:style style:name="Mid" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style></office:styles></office:document-styles>`},
		member{"content.xml", "<office:document-content><office:automatic-styles>" + styles + "</office:automatic-styles><office:body><office:text>" + text + "</office:text></office:body></office:document-content>"})
}

func TestOpenDocument(t *testing.T) {
	const styles = `<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Mid"><style:text-properties fo:font-weight="bold"/></style:style>` +
		`<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>` +
		`<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/></text:list-style>`
	p := func(text string) string { return "<text:p>" + text + "</text:p>" }
	cell := func(attrs, text string) string {
		return "<table:table-cell " + attrs + ">" + text + "</table:table-cell>"
	}
	for _, c := range []struct{ rule, text, want string }{
		{"paragraphs, their alignment, and headings", `<text:p text:style-name="P1">示例通知</text:p><text:h text:outline-level="2">一、示例</text:h>` + p("　　示例省。") + `<text:p text:style-name="P2">2021年8月1日</text:p>`,
			"bold center |示例通知\nh2 |一、示例\n|示例省。\nright |2021年8月1日\n"},
		{"spaces, tabs and line breaks", p(`示例<text:line-break/>甲<text:tab/>乙<text:s text:c="2"/>丙`), "|示例\n|甲 乙 丙\n"},
		{"notes, comments, deleted and hidden text are dropped", `<text:tracked-changes>` + p("删") + `</text:tracked-changes>` + p(`示<text:note><text:note-body>`+p("注")+`</text:note-body></text:note><office:annotation>`+p("批")+`</office:annotation><text:span text:style-name="T1">隐</text:span>例`), "|示例\n"},
		{"lists are numbered", `<text:list text:style-name="L1"><text:list-item>` + p("甲") + p("又") + `<text:list><text:list-item>` + p("乙") + `</text:list-item><text:list-item>` + p("丙") + `</text:list-item></text:list></text:list-item><text:list-item>` + p("丁") + `</text:list-item></text:list>` +
			`<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>` + p("戊") + `</text:list-item></text:list><text:list text:style-name="L1"><text:list-item>` + p("己") + `</text:list-item></text:list>`,
			"item |一、甲\nitem |又\nitem |（1）乙\nitem |（2）丙\nitem |二、丁\nitem |三、戊\nitem |一、己\n"},
		{"tables with merged cells", `<table:table><table:table-header-rows><table:table-row>` + cell("", p("甲")) + cell("", p("乙")) + cell("", p("丙")) + `</table:table-row></table:table-header-rows><table:table-row>` + cell(`table:number-rows-spanned="2"`, p("1")) + cell(`table:number-columns-spanned="2"`, p("2")+p("3")) + `<table:covered-table-cell/></table:table-row><table:table-row><table:covered-table-cell/>` + cell(`table:number-columns-repeated="1"`, "") + cell("", p("4")) + `</table:table-row></table:table>` + p("示例"),
			"cell 1/1/1 |甲\ncell 1/1/2 |乙\ncell 1/1/3 |丙\ncell 1/2/1 |1\ncell 1/2/2 |2\ncell 1/2/2 |3\ncell 1/3/3 |4\n|示例\n"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := show(parseOne(t, "a.odt", openFile(t, "text", styles, c.text))); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

// TestFormatsThatAreNotRead holds what is said of each: what it is and what to do.
func TestFormatsThatAreNotRead(t *testing.T) {
	for name, c := range map[string]struct{ in, says string }{
		"a.ods":  {openFile(t, "spreadsheet", "", ""), "spreadsheet; save its sheet as CSV"},
		"a.odp":  {openFile(t, "presentation", "", ""), "save it as DOCX, PDF or text"},
		"a.xlsx": {zipOf(t, member{"xl/workbook.xml", "<x/>"}), "Excel workbook; save its sheet as CSV"},
		"a.ofd":  {zipOf(t, member{"OFD.xml", "<x/>"}), "OFD"},
		"a.doc":  {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600), "old Office"},
		"a.rtf":  {"{\\rtf1\\ansi 示例}", "RTF; save it as"},
		"a.rar":  {"Rar!\x1a\x07\x01\x00", "RAR archive; pack it as zip or tar"},
		"a.png":  {"\x89PNG\r\n\x1a\n", "picture; give the text"},
	} {
		if _, err := Parse(name, []byte(c.in), Options{}); !isError(err, ErrBinary) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want %q", name, err, c.says)
		}
	}
}

func FuzzOpenDocument(f *testing.F) {
	f.Add(`<a><office:text><text:list><text:list-item><text:p>示例</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p><text:s text:c="9"/>x</text:p></table:table-cell></table:table-row></table:table></office:text></a>`)
	f.Fuzz(func(t *testing.T, content string) {
		d := odtReader{styles: map[string]odtStyle{}, numbers: readNumbering(nil)}
		if d.read(strings.NewReader(content), true) == nil {
			checkDocument(t, d.w.document(nil))
		}
	})
}
