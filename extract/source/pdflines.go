package source

import (
	"math"
	"strings"
	"unicode/utf8"
)

// writePages writes pages as paragraphs and tables: lines were broken where the page or its column ends, tables where
// the page ends.
func writePages(w *writer, pages []pdfPage) {
	trimPages(pages)
	var lines []pdfLine
	for _, p := range pages {
		for _, line := range layPage(p) {
			if n := len(lines); n > 0 && line.table != nil && lines[n-1].table != nil && lines[n-1].table.takeOn(*line.table) {
				continue
			}
			lines = append(lines, line)
		}
	}
	widen(lines)
	var before *pdfLine
	tables := 0
	for i := range lines {
		line := &lines[i]
		if line.table != nil {
			tables++
			line.table.write(w, tables)
			before = nil
			continue
		}
		switch {
		case before == nil || !before.goesOn(line):
			w.end()
		case isLatin(lastRune(before.text)) && isLatin(firstRune(line.text)):
			w.text(" ", run{})
		}
		w.text(line.text, run{})
		before = line
	}
	w.end()
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }

func isLatin(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// widen gives columns that begin at one place on several pages the edges of the widest, since a page may hold short
// lines alone.
func widen(lines []pdfLine) {
	for i := range lines {
		a := &lines[i]
		for j := max(0, i-200); j < min(len(lines), i+200); j++ {
			b := &lines[j]
			if a.alone && b.alone && math.Abs(a.left-b.left) < 1.5*a.em && b.right > a.right {
				a.right = b.right
			}
		}
	}
}

// narrowest is how many Chinese characters a column has at least whose lines are broken.
const narrowest = 10

// goesOn reports whether a line goes on in the next one: it fills its column, or breaks off within a clause near its
// end, and the next one neither begins an item nor, after the end of a sentence, is indented.
func (l *pdfLine) goesOn(next *pdfLine) bool {
	if startsItem(next.text) || l.right-l.left < narrowest*l.em {
		return false
	}
	last := lastRune(l.text)
	short := l.right - l.x1
	indent := next.x0 - next.left
	switch {
	case strings.ContainsRune("，、（《“", last):
		return indent < 1.2*l.em || short < 1.6*l.em
	case strings.ContainsRune("：:", last):
		return false
	case strings.ContainsRune("。！？；”）", last):
		return short < 1.6*l.em && indent < 0.6*l.em
	}
	return short < max(1.6*l.em, (l.right-l.left)/6) && (indent < 0.6*l.em || indent >= 0 && math.Abs(next.x0-l.x0) < 0.6*l.em)
}
