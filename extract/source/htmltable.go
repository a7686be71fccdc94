package source

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxSpan bounds colspan and rowspan; HTML's own bounds are 1,000 and 65,534.
const maxSpan = 1000

// isData reports whether a table holds data rather than the layout of a page: it holds no further table, it has at
// least two cells in some row, and no cell is a column of an article (more than half of a long table's text, in
// several paragraphs).
func (k *walk) isData(t *html.Node) bool {
	if r := attr(t, "role"); r == "presentation" || r == "none" {
		return false
	}
	columns, total, longest := 0, 0, 0
	for _, tr := range tableRows(t) {
		cells := rowCells(tr)
		columns = max(columns, len(cells))
		for _, c := range cells {
			n, paragraphs, nested := cellSize(c)
			if nested {
				return false
			}
			total += n
			if paragraphs > 2 {
				longest = max(longest, n)
			}
		}
	}
	return columns >= 2 && (longest < 1500 || longest*2 < total)
}

// cellSize gives the bytes of text in a cell, its paragraphs, and whether a table with rows stands in it.
func cellSize(n *html.Node) (size, paragraphs int, nested bool) {
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode:
			size += len(c.Data)
		case c.DataAtom == atom.P, c.DataAtom == atom.Br:
			paragraphs++
		case c.DataAtom == atom.Table:
			return size, paragraphs, true
		}
	}
	return size, paragraphs, nested
}

// tableRows are the rows of a table, not those of tables in it.
func tableRows(t *html.Node) []*html.Node {
	var rows []*html.Node
	for c := t.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			rows = append(rows, tableRows(c)...)
		}
	}
	return rows
}

// rowCells are the cells of a row.
func rowCells(tr *html.Node) []*html.Node {
	var cells []*html.Node
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, c)
		}
	}
	return cells
}

// data walks a table of data cell by cell.
func (k *walk) data(t *html.Node, s style) {
	for c := t.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			k.element(c, s)
		}
	}
	s.kind, s.table, s.level = Cell, k.tables, 0
	var g grid
	for _, tr := range tableRows(t) {
		rs := k.enter(tr, block, s)
		rs.row = g.nextRow()
		if hidden(tr) {
			continue
		}
		for _, c := range rowCells(tr) {
			cs := rs
			cs.col = g.place(spanOf(c, "rowspan"), spanOf(c, "colspan"))
			k.element(c, cs)
		}
	}
}

// spanOf reads rowspan or colspan.
func spanOf(n *html.Node, key string) int {
	v, err := strconv.Atoi(attr(n, key))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, maxSpan)
}

// A grid resolves spans: it knows for each column for how many more rows a cell above fills it.
type grid struct {
	row, col int
	filled   []int
}

// nextRow starts a row and gives its number, from 1.
func (g *grid) nextRow() int {
	if g.row > 0 {
		for i := range g.filled {
			g.filled[i] = max(g.filled[i]-1, 0)
		}
	}
	g.row++
	g.col = 0
	return g.row
}

// place puts a cell into the next free columns of the row and gives the first, from 1.
func (g *grid) place(rows, cols int) int {
	for g.col < len(g.filled) && g.filled[g.col] > 0 {
		g.col++
	}
	at := g.col
	for range min(cols, maxSpan) {
		if g.col == len(g.filled) {
			if len(g.filled) >= maxSpan {
				break
			}
			g.filled = append(g.filled, 0)
		}
		g.filled[g.col] = rows
		g.col++
	}
	return at + 1
}
