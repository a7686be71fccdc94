package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// china is the time of China, without summer time, in which notices are dated.
var china = time.FixedZone("UTC+8", 8*60*60)

// zoned are forms of a time with its zone, as front matter, feeds and JSON write it.
var zoned = []string{
	time.RFC1123, time.RFC1123Z, time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 Z07:00",
	"2006-01-02T15:04:05-0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05 -0700",
	time.UnixDate, time.RubyDate, "Mon Jan 02 2006 15:04:05 GMT-0700",
}

// writtenDate finds a date in digits: 2021年8月26日, 2021-08-26, 2021/8/26, 2021.8.26, 20210826.
var writtenDate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\d{4})\s?(?:[-/.]|年)\s?(\d{1,2})\s?(?:[-/.]|月)\s?(\d{1,2})|^(\d{4})(\d\d)(\d\d)(?:\d{6})?$`)
})

// chinaDate is a date or a time as YYYY-MM-DD in China, or "". A time without a zone is China's.
func chinaDate(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 200 {
		return ""
	}
	for _, layout := range zoned {
		if t, err := time.Parse(layout, s); err == nil {
			return t.In(china).Format(time.DateOnly)
		}
	}
	m := writtenDate().FindStringSubmatch(digits(s))
	if m == nil {
		return ""
	}
	if m[1] == "" {
		m = m[3:]
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1900 || year > 2200 || t.Day() != day || int(t.Month()) != month {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// digits turns full-width digits, and the Chinese numerals of a date (二〇二一年八月二十六日), into ASCII digits.
func digits(s string) string {
	if !strings.ContainsAny(s, "〇○零一二三四五六七八九十０１２３４５６７８９") {
		return s
	}
	var out strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r >= '０' && r <= '９':
			out.WriteRune(r - '０' + '0')
		case r == '十':
			before := i > 0 && numeral(runes[i-1]) > 0
			after := i+1 < len(runes) && numeral(runes[i+1]) > 0
			out.WriteString(map[[2]bool]string{{}: "10", {true, false}: "0", {false, true}: "1", {true, true}: ""}[[2]bool{before, after}])
		case numeral(r) >= 0:
			out.WriteByte(byte('0' + numeral(r)))
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// numeral is the value of a Chinese numeral below ten, or -1.
func numeral(r rune) int {
	switch r {
	case '〇', '○', '零':
		return 0
	}
	for i, c := range []rune("一二三四五六七八九") {
		if r == c {
			return i + 1
		}
	}
	return -1
}

// unixDate is the date in China of a time in seconds since 1970.
func unixDate(seconds int64) string {
	return time.Unix(seconds, 0).In(china).Format(time.DateOnly)
}
