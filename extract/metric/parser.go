package metric

import (
	"strings"
	"unicode/utf8"

	"policygraph/schema"
)

// A parser is one pass over a text.
type parser struct {
	text string
	lex  *wordIndex[word]
	cues *[1 << 16]cue
	out  []Quantity

	sentence int  // where the sentence starts
	clause   int  // where the clause starts
	previous span // the clause before it in the sentence
	told     bool // that clause has a number or a date
	bound    int  // end of the last number or date: no noun phrase reaches back over it
	open     int  // after an open bracket, else -1
	quote    int  // after an open quotation mark, else -1

	target bool   // a word such as 力争 stands earlier in the sentence
	date   string // the last date of the sentence
	rate   string // 每年, 日均 in this clause

	hint   span   // noun phrase before a span of time in this clause (公示率连续两年保持)
	last   span   // the last indicator
	kept   bool   // last may be inherited: it is of this sentence
	things []span // room for what indicators gives
	chain  int    // index in out of the first value after 分别, else -1
	echoes bool   // that chain has no noun phrase of its own, but that of the numbers before it
}

// A span is a half-open range of bytes.
type span struct{ start, end int }

func (s span) empty() bool { return s.start >= s.end }

// run walks the text once; every rune is looked at a bounded number of times.
func (p *parser) run() {
	for i := 0; i < len(p.text); {
		c := p.text[i]
		switch {
		case c >= '0' && c <= '9':
			i = p.number(i)
		case c < utf8.RuneSelf:
			i = p.ascii(i, c)
		default:
			r, size := wideAt(p.text, i)
			if r < 1<<16 && p.cues[r] == noCue {
				i += size
				continue
			}
			i = p.wide(i, r, size)
		}
	}
	p.endChain()
}

// ascii handles half-width punctuation, and passes over names in Latin letters with their digits (PM2.5, GB28050).
func (p *parser) ascii(i int, c byte) int {
	switch c {
	case '\n', ';', '!', '?':
		p.endSentence(i+1, c != ';')
	case ',', ':':
		p.endClause(i + 1)
	case '(':
		p.open = i + 1
	case ')':
		p.close(i + 1)
	default:
		if isLetter(c) {
			return skipName(p.text, i)
		}
	}
	return i + 1
}

// skipName is the end of a run of letters, digits and the signs that join them.
func skipName(s string, i int) int {
	for i < len(s) {
		c := s[i]
		joins := (c == '.' || c == '-' || c == '+' || c == '_' || c == '/' || c == '@') && i+1 < len(s) && isWord(s[i+1])
		if !isWord(c) && !joins {
			break
		}
		i++
	}
	return i
}

