package export

import (
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

// ShapesTurtle is the vocabulary as SHACL shapes, as Turtle: for each class, how often its members have each property
// and of which type its values are. Validate a graph together with its divisions, since classes of values are checked.
func ShapesTurtle() []byte {
	prefixes := append(slices.Clone(schema.Prefixes), schema.Prefix{Name: "sh", Namespace: nsSH})
	s := &shapes{turtleTerms{schema.DefaultBase, prefixes}, nil}
	s.buf = s.head(s.buf)
	for i := range schema.Terms.Classes {
		s.class(&schema.Terms.Classes[i])
	}
	return s.buf
}

// shapes writes shapes as Turtle text, since their property shapes are best read nested.
type shapes struct {
	turtleTerms
	buf []byte
}

func (s *shapes) text(words ...string) {
	for _, w := range words {
		s.buf = append(s.buf, w...)
	}
}

func (s *shapes) term(before string, v quad.Value) {
	s.text(before)
	s.buf = s.append(s.buf, v)
}

// class writes the shape of a class that some property says something of.
func (s *shapes) class(c *schema.Class) {
	first := true
	for i := range schema.Terms.Properties {
		p := &schema.Terms.Properties[i]
		for _, u := range p.Uses {
			if u.Class != c.IRI {
				continue
			}
			if first {
				s.shapeHead(c)
				first = false
			}
			s.property(p, u)
		}
	}
	if !first {
		s.text(" .\n")
	}
}

func (s *shapes) shapeHead(c *schema.Class) {
	name := newNames().of(c.IRI)
	s.text("\npol:", name, "Shape a sh:NodeShape")
	s.term(" ;\n  sh:targetClass ", c.IRI)
	for _, also := range c.Also {
		s.term(" ;\n  sh:property [ sh:path rdf:type ; sh:hasValue ", also)
		s.text(" ]")
	}
}

func (s *shapes) property(p *schema.Property, u schema.Use) {
	s.term(" ;\n  sh:property [ sh:path ", p.IRI)
	if u.Min > 0 {
		s.text(" ; sh:minCount ", strconv.Itoa(u.Min))
	}
	if u.Max != schema.Many {
		s.text(" ; sh:maxCount ", strconv.Itoa(u.Max))
	}
	switch {
	case p.Range == schema.RDFLangString:
		s.text(` ; sh:datatype rdf:langString ; sh:languageIn ( "zh" )`)
	case p.IsLiteral():
		s.term(" ; sh:datatype ", p.Range)
	case p.Range == schema.RDFSResource:
		s.text(" ; sh:nodeKind sh:IRI")
	case len(individuals(p.Range)) > 0:
		s.in(individuals(p.Range))
	default:
		s.term(" ; sh:nodeKind sh:IRI ; sh:class ", p.Range)
	}
	s.special(p.IRI)
	s.text(" ]")
}

// special writes what the range of a property does not say.
func (s *shapes) special(p quad.IRI) {
	switch p {
	case schema.PolStart:
		s.text(" ; sh:minInclusive 0 ; sh:lessThanOrEquals pol:end")
	case schema.PolLevel:
		s.in([]quad.Value{quad.String(schema.Province), quad.String(schema.Prefecture), quad.String(schema.County),
			quad.String(schema.Town), quad.String(schema.Zone)})
	case schema.PolKind:
		s.in([]quad.Value{quad.String(schema.AmbiguousLocality), quad.String(schema.UnknownLocality),
			quad.String(schema.OwnerlessNumber), quad.String(schema.Unreadable)})
	}
}

func (s *shapes) in(values []quad.Value) {
	s.text(" ; sh:in (")
	for _, v := range values {
		s.term(" ", v)
	}
	s.text(" )")
}

// individuals are the resources of a class that the vocabulary names.
func individuals(class quad.IRI) []quad.Value {
	var out []quad.Value
	for _, i := range schema.Terms.Individuals {
		if i.Class == class {
			out = append(out, i.IRI)
		}
	}
	return out
}
