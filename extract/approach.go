package extract

import (
	"strings"

	"policygraph/schema"
)

// approachLead is how a sentence that lists a measure's approaches begins.
var approachLead = wordsOf("主要是 主要做法是 主要做法有 主要包括 主要有 主要举措是 主要举措包括 重点是")

// approaches are the items of “主要是A、B、C等” in the first sentence under heading i.
func (b *builder) approaches(i int) []string {
	for _, p := range b.outline.passages {
		if p.heading != i {
			continue
		}
		if !approachLead.has(p.of(b.text)) {
			return nil
		}
		all := sentences(b.text, p.span)
		if len(all) == 0 {
			return nil
		}
		words := all[0].of(b.text)
		lead := approachLead.prefix(words)
		if lead == 0 {
			return nil
		}
		items, ok := strings.CutPrefix(words[lead:], "：")
		if !ok {
			items = strings.TrimPrefix(items, ":")
		}
		return splitItems(strings.TrimSuffix(strings.TrimRight(items, "。；，"), "等"))
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
		if ideograph(s[i]) {
			i += 3
			continue
		}
		r, n := runeAt(s, i)
		if closer(r) != 0 {
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
	said.addAll(statement)
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

func slotOf(a, b rune) (word, bit uint32) {
	h := (uint32(a)<<16 ^ uint32(b)) * 0x9E3779B1
	return h >> 26, h >> 20 & 63
}

// addAll adds every pair of neighbouring letters or digits in s.
func (f *pairFilter) addAll(s string) {
	before := rune(-1)
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		i += n
		if !letterOrDigit(r) {
			before = -1
			continue
		}
		if before >= 0 {
			word, bit := slotOf(before, r)
			f[word] |= 1 << bit
		}
		before = r
	}
}

func (f *pairFilter) may(pair string) bool {
	a, n := runeAt(pair, 0)
	b, _ := runeAt(pair, n)
	word, bit := slotOf(a, b)
	return f[word]&(1<<bit) != 0
}

// eachPair calls use with every pair of neighbouring letters or digits in s.
func eachPair(s string, use func(string)) {
	before := -1
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		switch {
		case !letterOrDigit(r):
			before = -1
		case before >= 0:
			use(s[before : i+n])
			before = i
		default:
			before = i
		}
		i += n
	}
}
