package extract

import (
	"strings"

	"policygraph/extract/metric"
)

// describedIn opens a practice where a sentence first says what a place is and then what was done there
// (示例县是山区县，居住分散，他们组织小组七十个), and gives the subject that the clauses after i may carry on.
func (f *finder) describedIn(p *passage, s *sentence, i int, sub, before subject) subject {
	c := s.clauses[i]
	if len(sub.places) > 0 && strings.HasPrefix(f.text[sub.end:c.end], "是") {
		return sub
	}
	if len(before.places) == 0 || f.open != nil {
		return subject{}
	}
	at := skipLead(f.text, c.span, f.places)
	words := f.text[at:c.end]
	if pronouns.prefix(words) > 0 || metric.Verb(words) > len("有") && len(metric.Parse(words)) > 0 {
		f.begin(p, s, i, subject{places: before.places, start: before.start, end: at})
		return subject{}
	}
	return before
}

// pronouns stand for those of a place that was just described.
var pronouns = wordsOf("他们 她们 这里 那里")
