package extract

import (
	"strings"
	"unicode/utf8"
)

// Lines of a table of contents and headlines of single reports say what the text below them tells again.

// longestHeadline is how many characters a headline has at most.
const longestHeadline = 40

// isHeadline reports whether a passage may be a headline: a short line that no full stop ends; a colon may stand after who
// it is of (某省：推进……).
func (f *finder) isHeadline(p *passage) bool {
	words := p.of(f.text)
	return len(words) <= longestHeadline*utf8.UTFMax && utf8.RuneCountInString(words) <= longestHeadline && !hasMark(words[ownerOf(words):], "。，！：\n")
}

// ownerOf is the length of the few words with a colon that a headline may begin with, or 0.
func ownerOf(words string) int {
	before, _, ok := strings.Cut(words, "：")
	if !ok || utf8.RuneCountInString(before) > 8 {
		return 0
	}
	return len(before) + len("：")
}

// retold reports whether passage i is a headline that tells of a place and that is said again: by the same line
// further on, or by the passage after it, where the same place is the one that acts.
func (f *finder) retold(i int) bool {
	p := &f.outline.passages[i]
	if len(p.subject) > 0 || !f.isHeadline(p) || !f.places.any(p.span) {
		return false
	}
	here := f.actors(p)
	if here == nil {
		return false
	}
	if found, ok := f.onlyPlaces(p.span); ok && len(found) > 0 && f.lists && f.inRun(p) {
		return false // a place may stand in two lists
	}
	if i+1 < len(f.outline.passages) && f.toldNext(here, &f.outline.passages[i+1]) {
		return true
	}
	return f.lastLines()[f.line(p)] > i
}

// line is the words of a passage without marks and blanks.
func (f *finder) line(p *passage) string {
	return string(appendLine(nil, p.of(f.text), p.end-p.start))
}

// lastLines tells of each line that may be a headline which passage is the last that says it.
func (f *finder) lastLines() map[string]int {
	if f.lines == nil {
		f.lines = map[string]int{}
		for i := range f.outline.passages {
			if p := &f.outline.passages[i]; f.isHeadline(p) {
				f.lines[f.line(p)] = i
			}
		}
	}
	return f.lines
}

// toldNext reports whether the passage after a headline begins a report of the same place.
func (f *finder) toldNext(here []string, next *passage) bool {
	if f.isHeadline(next) {
		return false
	}
	there := f.actors(next)
	return len(there) == len(here) && len(there) > 0 && there[0] == here[0]
}

// actors are the divisions that act first in a passage, or nil.
func (f *finder) actors(p *passage) []string {
	var cutter sentencer
	for _, s := range cutter.cut(f.text, p.span) {
		for _, c := range s.clauses {
			sub, ok := f.places.subjectOf(c)
			if !ok {
				continue
			}
			var out []string
			for _, m := range sub.places {
				out = append(out, m.Division)
			}
			return out
		}
	}
	return nil
}
