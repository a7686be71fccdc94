package place

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
)

// A match is a name of the gazetteer that stands at a position of the text.
type match struct {
	name int // number of the name
	end  int // where it ends in the text
}

// maxMatches bounds how many names that begin one another are kept; no more than five do.
const maxMatches = 8

// matches are the names at text[at:], shortest first. They are compared in simplified characters.
func (g *Gazetteer) matches(text string, at int, buf *[maxMatches]match) []match {
	a, n := decode(text, at)
	if !g.f.Starts(a) {
		return nil
	}
	b, m := decode(text, at+n)
	c := g.f.Fold(b)
	if c == 0 {
		return nil
	}
	lo, hi := g.f.Bucket(g.f.Fold(a), c)
	if lo == hi {
		return nil
	}
	found := buf[:0]
	next, _ := decode(text, at+n+m)
	folded := g.f.Fold(next)
	for i := lo; i < hi && len(found) < maxMatches; i++ {
		// All names have three bytes a character here, as the two at hand have.
		rest := g.f.Name(i).String()[6:]
		if third, _ := decode(rest, 0); rest != "" && third != next && third != folded {
			continue
		}
		if end := g.prefix(text, at+n+m, rest); end > 0 {
			found = append(found, match{i, end})
		}
	}
	return found
}

// decode is utf8.DecodeRuneInString(text[at:]) with a short way for the three bytes of a Chinese character.
func decode(text string, at int) (rune, int) {
	if at+2 < len(text) {
		a, b, c := text[at], text[at+1], text[at+2]
		if a>>4 == 0xE && b>>6 == 2 && c>>6 == 2 {
			return rune(a&0xF)<<12 | rune(b&0x3F)<<6 | rune(c&0x3F), 3
		}
	}
	return utf8.DecodeRuneInString(text[at:])
}

func runeAt(text string, at int) rune {
	r, _ := decode(text, at)
	return r
}

// prefix is where name ends if text[at:] begins with it, or 0.
func (g *Gazetteer) prefix(text string, at int, name string) int {
	if strings.HasPrefix(text[at:], name) {
		return at + len(name)
	}
	for _, c := range name {
		r, n := utf8.DecodeRuneInString(text[at:])
		if r != c && g.f.Fold(r) != c {
			return 0
		}
		at += n
	}
	return at
}

// entries are the divisions that a name may stand for on a date, by number in ascending order, appended to out:
// those that had the name on the date; where there is none, those that had it last before, or else first after. For
// a division that had ceased to exist by then and has one successor, the successor stands.
func (g *Gazetteer) entries(out []int32, name int, on index.Date) []int32 {
	n := g.f.Name(name)
	start := len(out)
	for i := range n.Len() {
		if e := n.At(i); e.Valid(on) {
			out = appendNew(out, start, int32(e.Division))
		}
	}
	if len(out) > start {
		return out
	}
	return g.outdated(out, n, on)
}

// outdated are the divisions that had a name at another time.
func (g *Gazetteer) outdated(out []int32, n index.Name, on index.Date) []int32 {
	start := len(out)
	for i := range n.Len() {
		if e := n.At(i); on == 0 || e.To != 0 && e.To <= on {
			out = appendNew(out, start, int32(g.current(e.Division, on)))
		}
	}
	if len(out) > start {
		return out
	}
	first := index.Date(99999999)
	for i := range n.Len() {
		first = min(first, n.At(i).From)
	}
	for i := range n.Len() {
		if e := n.At(i); e.From == first {
			out = appendNew(out, start, int32(e.Division))
		}
	}
	return out
}

func appendNew(out []int32, start int, d int32) []int32 {
	for _, x := range out[start:] {
		if x == d {
			return out
		}
	}
	return append(out, d)
}

// current is the division that stood for d on a date: d itself, or its successor as long as there is only one.
func (g *Gazetteer) current(d int, on index.Date) int {
	for range 8 {
		row := g.f.Division(d)
		ended := row.To() != 0 && (on == 0 || row.To() <= on)
		if !ended || row.Next().Len() != 1 {
			break
		}
		d = row.Next().At(0)
	}
	return d
}

// inside says whether d lies in p, or in what replaced p.
func (g *Gazetteer) inside(d, p int) bool {
	return g.under(d, p, 4)
}

func (g *Gazetteer) under(d, p, depth int) bool {
	if d < 0 || depth == 0 {
		return false
	}
	for up := g.f.Division(d).Parent(); up >= 0; up = g.f.Division(up).Parent() {
		if up == p {
			return true
		}
	}
	next := g.f.Division(p).Next()
	for i := range next.Len() {
		if x := next.At(i); x != d && g.under(d, x, depth-1) {
			return true
		}
	}
	return false
}

// follows says whether a name of d may stand right after one of o in a chain: d lies in o, or did on the date, or o is
// a zone and d lies where the zone does (a part of a 自贸试验区 in a city, a city that a division of the Corps runs).
func (s *scanner) follows(d, o int) bool {
	row := s.g.f.Division(o)
	if row.Level() == index.AtZone {
		o = row.Parent()
		if s.g.f.Division(o).Level() == index.AtProvince && row.Province() >= 0 {
			o = row.Province()
		}
	}
	return s.g.inside(d, o) || s.g.once(d, o, s.on)
}

// splits are the provinces that were made of a part of another, and when. Their counties keep the codes of today, so
// the older parent is known only here.
var splits = []struct {
	province, from string
	on             index.Date
}{
	{"500000", "510000", 19970314},
	{"460000", "440000", 19880413},
}

// once says whether the province of d was still a part of o on the date.
func (g *Gazetteer) once(d, o int, on index.Date) bool {
	for _, x := range splits {
		if on == 0 || on >= x.on || g.f.Division(o).ID() != x.from {
			continue
		}
		if p := g.f.Division(d).Province(); p >= 0 && g.f.Division(p).ID() == x.province {
			return true
		}
	}
	return false
}
