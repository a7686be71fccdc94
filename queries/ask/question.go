package ask

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"policygraph/graph"
)

// A question is a question as the kinds read it.
type question struct {
	// text is the question in NFKC, without spaces and the punctuation at its end.
	text string
	// places are the places it names, in order.
	places []Place
	// rest is the text with each place replaced by ◇, which no question contains.
	rest string
}

const placeMark = "◇"

// parse reads a question; it is nil where there is nothing to read.
func parse(ctx context.Context, s graph.Snapshot, text string, find Finder) (*question, error) {
	text = clean(text)
	if text == "" || utf8.RuneCountInString(text) > maxQuestion {
		return nil, nil
	}
	places, err := findPlaces(ctx, s, text, find)
	if err != nil {
		return nil, err
	}
	q := &question{text: text, places: places}
	var rest strings.Builder
	at := 0
	for _, p := range places {
		rest.WriteString(text[at:p.Start] + placeMark)
		at = p.End
	}
	rest.WriteString(text[at:])
	q.rest = rest.String()
	return q, nil
}

// clean is a question without spaces, marks that ask, and differences of width. Invalid UTF-8 becomes U+FFFD.
func clean(s string) string {
	s = norm.NFKC.String(strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.IsControl(c) || string(c) == placeMark {
			return -1
		}
		return c
	}, s)
	return strings.Trim(s, "?!。.,;:、…~")
}

// place is the place that the question names, or the places that it lists with 和, 与 or 、, joined by 、; false where
// it names none, or several in different parts of the question.
func (q *question) place() (string, bool) {
	if len(q.places) == 0 {
		return "", false
	}
	list := q.places[0].Name
	for i, p := range q.places[1:] {
		if between := q.text[q.places[i].End:p.Start]; strings.Trim(between, "和与跟及、,") != "" {
			return "", false
		}
		list += "、" + p.Name
	}
	return list, true
}
