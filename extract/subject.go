package extract

import (
	"strings"

	"policygraph/extract/place"
)

// A subject is who acts in a clause.
type subject struct {
	places []*place.Mention
	start  int // where the first place begins
	end    int // where the predicate begins
	bare   bool
}

// subjectOf is the places in subject position of a clause. A place after 在 counts where it stands alone before a
// comma (在江苏南京，市民……), since then the clause after says what is done there.
func (x *placeIndex) subjectOf(c clause) (subject, bool) {
	at := skipLead(x.text, c.span, x)
	from, inside, counted := at, false, 0
	if x.at(at) == nil {
		rest := x.text[at:c.end]
		if n := withinIt(rest); n > 0 && x.at(at+n) != nil {
			at += n // 该市下辖的义乌市
		} else if x.lentBy(at) {
			at += len("由") // 由吉林省援建的阿勒泰地区……: the list begins with who lends and ends with who acts
		} else if counted = havingDone.prefix(rest); counted > 0 && x.at(at+counted) != nil {
			at += counted
		} else if at = skipAttribute(x, at, c.end); at == from {
			if !strings.HasPrefix(rest, "在") {
				if s, ok := x.suchAs(at, c.end); ok {
					return s, true
				}
				if s, ok := x.inverted(c); ok {
					return s, true
				}
				return x.piloted(at, c.end)
			}
			at = skipQuality(x, skipAttribute(x, at+len("在"), c.end), c.end)
			inside = true
		}
	}
	if list, end := x.products(at, c.end); list != nil {
		return subject{places: list, start: at, end: end}, true
	}
	list, end := x.list(at, c.end)
	if len(list) == 0 || counted > 0 && end == list[len(list)-1].End {
		return subject{}, false // neither 等 nor what counts them stands after the places
	}
	s := subject{places: list, start: at, end: end, bare: end == c.end}
	if inside && settled(x.text[end:c.end]) {
		s.end, s.bare = c.end, true
	}
	if inside && !(s.bare && (c.mark == '，' || c.mark == ',')) {
		return subject{}, false
	}
	if chief(x.text[:end], x.text[end:c.end]) {
		return subject{}, false
	}
	return s, s.bare || acts(x.text[end:c.end]) && !citizens(x.text[:c.end], end)
}

// lentBy reports whether words from byte at on say who lends what to the place after (由吉林省援建的).
func (x *placeIndex) lentBy(at int) bool {
	if !strings.HasPrefix(x.text[at:], "由") {
		return false
	}
	m := x.at(at + len("由"))
	return m != nil && inside.prefix(x.text[m.End:]) > 0
}

// withinIt is the length of a word for a place named before with what says that the next one lies in it (该市下辖的; 全县), or 0.
func withinIt(s string) int {
	if !pointers.has(firstRune(s)) {
		return 0
	}
	n, tier := anaphor(s)
	if n == 0 || tier == 0 {
		return 0
	}
	return n + inside.prefix(s[n:])
}
