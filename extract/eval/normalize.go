package eval

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normal is s in NFKC without white space, brackets, quotation marks and punctuation, in which publishers differ.
func normal(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f || strings.ContainsRune("（）()《》“”\"',，。.、；;：:", r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}

// decimal is the number written in s, or nil where there is none.
func decimal(s string) *big.Rat {
	if x, ok := new(big.Rat).SetString(s); ok {
		return x
	}
	return nil
}

// overlap is the Dice coefficient of two strings' characters, from 0 to 1; 0 where one is empty.
func overlap(a, b string) float64 {
	if a == "" || b == "" {
		return 0
	}
	count := make(map[rune]int)
	for _, r := range a {
		count[r]++
	}
	common := 0
	for _, r := range b {
		if count[r] > 0 {
			count[r]--
			common++
		}
	}
	return 2 * float64(common) / float64(utf8.RuneCountInString(a)+utf8.RuneCountInString(b))
}
