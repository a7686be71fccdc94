package source

import (
	"bufio"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A ruling is a straight line drawn across or down a page, in points from the top left: its height where it goes
// across, its distance from the left where it goes down, and where it begins and ends.
type ruling struct{ at, from, to float64 }

// rulings are the lines drawn on a page.
type rulings struct{ across, down []ruling }

const (
	// thin is the most points that a filled shape measures one way to be a line.
	thin = 2.5
	// mostRulings bounds the lines of one page; drawings have more than tables.
	mostRulings = 20_000
)

// readRulings reads the lines that PostScript draws, as pdftops writes it: each operator with its numbers on a line of
// its own. It gives those of each page, whose heights are given, in order.
func readRulings(in io.Reader, heights []float64) ([]rulings, error) {
	pages := make([]rulings, len(heights))
	var p *pen
	b := bufio.NewReader(in)
	for {
		line, long, err := b.ReadLine()
		if err == io.EOF {
			return pages, nil
		}
		if err != nil {
			return nil, err
		}
		page := strings.HasPrefix(string(line[:min(len(line), 8)]), "%%Page: ")
		switch {
		case page && len(heights) > 0:
			p = &pen{at: matrix{1, 0, 0, 1, 0, 0}, height: heights[0], out: &pages[len(pages)-len(heights)]}
			heights = heights[1:]
		case p != nil && !long && len(line) < 200:
			p.do(string(line))
		}
		for long && err == nil {
			_, long, err = b.ReadLine()
		}
	}
}

// A matrix turns x, y into a·x + c·y + e, b·x + d·y + f.
type matrix [6]float64

// times puts a matrix before another.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

type point struct{ x, y float64 }

// A pen draws one page.
type pen struct {
	at     matrix
	saved  []matrix
	path   [][]point
	height float64
	out    *rulings
}

// do takes one operator.
func (p *pen) do(line string) {
	fields := strings.Fields(strings.Map(withoutBrackets, line))
	if len(fields) == 0 || len(fields) > 7 {
		return
	}
	op := fields[len(fields)-1]
	var n [6]float64
	for i, f := range fields[:len(fields)-1] {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || math.Abs(v) > 1e6 {
			return
		}
		n[i] = v
	}
	switch len(fields) - 1 {
	case 0:
		p.paint(op)
	case 1:
		if op == "rotate" {
			sin, cos := math.Sincos(n[0] * math.Pi / 180)
			p.at = matrix{cos, sin, -sin, cos, 0, 0}.times(p.at)
		}
	case 2:
		p.two(op, n[0], n[1])
	case 4:
		if op == "re" {
			x, y, w, h := n[0], n[1], n[2], n[3]
			p.path = append(p.path, []point{p.to(x, y), p.to(x+w, y), p.to(x+w, y+h), p.to(x, y+h), p.to(x, y)})
		}
	case 6:
		switch op {
		case "cm":
			p.at = matrix(n).times(p.at)
		case "c": // a curve: where it ends
			p.lineTo(n[4], n[5])
		}
	}
}

func withoutBrackets(r rune) rune {
	if r == '[' || r == ']' {
		return ' '
	}
	return r
}

// two takes an operator with two numbers.
func (p *pen) two(op string, x, y float64) {
	switch op {
	case "m":
		p.path = append(p.path, []point{p.to(x, y)})
	case "l":
		p.lineTo(x, y)
	case "translate":
		p.at = matrix{1, 0, 0, 1, x, y}.times(p.at)
	case "scale":
		p.at = matrix{x, 0, 0, y, 0, 0}.times(p.at)
	}
}

func (p *pen) lineTo(x, y float64) {
	if n := len(p.path); n > 0 {
		p.path[n-1] = append(p.path[n-1], p.to(x, y))
	}
}

// to is where a point stands on the page, from its top left.
func (p *pen) to(x, y float64) point {
	m := &p.at
	return point{m[0]*x + m[2]*y + m[4], p.height - (m[1]*x + m[3]*y + m[5])}
}

// paint takes an operator without numbers: one that keeps a state, ends a path or paints it.
func (p *pen) paint(op string) {
	switch op {
	case "q":
		if len(p.saved) < 1000 {
			p.saved = append(p.saved, p.at)
		}
		return
	case "Q":
		if n := len(p.saved); n > 0 {
			p.at, p.saved = p.saved[n-1], p.saved[:n-1]
		}
		return
	case "h":
		if n := len(p.path); n > 0 {
			p.path[n-1] = append(p.path[n-1], p.path[n-1][0])
		}
		return
	case "S":
		p.stroke()
	case "f", "f*":
		p.fill()
	case "n", "W", "W*":
	default:
		return
	}
	p.path = p.path[:0]
}

// stroke keeps the straight pieces of the path.
func (p *pen) stroke() {
	for _, piece := range p.path {
		for i := 1; i < len(piece); i++ {
			p.line(piece[i-1], piece[i])
		}
	}
}

// fill keeps the shapes of the path that are so thin that they are lines.
func (p *pen) fill() {
	for _, piece := range p.path {
		a, b := piece[0], piece[0]
		for _, at := range piece {
			a = point{min(a.x, at.x), min(a.y, at.y)}
			b = point{max(b.x, at.x), max(b.y, at.y)}
		}
		switch wide, high := b.x-a.x, b.y-a.y; {
		case high <= thin && wide > high:
			p.line(point{a.x, (a.y + b.y) / 2}, point{b.x, (a.y + b.y) / 2})
		case wide <= thin:
			p.line(point{(a.x + b.x) / 2, a.y}, point{(a.x + b.x) / 2, b.y})
		}
	}
}

// line keeps a line that goes straight across or down.
func (p *pen) line(a, b point) {
	if len(p.out.across)+len(p.out.down) >= mostRulings {
		return
	}
	wide, high := math.Abs(a.x-b.x), math.Abs(a.y-b.y)
	switch {
	case high < 0.5 && wide > high:
		p.out.across = append(p.out.across, ruling{(a.y + b.y) / 2, min(a.x, b.x), max(a.x, b.x)})
	case wide < 0.5 && high > wide:
		p.out.down = append(p.out.down, ruling{(a.x + b.x) / 2, min(a.y, b.y), max(a.y, b.y)})
	}
}

// joinedRulings are the lines that pieces beside each other make: borders are drawn cell by cell. Those shorter than a
// character are none.
func joinedRulings(pieces []ruling) []ruling {
	const near, shortest = 1.5, 6
	slices.SortFunc(pieces, func(a, b ruling) int {
		if c := compare(math.Round(a.at), math.Round(b.at)); c != 0 {
			return c
		}
		return compare(a.from, b.from)
	})
	var out []ruling
	for _, r := range pieces {
		joined := false
		for i := len(out) - 1; i >= 0 && r.at-out[i].at < 2*near; i-- {
			o := &out[i]
			if joined = math.Abs(r.at-o.at) < near && r.from <= o.to+2*near && r.to >= o.from-2*near; joined {
				o.from, o.to = min(o.from, r.from), max(o.to, r.to)
				break
			}
		}
		if !joined {
			out = append(out, r)
		}
	}
	return slices.DeleteFunc(out, func(r ruling) bool { return r.to-r.from < shortest })
}
