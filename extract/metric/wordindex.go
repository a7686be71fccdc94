package metric

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A wordIndex finds the longest word at a place in a text: words are kept by their first character, longest first.
type wordIndex[T any] struct {
	known  [1 << 10]uint64 // a bit for each first character of the basic plane
	byRune map[rune][]entry[T]
}

// An entry is a word and what is known of it.
type entry[T any] struct {
	word  string
	value T
}

func newWordIndex[T any]() *wordIndex[T] { return &wordIndex[T]{byRune: map[rune][]entry[T]{}} }

// add puts a word in; the first of two equal words stays.
func (t *wordIndex[T]) add(word string, value T) {
	r, _ := utf8.DecodeRuneInString(word)
	if r >= 1<<16 || word == "" {
		return
	}
	t.known[r>>6] |= 1 << (r & 63)
	list := t.byRune[r]
	at, found := slices.BinarySearchFunc(list, word, func(e entry[T], w string) int {
		if len(e.word) != len(w) {
			return len(w) - len(e.word)
		}
		return strings.Compare(e.word, w)
	})
	if !found {
		t.byRune[r] = slices.Insert(list, at, entry[T]{word, value})
	}
}

// longest is the value of the longest word that s has at i.
func (t *wordIndex[T]) longest(s string, i int) (T, bool) {
	var none T
	r, _ := utf8.DecodeRuneInString(s[i:])
	if r >= 1<<16 || t.known[r>>6]&(1<<(r&63)) == 0 {
		return none, false
	}
	for _, e := range t.byRune[r] {
		if strings.HasPrefix(s[i:], e.word) {
			return e.value, true
		}
	}
	return none, false
}
