package words

import (
	"math"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-ego/gse"
)

// An entry is what a cutter needs of a word of the dictionary.
type entry struct {
	cost    float32 // log2 of the whole frequency over the word's own
	chars   uint8   // its characters, as gse cuts them
	content bool    // see isContent
	place   bool    // the name of a place
}

// key is the index of an entry as three bytes, which stand in the token for its part of speech: gse hides a token's
// cost and length, and gives nothing else of ours back.
func key(k int) string { return string([]byte{byte(k), byte(k >> 8), byte(k >> 16)}) }

// keyOf is the index that key gave a token.
func keyOf(t *gse.Token) int {
	p := t.Pos()
	return int(p[0]) | int(p[1])<<8 | int(p[2])<<16
}

// weigh sets what each word costs, as gse's CalcToken does, once all are in the dictionary.
func (w *Words) weigh() {
	total := float32(math.Log2(w.seg.Dict.TotalFreq()))
	for i := range w.seg.Dict.Tokens {
		t := &w.seg.Dict.Tokens[i]
		w.entries[keyOf(t)].cost = total - float32(math.Log2(t.Freq()))
	}
}

// A piece is a word of a text; token is nil for a character that the dictionary does not have.
type piece struct {
	start, end int
	token      *gse.Token
	entry      *entry
}

// A cutter cuts texts into words as gse's Segment does, to the same bounds and tokens, in room that it uses again:
// gse makes room anew for each text and each of its characters, which was more than half of the work.
type cutter struct {
	text   []byte     // in lower case
	chars  []gse.Text // its characters; letters and digits of one or two bytes that stand together are one
	steps  []step
	tokens []*gse.Token
	pieces []piece
}

// A step is the cheapest way to a character's end: what it costs, and the last word on it.
type step struct {
	cost  float32
	token *gse.Token
	entry *entry
}

var cutters = sync.Pool{New: func() any { return new(cutter) }}

// unknown is the entry of a character that the dictionary does not have.
var unknown = entry{cost: 32, chars: 1}

// cut gives the words of a text. They hold until the next call.
func (c *cutter) cut(w *Words, text string) []piece {
	c.split(text)
	c.walk(w)
	return c.back()
}

// split cuts the text into characters as gse's SplitTextToWords does.
func (c *cutter) split(text string) {
	c.text, c.chars = append(c.text[:0], text...), c.chars[:0]
	run := -1 // where letters and digits that stand together begin
	for i := 0; i < len(text); {
		size := wide(text, i)
		if size == 0 {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			if size <= 2 && (unicode.IsLetter(r) || unicode.IsNumber(r)) {
				if run < 0 {
					run = i
				}
				i += size
				continue
			}
		}
		if run >= 0 {
			c.chars, run = append(c.chars, lower(c.text[run:i])), -1
		}
		c.chars = append(c.chars, c.text[i:i+size])
		i += size
	}
	if run >= 0 {
		c.chars = append(c.chars, lower(c.text[run:]))
	}
}

// wide is 3 where a character of three bytes stands at i, of the ranges in which Chinese is, else 0.
func wide(s string, i int) int {
	if c := s[i]; c >= 0xE3 && c <= 0xE9 && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 {
		return 3
	}
	return 0
}

func lower(b []byte) []byte {
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return b
}

// walk finds the cheapest way through the characters, from word to word.
func (c *cutter) walk(w *Words) {
	longest := w.seg.Dict.MaxTokenLen()
	c.room(len(c.chars), longest)
	before := float32(0)
	for i := range c.chars {
		n := w.seg.Dict.LookupTokens(c.chars[i:min(i+longest, len(c.chars))], c.tokens)
		for _, t := range c.tokens[:n] {
			e := &w.entries[keyOf(t)]
			c.steps[i+int(e.chars)-1].take(before, t, e)
		}
		if n == 0 || w.entries[keyOf(c.tokens[0])].chars > 1 {
			c.steps[i].take(before, nil, &unknown)
		}
		before = c.steps[i].cost
	}
}

// room clears the steps of n characters.
func (c *cutter) room(n, longest int) {
	if cap(c.steps) < n {
		c.steps = make([]step, n+n/2)
	}
	c.steps = c.steps[:n]
	clear(c.steps)
	if c.tokens == nil {
		c.tokens = make([]*gse.Token, longest)
	}
}

// take makes a word the last one where the way over it is cheaper. The sums are of float32 and in gse's order, since
// ties and rounding decide between ways that cost the same.
func (s *step) take(before float32, t *gse.Token, e *entry) {
	if cost := before + e.cost; s.cost == 0 || s.cost > cost {
		s.cost, s.token, s.entry = cost, t, e
	}
}

// back follows the cheapest way from the end to the start.
func (c *cutter) back() []piece {
	n := 0
	for i := len(c.steps) - 1; i >= 0; i -= int(c.steps[i].entry.chars) {
		n++
	}
	if cap(c.pieces) < n {
		c.pieces = make([]piece, n+n/2)
	}
	c.pieces = c.pieces[:n]
	end := len(c.text)
	for i := len(c.steps) - 1; i >= 0; {
		s := &c.steps[i]
		start := end
		for k := range int(s.entry.chars) {
			start -= len(c.chars[i-k])
		}
		n--
		c.pieces[n] = piece{start, end, s.token, s.entry}
		i, end = i-int(s.entry.chars), start
	}
	return c.pieces
}
