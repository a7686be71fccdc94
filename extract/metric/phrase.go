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
	versus bool // a comparison stood at the end
	per    span // 每 and a measure word right before the number (每亩20元)
}

// split fills the phrase with the tokens of text[from:to], or of its end where it is long.
func (f *phrase) split(lex *wordIndex[word], text string, from, to int) {
	f.text, f.n, f.per, f.versus = text, 0, span{}, false
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
		case f.n > 1 && w != "的" && f.word(f.tokens[f.n-2]) == "占":
			return
		case w == "均" || w == "都" || w == "双双" || w == "皆":
			each = true
		case strings.HasPrefix(w, "每") && t.has(classStop):
			f.per = span{t.start, t.end}
		case isRate(w) && f.n > 1, isSum(w) && f.n > 1:
		case t.has(classWeak|classNoun|classDimension) && !t.has(classChange):
			return
		case t.has(classChange):
			if len(w) == 3 && strings.Contains(degrees, w) && !f.versus {
				return
			}
			changed = true
		case t.has(classIntransitive) && f.n > 1:
			return
		case t.has(classVerb | classIntransitive):
			if predicate.empty() && !t.has(classLight|classFuture) && t.end-t.start == 6 {
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
	if f.n > 1 && f.compares(0) {
		f.versus = true
		if f.onlyStandard() || surpasses(f.word(f.tokens[0])) {
			f.n = 0
		}
	}
	for k := f.n - 1; k > 0; k-- {
		if f.compares(k) {
			f.n, f.versus = k, true
			return
		}
	}
}

func (f *phrase) compares(k int) bool {
	w := f.word(f.tokens[k])
	if f.tokens[k].has(classAdverb) && (strings.HasPrefix(w, "比") || strings.HasPrefix(w, "较")) {
		return true // 比上年
	}
	switch w {
	case "比", "较", "相比", "比较", "快于", "慢于", "高于", "低于", "多于", "少于", "优于", "高出", "低出", "超出", "领先":
		return true
	}
	return false
}

// surpasses reports a verb of comparison, whose object is what is compared with (高于城镇居民2个百分点).
func surpasses(w string) bool {
	return w == "高于" || w == "低于" || w == "快于" || w == "慢于" || w == "优于"
}

// onlyStandard reports that the phrase names only what is compared with: a date, the same time, an average, a time
// before something (较签约前).
func (f *phrase) onlyStandard() bool {
	rest := f.text[f.tokens[1].start:f.tokens[f.n-1].end]
	if d, _ := digitAt(rest, 0); d >= 0 {
		return true
	}
	return startsWithAny(rest, standards[:]) || strings.Contains(rest, "水平") || strings.Contains(rest, "同期") || strings.Contains(rest, "前")
}

var standards = [...]string{"上年", "去年", "上月", "前年", "年初", "以往", "以前", "过去", "改革前", "此前", "原来", "法定", "全国", "全省"}

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
