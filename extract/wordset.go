package extract

import (
	"strings"
	"unicode/utf8"
)

// A wordSet is a set of words found by their first character.
type wordSet struct {
	filter *[8]uint64 // a bit for each first character, by its last nine bits: most characters begin no word
	words  map[rune][]string
}

// wordsOf is the set of the words in s, which white space parts.
func wordsOf(s string) wordSet {
	set := wordSet{new([8]uint64), map[rune][]string{}}
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		set.words[r] = append(set.words[r], w)
		set.filter[r>>6&7] |= 1 << (r & 63)
	}
	return set
}

// may reports whether a word may begin with r.
func (set wordSet) may(r rune) bool { return set.filter[r>>6&7]>>(r&63)&1 != 0 }

// prefix is the length of the longest word that s begins with, or 0.
func (set wordSet) prefix(s string) int {
	if s == "" {
		return 0
	}
	r, _ := runeAt(s, 0)
	if !set.may(r) {
		return 0
	}
	longest := 0
	for _, w := range set.words[r] {
		if len(w) > longest && strings.HasPrefix(s, w) {
			longest = len(w)
		}
	}
	return longest
}

// within is where the first word in s begins and ends, or -1.
func (set wordSet) within(s string) (start, end int) {
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		if set.may(r) {
			for _, w := range set.words[r] {
				if strings.HasPrefix(s[i:], w) {
					return i, i + len(w)
				}
			}
		}
		i += n
	}
	return -1, -1
}

// has reports whether a word stands anywhere in s.
func (set wordSet) has(s string) bool {
	start, _ := set.within(s)
	return start >= 0
}

// suffixOf reports whether s ends with one of the words of a list.
func suffixOf(s string, list []string) bool {
	for _, w := range list {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
