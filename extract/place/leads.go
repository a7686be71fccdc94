package place

import (
	"unicode"
	"unicode/utf8"
)

// The ideographs of the basic plane; all of them are Han.
const firstHan, lastHan = 0x4E00, 0x9FFF

// A leads marks the characters that the words of a list begin with, so that a list need not be tried where none does.
type leads [lastHan - firstHan + 1]bool

// leadsOf marks the first characters of words, all of them ideographs of the basic plane.
func leadsOf[T any](list []T, word func(T) string) *leads {
	var l leads
	for _, x := range list {
		r, _ := utf8.DecodeRuneInString(word(x))
		l[r-firstHan] = true
	}
	return &l
}

// starts reports whether a word of the list may stand at the start of text.
func (l *leads) starts(text string) bool {
	r, _ := decode(text, 0)
	return r >= firstHan && r <= lastHan && l[r-firstHan]
}

func han(r rune) bool { return r >= firstHan && r <= lastHan || unicode.Is(unicode.Han, r) }
