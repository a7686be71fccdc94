package schema

import "github.com/cayleygraph/quad"

// Namespaces of the vocabulary.
const (
	NSPolicy  = "https://w3id.org/policygraph/ns#"
	NSSchema  = "https://schema.org/"
	NSDCTerms = "http://purl.org/dc/terms/"
	NSSKOS    = "http://www.w3.org/2004/02/skos/core#"
	NSProv    = "http://www.w3.org/ns/prov#"
	NSRDF     = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	NSRDFS    = "http://www.w3.org/2000/01/rdf-schema#"
	NSXSD     = "http://www.w3.org/2001/XMLSchema#"
)

// A Prefix is a short name for a namespace.
type Prefix struct {
	Name, Namespace string
}

// Prefixes are the prefixes of the vocabulary, in the order of its documentation.
var Prefixes = []Prefix{
	{"pol", NSPolicy}, {"schema", NSSchema}, {"dcterms", NSDCTerms}, {"skos", NSSKOS},
	{"prov", NSProv}, {"rdf", NSRDF}, {"rdfs", NSRDFS}, {"xsd", NSXSD},
}

// Classes.
const (
	ClassNotice     quad.IRI = NSPolicy + "Notice"
	ClassTheme      quad.IRI = NSPolicy + "Theme"
	ClassMeasure    quad.IRI = NSPolicy + "Measure"
	ClassApproach   quad.IRI = NSPolicy + "Approach"
	ClassPractice   quad.IRI = NSPolicy + "Practice"
	ClassMetric     quad.IRI = NSPolicy + "Metric"
	ClassMention    quad.IRI = NSPolicy + "Mention"
	ClassNote       quad.IRI = NSPolicy + "Note"
	ClassDivision   quad.IRI = NSPolicy + "Division"
	ClassDocument   quad.IRI = NSSchema + "DigitalDocument"
	ClassOrg        quad.IRI = NSSchema + "Organization"
	ClassQuantity   quad.IRI = NSSchema + "QuantitativeValue"
	ClassAdminArea  quad.IRI = NSSchema + "AdministrativeArea"
	ClassScheme     quad.IRI = NSSKOS + "ConceptScheme"
	ClassConcept    quad.IRI = NSSKOS + "Concept"
	ClassProvEntity quad.IRI = NSProv + "Entity"
)

// Properties.
const (
	Type          quad.IRI = NSRDF + "type"
	Comment       quad.IRI = NSRDFS + "comment"
	Title         quad.IRI = NSDCTerms + "title"
	Identifier    quad.IRI = NSDCTerms + "identifier"
	Publisher     quad.IRI = NSDCTerms + "publisher"
	Issued        quad.IRI = NSDCTerms + "issued"
	Source        quad.IRI = NSDCTerms + "source"
	References    quad.IRI = NSDCTerms + "references"
	IsVersionOf   quad.IRI = NSDCTerms + "isVersionOf"
	IsReplacedBy  quad.IRI = NSDCTerms + "isReplacedBy"
	PrefLabel     quad.IRI = NSSKOS + "prefLabel"
	AltLabel      quad.IRI = NSSKOS + "altLabel"
	Notation      quad.IRI = NSSKOS + "notation"
	Broader       quad.IRI = NSSKOS + "broader"
	InScheme      quad.IRI = NSSKOS + "inScheme"
	ContainedIn   quad.IRI = NSSchema + "containedInPlace"
	Value         quad.IRI = NSSchema + "value"
	MinValue      quad.IRI = NSSchema + "minValue"
	MaxValue      quad.IRI = NSSchema + "maxValue"
	UnitText      quad.IRI = NSSchema + "unitText"
	DerivedFrom   quad.IRI = NSProv + "wasDerivedFrom"
	PolText       quad.IRI = NSPolicy + "text"
	PolNumber     quad.IRI = NSPolicy + "number"
	PolLocality   quad.IRI = NSPolicy + "locality"
	PolProvince   quad.IRI = NSPolicy + "province"
	PolMeasure    quad.IRI = NSPolicy + "measure"
	PolTheme      quad.IRI = NSPolicy + "theme"
	PolApproach   quad.IRI = NSPolicy + "approach"
	PolMetric     quad.IRI = NSPolicy + "metric"
	PolMention    quad.IRI = NSPolicy + "mention"
	PolStatement  quad.IRI = NSPolicy + "statement"
	PolKeyword    quad.IRI = NSPolicy + "keyword"
	PolStart      quad.IRI = NSPolicy + "start"
	PolEnd        quad.IRI = NSPolicy + "end"
	PolQualifier  quad.IRI = NSPolicy + "qualifier"
	PolIndicator  quad.IRI = NSPolicy + "indicator"
	PolRole       quad.IRI = NSPolicy + "role"
	PolPeriod     quad.IRI = NSPolicy + "period"
	PolAsWritten  quad.IRI = NSPolicy + "asWritten"
	PolKind       quad.IRI = NSPolicy + "kind"
	PolCandidate  quad.IRI = NSPolicy + "candidate"
	PolLevel      quad.IRI = NSPolicy + "level"
	XSDInteger    quad.IRI = NSXSD + "integer"
	XSDDecimal    quad.IRI = NSXSD + "decimal"
	XSDDate       quad.IRI = NSXSD + "date"
	XSDString     quad.IRI = NSXSD + "string"
	RDFLangString quad.IRI = NSRDF + "langString"
)

// QualifierIRI is the IRI of a qualifier.
func QualifierIRI(q Qualifier) quad.IRI { return quad.IRI(NSPolicy + string(q)) }

// RoleIRI is the IRI of a role.
func RoleIRI(r Role) quad.IRI { return quad.IRI(NSPolicy + string(r)) }
