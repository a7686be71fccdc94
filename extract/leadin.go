package extract

import (
	"strings"

	"policygraph/internal/lazyregexp"
)

// leads are words that may stand before a subject with no comma after them.
var leads = wordsOf("一是 二是 三是 四是 五是 六是 七是 八是 其中 此外 另外 同时 例如 比如 譬如 又如 再如 尤其是 特别是 如 其余的 余下的 剩下的 " +
	"随后 接着 首先 其次 最后 而 则 并且 以及 仅 另据 · • ● ◆ ■ ★ ▲ ※ - — 　")

// times are words of time that may stand before a subject.
var times = wordsOf("目前 近日 日前 近期 近年来 近几年 今年以来 今年 去年以来 去年 当前 截至目前 如今 现如今 现在 眼下 连日来 这段时间 这几天 这两年 这几年 多年来")

// timeForm is a time that a clause may begin with, in digits of either width and with the spaces that some set around
// them.
var timeForm = lazyregexp.New(`^(?:(?:截至|截止|自|从|到)? ?(?:[0-9０-９]{4}|[一二][〇○零一二三四五六七八九]{3}) ?年 ?(?:[0-9０-９一二三四五六七八九十]{1,2} ?月(?:份)? ?(?:[0-9０-９一二三四五六七八九十]{1,3} ?日)?)?` +
	`(?:以来|以前|底|末|初|起|至今|上半年|下半年|前三季度|第[一二三四]季度)?|前[一二三]季度|` +
	`(?:过去|近|最近)? ?[0-9０-９一二三四五六七八九十两几]{1,3} ?多?(?:年|个月|天)多?(?:来|间|以来)|(?:过去|近|最近) ?[0-9０-９一二三四五六七八九十两几]{1,3} ?年|` +
	`上半年|下半年|[0-9０-９]{1,2} ?月(?:份)? ?(?:[0-9０-９]{1,2} ?日)?|“十[一二三四五]五”(?:期间|以来)?)`)

// lead is the length of one lead-in word or time at the start of s, or 0.
func lead(s string) int {
	if n := max(leads.prefix(s), timeLead(s), dateline(s)); n > 0 {
		return n
	}
	if strings.HasPrefix(s, " ") {
		return 1
	}
	if strings.HasPrefix(s, "【") {
		if j := closing(s, 0, '【'); j > 0 {
			return j // a tag: 【主要做法】
		}
	}
	return 0
}

// timeLead is the length of one time at the start of s, or 0.
func timeLead(s string) int {
	if n := times.prefix(s); n > 0 {
		return n
	}
	if n := dayLead(s); n > 0 {
		return n
	}
	if !timeAhead(s) {
		return 0
	}
	return len(timeForm.FindString(s))
}

// timeAhead reports whether s may begin with a match of timeForm: nothing but what stands in a time before its unit does
// before 年, 月, 天, 季 or the 五 of “十四五”.
func timeAhead(s string) bool {
	for i, n := 0, 0; i < len(s) && n < 10; n++ {
		r, size := runeAt(s, i)
		switch r {
		case '年', '月', '天', '季':
			return n > 0
		case '五':
			if n == 3 {
				return true
			}
		case '截', '至', '止', '自', '从', '到', '前', '上', '下', '半', '过', '去', '近', '最', '“', '两', '几', '多', '个',
			'一', '二', '三', '四', '六', '七', '八', '九', '十', '〇', '○', '零', ' ':
		default:
			if (r < '0' || r > '9') && (r < '０' || r > '９') {
				return false
			}
		}
		i += size
	}
	return false
}

// skipLead is where a clause begins after its lead-in words. Several rules ask it of one clause after another.
func skipLead(text string, s span, x *placeIndex) int {
	if s != x.led || s.empty() {
		x.led, x.ledTo = s, pastLead(text, s, x)
	}
	return x.ledTo
}

func pastLead(text string, s span, x *placeIndex) int {
	at := s.start
	for range 4 {
		if m := x.at(at); m != nil {
			n := placeDateline(text[min(m.End, s.end):s.end])
			if n == 0 {
				return at
			}
			at = m.End + n
			continue
		}
		n := lead(text[at:s.end])
		if n == 0 {
			return at
		}
		at += n
	}
	return at
}
