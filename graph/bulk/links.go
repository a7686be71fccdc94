package bulk

import (
	"encoding/binary"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
)

// Links are quads that follow from others and that a plan makes itself: where graph L gives a cited title a text, and
// a holder has the same text in its own graph, L also has the quad (cited title, Link, holder). Quads of that form
// which do not follow, as those that the input brings from elsewhere, are left out.
type Links struct {
	// Text is the predicate of texts, Link that of the quads that are made.
	Text, Link quad.IRI
	// Cited says whether an IRI is a cited title, Holder whether it is what a title may belong to.
	Cited, Holder func(iri quad.IRI) bool
}

// A linker collects what links follow from. Terms are in their kept form; no label is "".
type linker struct {
	Links
	text, link []byte // the predicates
	citing     map[link]bool
	holders    map[string][]string // by text
	found      map[link]bool       // in the input
}

// A link is a quad of the input whose object is a text or a holder.
type link struct{ subject, object, label string }

func newLinker(rules *Links) *linker {
	if rules == nil {
		return nil
	}
	return &linker{
		Links: *rules, text: []byte(rules.Text.String()), link: []byte(rules.Link.String()),
		citing: map[link]bool{}, holders: map[string][]string{}, found: map[link]bool{},
	}
}

func is(rule func(quad.IRI) bool, term []byte) bool {
	return len(term) > 2 && term[0] == '<' && rule(quad.IRI(term[1:len(term)-1]))
}

// sawText takes note of a quad that gives a text.
func (l *linker) sawText(subject, object, label []byte) {
	if is(l.Cited, subject) {
		l.citing[link{string(subject), string(object), string(label)}] = true
	}
	if string(subject) == string(label) && is(l.Holder, subject) {
		l.holders[string(object)] = append(l.holders[string(object)], string(subject))
	}
}

// sawLink takes note of a quad with the predicate of links, and reports whether it has the form of one and is to be
// left out.
func (l *linker) sawLink(subject, object, label []byte) bool {
	if !is(l.Cited, subject) || !is(l.Holder, object) {
		return false
	}
	l.found[link{string(subject), string(object), string(label)}] = true
	return true
}

// wanted are the links that follow, each once and in order, and whether the input had others.
func (l *linker) wanted() (links []link, others bool) {
	set := map[link]bool{}
	for t := range l.citing {
		for _, holder := range l.holders[t.object] {
			set[link{t.subject, holder, t.label}] = true
		}
	}
	for old := range l.found {
		others = others || !set[old]
	}
	return slices.SortedFunc(maps.Keys(set), compareLinks), others
}

func compareLinks(a, b link) int {
	return slices.Compare([]string{a.label, a.subject, a.object}, []string{b.label, b.subject, b.object})
}

// follow shows the linker the quads of a block, by the numbers of their terms in the open chunk, and takes out those
// that are left out.
func (p *Plan) follow(tuples []tuple, numbers []uint32) []tuple {
	l := p.linker
	if l == nil {
		return tuples
	}
	texts, links := p.terms.find(l.text), p.terms.find(l.link)
	if texts == noTerm && links == noTerm {
		return tuples
	}
	term := func(n uint32) []byte {
		if n == noTerm {
			return nil
		}
		return p.terms.text(numbers[n])
	}
	return slices.DeleteFunc(tuples, func(t tuple) bool {
		switch numbers[t[2]] {
		case texts:
			l.sawText(term(t[1]), term(t[3]), term(t[0]))
		case links:
			return l.sawLink(term(t[1]), term(t[3]), term(t[0]))
		}
		return false
	})
}

// joinLinks adds the links when all else is joined.
func (p *Plan) joinLinks() {
	if p.linker == nil {
		return
	}
	links, others := p.linker.wanted()
	p.orphans = others
	for _, q := range links {
		p.openChunk()
		dst := p.open.tuples.room(16)
		for i, text := range [4]string{q.label, q.subject, string(p.linker.link), q.object} {
			n := noTerm
			if text != "" {
				n, _ = p.terms.intern(p.terms.hash([]byte(text)), []byte(text))
			}
			binary.LittleEndian.PutUint32(dst[4*i:], n)
		}
		p.quads.Add(1)
		p.made++
		p.sealFull()
	}
}

// followStored is follow for one quad of a store, by the values of its nodes.
func (s *storeReader) followStored(predicate uint64, ids [3]uint64) (out bool, err error) {
	l := s.plan.linker
	if l == nil || predicate != s.texts && predicate != s.links {
		return false, nil
	}
	var terms [3][]byte
	for i, id := range ids {
		v, err := s.value(id)
		if err != nil {
			return false, err
		}
		if v == nil {
			continue
		}
		if terms[i], err = appendCanonical(nil, v); err != nil {
			return false, err
		}
	}
	if predicate == s.links {
		return l.sawLink(terms[0], terms[1], terms[2]), nil
	}
	l.sawText(terms[0], terms[1], terms[2])
	return false, nil
}
