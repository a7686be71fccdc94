package source

import (
	"math"
	"slices"
)

// A pdfTable is a table as its lines show it on one page. Its cells are in the order of rows, then of columns.
type pdfTable struct {
	xs, ys []float64 // the places of its lines, from the left and from the top
	cells  []pdfCell
}

// A pdfCell is a cell, by the row and the column where it begins, from 0, with the words that stand in it.
type pdfCell struct {
	row, col       int
	x0, x1, y0, y1 float64
	words          []pdfWord
}

const (
	touching     = 3 // points that lines which meet may stay apart
	mostPairs    = 400_000
	mostRows     = 500
	mostColLines = 64
)

// tablesOf finds the tables that lines make: lines that meet, with two columns at least.
func tablesOf(r rulings) []pdfTable {
	across, down := joinedRulings(r.across), joinedRulings(r.down)
	if len(across)*len(down) > mostPairs {
		return nil
	}
	var tables []pdfTable
	for _, g := range meeting(across, down) {
		if t, ok := tableOfRulings(g); ok {
			tables = append(tables, t)
		}
	}
	slices.SortStableFunc(tables, func(a, b pdfTable) int { return compare(a.ys[0], b.ys[0]) })
	return tables
}

// meeting sorts lines into groups of those that meet.
func meeting(across, down []ruling) []rulings {
	s := newSets(len(across) + len(down))
	for i, a := range across {
		for j, d := range down {
			if d.at >= a.from-touching && d.at <= a.to+touching && a.at >= d.from-touching && a.at <= d.to+touching {
				s.unite(i, len(across)+j)
			}
		}
	}
	at := map[int]int{}
	var groups []rulings
	group := func(i int) *rulings {
		root := s.find(i)
		if _, ok := at[root]; !ok {
			at[root] = len(groups)
			groups = append(groups, rulings{})
		}
		return &groups[at[root]]
	}
	for i, a := range across {
		g := group(i)
		g.across = append(g.across, a)
	}
	for j, d := range down {
		g := group(len(across) + j)
		g.down = append(g.down, d)
	}
	return groups
}

// tableOfRulings makes a table of lines that meet. A side of it may be open. Fields between which no line stands are
// one cell.
func tableOfRulings(g rulings) (pdfTable, bool) {
	if len(g.across) < 2 || len(g.down) == 0 {
		return pdfTable{}, false
	}
	var xs, ys []float64
	for _, d := range g.down {
		xs = append(xs, d.at)
	}
	for _, a := range g.across {
		xs, ys = append(xs, a.from, a.to), append(ys, a.at)
	}
	for _, d := range g.down {
		ys = append(ys, d.from, d.to)
	}
	t := pdfTable{xs: places(xs), ys: places(ys)}
	rows, cols := len(t.ys)-1, len(t.xs)-1
	if rows < 1 || cols < 2 || rows > mostRows || cols >= mostColLines {
		return t, false
	}
	s := newSets(rows * cols)
	for row := range rows {
		for col := range cols {
			x, y := (t.xs[col]+t.xs[col+1])/2, (t.ys[row]+t.ys[row+1])/2
			if col+1 < cols && !covered(g.down, t.xs[col+1], y) {
				s.unite(row*cols+col, row*cols+col+1)
			}
			if row+1 < rows && !covered(g.across, t.ys[row+1], x) {
				s.unite(row*cols+col, (row+1)*cols+col)
			}
		}
	}
	t.fields(s, rows, cols)
	return t, slices.ContainsFunc(t.cells, func(c pdfCell) bool { return c.col > 0 })
}

// fields makes the cells, each of the fields that are one.
func (t *pdfTable) fields(s sets, rows, cols int) {
	at := map[int]int{}
	for row := range rows {
		for col := range cols {
			root := s.find(row*cols + col)
			i, ok := at[root]
			if !ok {
				i = len(t.cells)
				at[root] = i
				t.cells = append(t.cells, pdfCell{row: row, col: col, x0: t.xs[col], y0: t.ys[row]})
			}
			c := &t.cells[i]
			c.x1, c.y1 = max(c.x1, t.xs[col+1]), max(c.y1, t.ys[row+1])
		}
	}
}

// places are the places of lines in order; those nearer to each other than touching are one.
func places(all []float64) []float64 {
	slices.Sort(all)
	var out []float64
	for _, v := range all {
		if n := len(out); n == 0 || v-out[n-1] > touching {
			out = append(out, v)
		}
	}
	return out
}

// covered reports whether a line at a place goes past a point.
func covered(lines []ruling, at, past float64) bool {
	for _, l := range lines {
		if math.Abs(l.at-at) <= touching && l.from <= past && l.to >= past {
			return true
		}
	}
	return false
}

// take gives the table the words that stand in it, and gives back the others.
func (t *pdfTable) take(words []pdfWord) (others []pdfWord) {
	for _, w := range words {
		if c := t.cellAt((w.x0+w.x1)/2, w.y); c != nil {
			c.words = append(c.words, w)
			continue
		}
		others = append(others, w)
	}
	return others
}

func (t *pdfTable) cellAt(x, y float64) *pdfCell {
	for i := range t.cells {
		if c := &t.cells[i]; x >= c.x0 && x < c.x1 && y >= c.y0 && y < c.y1 {
			return c
		}
	}
	return nil
}

// fits reports whether its lines go between words and not through them, as those of drawings and of pages whose
// numbers mean other places do.
func (t *pdfTable) fits() bool {
	cut, all := 0, 0
	for i := range t.cells {
		c := &t.cells[i]
		for _, w := range c.words {
			if all++; w.x0 < c.x0-touching || w.x1 > c.x1+touching {
				cut++
			}
		}
	}
	return all > 0 && cut*10 <= all
}

// sets are disjoint sets of numbers from 0.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) find(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// unite makes two sets one, which is named by its least number.
func (s sets) unite(i, j int) {
	i, j = s.find(i), s.find(j)
	s[max(i, j)] = min(i, j)
}
