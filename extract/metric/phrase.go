package metric

import (
	"strings"
	"unicode/utf8"
)

// maxTokens and maxPhrase bound how far a noun phrase is looked for before a number.
const (
	maxTokens = 64
	maxPhrase = 180
)

// A token is a word of the lexicon or a run of characters that none covers.
type token struct {
	start, end int
	class      wordClass // 0 for what the lexicon does not know
}

func (t token) has(c wordClass) bool { return t.class&c != 0 }

// cuts reports a predicate or adverb of two characters or more, which no noun phrase holds.
func (t token) cuts() bool {
	return t.has(classVerb|classAdverb|classChange|classFuture) && !t.has(classNoun|classWeak) && t.end-t.start > 3
}

// A phrase is the tokens of text before a number.
type phrase struct {
	text   string
	tokens [maxTokens]token
	n      int
}

// split fills the phrase with the tokens of text[from:to], or of its end where it is long.
func (f *phrase) split(lex *wordIndex[word], text string, from, to int) {
	f.text, f.n = text, 0
	if to-from > maxPhrase {
		for from = to - maxPhrase; !utf8.RuneStart(text[from]); from++ {
		}
	}
	for i := from; i < to; {
		w, ok := lex.longest(text, i)
		if ok && i+w.size > to {
			ok = false
		}
		if end := denominator(text, i, to); end > i && !(ok && w.size >= end-i) {
			w, ok = word{end - i, classStop}, true
		}
		size := w.size
		if !ok {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		f.add(token{i, min(i+size, to), w.class}, ok)
		i += size
	}
}

// denominator is the end of 每 and a measure word (每吨, 每个), else i.
func denominator(text string, i, to int) int {
	if !strings.HasPrefix(text[i:to], "每") {
		return i
	}
	u, end := unitAt(text, i+len("每"))
	if u.kind == kindEmpty || u.kind == kindNone || u.kind == kindNoun || end > to {
		return i
	}
	return end
}

// add appends a token; unknown characters join the unknown ones before them, except marks that divide items.
func (f *phrase) add(t token, known bool) {
	if !known {
		t.class = 0
		if last := f.n - 1; last >= 0 && f.tokens[last].class == 0 && !f.divides(t) && !f.divides(f.tokens[last]) {
			f.tokens[last].end = t.end
			return
		}
	}
	if f.n == maxTokens {
		copy(f.tokens[:], f.tokens[maxTokens/2:])
		f.n = maxTokens / 2
	}
	f.tokens[f.n] = t
	f.n++
}

func (f *phrase) divides(t token) bool { return f.word(t) == "、" }

func (f *phrase) word(t token) string { return f.text[t.start:t.end] }

// A tail is what stands between a noun phrase and its number.
type tail struct {
	each      bool // 均, 都 or 双双
	changed   bool // a verb of change
	predicate span // a verb without object
}

// tail drops the words between the noun phrase and the number, and says what they were.
func (f *phrase) tail() (t tail) {
	each, changed, predicate := f.drop()
	return tail{each, changed, predicate}
}

// drop does the work of tail.
func (f *phrase) drop() (each, changed bool, predicate span) {
	for f.n > 0 {
		t := f.tokens[f.n-1]
		w := f.word(t)
		switch {
		case w == "均" || w == "都" || w == "双双" || w == "皆":
			each = true
		case t.has(classWeak|classNoun|classDimension) && !t.has(classChange):
			return
		case t.has(classChange):
			changed = true
		case t.has(classIntransitive) && f.n > 1:
			return
		case t.has(classVerb | classIntransitive):
			if predicate.empty() && !t.has(classLight) && t.end-t.start == 6 {
				predicate = span{t.start, t.end}
			}
		case t.has(classAdverb | classPreposition | classStop | classFuture | classShift):
		case w == "、" || strings.Trim(w, " \u00a0\u3000—-：") == "":
		default:
			return
		}
		f.n--
	}
	return
}

// compared drops a comparison at the end, from 比 or 较 on, where a noun phrase stands before it (均价较周边低).
func (f *phrase) compared() {
	if f.n > 1 && f.compares(0) && f.onlyStandard() {
		f.n = 0
	}
	for k := f.n - 1; k > 0; k-- {
		if f.compares(k) {
			f.n = k
			return
		}
	}
}

func (f *phrase) compares(k int) bool {
	w := f.word(f.tokens[k])
	return w == "比" || w == "较" || w == "相比" || w == "比较"
}

// onlyStandard reports that the phrase names only what is compared with: a date, the same time, an average.
func (f *phrase) onlyStandard() bool {
	rest := f.text[f.tokens[1].start:f.tokens[f.n-1].end]
	if d, _ := digitAt(rest, 0); d >= 0 {
		return true
	}
	return startsWithAny(rest, standards[:]) || strings.Contains(rest, "水平") || strings.Contains(rest, "同期")
}

var standards = [...]string{"上年", "去年", "上月", "前年", "年初", "以往", "以前", "过去", "改革前", "此前", "原来", "法定", "全国", "全省"}

// head is the index of the first token of the noun phrase: after the last predicate or adverb that leaves one.
func (f *phrase) head(led bool) (first int, changed bool) {
	for k := f.n - 2; k >= 0; k-- {
		if f.word(f.tokens[k]) == "占" { // 占全市企业总数的5%: the share of what
			return k, false
		}
	}
	for k := f.n - 2; k >= 0; k-- {
		t := f.tokens[k]
		if f.suffixed(k) {
			continue
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

// served is the index of the word of doing behind 为, 给, 对 or the like and whom it is done for, where the phrase
// from token first on begins so (为企业节约成本), else first.
func (f *phrase) served(first int) int {
	switch f.word(f.tokens[first]) {
	case "为", "给", "向", "对", "让", "使", "帮助":
	default:
		return first
	}
	for k := first + 2; k < f.n-1; k++ {
		if f.tokens[k].has(classWeak) && !f.suffixed(k) && f.leaves(k+1, f.tokens[k]) {
			return k
		}
	}
	return first
}

// isRate reports a word that says per what time a number holds.
func isRate(w string) bool { return w == "日均" || w == "年均" || w == "月均" }

// suffixed reports that the word at k is the stem of a noun: 传承者, 处置率, 创新型.
func (f *phrase) suffixed(k int) bool {
	if k+1 >= f.n || f.tokens[k+1].class != 0 || f.tokens[k].end-f.tokens[k].start <= 3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.text[f.tokens[k+1].start:])
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
	return before.has(classLight) || k < 2 && before.has(classVerb|classAdverb) || before.has(classVerb) && (k < 2 || f.tokens[k-2].has(classVerb|classAdverb))
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

// afterList is the part of the span behind 等, where a list of two or more stands before it (A、B等培训).
func (f *phrase) afterList(s span) span {
	at := strings.LastIndex(f.text[s.start:s.end], "等")
	if at <= 0 || !strings.Contains(f.text[s.start:s.start+at], "、") || s.start+at+len("等") >= s.end {
		return s
	}
	return span{s.start + at + len("等"), s.end}
}

// afterOf is the part of the span behind its last 的, where that is a noun of its own.
func (f *phrase) afterOf(lex *wordIndex[word], s span) span {
	at := strings.LastIndex(f.text[s.start:s.end], "的")
	if at <= 0 {
		return s
	}
	start := s.start + at + len("的")
	if utf8.RuneCountInString(f.text[start:s.end]) < 2 {
		return s
	}
	if w, ok := lex.longest(f.text, start); ok && start+w.size == s.end && w.has(classDimension) {
		return s
	}
	return span{start, s.end}
}
