package place

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
)

// A seam is where a hit meets the characters beside it.
type seam struct {
	left, right bool // the character beside makes a frequent word with the hit's end, and none with the one beyond
}

// seam looks at both ends of text[start:end]. The end of the mention before is no running text. A full name ends in
// its own suffix, so nothing is asked of its right end.
func (s *scanner) seam(start, end int, full bool) seam {
	var at seam
	if n := len(s.out); n == 0 || s.out[n-1].End != start {
		first, _ := utf8.DecodeRuneInString(s.text[start:])
		prev, size := utf8.DecodeLastRuneInString(s.text[:start])
		before, _ := utf8.DecodeLastRuneInString(s.text[:start-size])
		at.left = han(prev) && s.g.f.Edge(prev, first) && !s.g.f.Edge(before, prev)
	}
	if !full {
		last, _ := utf8.DecodeLastRuneInString(s.text[:end])
		next, size := utf8.DecodeRuneInString(s.text[end:])
		after, _ := utf8.DecodeRuneInString(s.text[end+size:])
		at.right = han(next) && s.g.f.Edge(last, next) && !s.g.f.Edge(next, after) ||
			s.overlapped(end-utf8.RuneLen(last), end)
	}
	return at
}

// surnames are the frequent surnames that end no frequent word: a county's short name right after one is likely a
// person's given name (王东明).
const surnames = "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔康毛邱秦史侯邵孟龙段雷钱汤尹黎易武乔贺赖龚高"

// person says whether the character before start reads as a surname rather than as the end of a word.
func (s *scanner) person(start int) bool {
	if n := len(s.out); n > 0 && s.out[n-1].End == start {
		return false
	}
	prev, size := utf8.DecodeLastRuneInString(s.text[:start])
	before, _ := utf8.DecodeLastRuneInString(s.text[:start-size])
	return strings.ContainsRune(surnames, prev) && !s.g.f.Edge(before, prev)
}

// onlySurnames are the surnames that are hardly ever anything else in running text: even a city's short name right after one
// is a given name (李长春, 王金华).
const onlySurnames = "王李张刘陈杨赵吴徐孙朱郭宋郑谢韩冯董萧曹袁邓傅曾彭吕卢蒋蔡贾魏薛阎潘杜姜谭廖邹熊陆崔邱侯邵尹贺赖龚"

// given says whether the hit reads as the given name of a person.
func (s *scanner) given(start, end int) bool {
	prev, _ := utf8.DecodeLastRuneInString(s.text[:start])
	return strings.ContainsRune(onlySurnames, prev) && utf8.RuneCountInString(s.text[start:end]) == 2 && s.person(start)
}

// overlapped says whether the hit's last character begins another division's name that runs on past the hit, one of a
// higher level or a full one: 从江苏 is 江苏, not 从江.
func (s *scanner) overlapped(at, end int) bool {
	var buf [maxMatches]match
	for _, m := range s.g.matches(s.text, at, &buf) {
		n := s.g.f.Name(m.name)
		for i := range n.Len() {
			if e := n.At(i); m.end > end && e.Valid(s.on) && n.Flags()&index.Common == 0 &&
				(e.Kind == index.Full || s.g.f.Division(e.Division).Level() <= index.AtPrefecture) {
				return true
			}
		}
	}
	return false
}

// cut says whether running words cut the hit. Where one end is doubtful Cuts is asked; without it a county's name
// is given up, and any other only where both ends are doubtful.
func (s *scanner) cut(start, end int, full, county bool) bool {
	if !full && s.given(start, end) {
		return true
	}
	at := s.seam(start, end, full)
	at.left = at.left || county && !full && s.person(start)
	return s.cutAt(at, start, end, county)
}

// cutTail is cut for the last name of a chain: the name before it is no running text.
func (s *scanner) cutTail(start, end int) bool {
	at := s.seam(start, end, false)
	at.left = false
	return s.cutAt(at, start, end, true)
}

func (s *scanner) cutAt(at seam, start, end int, county bool) bool {
	switch {
	case !at.left && !at.right:
		return false
	case s.c.Cuts != nil:
		return s.c.Cuts(s.text, start, end)
	}
	return county || at.left && at.right
}
