package source

import (
	"html"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A pdfWord is a run of characters on a page as pdftotext -bbox gives it: where it begins and ends across the page, and
// the height of its middle, all in points from the top left.
type pdfWord struct {
	x0, x1, y float64
	text      string
	at        int // its place in the order of pdftotext, which follows columns that stand well apart, and cells
}

// A pdfPage is the rows of a page from the top down, the tables that stand between them, how high the page is and how
// wide a Chinese character is on it.
type pdfPage struct {
	rows   []pdfRow
	tables []pdfTable
	words  []pdfWord // all of them
	em     float64
	height float64
}

// pagesOf reads what pdftotext -bbox writes: the words of each page, each on a line of its own.
func pagesOf(out string) []pdfPage {
	var pages []pdfPage
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "<page "):
			pages = append(pages, pdfPage{height: bboxNumber(line, "height")})
		case strings.HasPrefix(line, "<word ") && len(pages) > 0:
			if w, ok := bboxWord(line); ok {
				p := &pages[len(pages)-1]
				w.at = len(p.words)
				p.words = append(p.words, w)
			}
		}
	}
	for i := range pages {
		p := &pages[i]
		p.em = emOf(p.words)
		p.rows = rowsOfWords(p.words, p.em)
	}
	return pages
}

// mayHoldTable reports whether words stand apart on a line as cells do.
func (p *pdfPage) mayHoldTable() bool {
	for i := range p.rows {
		words := p.rows[i].words
		for j := 1; j < len(words); j++ {
			if words[j].x0-words[j-1].x1 > 0.6*p.em {
				return true
			}
		}
	}
	return false
}

// addTables takes the words that stand in the tables that lines make out of the page's rows.
func (p *pdfPage) addTables(r rulings) {
	for _, t := range tablesOf(r) {
		words := t.take(p.words)
		if !t.fits() {
			continue
		}
		p.words = words
		p.tables = append(p.tables, t)
	}
	if len(p.tables) > 0 {
		p.rows = rowsOfWords(p.words, p.em)
	}
}

// bboxWord reads a line such as <word xMin="1.0" yMin="2.0" xMax="3.0" yMax="4.0">text</word>.
func bboxWord(line string) (pdfWord, bool) {
	head, text, _ := strings.Cut(line, ">")
	text = html.UnescapeString(strings.TrimSuffix(text, "</word>"))
	w := pdfWord{x0: bboxNumber(head, "xMin"), x1: bboxNumber(head, "xMax"), y: (bboxNumber(head, "yMin") + bboxNumber(head, "yMax")) / 2, text: text}
	return w, strings.TrimSpace(text) != "" && w.x1 > w.x0 && w.x1-w.x0 < 1e5 && w.y > -1e5 && w.y < 1e5
}

// bboxNumber is the number that a line gives to a name.
func bboxNumber(line, name string) float64 {
	_, value, _ := strings.Cut(line, name+`="`)
	value, _, _ = strings.Cut(value, `"`)
	n, _ := strconv.ParseFloat(value, 64)
	return n
}

// emOf is how wide a Chinese character is on most of a page.
func emOf(words []pdfWord) (em float64) {
	var sizes []float64
	for _, w := range words {
		if n := width(w.text); n >= 4 {
			sizes = append(sizes, 2*(w.x1-w.x0)/float64(n))
		}
	}
	if len(sizes) == 0 {
		return 12
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2]
}

// A pdfRow is the words that stand beside each other, from left to right.
type pdfRow struct {
	y     float64
	words []pdfWord
}

func (r *pdfRow) x0() float64 { return r.words[0].x0 }
func (r *pdfRow) x1() float64 { return r.words[len(r.words)-1].x1 }

// asGiven are words in pdftotext's order, a row for those that follow each other on one line.
func asGiven(rows []pdfRow, em float64) []pdfRow {
	var words []pdfWord
	for i := range rows {
		words = append(words, rows[i].words...)
	}
	slices.SortFunc(words, func(a, b pdfWord) int { return a.at - b.at })
	var out []pdfRow
	for _, w := range words {
		if n := len(out); n > 0 && math.Abs(w.y-out[n-1].y) < 0.3*em && w.x0 > out[n-1].x1()-em {
			out[n-1].words = append(out[n-1].words, w)
			continue
		}
		out = append(out, pdfRow{w.y, []pdfWord{w}})
	}
	return out
}

// rowsOfWords sorts words into rows, from the top down: those whose middles differ by less than 0.3 em are beside each other.
func rowsOfWords(words []pdfWord, em float64) []pdfRow {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b pdfWord) int { return compare(a.y, b.y) })
	var rows []pdfRow
	for _, w := range words {
		if n := len(rows); n > 0 && w.y-rows[n-1].y < 0.3*em {
			rows[n-1].words = append(rows[n-1].words, w)
			continue
		}
		rows = append(rows, pdfRow{w.y, []pdfWord{w}})
	}
	for i := range rows {
		slices.SortStableFunc(rows[i].words, func(a, b pdfWord) int { return compare(a.x0, b.x0) })
	}
	return rows
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// text is a row's words. Between a Chinese character and a digit the page shows a little space that nobody wrote; a
// wide space parts what belongs to different places.
func (r *pdfRow) text(em float64) string {
	var b strings.Builder
	for i, w := range r.words {
		if i > 0 {
			b.WriteString(spaceBetween(r.words[i-1], w, em))
		}
		b.WriteString(w.text)
	}
	return b.String()
}

func spaceBetween(before, after pdfWord, em float64) string {
	gap := after.x0 - before.x1
	switch {
	case gap >= 3*em:
		return "\u3000\u3000"
	case gap >= 0.8*em:
		return " "
	case gap < 0.1*em:
		return ""
	}
	if isWide(before.text, true) || isWide(after.text, false) {
		return ""
	}
	return " "
}

// isWide reports whether a word ends, or begins, with a character that takes no spaces around it.
func isWide(s string, atEnd bool) bool {
	runes := []rune(s)
	r := runes[0]
	if atEnd {
		r = runes[len(runes)-1]
	}
	return eastAsian(r)
}
