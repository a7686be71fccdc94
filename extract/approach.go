package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"policygraph/schema"
)

// approachLead is how a sentence that lists a measure's approaches begins.
var approachLead = regexp.MustCompile(`^(?:主要是|主要做法是|主要做法有|主要包括|主要有|主要举措是|主要举措包括|重点是)[：:]?`)

// approaches are the items of “主要是A、B、C等” in the first sentence under heading i.
func (b *builder) approaches(i int) []string {
	for _, p := range b.outline.passages {
		if p.heading != i {
			continue
		}
		all := sentences(b.text, p.span)
		if len(all) == 0 {
			return nil
		}
		words := all[0].of(b.text)
		lead := approachLead.FindString(words)
		if lead == "" {
			return nil
		}
		return splitItems(strings.TrimSuffix(strings.TrimRight(words[len(lead):], "。；，"), "等"))
	}
	return nil
}

// splitItems cuts a list at 、 and ； outside brackets.
func splitItems(s string) []string {
	var out []string
	from := 0
	add := func(end int) {
		if item := strings.Trim(s[from:end], " 　，、；"); item != "" {
			out = append(out, item)
		}
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if closers[r] != 0 {
			if j := closing(s, i, r); j > 0 {
				n = j - i
			}
		}
		if r == '、' || r == '；' {
			add(i)
			from = i + n
		}
		i += n
	}
	add(len(s))
	return out
}

// carriedOut are the ordinals of the approaches that a statement carries out, where its words show it: at least
// half of an approach's pairs of neighbouring characters stand in the statement.
func carriedOut(statement string, approaches []schema.Heading) []int {
	if len(approaches) == 0 {
		return nil
	}
	var said pairFilter
	eachPair(statement, said.add)
	var out []int
	for i, a := range approaches {
		all, both := 0, 0
		eachPair(a.Label, func(pair string) {
			all++
			if said.may(pair) && strings.Contains(statement, pair) {
				both++
			}
		})
		if all > 0 && 2*both >= all {
			out = append(out, i+1)
		}
	}
	return out
}

// A pairFilter tells most pairs that a text does not have without a search.
type pairFilter [64]uint64

func (f *pairFilter) slot(pair string) (word, bit uint32) {
	h := uint32(2166136261)
	for i := range len(pair) {
		h = (h ^ uint32(pair[i])) * 16777619
	}
	h ^= h >> 15
	return h / 64 % 64, h % 64
}

func (f *pairFilter) add(pair string) {
	word, bit := f.slot(pair)
	f[word] |= 1 << bit
}

func (f *pairFilter) may(pair string) bool {
	word, bit := f.slot(pair)
	return f[word]&(1<<bit) != 0
}

// eachPair calls use with every pair of neighbouring letters or digits in s.
func eachPair(s string, use func(string)) {
	before := -1
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			before = -1
			continue
		}
		if before >= 0 {
			use(s[before : i+utf8.RuneLen(r)])
		}
		before = i
	}
}
