package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
	"policygraph/extract/place"
)

// Places after 在 or 于: a venue, or where those who live or govern there do something.

var (
	// settlements end the names of what lies in a division and has no code.
	settlements = strings.Fields("村 镇 乡 社区 街道 小区 嘎查 苏木 牧场 农场 林场 林区")
	// urban are words by which the town of a place, or all of it, is meant.
	urban = wordsOf("区 城区 市区 主城区 中心城区 老城区 境内 全境 全市 全省 各地 多地")
	// trials are verbs by which the places after 在 put something to work (制度已在广州、深圳等地开展试点).
	trials = wordsOf("开展试点 先行试点 率先试点 启动试点 试点 试行 先行先试 落地 率先落地 推行 率先推行 推开 全面推开 铺开 实施 率先实施 施行 上线 推广应用")
	// national begin the name of a body that uses the places after 在 as venues.
	national = wordsOf("国家 国务院 中央 全国 我国")
	// reporters are those for whom a place after 在 is only where they saw it.
	reporters = wordsOf("他强调 他指出 他说 他要求 总书记 国家主席 国务院总理 允许 准许 拟允许 同意 记者 笔者 本报记者 总台记者 来自")
)

// settled reports whether words after a place name nothing but a village or the like in it (示例县|的上河村), or say that it
// is meant as a town (示例|市区).
func settled(words string) bool {
	words = strings.TrimPrefix(words, "的")
	if urban.whole(words) {
		return true
	}
	n := utf8.RuneCountInString(words)
	return n >= 2 && n <= 12 && suffixOf(words, settlements) && !doing(words)
}

// piloted are the places that put to work what a clause speaks of, from byte at on.
func (x *placeIndex) piloted(at, end int) (subject, bool) {
	if national.prefix(x.text[at:end]) > 0 {
		return subject{}, false
	}
	for m := x.next(at); m != nil && m.Start < end; m = x.next(m.End) {
		before := x.text[at:m.Start]
		if !strings.HasSuffix(before, "在") || utf8.RuneCountInString(before) > longestPiloted {
			continue
		}
		list, after := x.list(m.Start, end)
		if len(list) > 0 && trials.prefix(x.text[after:end]) > 0 {
			return subject{places: list, start: m.Start, end: after}, true
		}
	}
	return subject{}, false
}

// longestPiloted is how many characters may stand before the places that put something to work.
const longestPiloted = 30

// suchAs are the places that a clause gives as examples of those that act (其他省份如江苏、浙江等也推出……), from byte at on.
func (x *placeIndex) suchAs(at, end int) (subject, bool) {
	m := x.next(at)
	if m == nil || m.Start >= end || m.Start-at > longestKind {
		return subject{}, false
	}
	kind, ok := strings.CutSuffix(x.text[at:m.Start], "如")
	if kind = strings.TrimSuffix(kind, "例"); !ok || !suffixOf(kind, placeKinds) {
		return subject{}, false
	}
	list, after := x.list(m.Start, end)
	if len(list) == 0 || after == end || !acts(x.text[after:end]) {
		return subject{}, false
	}
	return subject{places: list, start: m.Start, end: after}, true
}

// longestKind is how many bytes may stand before the examples of those that act.
const longestKind = 45

// placeKinds end what places are given as examples of.
var placeKinds = strings.Fields("省份 省市 城市 地区 地方 市县 区县 省区")

// inverted are the places that a clause ends with as those of whom it is true what stands before (超过10万亿元的还有江苏).
func (x *placeIndex) inverted(c clause) (subject, bool) {
	from := max(c.start, c.end-longestInverted)
	words := x.text[from:c.end]
	k := strings.LastIndex(words, "的")
	if k < 0 || from+k == c.start {
		return subject{}, false
	}
	n := those.prefix(words[k+len("的"):])
	at := from + k + len("的") + n
	list, end := x.list(at, c.end)
	if n == 0 || len(list) == 0 || end != c.end || x.any(span{c.start, at}) {
		return subject{}, false
	}
	return subject{places: list, start: c.start, end: c.start}, true
}

// longestInverted is how many bytes may follow the last 的 of a clause that ends with its places.
const longestInverted = 150

// those lead to the places of whom something is true.
var those = wordsOf("还有 是 有 为 包括 分别是 分别为 依次是 依次为 当属 则是")

// visited reports whether the clause after a place that stands alone after 在 tells of a reporter's way there.
func (f *finder) visited(s *sentence, i int) bool {
	return i+1 < len(s.clauses) && reporters.prefix(s.clauses[i+1].of(f.text)) > 0
}

// madeBy reports whether a clause right after a place that stands alone only names who made what is used there (在新疆喀什，
// 上海援建的学校……), so that the place before goes on.
func (f *finder) madeBy(s *sentence, i int, sub subject) bool {
	if i == 0 || f.open == nil || f.open.end != s.clauses[i-1].end || f.open.told != f.open.end {
		return false
	}
	rest := f.text[sub.end:s.clauses[i].end]
	verb := metric.Verb(rest)
	return lent.prefix(rest) > 0 || verb >= len("建成") && strings.HasPrefix(rest[verb:], "的")
}

// lent are what one place makes for another.
var lent = wordsOf("援建的 援建 对口支援的 支援的 援助的 捐建的 捐赠的 帮扶的 开创的 推出的 援疆 援藏 援青")

// things reports whether places only begin the names of things that are counted together (江西甲河、广西乙峡等6处灌区).
func (x *placeIndex) things(m *place.Mention, after, end int) bool {
	rest := x.text[after:end]
	k := strings.Index(rest, "、")
	if k > 0 && k <= longestThing && strings.Contains(rest[:k], "的") && x.at(after+len("的")) == nil && !doing(rest[:k]) && x.at(after+k+len("、")) != nil {
		return true // 某市的示例戏、某县的示例会
	}
	if k <= 0 || k > len("一二三四五六") || doing(rest[:k]) || x.at(after+k+len("、")) == nil {
		return false
	}
	_, counted, ok := strings.Cut(rest, "等")
	return ok && strings.IndexAny(counted, "0123456789") == 0 && counterOfThings.prefix(strings.TrimLeft(counted, "0123456789")) > 0
}

// longestThing is how many bytes the name of a place's thing in a list of such may have.
const longestThing = 36

// counterOfThings are measure words of works and sites.
var counterOfThings = wordsOf("处 座 条 项 家 所 台 艘 款 种 支 段")
