package extract

import (
	"strings"
	"unicode/utf8"
)

// Where a report comes from stands before its words: 央视网消息（示例节目）：, 新华社某市8月6日电（记者某某）, 本报讯.

var (
	// agencies begin a dateline.
	agencies = wordsOf("央视网消息 新华社 新华网 中新社 中新网 中新经纬 中国新闻网 人民网 人民日报 经济日报 光明日报 本报 本网 据新华社 央广网 央视新闻")
	// datelineEnds end one.
	datelineEnds = wordsOf("消息 电 讯 报道")
)

// longestDateline is how many characters a dateline has at most, without the names of its reporters.
const longestDateline = 24

// dateline is the length of the dateline that s begins with, or 0.
func dateline(s string) int {
	at := agencies.prefix(s)
	if at == 0 {
		return 0
	}
	if !strings.HasSuffix(s[:at], "消息") {
		window := s[at:][:upTo(s[at:], longestDateline*len("字"))]
		_, end := datelineEnds.within(window)
		if end < 0 || hasMark(window[:end], "，。；：、“") {
			return 0
		}
		at += end
	}
	if r := firstRune(s[at:]); r == '（' || r == '(' {
		at += max(0, closing(s[at:], 0, r))
	}
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		if r != ' ' && r != '　' && r != '：' && r != ':' {
			break
		}
		at += n
	}
	return at
}
