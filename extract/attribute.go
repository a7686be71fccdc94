package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
)

// What describes a place before its name: 地处淮河之滨的安徽蚌埠, 素有“瓷都”之称的江西景德镇, 产粮大县河南滑县.

var (
	// attributeLeads begin a description that 的 joins to a place.
	attributeLeads = wordsOf("地处 位于 坐落 素有 享有 拥有 有着 有“ 素以 被誉为 被称为 号称 堪称 作为 同为 同样 曾是 身为 紧邻 毗邻 濒临 依托 背靠 地跨")
	// rankings are words of a description by rank (排名前三位的).
	rankings = wordsOf("排名 名列 位列 位居 居首")
	// whereabouts end one.
	whereabouts = strings.Fields("岸边 之滨 之畔 腹地 深处 脚下 境内 一带 交界 交界处 上游 中游 下游 北麓 南麓 东麓 西麓 中部 东部 西部 南部 北部 沿岸 沿线 所在 环抱 之中 之间")
	// beside end a description that names another place first (与四川省相邻的).
	beside = strings.Fields("相邻 接壤 毗邻 相连 相望 交界 相接 为邻 结对 对口")
	// appositions are what a place is called right before its name, with no 的 between.
	appositions = strings.Fields("大省 大市 大县 大区 强省 强市 强县 强区 主产区 产区 之都 之乡 名城 名县 重镇 基地 老区 城市 省份 口岸 门户 城区 山区 库区 牧区 县城 小城 古城 水乡 特区")
)

// longestAttribute is how many bytes a description before a place may have.
const longestAttribute = 90

// skipAttribute is where the place begins that the words at byte at describe, or at where they describe none.
func skipAttribute(x *placeIndex, at, end int) int {
	if x.at(at) != nil {
		return at
	}
	limit := min(end, at+longestAttribute)
	for m := x.next(at); m != nil && m.Start < limit; m = x.next(m.End) {
		words := x.text[at:m.Start]
		if describesPlace(words) {
			return m.Start
		}
		if strings.ContainsAny(words, "，。；：、") && !strings.Contains(words, "“") {
			break
		}
	}
	return at
}

// skipQuality is where the place after 在 begins that a few words with 的 at byte at qualify (受灾较重的示例县), or at.
func skipQuality(x *placeIndex, at, end int) int {
	m := x.next(at)
	if m == nil || m.Start == at || m.Start >= end {
		return at
	}
	words := x.text[at:m.Start]
	if strings.HasSuffix(words, "的") && utf8.RuneCountInString(words) <= longestQuality && !hasMark(words, "，。；：、") && !doing(words[undergone.prefix(words):]) {
		return m.Start
	}
	return at
}

// undergone are words for what befell a place, which qualify it.
var undergone = wordsOf("受灾 遭灾 受损 受影响 受冲击")

// longestQuality is how many characters may qualify a place after 在.
const longestQuality = 12

// describesPlace reports whether words are a description of the place right after them.
func describesPlace(words string) bool {
	if said, ok := strings.CutSuffix(words, "的"); ok {
		return attributeLeads.prefix(said) > 0 || strings.HasPrefix(said, "与") && suffixOf(said, beside) || suffixOf(said, whereabouts) && !doing(said) || rankings.has(said) && !hasMark(said, "，。；：")
	}
	n := utf8.RuneCountInString(words)
	return suffixOf(words, appositions) && (n <= 16 && !doing(words) || n <= longestEpithet && !strings.ContainsAny(words, "到是为对"))
}

// longestEpithet is how many characters an epithet may have that holds a verb of a trade (制造业大省).
const longestEpithet = 6

// doing reports whether words hold a verb or begin with a preposition, so that they tell of an act.
func doing(words string) bool {
	if strings.ContainsRune("对向为将把从由给让使以按据经", firstRune(words)) {
		return true
	}
	for i := range words {
		if metric.Verb(words[i:]) > len("引") {
			return true
		}
	}
	return false
}

// havingDone stand before a list of the places that did something (已有江苏、河北等8个省份开通……).
var havingDone = wordsOf("已有 有 共有 现有 目前有 目前已有 还有 另有 先后有 包括 其中包括")
