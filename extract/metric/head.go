package metric

import (
	"strings"
	"unicode/utf8"
)

// head is the index of the first token of the noun phrase: after the last predicate or adverb that leaves one.
func (f *phrase) head(led bool) (first int, changed bool) {
	for k := f.n - 2; k >= 0; k-- {
		if f.word(f.tokens[k]) == "占" { // 占全市企业总数的5%: the share of what
			return f.beforeShare(k, led), false
		}
	}
	for k := f.n - 2; k >= 0; k-- {
		t := f.tokens[k]
		if f.suffixed(k) || t.has(classChange) && k > 0 && f.nounBefore(k) && !t.has(classLight) {
			continue // 处置率, 经济增长贡献率
		}
		if t.cuts() && f.leaves(k+1, t) {
			first, changed = k+1, t.has(classChange)
			break
		}
		if f.divides(t) && f.tokens[k+1].has(classWeak) && f.leaves(k+2, t) && !f.dimension(k+2) {
			first = k + 1
			break
		}
	}
	if k := f.served(first); k > first {
		first = k
	}
	for first < f.n-1 {
		t := f.tokens[first]
		switch {
		case t.has(classNoun) && !isRate(f.word(t)) || f.suffixed(first) || !f.leaves(first+1, t):
			return first, changed
		case t.has(classWeak):
			if first > 0 && f.tokens[first-1].has(classVerb) || f.tokens[first+1].has(classWeak) {
				return first, changed
			}
			if led || f.dimension(first+1) || f.divides(f.tokens[first+1]) {
				return first, changed
			}
		case f.word(t) == "从" && f.holds(first, "到"):
			return first, changed
		case t.has(classChange):
			if t.end-t.start == 3 {
				return first, changed
			}
			changed = true
		case f.word(t) == "平均" && f.averages(first):
			return first, changed
		case isRate(f.word(t)) && f.tokens[first+1].has(classWeak) && !f.suffixed(first+1) && f.leaves(first+2, t):
		case t.has(classAdverb | classPreposition | classVerb):
		case f.divides(t):
		default:
			return first, changed
		}
		first++
	}
	return first, changed
}

// beforeShare is the first token of the noun phrase before 占 at k, or k where there is none.
func (f *phrase) beforeShare(k int, led bool) int {
	if k == 0 || f.divides(f.tokens[k-1]) {
		return k
	}
	all := f.n
	f.n = k
	first, _ := f.head(led)
	f.n = all
	return first
}

// served is the index of the word of doing behind 为, 给, 对 or the like and whom it is done for, where the phrase
// from token first on begins so (为企业节约成本), else first.
func (f *phrase) served(first int) int {
	switch f.word(f.tokens[first]) {
	case "为", "给", "向", "对", "让", "使", "帮助":
	default:
		return first
	}
	for k := first + 2; k < f.n-1; k++ {
		if f.tokens[k].has(classWeak) && !f.suffixed(k) {
			return k
		}
	}
	return first
}

// nounBefore reports that the token before k is no word that a verb follows.
func (f *phrase) nounBefore(k int) bool {
	t := f.tokens[k-1]
	return t.class == 0 && !f.divides(t) || t.has(classNoun|classDimension)
}

// averages reports that 平均 at token k belongs to the noun phrase (平均办理时限), and says no act was done on average.
func (f *phrase) averages(k int) bool {
	next := f.tokens[k+1]
	return f.tokens[f.n-1].has(classDimension|classNoun) && !next.has(classVerb|classChange|classLight)
}

// isSum reports a word that says a number is a sum.
func isSum(w string) bool { return w == "合计" || w == "总和" }

// isRate reports a word that says per what time a number holds.
func isRate(w string) bool { return w == "日均" || w == "年均" || w == "月均" }

// suffixed reports that the word at k is the stem of a noun: 传承者, 处置率, 创新型.
func (f *phrase) suffixed(k int) bool {
	if k+1 >= f.n || f.tokens[k+1].class != 0 || f.tokens[k].end-f.tokens[k].start <= 3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.text[f.tokens[k+1].start:])
	if r == '员' {
		return !strings.HasPrefix(f.text[f.tokens[k+1].start:], "员工")
	}
	return strings.ContainsRune("者率量额度性型费", r)
}

// leaves reports that enough stands from token k on to be a noun phrase after the word before. A word of measure alone
// is one after a verb that governs it (实现产值), not where the verb itself is part of a noun (企业开办时间).
func (f *phrase) leaves(k int, before token) bool {
	if k >= f.n || utf8.RuneCountInString(f.text[f.tokens[k].start:f.tokens[f.n-1].end]) < 2 {
		return false
	}
	if !f.dimension(k) {
		return true
	}
	if k >= 2 {
		return before.has(classLight)
	}
	return before.has(classLight|classAdverb) || before.has(classVerb) && f.tokens[k].has(classObject)
}

// dimension reports that only a word such as 面积 or 数量 stands from token k on.
func (f *phrase) dimension(k int) bool { return k == f.n-1 && f.tokens[k].has(classDimension) }

// holds reports that a token from k on is the word.
func (f *phrase) holds(k int, word string) bool {
	for ; k < f.n; k++ {
		if strings.Contains(f.word(f.tokens[k]), word) {
			return true
		}
	}
	return false
}
