package place

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/fold.tsv
var foldTSV string

// simplified is the table of traditional characters whose simplified form has as many bytes.
var simplified = sync.OnceValue(func() map[rune]rune {
	table := map[rune]rune{}
	for line := range strings.Lines(foldTSV) {
		from, to, ok := strings.Cut(strings.TrimSpace(line), "\t")
		a, n := utf8.DecodeRuneInString(from)
		b, m := utf8.DecodeRuneInString(to)
		if ok && n == len(from) && m == len(to) && n == m {
			table[a] = b
		}
	}
	return table
})

// telling are frequent characters that only traditional text has.
const telling = "國會個這來為時們學說對進過還後無與開發經種業產實點現當動關體設報區務運從應場華東車縣鄉鎮億萬並將據數質項"

// Simplify is text with simplified characters in place of traditional ones, and whether text is in traditional
// characters at all; other text comes back as it is. Every character keeps its length in bytes, so offsets in one
// hold in the other. A character with several simplified forms gets the usual one.
func Simplify(text string) (string, bool) {
	if !traditional(text) {
		return text, false
	}
	table := simplified()
	return strings.Map(func(r rune) rune {
		if s, ok := table[r]; ok {
			return s
		}
		return r
	}, text), true
}

// told marks the telling characters among the ideographs of the basic plane.
var told = sync.OnceValue(func() *[0xA000 - 0x4E00]bool {
	var table [0xA000 - 0x4E00]bool
	for _, r := range telling {
		table[r-0x4E00] = true
	}
	return &table
})

// traditional reports whether at least one ideograph in a hundred is a telling one.
func traditional(text string) bool {
	table, all, n := told(), 0, 0
	for i := 0; i < len(text); {
		if c := text[i]; c < "一"[0] || c > "龥"[0] { // nothing but ideographs begins with bytes between the two
			i++
			continue
		}
		r, size := decode(text, i)
		if r >= 0x4E00 && r < 0xA000 {
			all++
			if table[r-0x4E00] {
				n++
			}
		}
		i += size
	}
	return n > 0 && n*100 >= all
}
