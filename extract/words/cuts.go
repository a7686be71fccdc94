package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// reach is how many characters on either side of a hit are cut with it: a word that straddles its border, and the one
// beyond that competes with it, lie within.
const reach = 8

// Cuts reports that a word of running Chinese straddles a border of text[start:end], or swallows it: 和平 in
// 建设和平台, 资源 in 资源化. A longer place name that only adds what the division is (海南 in 海南省) does not. Where
// start and end are no borders of characters within text it reports false.
func (w *Words) Cuts(text string, start, end int) bool {
	if start < 0 || end > len(text) || start >= end || !onRune(text, start) || !onRune(text, end) {
		return false
	}
	from, to := back(text, start), ahead(text, end)
	if from == start && to == end {
		return false
	}
	c := cutters.Get().(*cutter)
	defer cutters.Put(c)
	for _, p := range c.cut(w, text[from:to]) {
		a, b := from+p.start, from+p.end
		if b <= start {
			continue
		}
		if a >= end {
			return false
		}
		if a >= start && b <= end {
			continue
		}
		if a == start && p.entry.place && isSuffix(text[end:b]) {
			continue
		}
		return true
	}
	return false
}

func onRune(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// back is the start of the window before i: at most reach characters, none of them punctuation.
func back(s string, i int) int {
	for k := 0; k < reach && i > 0; k++ {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) {
			break
		}
		i -= size
	}
	return i
}

// ahead is the end of the window after i.
func ahead(s string, i int) int {
	for k := 0; k < reach && i < len(s); k++ {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			break
		}
		i += size
	}
	return i
}

// isSuffix reports that s only says what a division is.
func isSuffix(s string) bool {
	return s != "" && strings.Trim(s, "省市区县州盟旗镇乡地自治") == ""
}
