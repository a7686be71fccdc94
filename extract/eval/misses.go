package eval

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"policygraph/schema"
)

// A MissKind says how a reading differs from the gold.
type MissKind string

// The kinds of miss.
const (
	Missed   MissKind = "missed"   // in the gold, not found
	Spurious MissKind = "spurious" // found, not in the gold
	Differs  MissKind = "differs"  // found, and read differently
)

// A Miss is a difference between a gold and the notice as read.
type Miss struct {
	Kind MissKind `json:"kind"`
	// What was missed: practice-localities, localities, metrics, measures under themes, qualifier, title, number or
	// issued.
	What string `json:"what"`
	// Item is the thing in short: a code with its name, a number with its unit, a label.
	Item string `json:"item"`
	// Sentence is the sentence of the notice that it stands in, "" where it stands in none.
	Sentence string `json:"sentence,omitempty"`
}

const (
	whatPractice  = "practice-localities"
	whatLocality  = "localities"
	whatMetric    = "metrics"
	whatMeasure   = "measures under themes"
	whatQualifier = "qualifier"
	whatTitle     = "title"
	whatNumber    = "number"
	whatIssued    = "issued"
)

func (s *scorer) miss(kind MissKind, what, item, sentence string) {
	s.report.Misses = append(s.report.Misses, Miss{kind, what, item, sentence})
}

func (s *scorer) missedPlace(what string, x *place) {
	item := x.locality.Code + " " + x.locality.Name
	if what == whatPractice && x.label != "" {
		item += " under " + x.label
	}
	s.miss(Missed, what, item, s.sentenceWith(x.practice.Quote))
}

func (s *scorer) spuriousPlace(what string, f *found, code string) {
	item := cmp.Or(code, "no code")
	for _, d := range s.notice.Divisions {
		if code != "" && d.Code == code {
			item += " " + d.Name
		}
	}
	if what == whatPractice && f.label != "" {
		item += " under " + f.label
	}
	s.miss(Spurious, what, item, s.sentenceAt(f.Start))
}

func (s *scorer) missedMetric(x *quantity) {
	item := fmt.Sprintf("%s %s%s (%s)", cmp.Or(x.metric.Indicator, "-"),
		x.metric.Comparator, cmp.Or(x.metric.Value.String(), "?")+x.metric.Unit, x.metric.Quote)
	s.miss(Missed, whatMetric, item, s.sentenceWith(x.practice.Quote, x.metric.Quote))
}

func (s *scorer) spuriousMetric(y *foundMetric) {
	item := fmt.Sprintf("%s %s%s (%s)", cmp.Or(y.Indicator, "-"),
		y.Qualifier.Sign(), cmp.Or(y.Value, y.Min, "?")+y.Unit, y.AsWritten)
	s.miss(Spurious, whatMetric, item, s.sentenceAt(y.Start))
}

func (s *scorer) missedMeasure(x *outlineEntry) {
	s.miss(Missed, whatMeasure, x.name, s.sentenceWith(x.name))
}

func (s *scorer) spuriousMeasure(y *outlineEntry) {
	s.miss(Spurious, whatMeasure, y.name, s.sentenceWith(y.name))
}

func (s *scorer) differs(what, want, have string, at schema.Span) {
	s.miss(Differs, what, want+" ≠ "+have, s.sentenceAt(at.Start))
}

// sentenceWith is the sentence of the text in which the last of quotes stands, each looked for from where the one
// before it stands; white space does not count. Where one stands nowhere, it is the last quote itself.
func (s *scorer) sentenceWith(quotes ...string) string {
	at := 0
	for _, q := range quotes {
		if at = indexLoose(s.text, []rune(q), at); at < 0 {
			return quotes[len(quotes)-1]
		}
	}
	return sentence(s.text, at)
}

func (s *scorer) sentenceAt(at int) string { return sentence(s.text, at) }

// sentence is the sentence of text that has the character at in it, without the space around it.
func sentence(text []rune, at int) string {
	if at < 0 || at >= len(text) {
		return ""
	}
	start, end := at, at
	for start > 0 && !endsSentence(text[start-1]) {
		start--
	}
	for end < len(text) && !endsSentence(text[end]) {
		end++
	}
	if end < len(text) && text[end] != '\n' {
		end++
	}
	return strings.TrimSpace(string(text[start:end]))
}

func endsSentence(r rune) bool { return r == '。' || r == '！' || r == '？' || r == '\n' }

// indexLoose is where q begins in text at or after from, white space in either left out of account, or -1.
func indexLoose(text, q []rune, from int) int {
	for at := from; at < len(text); at++ {
		if !unicode.IsSpace(text[at]) && hasPrefixLoose(text[at:], q) {
			return at
		}
	}
	return -1
}

func hasPrefixLoose(text, q []rune) bool {
	i := 0
	for _, r := range q {
		if unicode.IsSpace(r) {
			continue
		}
		for i < len(text) && unicode.IsSpace(text[i]) {
			i++
		}
		if i == len(text) || text[i] != r {
			return false
		}
		i++
	}
	return true
}
