package source

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A cellRow is a row of a table, or of its part on one page.
type cellRow []cellText

// A cellText is the paragraphs of a cell, and whether its last line fills the cell and is not the end of a sentence.
type cellText struct {
	col        int
	paragraphs []string
	open       bool
}

// A tableText is a table as its rows; xs are the places of its lines.
type tableText struct {
	xs   []float64
	rows []cellRow
}

// text reads the words of a table on one page. Cells without words, and rows without, are left out.
func (t *pdfTable) text(em float64) tableText {
	out := tableText{xs: t.xs}
	row := -1
	for i := range t.cells {
		c := &t.cells[i]
		text := c.text(em)
		if len(text.paragraphs) == 0 {
			continue
		}
		if c.row != row {
			out.rows, row = append(out.rows, nil), c.row
		}
		last := &out.rows[len(out.rows)-1]
		*last = append(*last, text)
	}
	return out
}

// text joins the lines of a cell into paragraphs: a line goes on where the next one's first word would not have fitted
// into it.
func (c *pdfCell) text(em float64) cellText {
	lines := rowsOfWords(c.words, em)
	text := cellText{col: c.col}
	left := c.x1
	for i := range lines {
		left = min(left, lines[i].x0())
	}
	inner := c.x1 - c.x0 - 2*min(left-c.x0, 0.8*em)
	for i := range lines {
		line := lines[i].text(em)
		if n := len(text.paragraphs); n > 0 && text.open && !startsItem(line) {
			text.paragraphs[n-1] += jointOf(text.paragraphs[n-1], line)
		} else {
			text.paragraphs = append(text.paragraphs, line)
		}
		next := em
		if i+1 < len(lines) {
			next = firstUnit(lines[i+1].text(em), em)
		}
		text.open = inner-(lines[i].x1()-lines[i].x0()) < next+0.6*em
		if i+1 < len(lines) && ends(line) && lines[i+1].x0()-left > 1.2*em {
			text.open = false
		}
	}
	return text
}

// jointOf is what goes on from a line, with the space between two words of Latin letters.
func jointOf(before, line string) string {
	if isLatin(lastRune(before)) && isLatin(firstRune(line)) {
		return " " + line
	}
	return line
}

func ends(line string) bool { return strings.ContainsRune("。！？；", lastRune(line)) }

// firstUnit is how wide the first part of a line is that may not be parted: a word or number, or a character with the marks
// that stay with it.
func firstUnit(line string, em float64) float64 {
	n, joined := 0, false
	for _, r := range line {
		switch {
		case strings.ContainsRune("“‘（《〈【", r):
			n, joined = n+2, false
		case strings.ContainsRune("，。、；：！？”’）》〉】%％", r):
			n += 2
			return float64(n) * em / 2
		case eastAsian(r):
			if joined || n > 0 && n%2 == 1 {
				return float64(n) * em / 2
			}
			n, joined = n+2, true
		case r == ' ':
			return float64(n) * em / 2
		default:
			if joined {
				return float64(n) * em / 2
			}
			n++
		}
	}
	return float64(n) * em / 2
}

// rowNumber matches what numbers the rows of a table.
var rowNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[（(]?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})[）)]?[、.．]?$`)
})

// takeOn adds the table's next part, from the next page. It reports false where that is another table, whose lines stand
// elsewhere. A head that is repeated is dropped, and a row that the page's end broke is made one.
func (t *tableText) takeOn(next tableText) bool {
	if len(t.rows) == 0 || !slices.EqualFunc(t.xs, next.xs, func(a, b float64) bool { return a-b <= touching && b-a <= touching }) {
		return false
	}
	rows := next.rows
	if len(rows) > 0 && t.rows[0].same(rows[0]) {
		rows = rows[1:]
	}
	if len(rows) > 0 && t.rows[len(t.rows)-1].goesOn(rows[0]) {
		t.rows[len(t.rows)-1].takeOn(rows[0])
		rows = rows[1:]
	}
	t.rows = append(t.rows, rows...)
	return true
}

// same reports whether two rows have the same words.
func (r cellRow) same(o cellRow) bool {
	return slices.EqualFunc(r, o, func(a, b cellText) bool {
		return a.col == b.col && slices.Equal(a.paragraphs, b.paragraphs)
	})
}

// goesOn reports whether the first row of a page is the rest of a row: it has no number of its own, and either a cell
// goes on within a sentence or it lacks the first cell, which the row has.
func (r cellRow) goesOn(next cellRow) bool {
	if rowNumber().MatchString(next[0].paragraphs[0]) {
		return false
	}
	for _, c := range next {
		if own := r.at(c.col); own != nil && own.open && !ends(own.paragraphs[len(own.paragraphs)-1]) {
			return true
		}
	}
	return next[0].col > r[0].col && len(next) < len(r)
}

// at is the cell that begins in a column, or nil.
func (r cellRow) at(col int) *cellText {
	for i := range r {
		if r[i].col == col {
			return &r[i]
		}
	}
	return nil
}

// takeOn adds the rest of a row.
func (r *cellRow) takeOn(rest cellRow) {
	for _, c := range rest {
		own := r.at(c.col)
		if own == nil {
			*r = append(*r, c)
			continue
		}
		n := len(own.paragraphs) - 1
		if own.open && !startsItem(c.paragraphs[0]) {
			own.paragraphs[n] += jointOf(own.paragraphs[n], c.paragraphs[0])
			c.paragraphs = c.paragraphs[1:]
		}
		own.paragraphs, own.open = append(own.paragraphs, c.paragraphs...), c.open
	}
	slices.SortStableFunc(*r, func(a, b cellText) int { return a.col - b.col })
}

// write writes the table as cells; n is its number in the document, from 1.
func (t *tableText) write(w *writer, n int) {
	w.end()
	for i, row := range t.rows {
		for _, c := range row {
			w.layout = layout{kind: Cell, table: n, row: i + 1, col: c.col + 1}
			for _, p := range c.paragraphs {
				w.text(p, run{})
				w.end()
			}
		}
	}
	w.layout = layout{}
}
