package export

import (
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

// names are the short names of the vocabulary's terms for formats that know no IRIs.
type names struct {
	short map[quad.IRI]string
	// lists are the properties with literals that are always lists.
	lists map[quad.IRI]bool
}

// newNames gives each term of the vocabulary its local name (title, locality, Notice).
func newNames() names {
	n := names{short: map[quad.IRI]string{}, lists: map[quad.IRI]bool{}}
	add := func(iri quad.IRI) {
		for _, p := range schema.Prefixes {
			if local, ok := strings.CutPrefix(string(iri), p.Namespace); ok && isLocalName(local) {
				n.short[iri] = local
			}
		}
	}
	for _, c := range schema.Terms.Classes {
		add(c.IRI)
	}
	for i := range schema.Terms.Properties {
		p := &schema.Terms.Properties[i]
		add(p.IRI)
		n.lists[p.IRI] = p.IsLiteral() && repeated(p)
	}
	return n
}

// of is the short name of an IRI: the local name of a term of the vocabulary, prefix:name for another one in its
// namespaces, and else the IRI, its first colon as %3A where it looks like the former.
func (n names) of(iri quad.IRI) string {
	if name, ok := n.short[iri]; ok {
		return name
	}
	for _, p := range schema.Prefixes {
		if local, ok := strings.CutPrefix(string(iri), p.Namespace); ok && isLocalName(local) {
			return p.Name + ":" + local
		}
		if strings.HasPrefix(string(iri), p.Name+":") {
			return strings.Replace(nodeID(iri), ":", "%3A", 1)
		}
	}
	return nodeID(iri)
}
