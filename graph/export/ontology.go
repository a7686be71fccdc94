package export

import (
	"bytes"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

const (
	nsOWL = "http://www.w3.org/2002/07/owl#"
	nsSH  = "http://www.w3.org/ns/shacl#"

	rdfsLabel      quad.IRI = schema.NSRDFS + "label"
	rdfsSubClass   quad.IRI = schema.NSRDFS + "subClassOf"
	rdfsSubProp    quad.IRI = schema.NSRDFS + "subPropertyOf"
	rdfsDomain     quad.IRI = schema.NSRDFS + "domain"
	rdfsRange      quad.IRI = schema.NSRDFS + "range"
	rdfsDefinedBy  quad.IRI = schema.NSRDFS + "isDefinedBy"
	skosScopeNote  quad.IRI = schema.NSSKOS + "scopeNote"
	domainIncludes quad.IRI = schema.NSSchema + "domainIncludes"
	ontologyIRI    quad.IRI = "https://w3id.org/policygraph/ns"
)

// OntologyTurtle is the vocabulary as an ontology in RDFS with a little OWL, as Turtle. The project's own terms are
// defined; of terms of other vocabularies it says no more than how they are used here.
func OntologyTurtle() ([]byte, error) {
	prefixes := append(slices.Clone(schema.Prefixes), schema.Prefix{Name: "owl", Namespace: nsOWL})
	var out bytes.Buffer
	quads := func(yield func(quad.Quad, error) bool) {
		for _, q := range Ontology() {
			if !yield(q, nil) {
				return
			}
		}
	}
	err := writeTurtleWith(&out, stream(quads, Options{}), Options{}, prefixes)
	return out.Bytes(), err
}

// Ontology is the vocabulary as quads; see [OntologyTurtle].
func Ontology() []quad.Quad {
	o := &ontology{}
	o.add(ontologyIRI, schema.Type, quad.IRI(nsOWL+"Ontology"))
	o.text(ontologyIRI, schema.Title, schema.Text{ZH: "政图词汇", EN: "The policygraph vocabulary"})
	for i := range schema.Terms.Classes {
		o.class(&schema.Terms.Classes[i])
	}
	for i := range schema.Terms.Properties {
		o.property(&schema.Terms.Properties[i])
	}
	for _, x := range schema.Terms.Individuals {
		o.add(x.IRI, schema.Type, quad.IRI(nsOWL+"NamedIndividual"))
		o.add(x.IRI, schema.Type, x.Class)
		o.describe(x.IRI, x.Label, x.Comment)
	}
	return o.quads
}

// ontology collects quads.
type ontology struct {
	quads []quad.Quad
}

func (o *ontology) add(s, p quad.IRI, v quad.Value) {
	o.quads = append(o.quads, quad.Quad{Subject: s, Predicate: p, Object: v})
}

func (o *ontology) text(s, p quad.IRI, t schema.Text) {
	o.add(s, p, quad.LangString{Value: quad.String(t.ZH), Lang: "zh"})
	o.add(s, p, quad.LangString{Value: quad.String(t.EN), Lang: "en"})
}

// describe adds label and comment, and says where the term is defined.
func (o *ontology) describe(s quad.IRI, label, comment schema.Text) {
	o.text(s, rdfsLabel, label)
	o.text(s, schema.Comment, comment)
	o.add(s, rdfsDefinedBy, ontologyIRI)
}

func isOwn(iri quad.IRI) bool { return strings.HasPrefix(string(iri), schema.NSPolicy) }

func (o *ontology) class(c *schema.Class) {
	if !isOwn(c.IRI) {
		o.text(c.IRI, skosScopeNote, c.Comment)
		return
	}
	o.add(c.IRI, schema.Type, quad.IRI(nsOWL+"Class"))
	o.describe(c.IRI, c.Label, c.Comment)
	for _, super := range c.Also {
		o.add(c.IRI, rdfsSubClass, super)
	}
}

func (o *ontology) property(p *schema.Property) {
	if !isOwn(p.IRI) {
		o.text(p.IRI, skosScopeNote, p.Comment)
		return
	}
	kind := "ObjectProperty"
	if p.IsLiteral() {
		kind = "DatatypeProperty"
	}
	o.add(p.IRI, schema.Type, quad.IRI(nsOWL+kind))
	if isFunctional(p) {
		o.add(p.IRI, schema.Type, quad.IRI(nsOWL+"FunctionalProperty"))
	}
	o.describe(p.IRI, p.Label, p.Comment)
	if p.SubPropertyOf != "" {
		o.add(p.IRI, rdfsSubProp, p.SubPropertyOf)
	}
	o.add(p.IRI, rdfsRange, p.Range)
	if len(p.Uses) == 1 {
		o.add(p.IRI, rdfsDomain, p.Uses[0].Class)
		return
	}
	for _, u := range p.Uses { // rdfs:domain would say that a subject is of all of them
		o.add(p.IRI, domainIncludes, u.Class)
	}
}

// isFunctional says whether nothing has the property more than once.
func isFunctional(p *schema.Property) bool {
	for _, u := range p.Uses {
		if u.Max != 1 {
			return false
		}
	}
	return true
}
