package source

import (
	"html"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// plainText reads text without markup. Each line is a paragraph, unless the lines were broken at a width: then a
// line that fills the width goes on in the next one, up to a blank line, an indent, or the number of an item.
func plainText(text string) *Document {
	w := newWriter(len(text))
	defer w.release()
	w.verbatim = true
	writeLines(w, decodeEntities(text))
	w.end()
	meta, rows := labelled(w, topLines)
	end := w.articleEnd(0, len(w.drafts))
	doc := w.document(func(i int) bool { return i < end && !isSiteLine(w.piece(i)) && !slices.Contains(rows, i) })
	setOnce(&meta.Date, meta.Published)
	doc.Meta = meta
	return doc
}

// topLines is how many lines of a text without markup may hold labels of metadata.
const topLines = 40

// writeLines writes lines as paragraphs, and those of a table as its cells.
func writeLines(w *writer, text string) {
	wrap := wrapping{width: wrapWidth(text)}
	paragraph := func(line string) {
		joint, ok := wrap.joint(line)
		if !ok {
			w.end()
		}
		w.text(joint, run{})
		w.text(strings.TrimRight(line, " \t\u3000"), run{})
		wrap.took(line)
	}
	var t lineTable
	for line := range eachLine(text) {
		if t.takes(line) {
			continue
		}
		if len(t.lines) > 0 {
			t.flush(w, paragraph)
			wrap.on = false
			if t.takes(line) {
				continue
			}
		}
		paragraph(line)
	}
	t.flush(w, paragraph)
}

// eachLine gives the lines of a text, whichever way they end, without their ends.
func eachLine(text string) iter.Seq[string] {
	if strings.IndexByte(text, '\r') >= 0 || strings.IndexByte(text, '\f') >= 0 || strings.IndexByte(text, '\v') >= 0 ||
		strings.Contains(text, "\u2028") || strings.Contains(text, "\u2029") || strings.Contains(text, "\u0085") {
		text = lineEnds.Replace(text)
	}
	return func(yield func(string) bool) {
		for text := text; text != ""; {
			line, rest, _ := strings.Cut(text, "\n")
			if !yield(line) {
				return
			}
			text = rest
		}
	}
}

// lineEnds turns all ends of lines into one.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// width is how many columns a line takes: East Asian characters take two.
func width(line string) int {
	n := 0
	for _, r := range strings.TrimRight(line, " \t\u3000") {
		n++
		if r == 0x3000 || eastAsian(r) {
			n++
		}
	}
	return n
}

// indented reports whether a line starts a paragraph by its indent.
func indented(line string) bool {
	for _, p := range []string{"\u3000", "  ", "\t", "\u00a0\u00a0"} {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	return false
}

// itemStart matches the number or mark of an item or a heading at the start of a line.
var itemStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(?:[一二三四五六七八九十百]{1,4}[、.．]|[（(][一二三四五六七八九十百\d]{1,4}[)）]|\d{1,3}[、.．)）]|第[一二三四五六七八九十百零\d]{1,5}[条章节编]|[-*•●■◆]\s|——|附件)`)
})

// startsItem reports whether a line starts with the number or mark of an item; 8.6 is no number of an item.
func startsItem(line string) bool {
	at := itemStart().FindStringIndex(line)
	if at == nil {
		return false
	}
	next, _ := utf8.DecodeRuneInString(line[at[1]:])
	point := strings.HasSuffix(line[:at[1]], ".") || strings.HasSuffix(line[:at[1]], "．")
	return !point || !unicode.IsDigit(next)
}

// entity matches a character reference that ends in a semicolon.
var entity = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});`)
})

// decodeEntities decodes the character references that scraped text often keeps.
func decodeEntities(text string) string {
	if !strings.Contains(text, "&") {
		return text
	}
	return entity().ReplaceAllStringFunc(text, html.UnescapeString)
}
