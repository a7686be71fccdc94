package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"policygraph/extract/place"
)

// listed reads a part of a passage that is nothing but places, with or without labels (河长制：……；林长制：……): one practice
// for each place, its statement the place's own words. Only a list under a heading, in a table or under a title of lists
// is one, and none in a plan.
func (f *finder) listed(p *passage, s span) bool {
	if f.plan || p.heading < 0 && !p.listing && !f.lists {
		return false
	}
	found, ok := f.onlyPlaces(s)
	if !ok || len(found) == 0 || len(found) == 1 && (len(p.subject) > 0 || p.heading < 0 && !p.listing && !f.inRun(p)) {
		return false
	}
	for _, m := range found {
		if m.Division == "" {
			f.unplaced = append(f.unplaced, unplaced{m})
			continue
		}
		f.found = append(f.found, practice{span: span{m.Start, m.End}, places: []*place.Mention{m}, told: m.End, heading: p.heading, passage: m.Start})
	}
	return true
}

// inRun reports whether a passage of nothing but places stands in a run of such, one to a line, with or without their
// ordinals between.
func (f *finder) inRun(p *passage) bool {
	all := f.outline.passages
	at := slices.IndexFunc(all, func(x passage) bool { return x.start == p.start })
	for _, step := range []int{1, -1} {
		for i := at + step; at >= 0 && i >= 0 && i < len(all); i += step {
			if strings.Trim(all[i].of(f.text), ordinalMarks) == "" {
				continue
			}
			if found, ok := f.onlyPlaces(all[i].span); ok && len(found) > 0 {
				return true
			}
			break
		}
	}
	return false
}

// ordinalMarks are all that the line of an ordinal in a flattened table has.
const ordinalMarks = "0123456789０１２３４５６７８９.．、|｜ 　\t"

// onlyPlaces are the places in s, and whether it holds nothing else but what parts and labels them. A place before a
// colon is the label of those in it (石家庄市：元氏县、高邑县).
func (f *finder) onlyPlaces(s span) (found []*place.Mention, ok bool) {
	for at := s.start; at < s.end; {
		m := f.places.at(at)
		if m == nil {
			n := listGap(f.text[at:s.end])
			if n == 0 {
				return nil, false
			}
			at += n
			continue
		}
		at = m.End + others(f.text[m.End:s.end])
		if n := labelEnd(f.text[at:s.end]); n > 0 {
			at += n
			continue
		}
		found = append(found, m)
	}
	return found, true
}

// labelEnd is the length of a colon at the start of s, with an aside before it (（3个）：), or 0.
func labelEnd(s string) int {
	at := 0
	if r := firstRune(s); r == '（' || r == '(' {
		at = closing(s, 0, r)
	}
	if r := firstRune(s[at:]); r == '：' || r == ':' {
		return at + utf8.RuneLen(r)
	}
	return 0
}

// listGap is the length of what may stand between two places of a list, or 0: a mark, a joint, an aside of up to 20
// characters in brackets, a label of up to 20 with its colon.
func listGap(s string) int {
	switch r, n := runeAt(s, 0); r {
	case ' ', '　', '、', '，', '；', '。', ',', ';', '|', '｜', '和', '及', '与', '\n':
		return n
	case '以':
		if strings.HasPrefix(s, "以及") {
			return len("以及")
		}
	case '（':
		if k := upToMark(s[n:], "（）"); k > 0 && strings.HasPrefix(s[n+k:], "）") {
			return n + k + len("）")
		}
	}
	if k := upToMark(s, "，。；：、\n"); k > 0 && strings.HasPrefix(s[k:], "：") {
		return k + len("：")
	}
	return 0
}
