package schema

import "github.com/cayleygraph/quad"

//go:generate go run ./gen -o ../docs/schema.md

// A Text is the same words in Chinese and in English.
type Text struct {
	ZH, EN string
}

// A Class is a class of the vocabulary. The terms of other vocabularies stand here too, with what they mean here.
type Class struct {
	IRI     quad.IRI
	Label   Text
	Comment Text
	// Also are the classes that each of its members has as well.
	Also []quad.IRI
	// Form is the form of its members' IRIs, with {base} for the base; "" where they have none of their own.
	Form string
}

// Many is the [Use.Max] of a property that may be repeated without limit.
const Many = -1

// A Use is how often a member of a class has a property.
type Use struct {
	Class quad.IRI
	// Min and Max are the fewest and the most values; Max may be [Many].
	Min, Max int
}

// A Property is a property of the vocabulary.
type Property struct {
	IRI     quad.IRI
	Label   Text
	Comment Text
	// Range is the class of its values, or their datatype; [RDFLangString] for Chinese text.
	Range quad.IRI
	// SubPropertyOf is the property that it says more closely, or "".
	SubPropertyOf quad.IRI
	// Uses are the classes that have it.
	Uses []Use
}

// IsLiteral says whether the values of the property are literals.
func (p *Property) IsLiteral() bool {
	switch p.Range {
	case RDFLangString, XSDString, XSDInteger, XSDDecimal, XSDDate:
		return true
	}
	return false
}

// An Individual is a resource that the vocabulary itself names.
type Individual struct {
	IRI     quad.IRI
	Class   quad.IRI
	Label   Text
	Comment Text
}

// Vocabulary is every term of the model.
type Vocabulary struct {
	Classes     []Class
	Properties  []Property
	Individuals []Individual
}

// Classes that only the vocabulary's own individuals have.
const (
	ClassQualifier quad.IRI = NSPolicy + "Qualifier"
	ClassRole      quad.IRI = NSPolicy + "Role"
)

// RDFSResource is the range of properties whose values may be any resource.
const RDFSResource quad.IRI = NSRDFS + "Resource"

// Terms is the vocabulary, in reading order: what a notice is, what stands in it, what it points to.
var Terms = Vocabulary{Classes: classes, Properties: properties, Individuals: individuals}

