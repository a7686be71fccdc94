package metric

import (
	"strings"
	"unicode/utf8"
)

// readDate passes over a date, a part of one or a time of day at i, keeping it as the period of what follows; it
// gives i where there is none. It also passes over numbers that signs bind into a name: 1+N, 7×24, 20:30.
func (p *parser) readDate(i int) int {
	s := p.text
	if end := plan(s, i); end > i {
		if strings.Contains(s[i:end], "”") {
			p.quote = -1
		}
		p.setDate(i, end)
		return end
	}
	if end := signed(s, i); end > i {
		return end
	}
	if end := year(s, i); end > i {
		end = dayAfter(s, end)
		p.setDate(i, end)
		return end
	}
	if end := monthOrQuarter(s, i); end > i {
		p.setDate(i, end)
		return end
	}
	return i
}

// setDate makes text[start:end] the period, with a word before it that belongs to it; after 比 it is only compared with.
func (p *parser) setDate(start, end int) {
	head := p.text[p.left(start):start]
	for _, w := range [...]string{"截至", "截止", "到"} {
		if strings.HasSuffix(head, w) && !strings.HasSuffix(head, "从到") {
			p.target = p.target || w == "到" && !strings.HasSuffix(head, "截至到") && !strings.HasSuffix(head, "截止到")
		}
	}
	if strings.HasSuffix(head, "比") || strings.HasSuffix(head, "较") || strings.HasSuffix(head, "于") {
		return
	}
	if strings.HasSuffix(head, "前") && !strings.HasSuffix(head, "目前") {
		start -= len("前")
	}
	p.date = p.text[start:end]
}

// plan is the end of 十四五 and its like, with 期间 or 时期.
func plan(s string, i int) int {
	rest, ok := strings.CutPrefix(s[i:], "十")
	if !ok || rest == "" {
		return i
	}
	r, size := utf8.DecodeRuneInString(rest)
	if d := chineseDigit(r); d < 1 || d > 6 || !strings.HasPrefix(rest[size:], "五") {
		return i
	}
	end := i + len("十") + size + len("五")
	for _, tail := range [...]string{"”", "期间", "时期"} {
		if strings.HasPrefix(s[end:], tail) {
			end += len(tail)
		}
	}
	return end
}

// signed is the end of a number that +, × or : binds to what follows: 1+N, 7×24小时, 20:30; i where none does.
func signed(s string, i int) int {
	_, n, digits := digitsFrom(s, i, 0)
	end := digits
	for n > 0 && end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		d, _ := digitAt(s, end+size)
		switch r {
		case '+', '＋', '×', '*':
		case ':', '：', '∶':
			if d < 0 {
				size = 0
			}
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		end = skipName(s, end+size)
		_, _, end = digitsFrom(s, end, 0)
	}
	if end == digits {
		return i
	}
	return end
}

// year is the end of 2020年, 二〇二〇年, 2018—2020年, 2020-08-26 and 2020年代, else i.
func year(s string, i int) int {
	end := yearDigits(s, i)
	if end == i {
		return i
	}
	if iso := isoDate(s, end); iso > end {
		return iso
	}
	next := end
	if strings.HasPrefix(s[next:], "年") {
		next += len("年")
	}
	if size, _ := joint(s, next); size > 0 {
		if to := yearDigits(s, next+size); to > next+size && strings.HasPrefix(s[to:], "年") {
			return to + len("年")
		}
	}
	if next > end {
		return next
	}
	return i
}

// yearDigits is the end of four digits, Arabic or Chinese, that can be a year (1800 to 2199), else i.
func yearDigits(s string, i int) int {
	if v, n, end := digitsFrom(s, i, 0); n > 0 {
		if n == 4 && v >= 1800 && v < 2200 {
			return end
		}
		return i
	}
	end, v := i, 0
	for k := 0; k < 4; k++ {
		r, size := utf8.DecodeRuneInString(s[end:])
		d := chineseDigit(r)
		if d < 0 {
			return i
		}
		v, end = v*10+d, end+size
	}
	if v < 1800 || v >= 2200 {
		return i
	}
	return end
}

// isoDate is the end of -08-26, .8.26 or /8/26 at i, else i.
func isoDate(s string, i int) int {
	if i >= len(s) || s[i] != '-' && s[i] != '.' && s[i] != '/' {
		return i
	}
	_, n, end := digitsFrom(s, i+1, 0)
	if n < 1 || n > 2 || end >= len(s) || s[end] != s[i] {
		return i
	}
	if _, n, last := digitsFrom(s, end+1, 0); n == 1 || n == 2 {
		return last
	}
	return i
}

// dayAfter is the end of the month, day and the word of time that follow a year.
func dayAfter(s string, i int) int {
	if end := monthOrQuarter(s, i); end > i {
		i = end
	}
	return timeTail(s, i)
}

// timeTail is the end of a word such as 底, 上半年 or 以来 at i, else i.
func timeTail(s string, i int) int {
	for _, tail := range [...]string{"年底", "底", "年末", "末", "年初", "初", "上半年", "下半年", "前三季度", "度", "份"} {
		if strings.HasPrefix(s[i:], tail) {
			i += len(tail)
			break
		}
	}
	for _, tail := range [...]string{"以来", "以前", "期间"} {
		if strings.HasPrefix(s[i:], tail) {
			return i + len(tail)
		}
	}
	return i
}

// monthOrQuarter is the end of 9月, 1—9月, 8月26日, 九月份, 三季度 or 三季度末, else i.
func monthOrQuarter(s string, i int) int {
	n, ok := smallNumber(s, i)
	if !ok {
		return i
	}
	end := n
	if size, _ := joint(s, end); size > 0 {
		if to, ok := smallNumber(s, end+size); ok {
			end = to
		}
	}
	switch {
	case strings.HasPrefix(s[end:], "季度"):
		return timeTail(s, end+len("季度"))
	case !strings.HasPrefix(s[end:], "月"):
		return i
	}
	end += len("月")
	if day, ok := smallNumber(s, end); ok && strings.HasPrefix(s[day:], "日") {
		end = day + len("日")
	}
	return timeTail(s, end)
}

// smallNumber is the end of a whole number of at most two digits or three Chinese characters.
func smallNumber(s string, i int) (int, bool) {
	if i >= len(s) {
		return i, false
	}
	if _, n, end := digitsFrom(s, i, 0); n > 0 {
		return end, n <= 2
	}
	end := i
	for k := 0; k < 3 && end < len(s); k++ {
		r, size := utf8.DecodeRuneInString(s[end:])
		if chineseDigit(r) < 0 && r != '十' {
			break
		}
		end += size
	}
	return end, end > i
}

// time notes a word at i that says what time a number holds for: 每年, 日均, 上半年, 去年.
func (p *parser) time(i int) {
	rest := p.text[i:]
	for _, w := range [...]string{"每年", "每月", "每天", "每日", "每周", "每季度", "年均", "月均", "日均", "周均", "季均"} {
		if strings.HasPrefix(rest, w) {
			p.rate = w
			return
		}
	}
	for _, w := range [...]string{"上半年", "下半年", "全年", "当年", "今年", "去年", "上年", "本年度", "本年"} {
		if strings.HasPrefix(rest, w) && !p.compared(i) {
			p.date = w
			return
		}
	}
}

// compared reports that what starts at i is only compared with: 比去年, 较上年.
func (p *parser) compared(i int) bool {
	head := p.text[:i]
	return strings.HasSuffix(head, "比") || strings.HasSuffix(head, "较") || strings.HasSuffix(head, "与") || strings.HasSuffix(head, "于")
}
