package queries

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// narrowest is the width below which no column is cut, in half-width characters.
const narrowest = 10

// gap stands between two columns.
const gap = "  "

// writeTable writes aligned columns under a line of titles. IRIs and columns without a value in any row are left
// out: they stand in JSON and CSV. Where the table is wider than style.Width, the columns marked aside go first, from
// the right; then the widest columns of text are cut with … until it fits or all are narrow.
func writeTable(w io.Writer, r *Result, style Style) error {
	shown := shownColumns(r)
	cells := tableCells(r, shown, !style.English)
	widths := columnWidths(cells)
	if style.Width > 0 {
		for i := len(shown) - 1; i >= 0 && sum(widths) > style.Width; i-- {
			if r.Columns[shown[i]].aside {
				shown = slices.Delete(shown, i, i+1)
				cells = tableCells(r, shown, !style.English)
				widths = columnWidths(cells)
			}
		}
		fit(widths, r.Columns, shown, style.Width)
	}
	out := bufio.NewWriter(w)
	for _, row := range cells {
		var line strings.Builder
		for i, s := range row {
			if i > 0 {
				line.WriteString(gap)
			}
			s = cut(s, widths[i])
			pad := strings.Repeat(" ", widths[i]-displayWidth(s))
			if kind := r.Columns[shown[i]].Kind; kind == Integer || kind == Decimal {
				line.WriteString(pad + s)
			} else {
				line.WriteString(s + pad)
			}
		}
		out.WriteString(strings.TrimRight(line.String(), " "))
		out.WriteByte('\n')
	}
	return out.Flush()
}

// shownColumns are the columns of a table, by their place.
func shownColumns(r *Result) []int {
	var shown []int
	for i, c := range r.Columns {
		empty := len(r.Rows) > 0 && !slices.ContainsFunc(r.Rows, func(row []Cell) bool {
			return row[i].Text != "" || len(row[i].List) > 0
		})
		if c.Kind != IRI && !empty {
			shown = append(shown, i)
		}
	}
	return shown
}

// tableCells are the texts of titles and rows.
func tableCells(r *Result, shown []int, zh bool) [][]string {
	cells := make([][]string, 1, len(r.Rows)+1)
	for _, i := range shown {
		cells[0] = append(cells[0], r.Columns[i].title(zh))
	}
	for _, row := range r.Rows {
		line := make([]string, len(shown))
		for k, i := range shown {
			line[k] = plainLine(r.Columns[i].text(row[i], zh))
		}
		cells = append(cells, line)
	}
	return cells
}

func columnWidths(cells [][]string) []int {
	widths := make([]int, len(cells[0]))
	for _, row := range cells {
		for i, s := range row {
			widths[i] = max(widths[i], displayWidth(s))
		}
	}
	return widths
}

// sum is the width of a line.
func sum(widths []int) int {
	all := len(gap) * (len(widths) - 1)
	for _, n := range widths {
		all += n
	}
	return all
}

// fit takes from the widest columns of text, one character at a time, until all fit within total.
func fit(widths []int, columns []Column, shown []int, total int) {
	for excess := sum(widths) - total; excess > 0; excess-- {
		widest := -1
		for i, n := range widths {
			kind := columns[shown[i]].Kind
			if n > narrowest && kind != Integer && kind != Decimal && (widest < 0 || n > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// cut shortens s to a display width, with … at its end.
func cut(s string, limit int) string {
	if displayWidth(s) <= limit {
		return s
	}
	used := 0
	for i, c := range s {
		n := runeWidth(c)
		if used+n > limit-1 {
			return s[:i] + "…"
		}
		used += n
	}
	return s
}

// plainLine is s on one line and without control characters, which could steer the terminal.
func plainLine(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Cf, c) || c == '\u2028' || c == '\u2029' {
			return ' '
		}
		return c
	}, s)
}

// displayWidth is how many half-width characters s takes on a terminal.
func displayWidth(s string) int {
	n := 0
	for _, c := range s {
		n += runeWidth(c)
	}
	return n
}

// runeWidth follows Unicode's East Asian Width (UAX #11): wide and full-width characters take two columns,
// combining marks none, all others, the ambiguous ones among them, one.
func runeWidth(c rune) int {
	if unicode.In(c, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(c).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
