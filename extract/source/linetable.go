package source

import (
	"strings"
	"unicode/utf8"
)

// A lineTable gathers the lines of plain text that are the rows of a table: a header of short cells, and rows of as
// many cells, parted by tabs or by runs of spaces.
type lineTable struct {
	lines  []string
	cells  int
	tables int // tables written so far
}

const (
	fewestRows  = 3  // with the header
	longestHead = 16 // characters of a header's cell
)

// takes reports whether a line goes on with the table, or may begin one, and keeps it then.
func (t *lineTable) takes(line string) bool {
	cells := lineCells(line)
	if len(cells) < 2 || len(t.lines) > 0 && len(cells) != t.cells || len(t.lines) == 0 && !isHeader(cells) {
		return false
	}
	t.lines, t.cells = append(t.lines, line), len(cells)
	return true
}

// lineCells are the cells of a line: parted by tabs, or three and more of them by runs of two and more spaces.
func lineCells(line string) []string {
	if line == "" || line[0] == ' ' || line[0] == '\t' || strings.HasPrefix(line, "\u3000") {
		return nil
	}
	if strings.IndexByte(line, '\t') > 0 {
		return trimmed(strings.Split(strings.TrimRight(line, "\t "), "\t"))
	}
	if !strings.Contains(line, "  ") {
		return nil
	}
	var cells []string
	for rest := line; rest != ""; {
		cell, after, _ := strings.Cut(rest, "  ")
		cells = append(cells, cell)
		rest = strings.TrimLeft(after, " ")
	}
	if len(cells) < 3 {
		return nil
	}
	return trimmed(cells)
}

func trimmed(cells []string) []string {
	for i := range cells {
		cells[i] = strings.Trim(cells[i], " \u3000")
	}
	return cells
}

// isHeader reports whether cells are the names of columns.
func isHeader(cells []string) bool {
	for _, c := range cells {
		if n := utf8.RuneCountInString(c); n == 0 || n > longestHead || strings.ContainsAny(c, "。，：:；0123456789") {
			return false
		}
	}
	return true
}

// flush writes what was gathered: as cells, or through paragraph where it is no table.
func (t *lineTable) flush(w *writer, paragraph func(line string)) {
	lines := t.lines
	t.lines = t.lines[:0]
	if len(lines) < fewestRows {
		for _, line := range lines {
			paragraph(line)
		}
		return
	}
	w.end()
	t.tables++
	for row, line := range lines {
		for col, cell := range lineCells(line) {
			w.layout = layout{kind: Cell, table: t.tables, row: row + 1, col: col + 1}
			w.text(cell, run{})
			w.end()
		}
	}
	w.layout = layout{}
}
