package extract

import "strings"

// Days and hours by which news begins what it tells: 今天（9月8日）上午, 昨晚, 17日, 截至今天中午.

var (
	// untils stand before a day.
	untils = wordsOf("截至 截止 截止到 截至到 自 从 到")
	// days are words for a day or a span of days.
	days = wordsOf("今天 今日 今晨 今早 今晚 今起 昨天 昨日 昨晚 昨夜 前天 明天 明晚 后天 当天 当日 当晚 今明两天 本月 上月 本周 上周 这个月 上个月 月底 年底 今年底 去年底 今年上半年 去年同期 同日 此前 日前 此外")
	// hours follow a day.
	hours = wordsOf("凌晨 清晨 早上 早晨 上午 中午 下午 傍晚 晚上 晚间 夜间 晚 早 起 前 以来 开始")
)

// dayLead is the length of a day that s begins with, or 0.
func dayLead(s string) int {
	at := untils.prefix(s)
	n := days.prefix(s[at:])
	if n == 0 && digitAhead(s[at:]) {
		n = max(monthDay(s[at:]), months(s[at:]))
	}
	if n == 0 {
		return 0
	}
	at += n
	if strings.HasPrefix(s[at:], "（") {
		at += closing(s[at:], 0, '（')
	}
	for {
		n = hours.prefix(s[at:])
		if n == 0 {
			n = clock(s[at:])
		}
		if n == 0 {
			return at
		}
		at += n
	}
}

// digitAhead reports whether a digit stands at the start of s, or after 前 there.
func digitAhead(s string) bool {
	s = strings.TrimPrefix(s, "前")
	return s != "" && isDigit(s[0])
}

// monthDay is the length of a day by its number at the start of s (17日, 15日至17日), or 0.
func monthDay(s string) int {
	n := numbered(s, "日")
	if n == 0 {
		return 0
	}
	for _, j := range []string{"至", "到", "—", "-"} {
		if strings.HasPrefix(s[n:], j) {
			if k := numbered(s[n+len(j):], "日"); k > 0 {
				return n + len(j) + k
			}
		}
	}
	return n
}

// months is the length of a run of months at the start of s (1—10月, 1至5月份, 前11个月, 前4月), or 0.
func months(s string) int {
	if rest, ok := strings.CutPrefix(s, "前"); ok {
		n := max(numbered(rest, "个月"), numbered(rest, "月"))
		if n == 0 {
			return 0
		}
		return len("前") + n
	}
	for _, j := range []string{"至", "到", "—", "–", "-", "～", "~"} {
		first := numbered(s, j)
		if first == 0 {
			first = numbered(s, "月"+j)
		}
		if n := numbered(s[first:], "月"); first > 0 && n > 0 {
			if strings.HasPrefix(s[first+n:], "份") {
				n += len("份")
			}
			return first + n
		}
	}
	return 0
}

// clock is the length of an hour at the start of s (12时, 17时30分), or 0.
func clock(s string) int {
	n := max(numbered(s, "时"), numbered(s, "点"))
	if n > 0 {
		n += numbered(s[n:], "分")
	}
	return n
}

// numbered is the length of a number of two digits at most with a word after it at the start of s, or 0.
func numbered(s, word string) int {
	n := 0
	for n < len(s) && n < 2 && isDigit(s[n]) {
		n++
	}
	if n > 0 && strings.HasPrefix(s[n:], word) {
		return n + len(word)
	}
	return 0
}