func isWord(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' }

// wideAt is utf8.DecodeRuneInString(s[i:]) with a short way for the three bytes of a Chinese character.
func wideAt(s string, i int) (rune, int) {
	if i+2 < len(s) {
		a, b, c := s[i], s[i+1], s[i+2]
		if a > 0xE0 && a < 0xED && b>>6 == 2 && c>>6 == 2 {
			return rune(a&0xF)<<12 | rune(b&0x3F)<<6 | rune(c&0x3F), 3
		}
	}
	return utf8.DecodeRuneInString(s[i:])
}

// wide handles all else: punctuation, numerals, and the first characters of words that set the scene for a number.
func (p *parser) wide(i int, r rune, size int) int {
	if r >= 1<<16 {
		return i + size
	}
	switch p.cues[r] {
	case stopCue:
		p.endSentence(i+size, r != '；')
	case pauseCue:
		p.endClause(i + size)
	case bracketCue:
		p.open = i + size
	case closeCue:
		p.close(i + size)
	case quoteCue:
		p.quote = i + size
	case unquoteCue:
		p.quote = -1
	case titleCue:
		return p.title(i, size)
	case numeralCue:
		return p.number(i)
	case ordinalCue:
		return p.ordinal(i, size)
	case futureCue:
		if w, ok := p.lex.longest(p.text, i); ok && w.has(classFuture) {
			p.target = true
		}
	case timeCue:
		p.time(i)
	}
	return i + size
}

func (p *parser) endClause(next int) {
	p.previous, p.told = span{p.clause, next}, p.bound > p.clause
	p.clause, p.rate, p.hint = next, "", span{}
}

// endSentence forgets what holds for one sentence; full is false at a semicolon, over which dates and indicators hold.
func (p *parser) endSentence(next int, full bool) {
	p.endClause(next)
	p.previous = span{}
	p.sentence, p.target = next, false
	if full {
		p.date, p.kept = "", false
	}
}

func (p *parser) close(next int) {
	if p.open >= 0 && (p.bound > p.open || p.clause > p.open) {
		p.bound = next
	}
	p.open = -1
}

// title passes over a document's name, whose numbers count nothing.
func (p *parser) title(i, size int) int {
	window := p.text[i:min(len(p.text), i+300)]
	if end := strings.Index(window, "》"); end > 0 {
		return i + end + len("》")
	}
	return i + size
}

// ordinal passes over 第 and the numeral after it.
func (p *parser) ordinal(i, size int) int {
	i += size
	for i < len(p.text) {
		n, ok := numberAt(p.text, skipSpace(p.text, i))
		if !ok {
			break
		}
		i = n.end
		r, size := utf8.DecodeRuneInString(p.text[i:])
		if !strings.ContainsRune("、和至—-", r) {
			break
		}
		if _, ok := numberAt(p.text, min(i+size, len(p.text)-1)); !ok {
			break
		}
		i += size
	}
	return i
}

// left is the nearest place before i that a noun phrase may start at.
func (p *parser) left(i int) int {
	l := max(p.clause, p.bound, p.open)
	return min(l, i)
}

// number reads what starts at i as a quantity, a date or a mere word, and gives where to read on.
func (p *parser) number(i int) int {
	if w, ok := p.lex.longest(p.text, i); ok && w.has(classTerm) && !spokenDecimal(p.text, i, w.size) {
		return i + w.size
	}
	if end := p.readDate(i); end > i {
		if !p.compared(i) {
			p.bound = end
		}
		return end
	}
	e, ok := p.expression(i)
	if !ok {
		return max(e.end, i+1, runeEnd(p.text, i))
	}
	if end := p.excluded(&e); end > 0 {
		return end
	}
	p.emit(&e)
	p.bound = e.end
	return e.end
}

// spokenDecimal reports that a numeral with a decimal point reaches past a term at i (一点八吨 is not 一点).
func spokenDecimal(s string, i, size int) bool {
	n, ok := numberAt(s, i)
	return ok && n.point && n.end > i+size
}

func runeEnd(s string, i int) int {
	_, size := utf8.DecodeRuneInString(s[i:])
	return i + size
}

// emit appends the quantity, once for each thing it holds for.
func (p *parser) emit(e *expression) {
	q := Quantity{Start: e.start, End: e.end, Value: e.value, Min: e.min, Max: e.max, Unit: e.unit.name, Qualifier: e.qualifier}
	if atPresent(p.text[:e.start]) {
		p.date = "" // the time of the value that was left behind
	}
	if q.Period = p.rate; q.Period == "" {
		q.Period = p.date
	}
	if p.continuesChain(e) {
		q.Indicator, q.IndicatorStart, q.IndicatorEnd = p.at(p.last)
		q.Role = p.out[len(p.out)-1].Role
		p.out = append(p.out, q)
		return
	}
	p.endChain()
	things := p.indicators(e)
	if len(things) == 0 {
		things = append(p.things[:0], span{})
	}
	q.Role = p.settledRole(e)
	if q.Unit == "" && strings.Contains(p.text[things[0].start:things[0].end], "人口") {
		q.Unit = "人"
	}
	if p.respective(e.start) {
		p.chain, things, p.echoes = len(p.out), things[:1], p.kept && things[0] == p.last
	}
	p.append(q, things)
}

// settledRole is the role with what the noun phrase showed of it, or that of the number this one is listed with.
func (p *parser) settledRole(e *expression) schema.Role {
	switch {
	case e.role != schema.Level:
		return e.role
	case e.changed:
		return schema.Change
	case p.joined(e) && p.out[len(p.out)-1].Unit == e.unit.name:
		return p.out[len(p.out)-1].Role
	}
	return schema.Level
}

// append adds the quantity for each thing and keeps the last for a number without its own.
func (p *parser) append(q Quantity, things []span) {
	if p.out == nil {
		p.out = make([]Quantity, 0, 4)
	}
	for _, t := range things {
		q.Indicator, q.IndicatorStart, q.IndicatorEnd = p.at(t)
		p.out = append(p.out, q)
		if !t.empty() {
			p.last, p.kept = t, true
		}
	}
}

// at is the text of a span and its ends.
func (p *parser) at(s span) (string, int, int) {
	if s.empty() {
		return "", 0, 0
	}
	return p.text[s.start:s.end], s.start, s.end
}
