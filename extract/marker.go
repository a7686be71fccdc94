package extract

import (
	"policygraph/internal/lazyregexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A markerKind is a way of numbering headings.
type markerKind string

// The kinds of number. Explicit heading levels, bold lines and table columns make kinds of their own.
const (
	partKind   markerKind = "第一部分"
	caseKind   markerKind = "案例一"
	hanKind    markerKind = "一、"
	hanParen   markerKind = "（一）"
	digitKind  markerKind = "1."
	digitParen markerKind = "（1）"
	circled    markerKind = "①"
	firstKind  markerKind = "第一，"
	isKind     markerKind = "一是"
	dashKind   markerKind = "——"
	gluedKind  markerKind = "1" // a number with nothing after it, as flattened tables leave it
	boldKind   markerKind = "bold"
	runInKind  markerKind = "run-in"
	tableTheme markerKind = "table theme"
	tableRow   markerKind = "table row"
)

// A marker is a number that may begin a heading.
type marker struct {
	kind    markerKind
	span    // the number with its punctuation
	number  string
	ordinal int
}

const hanDigits = "一二三四五六七八九十百〇零"

// markerForms are tried in this order where one of their first characters stands.
var markerForms = []struct {
	kind  markerKind
	first string
	form  *lazyregexp.Regexp
}{
	{partKind, "第", lazyregexp.New(`^第([` + hanDigits + `]+)(?:部分|章|篇|编)[、：: ]?`)},
	{caseKind, "典案", lazyregexp.New(`^(?:典型)?案例([` + hanDigits + `0-9]{1,3})(?:[：:、. 　]+|$)`)},
	{hanKind, hanDigits, lazyregexp.New(`^([` + hanDigits + `]+)、`)},
	{hanParen, "（(", lazyregexp.New(`^[（(]([` + hanDigits + `]+)[）)][、.．]?`)},
	{digitKind, "0123456789０１２３４５６７８９", lazyregexp.New(`^([0-9０-９]{1,3})[.．、]`)},
	{digitKind, "0", lazyregexp.New(`^(0[1-9])[ 　]+`)},
	{digitParen, "（(", lazyregexp.New(`^[（(]([0-9０-９]{1,3})[）)][、.．]?`)},
	{circled, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", lazyregexp.New(`^([①-⑳])`)},
	{firstKind, "第", lazyregexp.New(`^第([` + hanDigits + `]+)[，、,：:]`)},
	{isKind, "一二三四五六七八九十", lazyregexp.New(`^([一二三四五六七八九十]{1,3})是`)},
	{dashKind, "—－-", lazyregexp.New(`^(——|—|－－|--)`)},
}

// markerAt is the marker at byte i of text.
func markerAt(text string, i int) (marker, bool) {
	r, _ := runeAt(text, i)
	if !beginsMarker(r) {
		return marker{}, false
	}
	window := text[i:min(len(text), i+48)]
	if !marks(window, r) {
		return marker{}, false
	}
	for k := range markerForms {
		f := &markerForms[k]
		if !strings.ContainsRune(f.first, r) {
			continue
		}
		at := f.form.FindStringSubmatchIndex(window)
		if at == nil || f.kind == digitKind && continuesNumber(window[at[1]:]) {
			continue
		}
		m := marker{kind: f.kind, span: span{i, i + at[1]}, number: strings.Trim(window[:at[1]], "、.．，,：: 　")}
		m.ordinal = ordinal(window[at[2]:at[3]])
		return m, true
	}
	return marker{}, false
}

// beginsMarker reports whether a number may begin with r.
func beginsMarker(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '〇', '零', '第', '典', '案', '（', '(', '—', '－', '-':
		return true
	}
	return r >= '0' && r <= '9' || r >= '０' && r <= '９' || r >= '①' && r <= '⑳'
}

// marks reports whether s, which begins with r, may begin with a marker: where it begins with a number, in brackets or
// behind 第 or not, what follows a heading's number follows it.
func marks(s string, r rune) bool {
	switch r {
	case '（', '(', '第':
		s = s[utf8.RuneLen(r):]
	case '典', '案', '—', '－', '-', '0':
		return true
	}
	if r >= '①' && r <= '⑳' {
		return true
	}
	rest := strings.TrimLeft(s, "0123456789０１２３４５６７８９"+hanDigits)
	return len(rest) < len(s) && numberEnds.has(firstRune(rest))
}

// numberEnds stand after the number of a heading: 1.  一、 （1） 第一章 第一部分 第一， 一是.
var numberEnds = runesOf("、，,：:.．)）是部章篇编")

// continuesNumber reports whether what follows “1.” makes it a decimal or a date.
func continuesNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return '0' <= r && r <= '9' || '０' <= r && r <= '９'
}

// ordinal is the number that a marker's digits stand for, up to 999, or 0.
func ordinal(s string) int {
	if r, _ := utf8.DecodeRuneInString(s); '①' <= r && r <= '⑳' {
		return int(r-'①') + 1
	}
	if n, err := strconv.Atoi(halfWidth(s)); err == nil {
		return n
	}
	total, digit := 0, 0
	for _, r := range s {
		switch k := strings.IndexRune("〇一二三四五六七八九", r); {
		case r == '零':
		case r == '十':
			total += max(digit, 1) * 10
			digit = 0
		case r == '百':
			total += max(digit, 1) * 100
			digit = 0
		case k >= 0:
			digit = digit*10 + k/len("一")
		default:
			return 0
		}
	}
	return total + digit
}

// halfWidth is s with full-width digits made half-width.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if '０' <= r && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}
