package source

import (
	"html"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// plainText reads text without markup. Each line is a paragraph, unless the lines were broken at a width: then a
// line that fills the width goes on in the next one, up to a blank line, an indent, or the number of an item.
func plainText(text string) *Document {
	w := &writer{buf: make([]byte, 0, len(text))}
	writeLines(w, decodeEntities(text))
	return w.document(func(i int) bool { return !isSiteLine(w.piece(i)) })
}

// writeLines writes lines as paragraphs.
func writeLines(w *writer, text string) {
	wrap, full := wrapWidth(text), false
	for line := range eachLine(text) {
		if !full || indented(line) || startsItem(line) {
			w.end()
		}
		w.text(line, run{})
		w.text("\n", run{})
		full = wrap > 0 && width(line) >= wrap-4
	}
}

// eachLine gives the lines of a text, whichever way they end, without their ends.
func eachLine(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for text != "" {
			i := strings.IndexAny(text, "\n\r\f\v\u0085\u2028\u2029")
			if i < 0 {
				yield(text)
				return
			}
			line, rest := text[:i], text[i:]
			switch {
			case strings.HasPrefix(rest, "\r\n"), strings.HasPrefix(rest, "\u0085"):
				rest = rest[2:]
			case rest[0] >= 0x80:
				rest = rest[3:]
			default:
				rest = rest[1:]
			}
			if !yield(line) {
				return
			}
			text = rest
		}
	}
}

// wrapWidth is the width, in columns, at which the lines of a text were broken, or 0 where each line is a
// paragraph. They were broken where at least two in five lines, and five in all, are within four columns of the
// widest but for one line in twenty, and that is a width at which pages are set.
func wrapWidth(text string) int {
	var widths []int
	for line := range eachLine(text) {
		if strings.TrimSpace(line) != "" {
			widths = append(widths, width(line))
		}
	}
	if len(widths) < 5 {
		return 0
	}
	slices.Sort(widths)
	widest := widths[(len(widths)-1)*19/20]
	if widest < 40 || widest > 130 {
		return 0
	}
	full := len(widths) - len(widths[:lowerBound(widths, widest-4)])
	if full < 5 || full*5 < len(widths)*2 {
		return 0
	}
	return widest
}

// lowerBound is the index of the first width that is at least v.
func lowerBound(sorted []int, v int) int {
	i, _ := slices.BinarySearch(sorted, v)
	return i
}

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

func startsItem(line string) bool {
	return itemStart().MatchString(line)
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
