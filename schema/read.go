package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// ReadNotice turns the quads of one notice and of its divisions back into the notice: the inverse of
// [Notice.Quads] for quads in its order. In another order, lists without ordinals (issuers, cited titles,
// localities, keywords) come in the order of the quads. Graph labels do not matter, and neither do quads that a
// notice does not make; of the divisions those come back that the notice refers to, with what contains and
// replaced them. It is an error where there is no notice or more than one, where a part that another refers to
// is missing, and where a number is none.
func ReadNotice(quads []quad.Quad, m IRIs) (*Notice, error) {
	r := &noticeReader{iris: m, about: map[quad.IRI][]fact{}}
	for _, q := range quads {
		if s, ok := q.Subject.(quad.IRI); ok {
			p, _ := q.Predicate.(quad.IRI)
			r.about[s] = append(r.about[s], fact{p, q.Object})
			if p == Type && q.Object == ClassNotice && !slices.Contains(r.notices, s) {
				r.notices = append(r.notices, s)
			}
		}
	}
	if len(r.notices) != 1 {
		return nil, fmt.Errorf("read a notice from quads: they hold %d notices, and must hold one", len(r.notices))
	}
	n := r.notice(r.notices[0])
	if r.err != nil {
		return nil, fmt.Errorf("read notice <%s> from quads: %w", string(r.notices[0]), r.err)
	}
	return n, nil
}

// A fact is a predicate and an object.
type fact struct {
	predicate quad.IRI
	object    quad.Value
}

// noticeReader reads one notice and keeps its first error.
type noticeReader struct {
	iris    IRIs
	about   map[quad.IRI][]fact
	notices []quad.IRI
	err     error
}

func (r *noticeReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// all gives the objects of a property of s, as text: an IRI, or the lexical form of a literal.
func (r *noticeReader) all(s, p quad.IRI) []string {
	var out []string
	for _, f := range r.about[s] {
		if f.predicate == p {
			out = append(out, lexical(f.object))
		}
	}
	return out
}

// one gives the first object of a property of s, or "".
func (r *noticeReader) one(s, p quad.IRI) string {
	for _, f := range r.about[s] {
		if f.predicate == p {
			return lexical(f.object)
		}
	}
	return ""
}

// lexical is the text of a value: the IRI, or the lexical form.
func lexical(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.TypedStringer:
		return string(v.TypedString().Value)
	}
	return ""
}

func (r *noticeReader) has(s, class quad.IRI) bool {
	return slices.Contains(r.about[s], fact{Type, class})
}

// parts gives the parts of a kind in the order of their ordinals, which must have no gap.
func (r *noticeReader) parts(of quad.IRI, kind string, class quad.IRI) []quad.IRI {
	var out []quad.IRI
	for n := 1; r.has(part(of, kind, n), class); n++ {
		out = append(out, part(of, kind, n))
	}
	return out
}

// ordinals gives the ordinals of the parts that a property of s refers to.
func (r *noticeReader) ordinals(s, p quad.IRI, of quad.IRI, kind string) []int {
	var out []int
	for _, iri := range r.all(s, p) {
		digits, ok := strings.CutPrefix(iri, string(of)+"/"+kind+"/")
		n, err := strconv.Atoi(digits)
		if !ok || err != nil || n < 1 {
			r.fail("<%s> refers to <%s>, which is no %s of <%s>", string(s), iri, kind, string(of))
			continue
		}
		if len(r.about[quad.IRI(iri)]) == 0 {
			r.fail("<%s> refers to <%s>, of which nothing is said", string(s), iri)
		}
		out = append(out, n)
	}
	return out
}

func (r *noticeReader) ordinal(s, p quad.IRI, of quad.IRI, kind string) int {
	if list := r.ordinals(s, p, of, kind); len(list) > 0 {
		return list[0]
	}
	return 0
}

// divisions gives the IDs of the divisions that a property of s refers to.
func (r *noticeReader) divisions(s, p quad.IRI) []string {
	var out []string
	for _, iri := range r.all(s, p) {
		id, ok := r.iris.ID(quad.IRI(iri), "division")
		if !ok {
			r.fail("<%s> refers to <%s>, which is no division under <%s>", string(s), iri, r.iris.Base)
			continue
		}
		out = append(out, id)
	}
	return out
}

func (r *noticeReader) division(s, p quad.IRI) string {
	if list := r.divisions(s, p); len(list) > 0 {
		return list[0]
	}
	return ""
}

func (r *noticeReader) span(s quad.IRI) Span {
	return Span{Start: r.offset(s, PolStart), End: r.offset(s, PolEnd)}
}

// offset is the number that p gives s, and 0 where it gives none.
func (r *noticeReader) offset(s, p quad.IRI) int {
	form := r.one(s, p)
	if form == "" {
		return 0
	}
	n, err := strconv.Atoi(form)
	if err != nil {
		r.fail("<%s> of <%s> is %q, and must be a whole number", string(p), string(s), form)
	}
	return n
}

// named gives the names of the resources that a property of s refers to.
func (r *noticeReader) named(s, p, name quad.IRI) []string {
	var out []string
	for _, iri := range r.all(s, p) {
		out = append(out, r.one(quad.IRI(iri), name))
	}
	return out
}
