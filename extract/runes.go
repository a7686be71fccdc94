package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// runeAt is utf8.DecodeRuneInString(s[i:]) with a short way for the three bytes of a Chinese character.
func runeAt(s string, i int) (rune, int) {
	if i+2 < len(s) && s[i]>>4 == 0xE {
		return rune(s[i]&0xF)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// ideograph reports whether a byte begins one of U+4000 to U+9FFF: three bytes, and no mark or digit. Walks that look
// for marks pass over them by this byte alone.
func ideograph(c byte) bool { return c >= 0xE4 && c <= 0xE9 }

// markIn is where the first of marks, none of them an ideograph, stands in s, or -1.
func markIn(s, marks string) int {
	for i := 0; i < len(s); {
		if ideograph(s[i]) {
			i += 3
			continue
		}
		r, n := runeAt(s, i)
		if strings.ContainsRune(marks, r) {
			return i
		}
		i += n
	}
	return -1
}

// hasMark reports whether any of marks, none of them an ideograph, stands in s.
func hasMark(s, marks string) bool { return markIn(s, marks) >= 0 }

// A runeSet is a set of characters, with a bit for each by its last nine bits: most others are told by that alone.
type runeSet struct {
	chars  string
	filter [8]uint64
}

func runesOf(chars string) runeSet {
	set := runeSet{chars: chars}
	for _, r := range chars {
		set.filter[r>>6&7] |= 1 << (r & 63)
	}
	return set
}

// has reports whether r is one of the characters.
func (set *runeSet) has(r rune) bool {
	return set.filter[r>>6&7]>>(r&63)&1 != 0 && strings.ContainsRune(set.chars, r)
}

// letterOrDigit reports whether r is a letter or a digit of any script.
func letterOrDigit(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || unicode.IsLetter(r) || unicode.IsDigit(r)
}

func firstRune(s string) rune {
	r, _ := runeAt(s, 0)
	return r
}
