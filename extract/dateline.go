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
	return pastReporters(s, at)
}

// pastReporters is where a dateline that ends at byte at of s ends with the names of its reporters and what parts it
// from the report.
func pastReporters(s string, at int) int {
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

// placeDateline is the length of the rest of a dateline after the place that it begins with (北京|12月28日电), or 0.
func placeDateline(s string) int {
	at := 0
	for _, unit := range []string{"月", "日"} {
		n := 0
		for at+n < len(s) && isDigit(s[at+n]) {
			n++
		}
		if n == 0 || n > 2 || !strings.HasPrefix(s[at+n:], unit) {
			return 0
		}
		at += n + len(unit)
	}
	for _, end := range []string{"电", "讯"} {
		if strings.HasPrefix(s[at:], end) {
			return pastReporters(s, at+len(end))
		}
	}
	return 0
}
