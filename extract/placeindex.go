package extract

import (
	"sort"

	"policygraph/extract/place"
)

// A placeIndex finds the places of a text by where they stand.
type placeIndex struct {
	text     string
	mentions []place.Mention
	led      span // the clause whose lead-in words were passed over last
	ledTo    int  // where its own words begin
	asked    int  // what from gave last
}

// from is the number of the first mention that begins at byte i or after it: nearly always the one that was asked for
// last, since rules ask for one place again and again.
func (x *placeIndex) from(i int) int {
	all := x.mentions
	if k := x.asked; (k == len(all) || all[k].Start >= i) && (k == 0 || all[k-1].Start < i) {
		return k
	}
	lo, hi := 0, len(all)
	for lo < hi {
		if mid := (lo + hi) / 2; all[mid].Start < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	x.asked = lo
	return lo
}

// at is the mention that begins at byte i, or nil.
func (x *placeIndex) at(i int) *place.Mention {
	k := x.from(i)
	if k < len(x.mentions) && x.mentions[k].Start == i {
		return &x.mentions[k]
	}
	return nil
}

// next is the first mention that begins at byte i or after it, or nil.
func (x *placeIndex) next(i int) *place.Mention {
	if k := x.from(i); k < len(x.mentions) {
		return &x.mentions[k]
	}
	return nil
}

// after is where the place after m begins, or the end of the text.
func (x *placeIndex) after(m *place.Mention) int {
	if next := x.next(m.End); next != nil && next.Start > m.End {
		return next.Start
	}
	return len(x.text)
}

// any reports whether a place is named in s.
func (x *placeIndex) any(s span) bool {
	k := x.from(s.start)
	return k < len(x.mentions) && x.mentions[k].Start < s.end
}

// before is the last mention that begins before byte i, or nil.
func (x *placeIndex) before(i int) *place.Mention {
	if k := x.from(i); k > 0 {
		return &x.mentions[k-1]
	}
	return nil
}

// lastNamed is the last place named in s, by itself or in a chain, whose name ends in kind (省 市 县 区 州 旗 镇), or nil.
func (x *placeIndex) lastNamed(s span, kind rune) *place.Mention {
	k := x.from(s.end)
	for k--; k >= 0 && x.mentions[k].Start >= s.start; k-- {
		if m := ofRank(&x.mentions[k], kind); m != nil {
			return m
		}
	}
	return nil
}

// covers reports whether s lies inside the name of a place.
func (x *placeIndex) covers(s span) bool {
	k := sort.Search(len(x.mentions), func(k int) bool { return x.mentions[k].End > s.start })
	return k < len(x.mentions) && x.mentions[k].Start <= s.start && s.end <= x.mentions[k].End
}

// first is where the first place in subject position begins between two bytes, or -1.
func (x *placeIndex) first(start, end int) int {
	k := x.from(start)
	for ; k < len(x.mentions) && x.mentions[k].End <= end; k++ {
		if list, _ := x.list(x.mentions[k].Start, end); len(list) > 0 {
			return x.mentions[k].Start
		}
	}
	return -1
}
