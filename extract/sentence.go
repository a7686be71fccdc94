package extract

import (
	"strings"
	"unicode/utf8"
)

// A clause is a part of a sentence up to a comma, a semicolon or a colon.
type clause struct {
	span
	// mark is the punctuation that ends it; 0 where its sentence ends.
	mark rune
}

// A sentence is a part of a block up to a full stop, an exclamation or question mark, or the block's end.
// Its span leaves that mark out. Brackets and quotation marks are never cut.
type sentence struct {
	span
	clauses []clause
}

// closer is the character that closes what r opens, or 0 where r opens nothing.
func closer(r rune) rune {
	switch r {
	case '(':
		return ')'
	case '[':
		return ']'
	case '“':
		return '”'
	case '‘':
		return '’'
	case '（':
		return '）'
	}
	if r >= '〈' && r <= '〔' {
		return cjkCloser(r)
	}
	return 0
}

// cjkCloser is closer for the brackets among the punctuation of Chinese.
func cjkCloser(r rune) rune {
	switch r {
	case '〈', '《', '「', '『', '【', '〔':
		return r + 1
	}
	return 0
}

// longest is how many bytes a pair of brackets may hold before it counts as not closed.
const longest = 900

// A sentencer cuts text into sentences, in room that it uses again.
type sentencer struct {
	out     []sentence
	clauses []clause
	first   int // the first clause of the sentence at hand
}

// sentences cuts s into sentences and those into clauses.
func sentences(text string, s span) []sentence { return new(sentencer).cut(text, s) }

// cut is sentences; what it gives holds until the next call.
func (w *sentencer) cut(text string, s span) []sentence {
	w.out, w.clauses, w.first = w.out[:0], w.clauses[:0], 0
	start, from := s.start, s.start
	for i := s.start; i < s.end; {
		if ideograph(text[i]) {
			i += 3
			continue
		}
		r, n := runeAt(text[:s.end], i)
		switch {
		case closer(r) != 0:
			if j := closing(text[:s.end], i, r); j > 0 {
				n = j - i
			}
		case endsSentence(text, i, r):
			w.clause(text, span{from, i}, 0)
			w.sentence(text, span{start, i})
			start, from = i+n, i+n
		case endsClause(text, i, r):
			w.clause(text, span{from, i}, r)
			from = i + n
		}
		i += n
	}
	w.clause(text, span{from, s.end}, 0)
	w.sentence(text, span{start, s.end})
	at := 0
	for i := range w.out {
		n := len(w.out[i].clauses)
		w.out[i].clauses = w.clauses[at : at+n : at+n]
		at += n
	}
	return w.out
}

// clause adds a clause, unless nothing stands in it.
func (w *sentencer) clause(text string, s span, mark rune) {
	if s = s.trim(text, ""); !s.empty() {
		w.clauses = append(w.clauses, clause{s, mark})
	}
}

// sentence adds a sentence of the clauses since the one before, if there are any. Its clauses may move as long as
// there are more to come, so only how many they are holds until the end.
func (w *sentencer) sentence(text string, s span) {
	if n := len(w.clauses); n > w.first {
		w.out = append(w.out, sentence{s.trim(text, ""), w.clauses[w.first:n]})
		w.first = n
	}
}

// closing is the byte after the character that closes the bracket r at i, or 0 where none does.
func closing(text string, i int, r rune) int {
	end, depth := closer(r), 0
	text = text[:min(len(text), i+longest)]
	for i < len(text) {
		if ideograph(text[i]) {
			i += 3
			continue
		}
		c, n := runeAt(text, i)
		i += n
		switch c {
		case r:
			depth++
		case end:
			if depth--; depth == 0 {
				return i
			}
		case '\n':
			return 0
		}
	}
	return 0
}

func endsSentence(text string, i int, r rune) bool {
	switch r {
	case '。', '！', '？', '\n', '!', '?':
		return true
	case '.': // for 。 where it follows a Chinese character and no Latin letter or digit comes after
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+1:])
		return before >= 0x2E80 && (after >= 0x2E80 || after == utf8.RuneError || after == ' ' || after == '\n')
	}
	return false
}

// endsClause reports whether r at i ends a clause; a comma or colon between digits (1,000; 8:30) does not.
func endsClause(text string, i int, r rune) bool {
	switch r {
	case '，', '；', '：':
		return true
	case ',', ';', ':':
		after := i + 1
		return !(i > 0 && isDigit(text[i-1]) && after < len(text) && isDigit(text[after])) && !strings.HasPrefix(text[after:], "//")
	}
	return false
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
