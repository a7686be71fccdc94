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

// closers are the characters that close what opens with the key.
var closers = map[rune]rune{'（': '）', '(': ')', '“': '”', '‘': '’', '《': '》', '〈': '〉', '「': '」', '『': '』', '【': '】', '〔': '〕', '[': ']'}

// longest is how many bytes a pair of brackets may hold before it counts as not closed.
const longest = 900

// sentences cuts s into sentences and those into clauses.
func sentences(text string, s span) []sentence {
	var out []sentence
	cur := sentence{span: span{s.start, s.start}}
	from := s.start
	clauseEnd := func(at int, mark rune) {
		if c := (span{from, at}).trim(text, ""); !c.empty() {
			cur.clauses = append(cur.clauses, clause{c, mark})
		}
	}
	for i := s.start; i < s.end; {
		r, n := utf8.DecodeRuneInString(text[i:s.end])
		switch {
		case closers[r] != 0:
			if j := closing(text[:s.end], i, r); j > 0 {
				n = j - i
			}
		case endsSentence(text, i, r):
			clauseEnd(i, 0)
			cur.end = i
			if len(cur.clauses) > 0 {
				out = append(out, cur)
			}
			cur, from = sentence{span: span{i + n, i + n}}, i+n
		case endsClause(text, i, r):
			clauseEnd(i, r)
			from = i + n
		}
		i += n
	}
	clauseEnd(s.end, 0)
	cur.end = s.end
	if len(cur.clauses) > 0 {
		out = append(out, cur)
	}
	for i := range out {
		out[i].span = out[i].span.trim(text, "")
	}
	return out
}

// closing is the byte after the character that closes the bracket r at i, or 0 where none does.
func closing(text string, i int, r rune) int {
	end, depth := closers[r], 0
	for j, c := range text[i:min(len(text), i+longest)] {
		switch c {
		case r:
			depth++
		case end:
			if depth--; depth == 0 {
				return i + j + utf8.RuneLen(c)
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
