package export

import (
	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

// A jsonTerm is how the JSON-LD context names a property and types its values.
type jsonTerm struct {
	name     string
	datatype quad.IRI // "" for a plain string
	language string
	node     bool // values are resources
}

// jsonTerms are the names of the vocabulary in JSON-LD. No term can be taken for the prefix of an IRI, so that every
// IRI means itself.
type jsonTerms struct {
	properties map[quad.IRI]jsonTerm
	classes    map[quad.IRI]string
}

func newJSONTerms() *jsonTerms {
	t := &jsonTerms{properties: map[quad.IRI]jsonTerm{}, classes: map[quad.IRI]string{}}
	names := newNames()
	for _, c := range schema.Terms.Classes {
		t.classes[c.IRI] = names.of(c.IRI)
	}
	for i := range schema.Terms.Properties {
		p := &schema.Terms.Properties[i]
		term := jsonTerm{name: names.of(p.IRI)}
		switch p.Range {
		case schema.RDFLangString:
			term.language = "zh"
		case schema.XSDString:
		default:
			if term.node = !p.IsLiteral(); !term.node {
				term.datatype = p.Range
			}
		}
		t.properties[p.IRI] = term
	}
	return t
}

// appendContext adds the context as a JSON object, one term a line.
func (t *jsonTerms) appendContext(dst []byte) []byte {
	dst = append(dst, "{\n    \"@version\": 1.1,\n    \"id\": \"@id\",\n    \"type\": \"@type\",\n    \"graph\": \"@graph\""...)
	for _, c := range schema.Terms.Classes {
		dst = append(dst, ",\n    "...)
		dst = append(appendJSON(dst, t.classes[c.IRI]), ": "...)
		dst = appendJSON(dst, string(c.IRI))
	}
	for i := range schema.Terms.Properties {
		iri := schema.Terms.Properties[i].IRI
		term := t.properties[iri]
		dst = append(dst, ",\n    "...)
		dst = append(appendJSON(dst, term.name), `: {"@id": `...)
		dst = appendJSON(dst, string(iri))
		switch {
		case term.node:
			dst = append(dst, `, "@type": "@id"`...)
		case term.language != "":
			dst = append(appendJSON(append(dst, `, "@language": `...), term.language), ""...)
		case term.datatype != "":
			dst = appendJSON(append(dst, `, "@type": `...), string(term.datatype))
		}
		dst = append(dst, '}')
	}
	return append(dst, "\n  }"...)
}

// JSONLDContext is the project's JSON-LD context as a document of its own.
func JSONLDContext() []byte {
	dst := newJSONTerms().appendContext([]byte("{\n  \"@context\": "))
	return append(dst, "\n}\n"...)
}
