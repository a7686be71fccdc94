package metric

import (
	"strings"
	"unicode/utf8"
)

// An endings is a list of words that a text may end in, with the characters that they end in: most texts end in none.
type endings struct {
	words []string
	last  [8]uint64 // a bit for each last character, by its last nine bits
}

// endingsOf are the words in s, which spaces part, in their order.
func endingsOf(s string) endings {
	list := endings{words: strings.Fields(s)}
	for _, w := range list.words {
		r, _ := utf8.DecodeLastRuneInString(w)
		list.last[r>>6&7] |= 1 << (r & 63)
	}
	return list
}

// may reports whether s may end in one of the words.
func (list *endings) may(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return list.last[r>>6&7]>>(r&63)&1 != 0
}

// of is the first of the words that s ends in, or "".
func (list *endings) of(s string) string {
	if list.may(s) {
		for _, w := range list.words {
			if strings.HasSuffix(s, w) {
				return w
			}
		}
	}
	return ""
}
