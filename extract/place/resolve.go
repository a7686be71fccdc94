package place

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
)

// refused is the reason of a hit that is no mention.
const refused Reason = 255

const none int32 = -1

// resolve decides which division the chain at hand names, in the order of the reasons.
func (s *scanner) resolve() (int32, Reason) {
	if len(s.links) > 1 {
		return s.chained()
	}
	l := s.links[0]
	name := s.g.f.Name(l.name)
	short := !l.suffixed && s.short(l.name, l.cands[0])
	county := s.counties(l.cands)
	if s.foreign(l.start, l.end) || s.cut(l.start, l.end, !short, county) {
		return none, refused
	}
	listed := s.listed(l.start)
	if !l.suffixed && name.Flags()&(index.Common|index.Generic) != 0 {
		if in := s.handed(l.cands); listed && len(in) == 1 {
			return in[0], List
		}
		if d := s.heads(l); d >= 0 {
			return d, List
		}
		return none, refused
	}
	if short && county && s.townName(l.end) {
		return none, refused
	}
	if short {
		if l.cands = s.used(l, listed); len(l.cands) == 0 {
			return none, refused
		}
		s.links[0] = l
	}
	return s.decide(l, listed)
}

// chained decides a chain of several names. A last name that is an ordinary word and runs on into
// another, or that is a town's, is none.
func (s *scanner) chained() (int32, Reason) {
	last := s.links[len(s.links)-1]
	common := s.g.f.Name(last.name).Flags()&index.Common != 0
	short := !last.suffixed && s.short(last.name, last.cands[0])
	county := s.counties(last.cands)
	if short && (common && s.cutTail(last.start, last.end) || county && s.townName(last.end)) {
		s.links = s.links[:len(s.links)-1]
		return s.resolve()
	}
	if d := s.city(s.outermost(last.cands)); len(d) == 1 {
		return d[0], Chain
	}
	return none, Open
}

// counties says whether all candidates are counties.
func (s *scanner) counties(cands []int32) bool {
	for _, c := range cands {
		if s.g.f.Division(int(c)).Level() != index.AtCounty {
			return false
		}
	}
	return true
}

// used leaves out what a short name does not mean by itself: a division that had the name at another time, unless it
// was the city of a prefecture's rank (襄樊), and a district out of the sight of its city.
func (s *scanner) used(l link, listed bool) []int32 {
	n := s.g.f.Name(l.name)
	var keep []int32
	for i := range n.Len() {
		e := n.At(i)
		d := s.g.f.Division(e.Division)
		district := e.Kind == index.Short && d.Level() == index.AtCounty && strings.HasSuffix(d.Name(), "区")
		if e.Valid(s.on) && (!district || s.near(d) || s.introduced(d) || listed && s.county(d)) {
			keep = appendNew(keep, 0, int32(e.Division))
		}
	}
	if len(keep) > 0 || s.valid(n) {
		return keep
	}
	for _, c := range l.cands {
		d := s.g.f.Division(int(c))
		if d.Level() <= index.AtPrefecture && strings.HasSuffix(d.Name(), "市") || listed && s.county(d) {
			keep = append(keep, c)
		}
	}
	return keep
}

// county says whether a district was, or may have been, a county in a text from before the full record, in the province of
// the item before it.
func (s *scanner) county(d index.Division) bool {
	return s.on != 0 && s.on < keptSince && d.Province() >= 0 && d.Province() == s.g.f.Division(int(s.last)).Province()
}

// heads is the county whose full name, an ordinary word too (新县), begins a list in which another county of the prefecture
// comes next, where the text named a place of that prefecture just before; none for any other.
func (s *scanner) heads(l link) int32 {
	if s.last < 0 || s.before != '；' && s.before != '。' && s.before != '，' && s.before != '：' {
		return none
	}
	rest, ok := strings.CutPrefix(s.text[l.end:], "、")
	if !ok {
		return none
	}
	in := s.handed(l.cands)
	if len(in) != 1 {
		return none
	}
	up := s.g.f.Division(int(in[0])).Parent()
	var buf [maxMatches]match
	for _, m := range s.g.matches(s.text, len(s.text)-len(rest), &buf) {
		for _, c := range s.g.entries(nil, m.name, s.on) {
			if d := s.g.f.Division(int(c)); d.Parent() == up && d.Level() == index.AtCounty && !s.short(m.name, c) {
				return in[0]
			}
		}
	}
	return none
}

// valid says whether any division had the name on the date.
func (s *scanner) valid(n index.Name) bool {
	for i := range n.Len() {
		if n.At(i).Valid(s.on) {
			return true
		}
	}
	return false
}

// near says whether the paragraph before, or the notice itself, is about the city that a district is part of.
func (s *scanner) near(d index.Division) bool {
	city := d.Parent()
	for _, x := range []int{s.own, s.heading} {
		if x >= 0 && (x == city || s.g.inside(x, city)) {
			return true
		}
	}
	for _, x := range s.named {
		if int(x) == city || s.g.inside(int(x), city) {
			return true
		}
	}
	return false
}

