package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
)

// Games, fairs and meetings are called by the place where they are held (某市第19届亚运会, 某省农业博览会), and ships
// and troops by the one that they are named for; they do not act as it.

var (
	// gatherings end the names of games, fairs and meetings.
	gatherings = wordsOf("世运会 军运会 青运会 省运会 农运会 选举会议 庆祝大会 亚运会 残运会 全运会 运动会 奥运会 冬奥会 残奥会 大运会 亚冬会 冬运会 锦标赛 公开赛 世锦赛 邀请赛 大奖赛 马拉松 博览会 博览 进博会 服贸会 广交会 消博会 " +
		"洽谈会 交易会 论坛 峰会 大会堂 双年展 电影节 音乐节 代表团 代表队 交易团")
	// troops begin the names of ships and troops after a place.
	troops = wordsOf("舰 军区 警备区 武警 边防 边检 卫戍区")
	// stages are words after a gathering's name that make something else of it, which may be the place's.
	stages = wordsOf("经济 产业 项目 之城 筹办")
)

// longestGathering is how many characters the name of a gathering may have after the place and its count.
const longestGathering = 12

// isEvent reports whether the words after a place make the name of a gathering, a ship or troops with it.
func isEvent(s string) bool {
	if troops.prefix(s) > 0 {
		return true
	}
	if rest, ok := strings.CutPrefix(s, "成立"); ok && strings.HasPrefix(strings.TrimLeft(rest, "0123456789"), "周年") {
		return true
	}
	s = s[countOf(s):]
	for i, n := 0, 0; i < len(s) && n <= longestGathering; n++ {
		if w := gatherings.prefix(s[i:]); w > 0 {
			return stages.prefix(s[i+w:]) == 0
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if endsName(r) || strings.ContainsRune("的在到把将对与和为让以了年月", r) || metric.Verb(s[i:]) >= len("举办") {
			return false
		}
		i += size
	}
	return false
}

// countOf is the length of the number or the year by which a gathering is counted at the start of s (第19届, 2023年), or 0.
func countOf(s string) int {
	at := 0
	if strings.HasPrefix(s, "第") {
		at = len("第")
	}
	digits := at
	for at < len(s) && (isDigit(s[at]) || strings.ContainsRune(hanDigits, firstRune(s[at:]))) {
		at += utf8.RuneLen(firstRune(s[at:]))
	}
	for _, w := range []string{"届", "年", "次"} {
		if at > digits && strings.HasPrefix(s[at:], w) {
			return at + len(w)
		}
	}
	return 0
}
