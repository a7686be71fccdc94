package source

import "math"

// A pdfLine is a line of a page in reading order, with the edges of the column that it stands in.
type pdfLine struct {
	text        string
	x0, x1, y   float64
	left, right float64
	em          float64
	alone       bool       // no other column stands beside it
	table       *tableText // where it is no line but a table
}

const (
	// gutter is the least width between two columns, in em: the space of a justified line is narrower.
	gutter = 0.3
	// fewestLines is how many lines of a column stand beside those of the next.
	fewestLines = 4
	// mostWords bounds the work on one page; pages of prose have some hundreds.
	mostWords = 1500
	// mostColumns bounds how often a page is divided.
	mostColumns = 6
)

// layPage gives the lines and tables of a page in the order of reading: columns of prose one after another, however near
// they stand, and all else in the order of pdftotext.
func layPage(page pdfPage) []pdfLine {
	p := pageLayout{em: page.em}
	left, right := edges(page.rows)
	depth, words := 0, 0
	for i := range page.rows {
		words += len(page.rows[i].words)
	}
	if words > mostWords {
		depth = mostColumns
	}
	rows := page.rows
	for i := range page.tables {
		t := &page.tables[i]
		above := 0
		for above < len(rows) && rows[above].y < t.ys[0] {
			above++
		}
		p.part(rows[:above], left, right, depth, true)
		text := t.text(page.em)
		p.out = append(p.out, pdfLine{table: &text})
		rows = rows[above:]
	}
	p.part(rows, left, right, depth, true)
	return p.out
}

// A pageLayout is the lines of a page as far as they are in order.
type pageLayout struct {
	em  float64
	out []pdfLine
}

// part puts a part of a page in order, dividing it where two columns stand beside each other.
func (p *pageLayout) part(rows []pdfRow, left, right float64, depth int, alone bool) {
	if depth < mostColumns {
		if g, ok := findGutter(rows, p.em); ok {
			p.part(rows[:g.from], left, right, depth+1, alone)
			for _, side := range parted(rows[g.from:g.to], g.x) {
				l, r := edges(side)
				p.part(side, l, r, depth+1, false)
			}
			p.part(rows[g.to:], left, right, depth+1, alone)
			return
		}
	}
	p.lines(rows, left, right, alone)
}

// lines takes rows as lines of one column.
func (p *pageLayout) lines(rows []pdfRow, left, right float64, alone bool) {
	given := asGiven(rows, p.em)
	for i := range given {
		r := &given[i]
		p.out = append(p.out, pdfLine{text: r.text(p.em), x0: r.x0(), x1: r.x1(), y: r.y, left: left, right: right, em: p.em, alone: alone})
	}
}

func edges(rows []pdfRow) (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for i := range rows {
		left, right = min(left, rows[i].x0()), max(right, rows[i].x1())
	}
	return left, right
}

// parted divides rows at x.
func parted(rows []pdfRow, x float64) [2][]pdfRow {
	var left, right []pdfRow
	for _, r := range rows {
		var l, rr []pdfWord
		for _, w := range r.words {
			if w.x0 < x {
				l = append(l, w)
			} else {
				rr = append(rr, w)
			}
		}
		if len(l) > 0 {
			left = append(left, pdfRow{r.y, l})
		}
		if len(rr) > 0 {
			right = append(right, pdfRow{r.y, rr})
		}
	}
	return [2][]pdfRow{left, right}
}

// A gutterAt is a blank strip between two columns of prose, and the rows beside it.
type gutterAt struct {
	x        float64
	from, to int
}

// findGutter finds the strip with the most lines on both of its sides: no word reaches into it in a run of rows, at
// least four lines stand on each side, side by side, and both sides are about as wide, as columns of prose are and those of
// tables are not.
func findGutter(rows []pdfRow, em float64) (best gutterAt, ok bool) {
	most := fewestLines - 1
	seen := map[int]bool{}
	for i := range rows {
		for _, w := range rows[i].words {
			x := w.x0 - gutter/2*em - 0.05*em
			if at := int(x * 2); seen[at] {
				continue
			} else {
				seen[at] = true
			}
			for _, g := range runsAt(rows, x, em) {
				if n := beside(rows[g.from:g.to], x, em); n > most {
					best, most, ok = g, n, true
				}
			}
		}
	}
	return best, ok
}

// runsAt are the runs of rows in which no word reaches into the strip around x.
func runsAt(rows []pdfRow, x, em float64) (runs []gutterAt) {
	from := 0
	for i := 0; i <= len(rows); i++ {
		if i < len(rows) && !reachesInto(&rows[i], x-gutter/2*em, x+gutter/2*em) {
			continue
		}
		for from < i && rows[from].x0() > x { // what stands above the left column comes first
			from++
		}
		if to := withoutTail(rows, from, i, x, em); to-from >= fewestLines {
			runs = append(runs, gutterAt{x, from, to})
		}
		from = i + 1
	}
	return runs
}

// withoutTail is the end of a run of rows without those left of x that stand well below both columns.
func withoutTail(rows []pdfRow, from, to int, x, em float64) int {
	for i := to - 1; i > from && rows[i].x1() < x; i-- {
		if rows[i].y-rows[i-1].y > 3*em {
			return i
		}
	}
	return to
}

func reachesInto(r *pdfRow, from, to float64) bool {
	for _, w := range r.words {
		if w.x1 > from && w.x0 < to {
			return true
		}
	}
	return false
}

// beside is how many lines the side of x with fewer has between the first and the last row in which the other has any; 0
// where the sides are no columns of prose.
func beside(rows []pdfRow, x, em float64) int {
	sides := parted(rows, x)
	left, right := sides[0], sides[1]
	if len(left) < fewestLines || len(right) < fewestLines {
		return 0
	}
	top, bottom := max(left[0].y, right[0].y)-em, min(left[len(left)-1].y, right[len(right)-1].y)+em
	l, r := between(left, top, bottom), between(right, top, bottom)
	if len(l) < fewestLines || len(r) < fewestLines || !likeWide(l, r, em) {
		return 0
	}
	return min(len(l), len(r))
}

func between(rows []pdfRow, top, bottom float64) (in []pdfRow) {
	for _, r := range rows {
		if r.y >= top && r.y <= bottom {
			in = append(in, r)
		}
	}
	return in
}

// likeWide reports whether two columns are about as wide, and most of the lines of each fill it.
func likeWide(left, right []pdfRow, em float64) bool {
	l0, l1 := edges(left)
	r0, r1 := edges(right)
	wide := max(l1-l0, r1-r0)
	return math.Abs((l1-l0)-(r1-r0)) < 0.15*wide && wide >= 8*em && filled(left, l1, em) && filled(right, r1, em)
}

// filled reports whether two in five rows, at least, end at the right edge.
func filled(rows []pdfRow, right, em float64) bool {
	n := 0
	for i := range rows {
		if rows[i].x1() >= right-2*em {
			n++
		}
	}
	return n*5 >= len(rows)*2
}
