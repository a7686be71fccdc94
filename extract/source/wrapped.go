package source

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// nearly is how many columns a line that was broken at a width may fall short of it: two characters.
const nearly = 4

// wrapWidth is the width, in columns, at which the lines of a text were broken, or 0 where each line is a paragraph.
// That width is the widest line's, but for one line in twenty, and one at which pages are set. The lines were broken
// there where two in five, and five in all, are about as wide, or where at least three break off within a clause at
// about that width and most of what they break off from goes on to the end of a sentence.
func wrapWidth(text string) int {
	const narrowest, broadest = 40, 130
	lines, long := 0, 0
	for line := range eachLine(text) {
		lines++
		if len(line) > 3*broadest {
			long++
		}
	}
	if lines < 5 || long*20 > lines {
		return 0
	}
	widths := make([]int, 0, lines)
	for line := range eachLine(text) {
		if strings.TrimSpace(line) != "" {
			widths = append(widths, width(line))
		}
	}
	if len(widths) < 5 {
		return 0
	}
	slices.Sort(widths)
	widest := widths[(len(widths)-1)*19/20]
	if widest < narrowest || widest > broadest {
		return 0
	}
	full, _ := slices.BinarySearch(widths, widest-nearly)
	full = len(widths) - full
	if full >= 5 && full*5 >= len(widths)*2 || breaksOff(text, widest, full) {
		return widest
	}
	return 0
}

// breaksOff reports whether lines break off within a clause at a width; full is how many lines are about as wide.
func breaksOff(text string, widest, full int) bool {
	const fewest = 3
	broken, ends, ended := 0, 0, 0
	open := false // the line before breaks off
	for line := range eachLine(text) {
		if open && !beginsAnew(line) {
			broken++
			if open = isBroken(line, widest); !open {
				ends++
				if endsSentence(line) {
					ended++
				}
			}
			continue
		}
		open = isBroken(line, widest)
	}
	return broken >= fewest && broken*2 >= full && ended*2 > ends
}

// A wrapping joins the lines of a text that were broken at a width.
type wrapping struct {
	width int  // 0 where each line is a paragraph
	on    bool // the last line goes on in the next one
	last  rune // its last character
}

// joint is what stands between the last line and this one, where that one goes on in this one.
func (p *wrapping) joint(line string) (joint string, ok bool) {
	if !p.on || beginsAnew(line) {
		return "", false
	}
	if first, _ := utf8.DecodeRuneInString(line); isLatin(p.last) && isLatin(first) {
		return " ", true
	}
	return "", true
}

// took remembers a line. One that is full goes on, but at a colon, which ends those that a notice is sent to and leads
// in lists.
func (p *wrapping) took(line string) {
	if p.on = false; p.width == 0 {
		return
	}
	p.last, _ = utf8.DecodeLastRuneInString(strings.TrimRight(line, " \t\u3000"))
	p.on = width(line) >= p.width-nearly && p.last != '：' && p.last != ':' || isBroken(line, p.width)
}

// isBroken reports whether a line breaks off within a clause at about a width: it may fall short of it by a word or a
// number that was not to be divided, and by the narrower half of digits and Latin letters.
func isBroken(line string, widest int) bool {
	return width(line) >= widest-widest/6 && !endsSentence(line)
}

// endsSentence reports whether a line ends as sentences do.
func endsSentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, " \t\u3000"))
	return strings.ContainsRune("。！？；：!?;:”）", last)
}

// beginsAnew reports whether a line goes on with none before it: it is blank, indented, or the start of an item.
func beginsAnew(line string) bool {
	return strings.TrimSpace(line) == "" || indented(line) || startsItem(line)
}
