package extract

import (
	"strings"

	"policygraph/extract/place"
)

// Villages have no code: what one does, the county or town does that it was first named with.

var (
	// villageEnds end the names of villages and the like.
	villageEnds = wordsOf("村 社区 嘎查")
	// notVillage follow 村 where it ends no name.
	notVillage = wordsOf("民 委 级 镇 里 庄 干 集体 组 务 容 企 域 医")
	// villageKinds are words before 村 that make no name of it.
	villageKinds = strings.Fields("行政 示范 自然 贫困 重点 美丽 中心 农 乡 全 各 该 本 每 新 老 古 文明 城中 空心 传统 未来")
	// thisVillage stand for the village named before.
	thisVillage = wordsOf("全村 该村 村里 村党支部 村两委 村“两委” 村委会 村集体")
)

// villageName is the length of a village's name at the start of s, or 0.
func villageName(s string) int {
	for i, n := 0, 0; i < len(s) && n <= 6; n++ {
		r, size := runeAt(s, i)
		if w := villageEnd(s[i:], r); w > 0 && n > 0 {
			if notVillage.prefix(s[i+w:]) > 0 || suffixOf(s[:i], villageKinds) || doing(s[:i]) {
				return 0
			}
			return i + w
		}
		if endsName(r) || r == '的' {
			return 0
		}
		i += size
	}
	return 0
}

// villageEnd is the length of the end of a village's name at the start of s, which begins with r, or 0.
func villageEnd(s string, r rune) int {
	if !villageEnds.may(r) {
		return 0
	}
	return villageEnds.prefix(s)
}

// villageAt is the place in which the village lies that the words from byte at on name, or stand for, after the text named
// it with its place; nil where they do not.
func (f *finder) villageAt(at, end int) (*place.Mention, int) {
	rest := f.text[at:end]
	if n := thisVillage.prefix(rest); n > 0 {
		return f.lastWithVillage(at, ""), n
	}
	if n := villageName(rest); n > 0 {
		return f.lastWithVillage(at, rest[:n]), n
	}
	return nil, 0
}

// lastWithVillage is the last place before byte at that a village is named after: the one of this name, or any for "".
func (f *finder) lastWithVillage(at int, name string) *place.Mention {
	x := f.places
	for m := x.before(at); m != nil && at-m.End < recallWithin; m = x.before(m.Start) {
		rest := strings.TrimPrefix(f.text[m.End:at], "的")
		if n := villageName(rest); m.Division != "" && n > 0 && (name == "" || rest[:n] == name) {
			return m
		}
	}
	return nil
}
