package schema

import "github.com/cayleygraph/quad"

// Properties of other vocabularies that ours say more closely.
const (
	Spatial quad.IRI = NSDCTerms + "spatial"
	Subject quad.IRI = NSDCTerms + "subject"
)

// headings are the uses of a property that every theme, measure and approach has equally often.
func headings(least, most int) []Use {
	return []Use{{ClassTheme, least, most}, {ClassMeasure, least, most}, {ClassApproach, least, most}}
}

// spans are the uses of a property that all that has a place in the text has once.
var spans = []Use{{ClassPractice, 1, 1}, {ClassMetric, 1, 1}, {ClassMention, 1, 1}, {ClassNote, 1, 1}}

// properties stand in the order in which an export writes them.
var properties = []Property{
	{Title, Text{"标题", "title"}, Text{"文件的标题。", "The title of a document."}, RDFLangString, "",
		[]Use{{ClassNotice, 0, 1}, {ClassDocument, 0, Many}}},
	{Identifier, Text{"编号", "identifier"}, Text{"通知的文号，或行政区划的代码。", "The number of a notice, or the code of a division."}, XSDString, "",
		[]Use{{ClassNotice, 0, 1}, {ClassDivision, 0, 1}}},
	{PrefLabel, Text{"名称", "preferred label"}, Text{"标题的文字（不含编号），机关的名称，区划最新的全称。", "A heading's own words, a body's name, or a division's newest full name."}, RDFLangString, "",
		append(headings(1, 1), Use{ClassOrg, 1, Many}, Use{ClassDivision, 1, 1})},
	{AltLabel, Text{"别名", "other label"}, Text{"区划的旧称和简称。", "Earlier and short names of a division."}, RDFLangString, "",
		[]Use{{ClassDivision, 0, Many}}},
	{Publisher, Text{"发文机关", "publisher"}, Text{"发布通知的机关；联合发文时有几个。", "The body that issued the notice; several where it is issued jointly."}, ClassOrg, "",
		[]Use{{ClassNotice, 0, Many}}},
	{Issued, Text{"发文日期", "issued"}, Text{"通知的发文日期。", "The date of issue."}, XSDDate, "",
		[]Use{{ClassNotice, 0, 1}}},
	{Source, Text{"出处", "source"}, Text{"文件自己给出的网址。", "The URL that the document gives of itself."}, RDFSResource, "",
		[]Use{{ClassNotice, 0, 1}}},
	{References, Text{"引用", "references"}, Text{"通知中以书名号引用的文件。", "A document that the notice names in title marks."}, ClassDocument, "",
		[]Use{{ClassNotice, 0, Many}}},
	{IsVersionOf, Text{"即", "is version of"}, Text{"所引标题在库中的通知。", "The notice in the store that a cited title is the title of."}, ClassNotice, "",
		[]Use{{ClassDocument, 0, Many}}},
	{PolNumber, Text{"序号", "number"}, Text{"标题的编号，照原文（一、（一））。", "The number of a heading as written."}, XSDString, "", headings(0, 1)},
	{Notation, Text{"层次编码", "notation"}, Text{"标题在提纲中的位置，如 1.2。", "The heading's path in the outline, such as 1.2."}, XSDString, "", headings(1, 1)},
	{Broader, Text{"上位", "broader"}, Text{"措施所属的主题，要点所属的措施。", "The theme of a measure, or the measure of an approach."}, ClassConcept, "",
		[]Use{{ClassMeasure, 0, 1}, {ClassApproach, 1, 1}}},
	{InScheme, Text{"所在通知", "in scheme"}, Text{"标题所在的通知。", "The notice that the heading stands in."}, ClassNotice, "", headings(1, 1)},
	{PolLocality, Text{"地区", "locality"}, Text{"做法、指标或提及所属的行政区划。", "The division that a practice, a metric or a mention belongs to."}, ClassDivision, Spatial,
		[]Use{{ClassPractice, 1, Many}, {ClassMention, 1, 1}, {ClassMetric, 0, Many}}},
	{PolProvince, Text{"省份", "province"}, Text{"做法或区划所在的省级区划。", "The province that a practice or a division lies in."}, ClassDivision, "",
		[]Use{{ClassPractice, 0, Many}, {ClassDivision, 0, 1}}},
	{PolMeasure, Text{"所属措施", "measure"}, Text{"做法所在的措施。", "The measure that a practice stands under."}, ClassMeasure, Subject,
		[]Use{{ClassPractice, 0, 1}}},
	{PolTheme, Text{"所属主题", "theme"}, Text{"做法所在的主题。", "The theme that a practice stands under."}, ClassTheme, "",
		[]Use{{ClassPractice, 0, 1}}},
	{PolApproach, Text{"对应要点", "approach"}, Text{"做法所落实的要点。", "The approach that a practice carries out, where the words show it."}, ClassApproach, "",
		[]Use{{ClassPractice, 0, Many}}},
	{PolStatement, Text{"原句", "statement"}, Text{"做法的原文，恰为起止位置之间的文字。", "Exactly the text from start to end."}, RDFLangString, "",
		[]Use{{ClassPractice, 1, 1}}},
	{PolKeyword, Text{"关键词", "keyword"}, Text{"原句中的实词。", "A content word of the statement."}, RDFLangString, "",
		[]Use{{ClassPractice, 0, Many}}},
	{PolIndicator, Text{"指标名", "indicator"}, Text{"被计数或度量的事物。", "The thing counted or measured."}, RDFLangString, "",
		[]Use{{ClassMetric, 0, 1}}},
	{PolQualifier, Text{"限定", "qualifier"}, Text{"数值应如何理解。", "How the number is meant."}, ClassQualifier, "",
		[]Use{{ClassMetric, 1, 1}}},
	{Value, Text{"数值", "value"}, Text{"按基本单位计的数（3.5亿元 为 350000000）；概数和区间没有。", "The number in the plain unit; none for a vague count or a range."}, XSDDecimal, "",
		[]Use{{ClassMetric, 0, 1}}},
	{MinValue, Text{"下限", "minimum value"}, Text{"区间的下限。", "The low end of a range."}, XSDDecimal, "", []Use{{ClassMetric, 0, 1}}},
	{MaxValue, Text{"上限", "maximum value"}, Text{"区间的上限。", "The high end of a range."}, XSDDecimal, "", []Use{{ClassMetric, 0, 1}}},
	{UnitText, Text{"单位", "unit"}, Text{"量词或单位，照原文，不含万、亿。", "The measure word or unit as written, without 万 and 亿."}, XSDString, "",
		[]Use{{ClassMetric, 0, 1}}},
	{PolRole, Text{"作用", "role"}, Text{"数值与所计事物的关系。", "What the number is to the thing it measures."}, ClassRole, "",
		[]Use{{ClassMetric, 1, 1}}},
	{PolPeriod, Text{"时期", "period"}, Text{"数值所指的时间，照原文（每年、2020年）。", "The time that the number holds for, as written."}, RDFLangString, "",
		[]Use{{ClassMetric, 0, 1}}},
	{PolKind, Text{"类别", "kind"}, Text{"未定的是什么。", "What is open: ambiguousLocality, unknownLocality, ownerlessNumber or unreadable."}, XSDString, "",
		[]Use{{ClassNote, 1, 1}}},
	{PolAsWritten, Text{"原文", "as written"}, Text{"恰为起止位置之间的文字。", "Exactly the text from start to end."}, RDFLangString, "",
		[]Use{{ClassMetric, 1, 1}, {ClassMention, 1, 1}, {ClassNote, 0, 1}}},
	{Comment, Text{"说明", "comment"}, Text{"一句话说明何处未定。", "Says in a sentence what is open."}, XSDString, "",
		[]Use{{ClassNote, 0, 1}}},
	{PolCandidate, Text{"候选", "candidate"}, Text{"可能的区划。", "A division that may be meant."}, ClassDivision, "",
		[]Use{{ClassNote, 0, Many}}},
	{PolStart, Text{"起", "start"}, Text{"在通知正文中的起点，按字符（码点）计，从 0 起。", "Where it begins in the notice's text, in code points from 0."}, XSDInteger, "", spans},
	{PolEnd, Text{"止", "end"}, Text{"在通知正文中的终点，不含该字符。", "Where it ends in the notice's text, in code points, exclusive."}, XSDInteger, "", spans},
	{PolMention, Text{"提及", "mention"}, Text{"原文写出所在地之处。", "Where the text names a locality of the practice."}, ClassMention, "",
		[]Use{{ClassPractice, 0, Many}}},
	{PolMetric, Text{"指标", "metric"}, Text{"做法的一个指标。", "A metric of the practice."}, ClassMetric, "",
		[]Use{{ClassPractice, 0, Many}}},
	{DerivedFrom, Text{"来自", "was derived from"}, Text{"做法所出的通知。", "The notice that gives the account."}, ClassNotice, "",
		[]Use{{ClassPractice, 1, 1}}},
	{PolLevel, Text{"级别", "level"}, Text{"province、prefecture、county、town 或 zone。", "province, prefecture, county, town or zone."}, XSDString, "",
		[]Use{{ClassDivision, 1, 1}}},
	{ContainedIn, Text{"位于", "contained in place"}, Text{"所在的上级区划。", "The division that it lies in."}, ClassDivision, "",
		[]Use{{ClassDivision, 0, 1}}},
	{IsReplacedBy, Text{"后继", "is replaced by"}, Text{"取代它的区划。", "A division that took its place."}, ClassDivision, "",
		[]Use{{ClassDivision, 0, Many}}},
	{PolText, Text{"正文", "text"}, Text{"提取的正文，所有起止位置都以它计。", "The extracted text that every offset counts in."}, RDFLangString, "",
		[]Use{{ClassNotice, 1, 1}}},
}
