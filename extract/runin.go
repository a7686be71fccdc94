package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
	"policygraph/extract/source"
)

// Bulletins set headings without number or bold type at the head of their paragraphs: 强化统筹部署。北京市……

const (
	shortestRunIn = 4
	longestRunIn  = 24
	leastRunIns   = 3 // paragraphs that begin so, before the sentence counts as a heading
)

// runInLength is the length of a short sentence at the head of a paragraph, or 0: a place acts after it, or it says with
// verbs and no subject what is done (加强统筹，健全机制。). It has no number and names no place itself.
func (o *outliner) runInLength(s span) int {
	words := s.of(o.text)
	k := strings.Index(words[:upTo(words, longestRunIn*len("字")+len("。"))], "。")
	if k <= 0 || k+len("。") >= len(words) || hasMark(words[:k], "；：0123456789") || utf8.RuneCountInString(words[:k]) < shortestRunIn {
		return 0
	}
	label, body := span{s.start, s.start + k}, span{s.start + k + len("。"), s.end}.trim(o.text, "")
	if o.places.any(label) || !(o.places.at(body.start) != nil && !strings.Contains(words[:k], "，")) && !imperative(words[:k]) {
		return 0
	}
	if _, numbered := markerAt(o.text, s.start); numbered {
		return 0
	}
	return k
}

// imperative reports whether one clause or two say with verbs and no subject what is done.
func imperative(words string) bool {
	first, second, two := strings.Cut(words, "，")
	return metric.Verb(first) > len("促") && (!two || metric.Verb(second) > len("促"))
}

// hasRunIns reports whether enough paragraphs of the document begin with such a sentence.
func (o *outliner) hasRunIns() bool {
	n := 0
	for _, b := range o.doc.Blocks {
		if b.Kind == source.Paragraph && o.runInLength(span{b.Start, b.End}) > 0 {
			n++
		}
	}
	return n >= leastRunIns
}

// runIn reads the heading at the head of a paragraph, where there is one, and gives the rest.
func (o *outliner) runIn(s span, block int) span {
	n := o.runInLength(s)
	if n == 0 {
		return s
	}
	label := span{s.start, s.start + n}
	o.push(heading{marker: marker{kind: runInKind, span: span{s.start, s.start}}, label: trimLabel(o.text, label), zone: label}, block)
	return span{label.end + len("。"), s.end}.trim(o.text, "")
}