// introduction is how many mentions before it a short name may have been told in full.
const introduction = 48

// introduced says whether the text named the district in full not long before.
func (s *scanner) introduced(d index.Division) bool {
	for i := len(s.out) - 1; i >= 0 && i >= len(s.out)-introduction; i-- {
		m := &s.out[i]
		for _, n := range m.Names {
			if n.Division == d.ID() && n.End-n.Start >= len(d.Name()) {
				return true
			}
		}
	}
	return false
}

// decide is resolve for a single name that counts without a parent.
func (s *scanner) decide(l link, listed bool) (int32, Reason) {
	if p := s.province(l.cands); p >= 0 {
		return p, Only
	}
	cands := s.city(s.outermost(l.cands))
	if len(cands) == 1 {
		return cands[0], Only
	}
	if listed {
		if in := s.outermost(s.handed(cands)); len(in) == 1 {
			return in[0], List
		}
	}
	if d := s.nearest(cands); d >= 0 {
		return d, Nearby
	}
	if in := s.outermost(s.around(cands, s.own)); s.own >= 0 && len(in) == 1 {
		return in[0], Own
	}
	if top := s.preferred(l.name, cands); len(top) == 1 {
		return top[0], Preferred
	}
	return none, Open
}

// province is the province among the candidates, or -1: a province's name alone is the province.
func (s *scanner) province(cands []int32) int32 {
	for _, c := range cands {
		if s.g.f.Division(int(c)).Level() == index.AtProvince {
			return c
		}
	}
	return none
}

// outermost leaves out the candidates that lie inside another: a name that a division shares with one inside it
// means the outer one.
func (s *scanner) outermost(cands []int32) []int32 {
	if len(cands) < 2 {
		return cands
	}
	var keep []int32
	for _, c := range cands {
		in := false
		for _, o := range cands {
			in = in || o != c && s.g.inside(int(c), int(o))
		}
		if !in {
			keep = append(keep, c)
		}
	}
	return keep
}

// city leaves out the county beside the city of its short name in one prefecture: 伊宁 is 伊宁市, not 伊宁县.
func (s *scanner) city(cands []int32) []int32 {
	if len(cands) < 2 {
		return cands
	}
	city := none
	for _, c := range cands {
		d := s.g.f.Division(int(c))
		if d.Parent() != s.g.f.Division(int(cands[0])).Parent() {
			return cands
		}
		if strings.HasSuffix(d.Name(), "市") {
			city = c
		}
	}
	if city == none {
		return cands
	}
	return []int32{city}
}

// handed are the candidates inside what the item before in the list lies in, the nearest container first.
func (s *scanner) handed(cands []int32) []int32 {
	if s.last < 0 {
		return nil
	}
	return s.around(cands, int(s.last))
}

// around are the candidates inside d, or else inside the nearest division that contains d and any of them.
func (s *scanner) around(cands []int32, d int) []int32 {
	for d >= 0 {
		if in := s.insideAny(append([]int32(nil), cands...), []int32{int32(d)}); len(in) > 0 {
			return in
		}
		d = s.g.f.Division(d).Parent()
	}
	return nil
}

// nearest is the candidate that the nearest division named before in the paragraph, or else in the heading, contains, or
// whose container contains it, if it is one only.
func (s *scanner) nearest(cands []int32) int32 {
	for i := len(s.named) - 1; i >= 0 && i >= len(s.named)-32; i-- {
		if in := s.outermost(s.around(cands, int(s.named[i]))); len(in) == 1 {
			return in[0]
		}
	}
	if in := s.outermost(s.around(cands, s.heading)); s.heading >= 0 && len(in) == 1 {
		return in[0]
	}
	return none
}

// preferred are the candidates of the best rank: those whose full name it is before others, and of those the
// prefectures before counties.
func (s *scanner) preferred(name int, cands []int32) []int32 {
	best, keep := 0, []int32(nil)
	for _, c := range cands {
		rank := 1
		if !s.short(name, c) {
			rank += 2
		}
		if s.g.f.Division(int(c)).Level() == index.AtPrefecture {
			rank++
		}
		if rank > best {
			best, keep = rank, keep[:0]
		}
		if rank == best {
			keep = append(keep, c)
		}
	}
	return keep
}

// listed says whether only marks and words of a list stand between the mention before and a position.
func (s *scanner) listed(at int) bool {
	if len(s.out) == 0 || s.last < 0 {
		return false
	}
	between := s.text[s.out[len(s.out)-1].End:at]
	if len(between) > 12 {
		return false
	}
	for _, r := range between {
		switch r {
		case '、', '，', ',', '；', ';', '和', '与', '與', '及', '以', '或', '：', ':', '（', '(', ' ', '\u3000', '/', '“', '”':
		default:
			return false
		}
	}
	return utf8.RuneCountInString(between) > 0
}
