package place

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
)

// Scan finds all mentions of divisions in a text, a whole notice or a paragraph, in reading order and disjoint.
// The package comment states the rules.
func (g *Gazetteer) Scan(text string, c Context) []Mention {
	s := scanner{g: g, text: text, c: c, on: dateOf(c.On), own: -1, heading: -1, last: -1}
	within := c.Within
	if len(within) == 9 {
		within = within[:6] // a town's notice is of its county
	}
	if d, ok := g.f.FindDivision(within); ok {
		s.own = d.Index()
	}
	s.out = make([]Mention, 0, len(text)/bytesAMention)
	s.run()
	return s.out
}

// bytesAMention is how many bytes of a text one mention takes, roughly: room is made for as many at once.
const bytesAMention = 300

// A scanner reads one text.
type scanner struct {
	g    *Gazetteer
	text string
	c    Context
	on   index.Date
	own  int // the notice's own division, or -1

	out     []Mention
	named   []int32 // divisions named in this paragraph so far, nearest last
	from    int     // where this paragraph begins
	heading int     // the division that the last heading with one named, or -1
	last    int32   // the division of the mention before in this paragraph, or -1
	before  rune    // the character before the position
	pool    []int32 // backs the candidates of a chain
	links   []link
}

// A link is one name of the chain at hand and the divisions it may stand for.
type link struct {
	start, end int
	name       int
	cands      []int32
	suffixed   bool // another suffix than its own follows the short name: 永川县 for 永川区
}

func (s *scanner) run() {
	for i := 0; i < len(s.text); {
		if c := s.text[i]; c < utf8.RuneSelf {
			if c == '\n' {
				s.paragraph(i)
			}
			s.before = rune(c)
			i++
			continue
		}
		r, n := decode(s.text, i)
		if s.g.f.Starts(r) && s.g.f.Begins(r, runeAt(s.text, i+n)) {
			if end := s.at(i); end > i {
				i = end
				s.before = 0
				continue
			}
		}
		switch r {
		case '\u3000':
			if s.before == '\u3000' {
				s.paragraph(i)
			}
		case '两', '兩', '三', '四', '五', '六', '七', '联', '聯', '携', '共':
			s.joined(i)
		}
		s.before = r
		i += n
	}
}

// headingSize is the length in bytes, 24 characters, up to which a line that names a division reads as a heading.
const headingSize = 72

// paragraph ends the paragraph at a position and forgets what it named. A heading's division is kept until the next.
func (s *scanner) paragraph(end int) {
	line := s.text[s.from:end]
	if len(s.named) > 0 && len(line) <= headingSize && !strings.ContainsAny(line, "。；！？") {
		s.heading = int(s.named[len(s.named)-1])
	}
	s.named, s.last, s.from = s.named[:0], -1, end
}

// at tries to read a mention at a position and gives its end, or the position where there is none.
func (s *scanner) at(i int) int {
	var buf [maxMatches]match
	found := s.g.matches(s.text, i, &buf)
	for k := len(found) - 1; k >= 0; k-- {
		m := found[k]
		name := s.g.f.Name(m.name)
		if name.Flags()&index.Swallow != 0 {
			return m.end
		}
		if name.Len() == 0 {
			continue
		}
		if end := s.mention(i, m); end > i {
			return end
		}
	}
	return i
}

// mention reads the chain that begins with a match, decides which divisions it names, and records it.
func (s *scanner) mention(i int, m match) int {
	s.pool, s.links = s.pool[:0], s.links[:0]
	s.pool = s.g.entries(s.pool, m.name, s.on)
	s.push(link{start: i, end: m.end, name: m.name, cands: s.pool})
	for s.extend() {
	}
	s.askTown()
	d, reason := s.resolve()
	if reason == refused {
		return i
	}
	out := s.record(d, reason)
	s.town(&out, d)
	s.zone(&out, d)
	out.Compound = compoundAt(s.text[out.End:])
	s.out = append(s.out, out)
	s.remember(d)
	return out.End
}

func (s *scanner) push(l link) {
	s.suffix(&l)
	s.links = append(s.links, l)
}

