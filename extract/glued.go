package extract

import (
	"policygraph/internal/lazyregexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Flattened tables run a row's number and heading into the text before: “……完成审批。4区域评估改革” ends a block,
// and the next block says what was done. A theme may stand before the number: “二、便利企业开办9“一照多址”改革”.

// tableHead is the header of a table of practices, cells run together.
var tableHead = lazyregexp.New(`序\s*号`)

// hanNumber is a theme's number inside a run of headings.
var hanNumber = lazyregexp.New(`([一二三四五六七八九十]{1,3})、`)

// glued cuts the headings that end block s, keeps them in o.tail and gives the rest of the block.
func (o *outliner) glued(s span) span {
	words := s.of(o.text)
	cut := lastSentence(words)
	tail := span{s.start + cut, s.end}
	if tail.empty() || utf8.RuneCountInString(tail.of(o.text)) > 90 {
		return s
	}
	next := o.last[gluedKind] + 1
	if next > 1 && o.rowSource(tail) == tail.end-tail.start {
		return span{s.start, tail.start}
	}
	at := numberIn(tail.of(o.text), next)
	if at < 0 || next == 1 && !o.beginsTable(tail, at) {
		return s
	}
	before := span{tail.start, tail.start + at}
	if n := o.rowSource(before); n > 0 {
		before.start += n
	}
	if theme, ok := hanHeading(o.text, before); ok {
		o.tail = append(o.tail, theme)
	} else if next > 1 && !before.trim(o.text, "").empty() {
		return s
	}
	digits := strconv.Itoa(next)
	m := marker{kind: gluedKind, span: span{before.end, before.end + len(digits)}, number: digits, ordinal: next}
	o.tail = append(o.tail, heading{marker: m, label: trimLabel(o.text, span{m.end, s.end}), zone: span{m.start, s.end}})
	return span{s.start, tail.start}
}

// numberedLine reads a block that is a row's number and heading on a line of their own, with no mark between
// (3 人工影响天气), where the number goes on from the one before and text follows.
func (o *outliner) numberedLine(s span, block int) bool {
	digits := strconv.Itoa(o.last[gluedKind] + 1)
	words := s.of(o.text)
	rest, ok := strings.CutPrefix(words, digits)
	label := strings.TrimLeft(rest, " 　\t")
	r, _ := utf8.DecodeRuneInString(label)
	if !ok || hasMark(words, "。，；：") || utf8.RuneCountInString(label) > 40 || !o.hasBody(block) ||
		!unicode.Is(unicode.Han, r) && r != '“' && r != '《' || rest == label && strings.ContainsRune(measureWords, r) {
		return false
	}
	m := marker{kind: gluedKind, span: span{s.start, s.start + len(digits)}, number: digits, ordinal: o.last[gluedKind] + 1}
	o.push(heading{marker: m, label: trimLabel(o.text, span{m.end, s.end}), zone: s}, block)
	return true
}

// rowSource reads the places that a flattened table gives in its last column, at the start of s: they did what the
// row before says. It is their length, or 0 where there are none or that row names its own.
func (o *outliner) rowSource(s span) int {
	list, end := o.places.list(s.start, s.end)
	if len(list) == 0 || o.last[gluedKind] == 0 {
		return 0
	}
	for i := len(o.out.passages) - 1; i >= 0 && o.out.passages[i].heading == o.current(); i-- {
		o.out.passages[i].subject = list
	}
	o.source = list
	return end - s.start
}

// gluedAt is the number n at byte i that begins a row of a flattened table inside a block: words follow it up to the
// first place, with no punctuation between. It stands after a sentence, or after the table's header or a theme,
// which is before.
func (o *outliner) gluedAt(i, end, n int, fresh bool, before string) (marker, bool) {
	digits := strconv.Itoa(n)
	if !strings.HasPrefix(o.text[i:end], digits) || i > 0 && isDigit(o.text[i-1]) {
		return marker{}, false
	}
	if n == 1 || !fresh {
		_, theme := markerAt(before, 0)
		if !tableHead.MatchString(before) && !theme {
			return marker{}, false
		}
	}
	at := i + len(digits)
	after, _ := utf8.DecodeRuneInString(o.text[at:end])
	if !unicode.Is(unicode.Han, after) && after != '“' && after != '《' || strings.ContainsRune(measureWords, after) {
		return marker{}, false
	}
	first := o.places.first(at, min(end, at+150))
	if first < at+2*len("字") || hasMark(o.text[at:first], "。；：，") {
		return marker{}, false
	}
	return marker{kind: gluedKind, span: span{i, at}, number: digits, ordinal: n}, true
}

// measureWords are characters that make a number before them a count or a date.
const measureWords = "个项家户套所类名人次件宗亩吨元万亿年月日天时分岁米千百十号条批种处座辆台张倍成级层轮场届期位片块只头"

// beginsTable reports whether the first row of a flattened table begins at byte at of tail: the table's header or
// a theme stands before it.
func (o *outliner) beginsTable(tail span, at int) bool {
	words := tail.of(o.text)[:at]
	return tableHead.MatchString(words)
}

// numberIn is where the number n stands in s, followed by words and part of no longer number, or -1.
func numberIn(s string, n int) int {
	digits := strconv.Itoa(n)
	for i := 0; ; {
		k := strings.Index(s[i:], digits)
		if k < 0 {
			return -1
		}
		i += k
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+len(digits):])
		opens := after == '“' || after == '《' || after == '"' || unicode.Is(unicode.Han, after)
		if !unicode.IsDigit(before) && before != '.' && before != '第' && opens {
			return i
		}
		i += len(digits)
	}
}

// hanHeading is the theme in a run of headings, whatever header of a table stands before it.
func hanHeading(text string, s span) (heading, bool) {
	all := hanNumber.FindAllStringSubmatchIndex(s.of(text), -1)
	if len(all) == 0 {
		return heading{}, false
	}
	at := all[len(all)-1]
	number := s.of(text)[at[2]:at[3]]
	m := marker{kind: hanKind, span: span{s.start + at[0], s.start + at[1]}, number: number, ordinal: ordinal(number)}
	return heading{marker: m, label: trimLabel(text, span{m.end, s.end}), zone: span{m.start, s.end}}, true
}

// endsInStop reports whether s ends with 。, ！ or ？.
func endsInStop(s string) bool {
	switch s[len(s)-1] {
	case "。"[2], "！"[2], "？"[2]:
		return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？")
	}
	return false
}

// lastSentence is the byte after the last full stop in s, outside brackets; 0 where there is none.
func lastSentence(s string) int {
	end := len(s)
	for end > 0 && !endsInStop(s[:end]) {
		end--
	}
	for strings.HasPrefix(s[end:], "”") || strings.HasPrefix(s[end:], "）") {
		end += len("”")
	}
	return end
}
