package metric

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// A wordIndex finds the longest word at a place in a text. Words lie together by their first character, longest
// first. The bytes of their second characters lie apart from them, so that most are passed over by a walk along a few
// integers.
type wordIndex[T any] struct {
	bucket  []uint16 // by first character, 0 for none: index into entries
	entries [][]entry[T]
	seconds [][]uint32 // those of entries, once they are sorted
}

// An entry is a word and what is known of it.
type entry[T any] struct {
	second uint32 // the bytes of the second character, 0 for a word of one
	word   string
	value  T
}

func newWordIndex[T any]() *wordIndex[T] {
	return &wordIndex[T]{bucket: make([]uint16, 1<<16), entries: make([][]entry[T], 1)}
}

// at is the place of a word's value, new if the word is. Call sort after the last.
func (t *wordIndex[T]) at(word string) *T {
	r, size := utf8.DecodeRuneInString(word)
	b := t.bucket[r&0xFFFF]
	if b == 0 {
		b = uint16(len(t.entries))
		t.bucket[r&0xFFFF] = b
		t.entries = append(t.entries, nil)
	}
	for k := range t.entries[b] {
		if t.entries[b][k].word == word {
			return &t.entries[b][k].value
		}
	}
	t.entries[b] = append(t.entries[b], entry[T]{second: second(word, size), word: word})
	return &t.entries[b][len(t.entries[b])-1].value
}

// sort puts the longest words first.
func (t *wordIndex[T]) sort() {
	for _, list := range t.entries {
		slices.SortStableFunc(list, func(a, b entry[T]) int { return cmp.Compare(len(b.word), len(a.word)) })
		seconds := make([]uint32, len(list))
		for k := range list {
			seconds[k] = list[k].second
		}
		t.seconds = append(t.seconds, seconds)
	}
}

// second packs the bytes of the character of s at i; a character of one byte, and the end, give that byte or 0.
func second(s string, i int) uint32 {
	if i+2 < len(s) && s[i] >= 0xE0 {
		return uint32(s[i])<<16 | uint32(s[i+1])<<8 | uint32(s[i+2])
	}
	if i < len(s) {
		return uint32(s[i])
	}
	return 0
}

// longest is the value of the longest word that s has at i.
func (t *wordIndex[T]) longest(s string, i int) (value T, ok bool) {
	r, size := wideAt(s, i)
	if r >= 1<<16 {
		return value, false
	}
	b := t.bucket[r]
	if b == 0 {
		return value, false
	}
	rest := s[i:]
	next := second(rest, size)
	for k, second := range t.seconds[b] {
		if second != next && second != 0 {
			continue
		}
		e := &t.entries[b][k]
		if len(e.word) <= len(rest) && rest[:len(e.word)] == e.word {
			return e.value, true
		}
	}
	return value, false
}
