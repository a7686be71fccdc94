package source

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// brief writes documents one a line: name, title, date, text.
func brief(docs []*Document) string {
	var out strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&out, "%s [%s %s] %s\n", d.Name, d.Meta.Title, d.Meta.Date, strings.ReplaceAll(d.Text, "\n", " / "))
	}
	return out.String()
}

func TestJSONAndTables(t *testing.T) {
	gbk := func(s string) string { return encode(t, simplifiedchinese.GBK, s) }
	for _, c := range []struct{ rule, name, field, in, want string }{
		{"the text stands under a known name", "a.json", "", `{"title":"通知","date":"2021-08-01","content":"<p>示例省推广示例经验。</p><p>二。</p>"}`,
			"a.json [通知 2021-08-01] 示例省推广示例经验。 / 二。\n"},
		{"the fields above the text count", "a.json", "", `{"code":200,"data":{"标题":"通知","发布日期":"2021年8月1日","detail":{"html":"<p>示例省推广示例经验。</p>"}}}`,
			"a.json [通知 2021-08-01] 示例省推广示例经验。\n"},
		{"without a known name it is the longest Chinese text", "a.json", "", `{"x":"示例省推广示例经验，成效明显。","y":"示例","z":"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"}`,
			"a.json [ ] 示例省推广示例经验，成效明显。\n"},
		{"a path names the field", "a.json", "data.items.1.t", `{"data":{"items":[{"t":"甲"},{"t":"乙"}]}}`, "a.json [ ] 乙\n"},
		{"a path goes into each element of a list", "a.json", "items.t", `{"items":[{"t":"甲"},{"t":"乙","title":"题"}]}`, "a.json#1 [ ] 甲\na.json#2 [题 ] 乙\n"},
		{"a list inside an object gives several", "a.json", "", `{"list":[{"title":"一","text":"示例省推广示例经验。"},{"title":"二","text":"示例市推广示例经验。"}]}`,
			"a.json#1 [一 ] 示例省推广示例经验。\na.json#2 [二 ] 示例市推广示例经验。\n"},
		{"a list gives several", "a.json", "", `[{"title":"一","text":"示例省推广示例经验。"}, {"title":"二","text":"示例市推广示例经验。"}]`,
			"a.json#1 [一 ] 示例省推广示例经验。\na.json#2 [二 ] 示例市推广示例经验。\n"},
		{"a time in seconds is a date in China", "a.json", "", `{"pubtime":1627833600,"text":"示例省推广示例经验。"}`, "a.json [ 2021-08-02] 示例省推广示例经验。\n"},
		{"a list of paragraphs is a text", "a.json", "", `{"BT":"通知","CWRQ":"2021-11-18T00:00:00.000+0800","content":["示例省推广示例经验。","示例市落实。"]}`, "a.json [通知 2021-11-18] 示例省推广示例经验。 / 示例市落实。\n"},
		{"JSON in GBK", "a.json", "", gbk(`{"title":"通知","content":"示例省推广示例经验的工作，成效明显。"}`), "a.json [通知 ] 示例省推广示例经验的工作，成效明显。\n"},
		{"JSON Lines", "-", "", "{\"title\":\"一\",\"text\":\"示例省推广示例经验。\"}\n\n{\"title\":\"二\",\"text\":\"示例市推广示例经验。\"}\n",
			"-#1 [一 ] 示例省推广示例经验。\n-#2 [二 ] 示例市推广示例经验。\n"},
		{"JSON Lines in GBK", "a.jsonl", "", gbk("{\"title\":\"一\",\"text\":\"示例省推广示例经验的工作。\"}\n{\"title\":\"二\",\"text\":\"示例市推广示例经验的工作。\"}\n"),
			"a.jsonl#1 [一 ] 示例省推广示例经验的工作。\na.jsonl#2 [二 ] 示例市推广示例经验的工作。\n"},
		{"a table with a column of texts, whatever its name", "-", "", "标题,发布日期,正文\n通知,2021-08-01,\"　　示例省，\n　　示例市。\"\n通报,2021-08-02,示例县。\n",
			"-#1 [通知 2021-08-01] 示例省， / 示例市。\n-#2 [通报 2021-08-02] 示例县。\n"},
		{"a table in GBK", "a.csv", "", gbk("标题,正文\n通知,示例省推广示例经验的工作。\n"), "a.csv#1 [通知 ] 示例省推广示例经验的工作。\n"},
		{"a column whose name ends in a known word, and rows without text", "-", "", "Policy_Title,Year,Policy_Content,URL\n通知,1980,示例省推广示例经验。,https://example.com/1\n示例省关于推广示例经验的通知,1981,,https://example.com/2\n",
			"-#1 [通知 ] 示例省推广示例经验。\n"},
		{"a table with tabs", "-", "", "title\tcontent\n通知\t示例省推广示例经验。\n", "-#1 [通知 ] 示例省推广示例经验。\n"},
		{"a table with semicolons, of which texts have some too", "-", "", "标题;发布日期;正文\n通知;2021-08-01;\"示例省；\n示例市; 一。\"\n通报;2021-08-02;示例县，二。\n", "-#1 [通知 2021-08-01] 示例省； / 示例市; 一。\n-#2 [通报 2021-08-02] 示例县，二。\n"},
		{"a table in GBK with semicolons", "a.csv", "", gbk("标题;正文\r\n通知;示例省推广示例经验的工作。\r\n"), "a.csv#1 [通知 ] 示例省推广示例经验的工作。\n"},
		{"Excel's line that names the separator, after a byte order mark", "a.csv", "", "\uFEFFsep=;\r\n标题;正文\r\n通知;示例省，推广经验。\r\n", "a.csv#1 [通知 ] 示例省，推广经验。\n"},
		{"columns of unknown names with semicolons and commas", "a.csv", "", "a;b\n1;\"示例省推广示例经验，成效明显，甲,乙。\"\n2;示例市推广示例经验，成效明显，甲,乙,丙。\n", "a.csv#1 [ ] 示例省推广示例经验，成效明显，甲,乙。\na.csv#2 [ ] 示例市推广示例经验，成效明显，甲,乙,丙。\n"},
		{"no names at all", "a.csv", "", "通知;示例省推广示例经验，成效明显，现将有关情况和主要做法通报如下，请各地认真学习借鉴并抓好落实，示例市也推广。\n", "a.csv#1 [ ] 示例省推广示例经验，成效明显，现将有关情况和主要做法通报如下，请各地认真学习借鉴并抓好落实，示例市也推广。\n"},
		{"bars", "a.csv", "", "标题|正文\n通知|示例省推广示例经验。\n", "a.csv#1 [通知 ] 示例省推广示例经验。\n"},
		{"a column of a quoted name that is asked for", "a.csv", "c", "\"a\";\"b\";\"c\"\n\"1\";\"示例县推广经验，成效十分明显。\";\"示例省\"\n", "a.csv#1 [ ] 示例省\n"},
		{"a column that is asked for", "a.csv", "bz", "title,bz\n通知,示例省\n", "a.csv#1 [通知 ] 示例省\n"},
		{"a table whose columns have unknown names", "a.csv", "", "a,b\n1,示例省推广示例经验，成效明显。\n", "a.csv#1 [ ] 示例省推广示例经验，成效明显。\n"},
		{"prose with commas is no table", "-", "", "示例省, 示例市\n示例县, 示例区\n", "- [ ] 示例省, 示例市 / 示例县, 示例区\n"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			docs, err := Parse(c.name, []byte(c.in), Options{Field: c.field})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range docs {
				checkDocument(t, d)
			}
			if got := brief(docs); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

func TestBadRowsDoNotStopTheOthers(t *testing.T) {
	docs, err := Parse("a.jsonl", []byte("{\"text\":\"示例省推广示例经验。\"}\n{bad\n{\"x\":1}\n{\"text\":\"示例市推广示例经验。\"}\n"), Options{})
	if len(docs) != 2 || docs[1].Name != "a.jsonl#4" {
		t.Errorf("got %s", brief(docs))
	}
	if err == nil || !strings.Contains(err.Error(), "a.jsonl#2") || !strings.Contains(err.Error(), "a.jsonl#3") {
		t.Errorf("got %v", err)
	}
}

// wordFile is a DOCX file with a body and, where not empty, styles and numbering.
func wordFile(t *testing.T, body, styles, numbering string) string {
	t.Helper()
	const ns = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range []struct{ name, root, inner string }{
		{"[Content_Types].xml", "Types", ""},
		{"word/document.xml", "w:document", "<w:body>" + body + "</w:body>"},
		{"word/styles.xml", "w:styles", styles},
		{"word/numbering.xml", "w:numbering", numbering},
	} {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><%s%s>%s</%s>`, p.root, ns, p.inner, p.root)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestWord(t *testing.T) {
	p := func(props, text string) string {
		return "<w:p><w:pPr>" + props + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>"
	}
	const styles = `<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="示例"/><w:basedOn w:val="a1"/></w:style>`
	const numbering = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>`
	num := func(level int) string {
		return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="5"/></w:numPr>`, level)
	}
	for _, c := range []struct{ rule, body, want string }{
		{"paragraphs and their alignment", p(`<w:jc w:val="center"/>`, "示例通知") + p(`<w:jc w:val="both"/>`, "　　示例省。") + p(`<w:jc w:val="right"/>`, "2021年8月1日"),
			"center |示例通知\n|示例省。\nright |2021年8月1日\n"},
		{"heading styles, also inherited", p(`<w:pStyle w:val="a1"/>`, "一、示例") + p(`<w:pStyle w:val="a2"/>`, "二、示例"), "h2 |一、示例\nh2 |二、示例\n"},
		{"runs join, and a paragraph of bold runs is strong", `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>示</w:t></w:r><w:r><w:rPr><w:b w:val="1"/></w:rPr><w:t>例</w:t></w:r></w:p>` +
			`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>示</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>例</w:t></w:r></w:p>`, "bold |示例\n|示例\n"},
		{"automatic numbers are written out", p(num(0), "甲") + p(num(1), "乙") + p(num(1), "丙") + p(num(0), "丁") + p(num(1), "戊"),
			"|一、甲\n|（1）乙\n|（2）丙\n|二、丁\n|（1）戊\n"},
		{"deleted and hidden text and fields' codes are dropped", `<w:p><w:r><w:t>示</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>例</w:t></w:r></w:p>`, "|示例\n"},
		{"line breaks and tabs", `<w:p><w:r><w:t>示例</w:t><w:br/><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>`, "|示例\n|甲 乙\n"},
		{"a text box comes after the paragraph that it is anchored in", `<w:p><w:r><w:t>示</w:t></w:r><w:r><w:pict><w:txbxContent>` + p("", "图一") + p("", "图二") + `</w:txbxContent></w:pict></w:r><w:r><w:t>例</w:t></w:r></w:p>` + p("", "示例"),
			"|示例\n|图一\n|图二\n|示例\n"},
		{"text boxes do not nest", `<w:p><w:r><w:txbxContent><w:p><w:r><w:t>甲</w:t><w:txbxContent>` + p("", "乙") + `</w:txbxContent></w:r></w:p></w:txbxContent><w:t>丙</w:t></w:r></w:p>`, "|丙\n|甲\n|乙\n"},
		{"tables with merged cells", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("", "甲") + `</w:tc><w:tc>` + p("", "乙") + `</w:tc></w:tr><w:tr><w:tc>` + p("", "1") + p("", "2") + `</w:tc><w:tc><w:p/></w:tc><w:tc>` + p("", "3") + `</w:tc></w:tr></w:tbl>` + p("", "示例"),
			"cell 1/1/1 |甲\ncell 1/1/3 |乙\ncell 1/2/1 |1\ncell 1/2/1 |2\ncell 1/2/3 |3\n|示例\n"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := show(parseOne(t, "a.docx", wordFile(t, c.body, styles, numbering))); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

// pdfFile is a PDF of one page with ASCII text in a standard font, or without text where it is empty.
func pdfFile(text string) string {
	content := ""
	if text != "" {
		content = "BT /F1 12 Tf 72 720 Td (" + text + ") Tj ET"
	}
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.String()
}

func TestPDF(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	if got := parseOne(t, "a.pdf", pdfFile("Notice 2021")).Text; got != "Notice 2021" {
		t.Errorf("got %q", got)
	}
	for _, c := range []struct {
		rule, in string
		want     error
	}{
		{"a PDF without text", pdfFile(""), ErrNoText},
		{"a broken PDF", "%PDF-1.4\nrubbish", ErrDamaged},
	} {
		_, err := Parse("a.pdf", []byte(c.in), Options{})
		if !isError(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.rule, err, c.want)
		}
	}
}

func TestPDFWithoutPoppler(t *testing.T) {
	t.Setenv("PATH", os.DevNull)
	if _, err := Parse("a.pdf", []byte(pdfFile("x")), Options{}); !isError(err, ErrMissingTool) || !strings.Contains(err.Error(), "poppler-utils") {
		t.Errorf("got %v", err)
	}
}
