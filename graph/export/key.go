package export

import (
	"bytes"
	"slices"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// reading turns terms, as N-Quads writes them, into texts that sort in reading order: parts of a notice by what they
// are (theme, measure, practice, note) and then by number, practice/2 before practice/10; properties in the order of
// the vocabulary; literals before resources, by their N-Quads form.
type reading struct {
	base       string
	predicates map[string]byte
}

func newReading(base string) *reading {
	r := &reading{base: base, predicates: map[string]byte{typeText: '!'}}
	for i := range schema.Terms.Properties {
		r.predicates[string(nquads.AppendValue(nil, schema.Terms.Properties[i].IRI))] = byte('"' + i)
	}
	return r
}

// lastPredicate sorts behind every property of the vocabulary.
const lastPredicate = '\x7e'

// appendNode adds the key of a term. It has no tab and no byte below it.
func (r *reading) appendNode(dst, term []byte) []byte {
	switch term[0] {
	case '"':
		return dst
	case '_':
		return append(append(dst, '~'), term...)
	}
	iri := term[1 : len(term)-1]
	if len(iri) < len(r.base) || string(iri[:len(r.base)]) != r.base {
		return appendNatural(append(dst, '~'), iri)
	}
	kind, rest, _ := bytes.Cut(iri[len(r.base):], slash)
	dst = append(dst, kindRank(kind))
	dst = appendNatural(dst, kind)
	for len(rest) > 0 {
		var segment []byte
		segment, rest, _ = bytes.Cut(rest, slash)
		dst = append(dst, '/', kindRank(segment))
		dst = appendNatural(dst, segment)
	}
	return dst
}

var slash = []byte{'/'}

// kinds are the parts of IRIs in reading order.
var kinds = []string{"notice", "issuer", "title", "theme", "measure", "approach", "practice", "mention", "metric", "note", "division"}

func kindRank(segment []byte) byte {
	if i := slices.Index(kinds, string(segment)); i >= 0 {
		return byte('A' + i)
	}
	return 'Z'
}

// appendNatural adds s so that runs of digits sort by their number: each is put behind the count of its digits.
func appendNatural(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		n := 0
		for i+n < len(s) && '0' <= s[i+n] && s[i+n] <= '9' {
			n++
		}
		if n == 0 {
			dst = appendKeyByte(dst, s[i])
			i++
			continue
		}
		dst = append(dst, byte('0'+min(n, 60)))
		dst = append(dst, s[i:i+n]...)
		i += n
	}
	return dst
}

// appendKeyByte keeps what separates keys out of them.
func appendKeyByte(dst []byte, c byte) []byte {
	if c <= ' ' {
		return append(dst, '!')
	}
	return append(dst, c)
}

// appendPredicate adds the key of a property.
func (r *reading) appendPredicate(dst, term []byte) []byte {
	if rank, ok := r.predicates[string(term)]; ok {
		return append(dst, rank)
	}
	return appendNatural(append(dst, lastPredicate), term[1:len(term)-1])
}
