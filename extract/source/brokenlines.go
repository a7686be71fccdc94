package source

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// narrowColumn is the least width in columns at which lines of a page are taken to be broken.
const narrowColumn = 24

// writeBroken writes the lines of pages, all of which were broken where the page or its column ends: a line goes on in
// the next one where it is about as wide as most, or breaks off within a clause; the number of an item begins anew.
func writeBroken(w *writer, text string) {
	set, goesOn := setWidth(text), false
	var before rune
	for line := range eachLine(text) {
		line = strings.TrimSpace(line)
		first, _ := utf8.DecodeRuneInString(line)
		switch {
		case !goesOn || startsItem(line):
			w.end()
		case isLatin(before) && isLatin(first):
			w.text(" ", run{})
		}
		w.text(line, run{})
		goesOn = set > 0 && lineGoesOn(line, set)
		before, _ = utf8.DecodeLastRuneInString(line)
	}
}

func isLatin(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// setWidth is the width to which lines were set: that of the widest but for one line in ten; 0 where it is too narrow
// for a column.
func setWidth(text string) int {
	var widths []int
	for line := range eachLine(text) {
		if n := width(strings.TrimSpace(line)); n > 0 {
			widths = append(widths, n)
		}
	}
	if len(widths) == 0 {
		return 0
	}
	slices.Sort(widths)
	if set := widths[len(widths)*9/10]; set >= narrowColumn {
		return set
	}
	return 0
}

// lineGoesOn reports whether a line goes on in the next one. Digits and Latin letters are narrower than half a Chinese
// character and their number varies, so that a full line may look some columns short; one that ends a sentence must
// fill its width.
func lineGoesOn(line string, set int) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	n := width(line)
	switch {
	case strings.ContainsRune("，、；（《“", last):
		return true
	case strings.ContainsRune("。！？：", last):
		return n >= set-2
	}
	return n >= set-set/6
}
