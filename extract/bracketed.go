package extract

import (
	"strings"
	"unicode/utf8"
)

// What a notice says of places in brackets: who did what stands before them (……压减至1小时。（北京市、上海市）), and examples
// (……（如上海市普陀区编制规划）).

// sourced reads a passage in which places in brackets say who did what stands before them
// （……压减至1小时。（北京市、上海市）), and tells whether it is one.
func (f *finder) sourced(p *passage) bool {
	from, found := p.start, false
	for i := bracket(f.text, p.start, p.end); i < p.end; i = bracket(f.text, i, p.end) {
		r := firstRune(f.text[i:])
		j := closing(f.text[:p.end], i, r)
		if j == 0 {
			i += utf8.RuneLen(r)
			continue
		}
		inner := span{i + utf8.RuneLen(r), j - len("）")}
		if r == '(' {
			inner.end = j - len(")")
		}
		list, end := f.places.list(inner.start, inner.end)
		if len(list) > 0 && end == inner.end && f.endsItem(i, j, p.end) {
			if said := (span{from, i}).trim(f.text, "，。；：、,;:"); !said.empty() && !f.names(said) {
				f.found = append(f.found, practice{span: said, places: list, told: said.start, heading: p.heading, passage: p.start})
				found = true
			}
			from = j
		}
		i = j
	}
	return found
}

// bracket is where the first （ or ( from byte i on stands, or end.
func bracket(text string, i, end int) int {
	for i < end {
		switch c := text[i]; {
		case ideograph(c):
			i += 3
		case c == '(' || c == "（"[0] && text[i:i+3] == "（":
			return i
		default:
			i++
		}
	}
	return end
}

// endsItem reports whether a bracket from i to j ends what is said: a full stop stands before or after it, or nothing.
func (f *finder) endsItem(i, j, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(f.text[:i])
	return before == '。' || j == end || strings.HasPrefix(f.text[j:end], "。") || strings.HasPrefix(f.text[j:end], "\n")
}

// exampleLeads begin an example in brackets.
var exampleLeads = wordsOf("如 例如 比如 譬如 如： 例如： 比如：")

// examples reads the examples in brackets of a passage: a practice where one begins with a place that acts.
func (f *finder) examples(p *passage) {
	for i := bracket(f.text, p.start, p.end); i < p.end; i = bracket(f.text, i, p.end) {
		r, n := runeAt(f.text, i)
		j := closing(f.text[:p.end], i, r)
		if j == 0 {
			i += n
			continue
		}
		inner := span{i + n, j - n}
		if lead := exampleLeads.prefix(inner.of(f.text)); lead > 0 && f.places.at(inner.start+lead) != nil && !f.planned(p.heading) {
			inner.start += lead
			f.example(p, inner)
		}
		i = j
	}
}

// example reads one example; what it tells is not the practice's that it stands in.
func (f *finder) example(p *passage, s span) {
	for _, x := range sentences(f.text, s) {
		f.sentence(p, &x, false)
	}
	f.close()
}
