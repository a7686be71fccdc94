package queries

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// narrowest is the width below which no column is cut, in half-width characters.
const narrowest = 10

// gap stands between two columns.
const gap = "  "

// widestPad is the width to which short cells are padded at most, where a table is not cut: one long cell would
// otherwise put as much empty space into every line. Longer ones push what follows them to the right.
const widestPad = 80

// writeTable writes aligned columns under a line of titles. IRIs and columns without a value in any row are left
// out: they stand in JSON and CSV. Where the table is wider than style.Width, the columns marked aside go first, from
// the right; then the widest columns of text are cut with … until it fits or all are narrow. Where style.Width is 0,
// nothing is cut, and what is longer than widestPad stands out of line.
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
		cutCells(cells, widths)
	}
	out := bufio.NewWriterSize(w, 1<<16)
	for _, row := range cells {
		writeRow(out, row, r.Columns, shown, widths)
	}
	return out.Flush()
}

// writeRow writes a line without spaces at its end.
func writeRow(out *bufio.Writer, row []tableCell, columns []Column, shown []int, widths []int) {
	spaces := 0 // before the next text
	for i, c := range row {
		if i > 0 {
			spaces += len(gap)
		}
		pad := max(0, min(widths[i], widestPad)-c.width)
		if kind := columns[shown[i]].Kind; kind == Integer || kind == Decimal {
			spaces, pad = spaces+pad, 0
		}
		if text := strings.TrimRight(c.text, " "); text != "" || c.list != nil {
			for range spaces {
				out.WriteByte(' ')
			}
			c.writeList(out)
			out.WriteString(text)
			spaces = len(c.text) - len(text)
		} else {
			spaces += len(c.text)
		}
		spaces += pad
	}
	out.WriteByte('\n')
}

// A tableCell is a text and the half-width characters it takes. A list that is written as it is stands in list, and
// text is empty.
type tableCell struct {
	text  string
	list  *[]string
	width int
}

// listMark stands between the parts of a list.
const listMark = "、"

func (c *tableCell) writeList(out *bufio.Writer) {
	if c.list == nil {
		return
	}
	for i, part := range *c.list {
		if i > 0 {
			out.WriteString(listMark)
		}
		out.WriteString(part)
	}
}

// newTableCell is a text on one line, see [plainLine].
func newTableCell(text string) tableCell {
	width, plain := measure(text)
	if !plain {
		text = plainLine(text)
		width, _ = measure(text)
	}
	return tableCell{text: text, width: width}
}

// listCell is a list; ok is false where it is not written as it is.
func listCell(list *[]string) (c tableCell, ok bool) {
	width := 0
	for i, part := range *list {
		n, plain := measure(part)
		if !plain || strings.HasSuffix(part, " ") {
			return c, false
		}
		if width += n; i > 0 {
			width += displayWidth(listMark)
		}
	}
	return tableCell{list: list, width: width}, len(*list) > 0
}

func cutCells(cells [][]tableCell, widths []int) {
	for _, row := range cells {
		for i := range row {
			if row[i].width > widths[i] {
				text := row[i].text
				if row[i].list != nil {
					text = strings.Join(*row[i].list, listMark)
				}
				text = cut(text, widths[i])
				row[i] = tableCell{text: text, width: displayWidth(text)}
			}
		}
	}
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

// tableCells are titles and rows.
func tableCells(r *Result, shown []int, zh bool) [][]tableCell {
	cells := make([][]tableCell, 1, len(r.Rows)+1)
	all := make([]tableCell, 0, (len(r.Rows)+1)*len(shown))
	for _, i := range shown {
		all = append(all, newTableCell(r.Columns[i].title(zh)))
	}
	cells[0] = all[:len(shown):len(shown)]
	for _, row := range r.Rows {
		from := len(all)
		for _, i := range shown {
			all = append(all, r.Columns[i].tableCell(&row[i], zh))
		}
		cells = append(cells, all[from:len(all):len(all)])
	}
	return cells
}

// tableCell is a cell of the column as a table shows it.
func (c *Column) tableCell(cell *Cell, zh bool) tableCell {
	if c.Kind == List && c.words == nil {
		if t, ok := listCell(&cell.List); ok {
			return t
		}
	}
	return newTableCell(c.text(*cell, zh))
}

func columnWidths(cells [][]tableCell) []int {
	widths := make([]int, len(cells[0]))
	for _, row := range cells {
		for i, c := range row {
			widths[i] = max(widths[i], c.width)
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

// cut shortens s, which is wider, to a display width, with … at its end.
func cut(s string, limit int) string {
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
		if knownWidth(c) > 0 {
			return c
		}
		if unicode.IsControl(c) || unicode.Is(unicode.Cf, c) || c == '\u2028' || c == '\u2029' {
			return ' '
		}
		return c
	}, s)
}

// displayWidth is how many half-width characters s takes on a terminal.
func displayWidth(s string) int {
	n, _ := measure(s)
	return n
}

// measure gives the width of s, and whether it is all printing characters of the commonest blocks, so that [plainLine]
// leaves it as it is.
func measure(s string) (width int, plain bool) {
	plain = true
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case ' ' <= c && c < 0x7F:
			width, i = width+1, i+1
		case 0xE5 <= c && c <= 0xE8 && i+3 <= len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80: // U+5000–U+8FFF
			width, i = width+2, i+3
		default:
			c, size := utf8.DecodeRuneInString(s[i:])
			i += size
			n := knownWidth(c)
			if n == 0 {
				n, plain = runeWidth(c), false
			}
			width += n
		}
	}
	return width, plain
}

// knownWidth is the width of a printing character of ASCII, of the block CJK Unified Ideographs and of the punctuation of
// Chinese (EastAsianWidth.txt), and 0 of any other.
func knownWidth(c rune) int {
	switch {
	case isCommon(c) && c < 0x7F, c == '“', c == '”', c == '‘', c == '’', c == '·', c == '—', c == '…': // ambiguous
		return 1
	case isCommon(c), '、' <= c && c <= '〟', '！' <= c && c <= '～':
		return 2
	}
	return 0
}

// runeWidth follows Unicode's East Asian Width (UAX #11): wide and full-width characters take two columns,
// combining marks none, all others, the ambiguous ones among them, one.
func runeWidth(c rune) int {
	if n := knownWidth(c); n > 0 {
		return n
	}
	if unicode.In(c, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(c).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// isCommon reports whether c is a printing character of ASCII or of the block CJK Unified Ideographs, all of which
// are wide (EastAsianWidth.txt).
func isCommon(c rune) bool { return ' ' <= c && c < 0x7F || 0x4E00 <= c && c <= 0x9FFF }
