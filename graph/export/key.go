package export

import (
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// reading turns values into texts that sort in reading order: parts of a notice by what they are (theme, measure,
// practice, note) and then by number, practice/2 before practice/10; properties in the order of the vocabulary.
type reading struct {
	base       string
	predicates map[quad.IRI]byte
}

func newReading(base string) *reading {
	r := &reading{base: base, predicates: map[quad.IRI]byte{schema.Type: '!'}}
	for i := range schema.Terms.Properties {
		r.predicates[schema.Terms.Properties[i].IRI] = byte('"' + i)
	}
	return r
}

// lastPredicate sorts behind every property of the vocabulary.
const lastPredicate = '\x7e'

// appendNode adds the key of an IRI or a blank node. It has no tab and no byte below it.
func (r *reading) appendNode(dst []byte, v quad.Value) []byte {
	iri, ok := v.(quad.IRI)
	if !ok {
		return nquads.AppendValue(append(dst, '~'), v)
	}
	path, own := strings.CutPrefix(string(iri), r.base)
	if !own {
		return appendNatural(append(dst, '~'), string(iri))
	}
	kind, rest, _ := strings.Cut(path, "/")
	dst = append(dst, kindRank(kind))
	dst = appendNatural(dst, kind)
	for rest != "" {
		var segment string
		segment, rest, _ = strings.Cut(rest, "/")
		dst = append(dst, '/', kindRank(segment))
		dst = appendNatural(dst, segment)
	}
	return dst
}

// kinds are the parts of IRIs in reading order.
var kinds = []string{"notice", "issuer", "title", "theme", "measure", "approach", "practice", "mention", "metric", "note", "division"}

func kindRank(segment string) byte {
	for i, k := range kinds {
		if k == segment {
			return byte('A' + i)
		}
	}
	return 'Z'
}

// appendNatural adds s so that runs of digits sort by their number: each is put behind the count of its digits.
func appendNatural(dst []byte, s string) []byte {
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
func (r *reading) appendPredicate(dst []byte, v quad.Value) []byte {
	iri, _ := v.(quad.IRI)
	if rank, ok := r.predicates[iri]; ok {
		return append(dst, rank)
	}
	return appendNatural(append(dst, lastPredicate), string(iri))
}

// appendObject adds the key of an object; literals sort by their N-Quads form.
func (r *reading) appendObject(dst []byte, v quad.Value) []byte {
	switch v.(type) {
	case quad.IRI, quad.BNode:
		return r.appendNode(dst, v)
	}
	return dst
}
