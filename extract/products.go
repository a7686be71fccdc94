package extract

import (
	"strings"

	"policygraph/extract/place"
)

// Lists of what places make or have (甲县的苹果、乙县的茶叶和丙县的枸杞……分别达40亿元、30亿元和20亿元): each number is of its place where
// 分别 says so.

// products are the places of such a list from byte at on, and where what is said of the last one begins; nil where the
// sentence does not go on with 分别.
func (x *placeIndex) products(at, end int) ([]*place.Mention, int) {
	var out []*place.Mention
	for {
		m := x.at(at)
		if m == nil || m.End > end || !strings.HasPrefix(x.text[m.End:end], "的") || x.at(m.End+len("的")) != nil {
			return nil, 0
		}
		out = append(out, m)
		n := product(x.text[m.End:end])
		next := m.End + n + joint(x.text[m.End+n:end])
		if n == 0 || x.at(next) == nil {
			at = m.End
			break
		}
		at = next
	}
	rest := x.text[at:]
	if stop := markIn(rest, "。；\n"); stop >= 0 {
		rest = rest[:stop]
	}
	if len(out) < 2 || !strings.Contains(rest, "分别") {
		return nil, 0
	}
	return out, at
}

// product is the length of 的 and the name of a thing up to the joint behind it, or 0.
func product(s string) int {
	for i := len("的"); i < len(s) && i <= longestThing; {
		if joint(s[i:]) > 0 {
			if doing(s[len("的"):i]) {
				return 0
			}
			return i
		}
		r, n := runeAt(s, i)
		if endsName(r) {
			return 0
		}
		i += n
	}
	return 0
}