var classes = []Class{
	{ClassNotice, Text{"政策通知", "Notice"},
		Text{"一份发布的政策文件；其全部内容在以它的 IRI 命名的图中。", "A policy document as published; all that it says stands in the graph named by its IRI."},
		[]quad.IRI{ClassDocument, ClassScheme}, "{base}notice/{id}"},
	{ClassTheme, Text{"主题", "Theme"},
		Text{"把若干措施归在一起的一级标题。", "A top heading that groups measures."},
		[]quad.IRI{ClassConcept}, "{notice}/theme/{n}"},
	{ClassMeasure, Text{"措施", "Measure"},
		Text{"其下列出各地做法的标题。", "A heading under which practices stand."},
		[]quad.IRI{ClassConcept}, "{notice}/measure/{n}"},
	{ClassApproach, Text{"做法要点", "Approach"},
		Text{"“主要是A、B、C等”中的一项。", "One item of a measure's list of what is mainly done."},
		[]quad.IRI{ClassConcept}, "{notice}/measure/{n}/approach/{n}"},
	{ClassPractice, Text{"地方做法", "Practice"},
		Text{"通知对某地（或同一谓语的几地）在一项措施下所做之事的记述。", "The notice's account of what one locality, or several that share a predicate, did under one measure."},
		[]quad.IRI{ClassProvEntity}, "{notice}/practice/{n}"},
	{ClassMetric, Text{"指标", "Metric"},
		Text{"说明做法内容或成效的一个数。", "A number that says something of what a practice did or got."},
		[]quad.IRI{ClassQuantity}, "{practice}/metric/{n}"},
	{ClassMention, Text{"提及", "Mention"},
		Text{"原文中写出做法所在地的位置。", "Where the text names a locality of a practice."},
		nil, "{practice}/mention/{n}"},
	{ClassNote, Text{"待核", "Note"},
		Text{"原文未能确定之处：只报告，不猜测。", "What the text leaves open: reported, never guessed."},
		nil, "{notice}/note/{n}"},
	{ClassDivision, Text{"行政区划", "Division"},
		Text{"省、市、县、乡四级行政区划，或附于其上的开发区、新区等。", "An administrative division (province, prefecture, county, town), or a zone with its host."},
		[]quad.IRI{ClassAdminArea}, "{base}division/{code}"},
	{ClassOrg, Text{"发文机关", "Issuing body"},
		Text{"发布通知的机关。", "A body that issues notices."}, nil, "{base}issuer/{hash}"},
	{ClassDocument, Text{"文件", "Document"},
		Text{"通知本身，或通知中以书名号引用的文件。", "A notice, or a document that a notice names in title marks."}, nil, "{base}title/{hash}"},
	{ClassQualifier, Text{"限定", "Qualifier"},
		Text{"数值应如何理解：恰好、约、超过等。", "How a number is meant: exactly, about, more than."}, nil, ""},
	{ClassRole, Text{"数的作用", "Role"},
		Text{"数值与所计事物的关系：水平、变化、前、后、目标。", "What a number is to the thing it measures: level, change, before, after, target."}, nil, ""},
	{ClassScheme, Text{"概念体系", "Concept scheme"}, Text{"通知是其标题的概念体系。", "A notice is the scheme of its headings."}, nil, ""},
	{ClassConcept, Text{"概念", "Concept"}, Text{"主题、措施和做法要点都是概念。", "Themes, measures and approaches are concepts."}, nil, ""},
	{ClassQuantity, Text{"数量值", "Quantitative value"}, Text{"指标都是数量值。", "Metrics are quantitative values."}, nil, ""},
	{ClassAdminArea, Text{"行政区域", "Administrative area"}, Text{"行政区划都是行政区域。", "Divisions are administrative areas."}, nil, ""},
	{ClassProvEntity, Text{"实体", "Entity"}, Text{"做法是有来源可查的实体。", "Practices are entities with a provenance."}, nil, ""},
}

var individuals = []Individual{
	{QualifierIRI(Exact), ClassQualifier, Text{"恰好", "exactly"}, Text{"= 达、共，或只有数", "="}},
	{QualifierIRI(Approximately), ClassQualifier, Text{"约", "approximately"}, Text{"≈ 约、左右", "≈"}},
	{QualifierIRI(MoreThan), ClassQualifier, Text{"超过", "more than"}, Text{"> 余、多、超、突破", ">"}},
	{QualifierIRI(AtLeast), ClassQualifier, Text{"不少于", "at least"}, Text{"≥ 以上、不少于、不低于", "≥"}},
	{QualifierIRI(LessThan), ClassQualifier, Text{"不足", "less than"}, Text{"< 近、不足、低于", "<"}},
	{QualifierIRI(AtMost), ClassQualifier, Text{"不超过", "at most"}, Text{"≤ 以内、不超过、最多", "≤"}},
	{RoleIRI(Level), ClassRole, Text{"水平", "level"}, Text{"有多少或做了多少", "how much there is or was done"}},
	{RoleIRI(Change), ClassRole, Text{"变化", "change"}, Text{"增减了多少", "by how much it rose or fell"}},
	{RoleIRI(Before), ClassRole, Text{"变化前", "before"}, Text{"由多少", "from how much"}},
	{RoleIRI(After), ClassRole, Text{"变化后", "after"}, Text{"到多少", "to how much"}},
	{RoleIRI(Target), ClassRole, Text{"目标", "target"}, Text{"要达到多少", "how much is to be reached"}},
}
