package metric

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"policygraph/schema"
)

//go:embed data/qualifiers.tsv
var qualifiersTSV string

// A sign is a row of data/qualifiers.tsv.
type sign struct {
	word      string
	qualifier schema.Qualifier
	not       string // characters that may not stand before it
}

// signs are the words before a number, by their last character, longest first, and those after it.
type signs struct {
	before map[rune][]sign
	after  *wordIndex[sign]
}

var signTable = sync.OnceValue(func() *signs {
	t := &signs{before: map[rune][]sign{}, after: newWordIndex[sign]()}
	for line := range strings.Lines(qualifiersTSV) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 3 {
			continue
		}
		g := sign{word: f[0], qualifier: qualifierOf(f[2])}
		if len(f) > 3 {
			g.not = f[3]
		}
		if f[1] == "after" {
			*t.after.at(g.word) = g
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(g.word)
		t.before[r] = append(t.before[r], g)
	}
	t.after.sort()
	return t
})

func qualifierOf(mark string) schema.Qualifier {
	for _, q := range schema.Qualifiers {
		if q.Sign() == mark {
			return q
		}
	}
	return schema.Exact
}

// signBefore is the longest word of the table that ends at i and starts no earlier than from.
func signBefore(s string, from, i int) (sign, bool) {
	r, _ := utf8.DecodeLastRuneInString(s[from:i])
	var best sign
	for _, g := range signTable().before[r] {
		if len(g.word) <= len(best.word) || !strings.HasSuffix(s[from:i], g.word) {
			continue
		}
		best = g
	}
	if best.word == "" {
		return best, false
	}
	if prev, _ := utf8.DecodeLastRuneInString(s[from : i-len(best.word)]); best.not != "" && i-len(best.word) > from &&
		strings.ContainsRune(best.not, prev) && !(prev == '度' && endsInScale(s[from:i-len(best.word)])) {
		return sign{}, false
	}
	return best, true
}

// endsInScale reports a noun in 度 that is measured (进度|过七成), where 度过 would be another word.
func endsInScale(s string) bool {
	for _, w := range [...]string{"进度", "满意度", "知晓度", "覆盖度", "饱和度", "完成度", "集中度", "复垦度"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// signAfter is the word of the table at i.
func signAfter(s string, i int) (sign, bool) { return signTable().after.longest(s, i) }
