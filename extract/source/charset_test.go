package source

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	simplified  = "示例省人民政府关于推广示例经验的通知。各市应当落实，示例率达98%，服务群众约12万人次。"
	traditional = "示例縣政府關於推廣示例經驗的通知。各鄉鎮應當落實，示例率達98%，服務民眾約12萬人次。"
)

// encode writes a text in a charset.
func encode(t *testing.T, e encoding.Encoding, text string) string {
	t.Helper()
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestCharsets(t *testing.T) {
	page := func(charset, text string) string {
		return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset + `"></head><body><p>` + text + `</p></body></html>`
	}
	utf16 := func(order unicode.Endianness, mark unicode.BOMPolicy) encoding.Encoding {
		return unicode.UTF16(order, mark)
	}
	gb, big5 := simplifiedchinese.GB18030, traditionalchinese.Big5
	for _, c := range []struct {
		rule string
		enc  encoding.Encoding
		in   string
		want string
	}{
		{"UTF-8", encoding.Nop, simplified, simplified},
		{"UTF-8 with a mark", encoding.Nop, "\ufeff" + simplified, simplified},
		{"valid UTF-8 wins over a header that says GBK", encoding.Nop, page("gbk", simplified), simplified},
		{"GB18030 without a header", gb, simplified, simplified},
		{"GBK without a header", simplifiedchinese.GBK, simplified, simplified},
		{"gb2312 is read as GB18030", gb, page("gb2312", simplified+"镕㐂𠀀"), simplified + "镕㐂𠀀"},
		{"a header that says UTF-8 over GBK", gb, page("utf-8", simplified), simplified},
		{"a header that says Big5 over GBK", gb, page("big5", simplified), simplified},
		{"a header that says Latin 1 over GBK", gb, page("iso-8859-1", simplified), simplified},
		{"Big5 without a header", big5, traditional, traditional},
		{"Big5 with a header that says GBK", big5, page("gbk", traditional), traditional},
		{"Big5 with its own header", big5, page("big5", traditional), traditional},
		{"UTF-16 LE with a mark", utf16(unicode.LittleEndian, unicode.UseBOM), simplified, simplified},
		{"UTF-16 BE with a mark", utf16(unicode.BigEndian, unicode.UseBOM), simplified, simplified},
		{"UTF-16 LE without a mark", utf16(unicode.LittleEndian, unicode.IgnoreBOM), simplified + "\r\n2021", simplified + "\n2021"},
		{"UTF-16 LE without a mark, indented", utf16(unicode.LittleEndian, unicode.IgnoreBOM), "　　" + simplified + "\n　　一", simplified + "\n一"},
		{"UTF-16 BE without a mark, indented", utf16(unicode.BigEndian, unicode.IgnoreBOM), "　　" + simplified + "\n　　一", simplified + "\n一"},
		{"UTF-16 LE without a mark, mostly markup", utf16(unicode.LittleEndian, unicode.IgnoreBOM), "<html><body class=content-of-the-page><p>" + simplified + "</p></body></html>", simplified},
		{"UTF-16 BE without a mark", utf16(unicode.BigEndian, unicode.IgnoreBOM), simplified + "\r\n2021", simplified + "\n2021"},
		{"a short title in GBK", gb, "示例省的通知", "示例省的通知"},
		{"EUC-KR with its own header", mustEncoding("euc-kr"), page("euc-kr", "한국어 示例 문서"), "한국어 示例 문서"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			d := parseOne(t, "-", encode(t, c.enc, c.in))
			if d.Text != c.want || len(d.Notes) > 0 {
				t.Errorf("got %q with notes %v, want %q", d.Text, d.Notes, c.want)
			}
		})
	}
}

func mustEncoding(name string) encoding.Encoding { return encodingOf(name) }

func TestUndecodableBytes(t *testing.T) {
	gbk := encode(t, simplifiedchinese.GBK, simplified)
	for _, c := range []struct {
		rule, in string
		kind     NoteKind
		offset   int
	}{
		{"a broken byte in UTF-8", simplified + "\xff示例。", Undecodable, len(simplified)},
		{"a character cut off at the end of UTF-8", simplified + "\xe4\xb8", Undecodable, len(simplified)},
		{"a broken byte in GBK", gbk + "\xff" + gbk, Undecodable, len(gbk)},
		{"a character cut off at the end of GBK", gbk + "\xca", Undecodable, len(gbk)},
		{"a character lost before", simplified + "\uFFFD示例", Lost, -1},
		{"an odd byte at the end of UTF-16", "\xff\xfe\x3a\x79\x8b", Undecodable, 4},
	} {
		t.Run(c.rule, func(t *testing.T) {
			d := parseOne(t, "-", c.in)
			if len(d.Notes) == 0 {
				t.Fatalf("no note in %q", d.Text)
			}
			n := d.Notes[0]
			if n.Kind != c.kind || n.Offset != c.offset || d.Text[n.Start:n.End] != "\uFFFD" || n.Comment == "" {
				t.Errorf("got %+v in %q", n, d.Text)
			}
		})
	}
}

func TestUndecodableBytesOutsideTheText(t *testing.T) {
	d := parseOne(t, "-", "<html><body><script>\xff</script><p>"+strings.Repeat(simplified, 3)+"</p></body></html>")
	if len(d.Notes) != 1 || d.Notes[0].Start != -1 || d.Notes[0].Offset != len("<html><body><script>") {
		t.Errorf("got %+v", d.Notes)
	}
}
