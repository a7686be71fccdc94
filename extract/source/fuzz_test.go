package source

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// checkDocument fails where a document breaks what [Document] promises.
func checkDocument(t *testing.T, d *Document) {
	t.Helper()
	if !utf8.ValidString(d.Text) {
		t.Fatalf("text is not UTF-8: %q", d.Text)
	}
	if !norm.NFC.IsNormalString(d.Text) {
		t.Fatalf("text is not NFC: %q", d.Text)
	}
	at := 0
	for i, b := range d.Blocks {
		if i > 0 {
			if at >= len(d.Text) || d.Text[at] != '\n' {
				t.Fatalf("block %d does not end at a line end: %q", i-1, d.Text)
			}
			at++
		}
		if b.Start != at || b.End <= b.Start || b.End > len(d.Text) {
			t.Fatalf("block %d is [%d,%d) in %d bytes, expected to start at %d", i, b.Start, b.End, len(d.Text), at)
		}
		words := d.Text[b.Start:b.End]
		if strings.TrimSpace(words) != words || strings.Contains(words, "\n") || strings.Contains(words, "  ") {
			t.Fatalf("block %d has white space to spare: %q", i, words)
		}
		if (b.Kind == Cell) != (b.Table > 0) || (b.Kind == Cell) != (b.Row > 0) || (b.Kind == Cell) != (b.Col > 0) {
			t.Fatalf("block %d is a %v at table %d row %d column %d", i, b.Kind, b.Table, b.Row, b.Col)
		}
		at = b.End
	}
	if at != len(d.Text) {
		t.Fatalf("blocks end at %d of %d bytes", at, len(d.Text))
	}
	for _, r := range d.Text {
		if r != ' ' && r != '\n' && unicode.IsSpace(r) || unicode.IsControl(r) && r != '\n' {
			t.Fatalf("text holds %U: %q", r, d.Text)
		}
	}
	for _, n := range d.Notes {
		if n.Start >= 0 && d.Text[n.Start:n.End] != "\uFFFD" {
			t.Fatalf("note %+v does not stand at U+FFFD", n)
		}
	}
}

func FuzzParse(f *testing.F) {
	seeds := []string{
		"", "示例市开展试点。", "---\ntitle: 示例\ndate: Mon, 30 Aug 2021 09:59:11 GMT\n---\n<div><p>　　<b>一、示例</b></p></div>",
		"<html><body><table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table></body></html>",
		"# 示例\n\n**一、标题**\n\n| 序号 | 做法 |\n|---|---|\n| 1 | 示例 |\n\n1. 甲\n2. 乙\n\n```\nx\n```\n",
		"\xff\xfe\x00\x4e\x8c\x4e", "\xb9\xfa\xce\xf1\xd4\xba", "e\u0301\u00ad\u200b　　\u3000\u0344",
		"<table><tr><td colspan=9999 rowspan=9999>x<table><td>y", strings.Repeat("<div>", 600) + "示例",
		`{"title":"示例","content":"示例省推进改革。"}`, "标题,正文\n示例,示例省推进改革，成效明显。\n", "{\"text\":\"示例省。\"}\n{\"text\":\"示例市。\"}\n",
	}
	for _, name := range []string{"a.txt", "a.html", "a.md", "a.csv", "a.json", "a.jsonl", "a.docx", "a.tar.gz"} {
		for _, s := range seeds {
			f.Add(name, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		docs, _ := Parse(name, data, Options{})
		for _, d := range docs {
			checkDocument(t, d)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"示例", "\xff\xfe\x00\x4e", "\xb9\xfa\xce\xf1\xd4\xba\xff", "\x81\x30", "a\x00b\x00", "\xa4\xa4\xa4\xe5"} {
		for _, hint := range []string{"", "gbk", "big5", "utf-8", "utf-16", "iso-8859-1", "shift_jis"} {
			f.Add([]byte(s), hint)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, hint string) {
		d, ok := decode(data, hint)
		if !ok {
			return
		}
		if !utf8.ValidString(d.text) {
			t.Fatalf("decoded text is not UTF-8: %q", d.text)
		}
		last := -1
		for _, at := range d.faults {
			if at <= last || at >= len(data) {
				t.Fatalf("fault at %d after %d in %d bytes", at, last, len(data))
			}
			last = at
		}
		if len(d.faults) > strings.Count(d.text, "\uFFFD") {
			t.Fatalf("%d faults and %d U+FFFD", len(d.faults), strings.Count(d.text, "\uFFFD"))
		}
	})
}
