package place

import (
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
)

// refused is the reason of a hit that is no mention.
const refused Reason = 255

const none int32 = -1

// resolve decides which division the chain at hand names, in the order of the reasons.
func (s *scanner) resolve() (int32, Reason) {
	last := s.links[len(s.links)-1]
	name := s.g.f.Name(last.name)
	if len(s.links) > 1 {
		if d := s.outermost(last.cands); len(d) == 1 {
			return d[0], Chain
		}
		return none, Open
	}
	if name.Len() == 0 {
		return none, refused
	}
	listed := s.listed(last.start)
	if name.Flags()&(index.Common|index.Generic) != 0 {
		if in := s.handed(last.cands); listed && len(in) == 1 {
			return in[0], List
		}
		return none, refused
	}
	return s.decide(last, listed)
}

// decide is resolve for a single name that counts without a parent.
func (s *scanner) decide(l link, listed bool) (int32, Reason) {
	if p := s.province(l.cands); p >= 0 {
		return p, Only
	}
	cands := l.cands
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
		if in := s.g.insideAny(append([]int32(nil), cands...), []int32{int32(d)}); len(in) > 0 {
			return in
		}
		d = s.g.f.Division(d).Parent()
	}
	return nil
}

// nearest is the candidate that the nearest division named before in the paragraph contains, or whose container
// contains it, if it is one only.
func (s *scanner) nearest(cands []int32) int32 {
	for i := len(s.named) - 1; i >= 0 && i >= len(s.named)-32; i-- {
		if in := s.outermost(s.around(cands, int(s.named[i]))); len(in) == 1 {
			return in[0]
		}
	}
	return none
}

// preferred are the candidates of the best rank: those whose full name it is before others, and of those the
// prefectures before counties.
func (s *scanner) preferred(name int, cands []int32) []int32 {
	best, keep := 0, []int32(nil)
	for _, c := range s.outermost(cands) {
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