// extend adds the name that stands right after the chain and lies inside its last one, longest first, unless a known
// town's name is longer.
func (s *scanner) extend() bool {
	last := &s.links[len(s.links)-1]
	var buf [maxMatches]match
	found := s.g.matches(s.text, last.end, &buf)
	for k := len(found) - 1; k >= 0; k-- {
		m := found[k]
		if s.g.f.Name(m.name).Flags()&index.Swallow != 0 {
			return false
		}
		if cands := s.within(m.name, last.cands); len(cands) > 0 {
			if s.longerTown(*last, m.end) {
				return false
			}
			s.push(link{start: last.end, end: m.end, name: m.name, cands: cands})
			return true
		}
	}
	return s.lend()
}

// lend gives the last character of the chain's last name to the name after it, where both are names then:
// 济南|市中区 rather than 济南市|中区.
func (s *scanner) lend() bool {
	last := &s.links[len(s.links)-1]
	if last.suffixed {
		return false
	}
	_, size := utf8.DecodeLastRuneInString(s.text[:last.end])
	at := last.end - size
	var buf, next [maxMatches]match
	for _, m := range s.g.matches(s.text, last.start, &buf) {
		if m.end != at {
			continue
		}
		for _, n := range s.g.matches(s.text, at, &next) {
			cands := s.within(n.name, last.cands)
			if n.end <= last.end || len(cands) == 0 || s.g.f.Name(n.name).Len() == 0 {
				continue
			}
			last.name, last.end = m.name, at
			s.push(link{start: at, end: n.end, name: n.name, cands: cands})
			return true
		}
	}
	return false
}

// within are the divisions of a name that lie inside one of the outer ones: those of the date, or else of any time.
func (s *scanner) within(name int, outer []int32) []int32 {
	all := s.g.entries(nil, name, s.on)
	if in := s.insideAny(all, outer); len(in) > 0 {
		return in
	}
	all = all[:0]
	n := s.g.f.Name(name)
	for i := range n.Len() {
		all = append(all, int32(n.At(i).Division))
	}
	in := s.insideAny(all, outer)
	for i, d := range in {
		in[i] = int32(s.g.current(int(d), s.on))
	}
	return in
}

// insideAny keeps the divisions that lie inside one of the outer ones, in place.
func (s *scanner) insideAny(list, outer []int32) []int32 {
	keep := list[:0]
	for _, d := range list {
		for _, o := range outer {
			if s.follows(int(d), int(o)) {
				keep = append(keep, d)
				break
			}
		}
	}
	return keep
}

// record makes the mention of the chain at hand; d is its division or -1.
func (s *scanner) record(d int32, reason Reason) Mention {
	last := s.links[len(s.links)-1]
	out := Mention{Start: s.links[0].start, End: last.end, Reason: reason}
	inner := d
	names := make([]Name, len(s.links))
	for i := len(s.links) - 1; i >= 0; i-- {
		l := s.links[i]
		names[i] = Name{Start: l.start, End: l.end, Division: s.id(s.outer(l, inner))}
	}
	names[len(names)-1].Division = s.id(d)
	out.Names, out.Division = names, s.id(d)
	if d >= 0 {
		row := s.g.f.Division(int(d))
		out.Zone = row.Level() == index.AtZone
		out.Short = !last.suffixed && s.short(last.name, d)
	} else {
		out.Short = !last.suffixed && s.short(last.name, last.cands[0])
		for _, c := range last.cands {
			out.Candidates = append(out.Candidates, s.id(c))
		}
	}
	return out
}

// outer is the candidate of a link that contains the inner division.
func (s *scanner) outer(l link, inner int32) int32 {
	for _, c := range l.cands {
		if inner < 0 && len(l.cands) == 1 || inner >= 0 && s.g.inside(int(inner), int(c)) {
			return c
		}
	}
	return -1
}

func (s *scanner) id(d int32) string {
	if d < 0 {
		return ""
	}
	return s.g.f.Division(int(d)).ID()
}

// short says whether a name is a short one of a division, without its suffix.
func (s *scanner) short(name int, d int32) bool {
	n := s.g.f.Name(name)
	for i := range n.Len() {
		e := n.At(i)
		if e.Division == int(d) {
			return e.Kind == index.Short || e.Kind == index.Alias && !suffixed(n.String())
		}
	}
	return n.Len() > 0 && n.At(0).Kind != index.Full
}

func suffixed(name string) bool {
	for _, end := range []string{"省", "市", "区", "县", "旗", "盟", "州", "师", "兵团"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// remember notes what was named, for the mentions after.
func (s *scanner) remember(d int32) {
	s.last = d
	if d >= 0 {
		s.named = append(s.named, d)
	}
}
