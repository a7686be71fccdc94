package nquads

import (
	"fmt"

	"github.com/cayleygraph/quad"
)

// Check says why a quad is not RDF, or gives nil: the subject is an IRI or a blank node, the predicate an IRI, the
// object any value, the label an IRI, a blank node or nil; IRIs are absolute; labels of blank nodes and language
// tags are well formed.
func Check(q quad.Quad) error {
	if err := checkNode(q.Subject, "subject"); err != nil {
		return err
	}
	p, ok := q.Predicate.(quad.IRI)
	if !ok {
		return fmt.Errorf("the predicate %v is not an IRI", q.Predicate)
	}
	if err := checkIRI(string(p), "predicate"); err != nil {
		return err
	}
	if q.Label != nil {
		if err := checkNode(q.Label, "graph"); err != nil {
			return err
		}
	}
	return checkObject(q.Object)
}

func checkNode(v quad.Value, role string) error {
	switch v := v.(type) {
	case quad.IRI:
		return checkIRI(string(v), role)
	case quad.BNode:
		if labelLength([]byte(v)) != len(v) || v == "" {
			return fmt.Errorf("the %s _:%s is not the label of a blank node", role, string(v))
		}
		return nil
	}
	return fmt.Errorf("the %s %v is neither an IRI nor a blank node", role, v)
}

func checkIRI(iri, role string) error {
	if !hasScheme(iri) {
		return fmt.Errorf("the %s <%s> is not an absolute IRI", role, iri)
	}
	return nil
}

func checkObject(v quad.Value) error {
	switch v := v.(type) {
	case nil:
		return fmt.Errorf("the quad has no object")
	case quad.IRI, quad.BNode:
		return checkNode(v, "object")
	case quad.LangString:
		if v.Lang == "" || languageLength(v.Lang) != len(v.Lang) {
			return fmt.Errorf("%q is not a language tag", v.Lang)
		}
	case quad.TypedString:
		if v.Type != "" {
			return checkIRI(string(v.Type), "datatype")
		}
	}
	return nil
}
