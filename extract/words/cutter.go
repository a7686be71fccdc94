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
	freq    float64 // how often the word stands in the dictionary's source
	cost    float32 // log2 of the whole frequency over the word's own
	chars   uint8   // its characters, as gse cuts them
	content bool    // see isContent
	place   bool    // the name of a place
}

// key is the index of an entry as three bytes, which stand in the token for its part of speech: gse hides a token's
// cost and length, and gives nothing else of ours back.
func (w *Words) key(k int) string { return w.keys[3*k : 3*k+3] }

// keysOf are the keys of n entries, one after another.
func keysOf(n int) string {
	b := make([]byte, 0, 3*n)
	for k := range n {
		b = append(b, byte(k), byte(k>>8), byte(k>>16))
	}
	return string(b)
}

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

// forget takes the words' characters from the tokens: gse finds a token by its trie, and 40,000 lists of characters
// are what the garbage collector would look through most.
func (w *Words) forget() {
	for i := range w.seg.Dict.Tokens {
		t := &w.seg.Dict.Tokens[i]
		*t = w.seg.ToToken("", t.Freq(), t.Pos())
	}
}

// A piece is a word of a text; its entry is unknown for a character that the dictionary does not have.
type piece struct {
	start, end int
	entry      *entry
}

// A cutter cuts texts into words as gse's Segment does, to the same bounds and tokens, in room that it uses again:
// gse makes room anew for each text and each of its characters, which was more than half of the work.
type cutter struct {
	text   []byte // in lower case
	chars  []char
	steps  []step
	texts  []gse.Text // of the characters that gse is asked about
	tokens []*gse.Token
	pieces []piece
}

// A char is what gse cuts words from: a character, or letters and digits of one or two bytes that stand together,
// whose r is latin.
type char struct {
	r   rune
	end int32 // where it ends in the text
}

// A step is the cheapest way to a character's end: what it costs, and the last word on it.
type step struct {
	cost  float32
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
		r, size := wide(text, i)
		if size == 0 {
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
			c.run(run, i)
			run = -1
		}
		i += size
		c.chars = append(c.chars, char{r, int32(i)})
	}
	if run >= 0 {
		c.run(run, len(text))
	}
}

// run adds letters and digits that stand together.
func (c *cutter) run(start, end int) {
	lower(c.text[start:end])
	c.chars = append(c.chars, char{latin, int32(end)})
}

// wide is the character at i where it is of three bytes and of the ranges in which Chinese is, else its size is 0.
func wide(s string, i int) (rune, int) {
	if i+2 < len(s) {
		if a, b, c := s[i], s[i+1], s[i+2]; a >= 0xE3 && a <= 0xE9 && b&0xC0 == 0x80 && c&0xC0 == 0x80 {
			return rune(a&0xF)<<12 | rune(b&0x3F)<<6 | rune(c&0x3F), 3
		}
	}
	return 0, 0
}

func lower(b []byte) {
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
}

// walk finds the cheapest way through the characters, from word to word.
func (c *cutter) walk(w *Words) {
	c.room(len(c.chars))
	before := float32(0)
	for i, at := range c.chars {
		alone := &unknown
		if at.r <= 0xFFFF && w.pairs.single[at.r] != 0 {
			alone = &w.entries[w.pairs.single[at.r]-1]
		}
		longest := 0 // of the words that gse is asked about
		if at.r == latin {
			longest = w.seg.Dict.MaxTokenLen()
		} else if i+1 < len(c.chars) {
			if row := w.pairs.find(at.r, c.chars[i+1].r); row != nil {
				if row.word != 0 {
					c.steps[i+1].take(before, &w.entries[row.word-1])
				}
				if c.chars[i+1].r == latin || i+2 < len(c.chars) && w.pairs.longer(row, c.chars[i+2].r) {
					longest = int(row.size)
				}
			}
		}
		if longest > 0 {
			if e := c.ask(w, i, longest, before); e != nil {
				alone = e
			}
		}
		c.steps[i].take(before, alone)
		before = c.steps[i].cost
	}
}

// ask takes the words of up to longest characters that gse knows at character i, and gives the one of that character
// alone, or nil.
func (c *cutter) ask(w *Words, i, longest int, before float32) (alone *entry) {
	c.texts = c.texts[:0]
	for k := i; k < min(i+longest, len(c.chars)); k++ {
		c.texts = append(c.texts, c.text[c.start(k):c.chars[k].end])
	}
	if len(c.tokens) < longest {
		c.tokens = make([]*gse.Token, longest)
	}
	for _, t := range c.tokens[:w.seg.Dict.LookupTokens(c.texts, c.tokens)] {
		e := &w.entries[keyOf(t)]
		if e.chars == 1 {
			alone = e
			continue
		}
		c.steps[i+int(e.chars)-1].take(before, e)
	}
	return alone
}

// start is where character i begins.
func (c *cutter) start(i int) int {
	if i == 0 {
		return 0
	}
	return int(c.chars[i-1].end)
}

// room clears the steps of n characters.
func (c *cutter) room(n int) {
	if cap(c.steps) < n {
		c.steps = make([]step, n+n/2)
	}
	c.steps = c.steps[:n]
	clear(c.steps)
}

// take makes a word the last one where the way over it is cheaper. The sums are of float32 and in gse's order, since
// ties and rounding decide between ways that cost the same.
func (s *step) take(before float32, e *entry) {
	if cost := before + e.cost; s.cost == 0 || s.cost > cost {
		s.cost, s.entry = cost, e
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
	for i := len(c.steps) - 1; i >= 0; {
		e := c.steps[i].entry
		end := int(c.chars[i].end)
		i -= int(e.chars)
		n--
		c.pieces[n] = piece{c.start(i + 1), end, e}
	}
	return c.pieces
}
