package extract

import (
	"strings"
	"unicode/utf8"
)

// A wordSet is a set of words found by their first character.
type wordSet map[rune][]string

// wordsOf is the set of the words in s, which white space parts.
func wordsOf(s string) wordSet {
	set := wordSet{}
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		set[r] = append(set[r], w)
	}
	return set
}

// prefix is the length of the longest word that s begins with, or 0.
func (set wordSet) prefix(s string) int {
	r, _ := utf8.DecodeRuneInString(s)
	longest := 0
	for _, w := range set[r] {
		if len(w) > longest && strings.HasPrefix(s, w) {
			longest = len(w)
		}
	}
	return longest
}

// within is where the first word in s begins and ends, or -1.
func (set wordSet) within(s string) (start, end int) {
	for i, r := range s {
		for _, w := range set[r] {
			if strings.HasPrefix(s[i:], w) {
				return i, i + len(w)
			}
		}
	}
	return -1, -1
}

// has reports whether a word stands anywhere in s.
func (set wordSet) has(s string) bool {
	start, _ := set.within(s)
	return start >= 0
}

// suffix reports whether s ends with one of the words, which white space parts in list.
func suffixOf(s string, list []string) bool {
	for _, w := range list {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
