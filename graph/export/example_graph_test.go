package export

import (
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

// exampleText is a made-up notice.
const exampleText = "示例通知\n一、推进城乡融合\n（一）完善公共服务。示例县建成社区服务中心12个，惠及居民约3.5万人，审批时限由10天压缩至3天。\n“双引号”与\\反斜杠。"

var iris = schema.IRIs{Base: schema.DefaultBase}

// example is a made-up notice that uses every part of the model.
func example() *schema.Notice {
	span := func(words string) schema.Span {
		at := strings.Index(exampleText, words)
		start := len([]rune(exampleText[:at]))
		return schema.Span{Start: start, End: start + len([]rune(words))}
	}
	metric := func(words, value, unit, indicator string, q schema.Qualifier, r schema.Role) schema.Metric {
		return schema.Metric{Value: value, Unit: unit, Qualifier: q, Indicator: indicator, Role: r, AsWritten: words, Span: span(words),
			Localities: []string{"990102"}}
	}
	statement := "示例县建成社区服务中心12个，惠及居民约3.5万人，审批时限由10天压缩至3天。"
	people := metric("约3.5万人", "35000", "人", "惠及居民", schema.Approximately, schema.Level)
	people.Period = "每年"
	rangeOf := metric("3天", "", "天", "审批时限", schema.Exact, schema.After)
	rangeOf.Min, rangeOf.Max = "2.5", "3"
	practices := []schema.Practice{{
		Localities: []string{"990102"}, Measure: 1, Theme: 1, Approaches: []int{1}, Statement: statement, Span: span(statement),
		Keywords: []string{"社区", "服务中心"},
		Mentions: []schema.Mention{{Locality: "990102", AsWritten: "示例县", Span: span("示例县")}},
		Metrics: []schema.Metric{
			metric("12个", "12", "个", "社区服务中心", schema.Exact, schema.Level), people,
			metric("10天", "10", "天", "审批时限", schema.Exact, schema.Before), rangeOf,
		},
	}}
	for range 9 { // so that there is a practice/10
		practices = append(practices, schema.Practice{Localities: []string{"990100", "990100/0123456789abcdef"}, Measure: 2,
			Statement: "示例", Span: span("示例")})
	}
	return &schema.Notice{
		ID: "0123456789abcdef", Title: "示例通知", Number: "示例〔2021〕1号", Issuers: []string{"示例委员会", "示例部"},
		Issued: "2021-06-01", Source: "https://example.org/notice?a=1&b=2", Cites: []string{"示例意见"}, Text: exampleText,
		Themes: []schema.Theme{{Heading: schema.Heading{Label: "推进城乡融合", Number: "一", Notation: "1"}}},
		Measures: []schema.Measure{
			{Heading: schema.Heading{Label: "完善公共服务", Number: "（一）", Notation: "1.1"}, Theme: 1,
				Approaches: []schema.Heading{{Label: "建设服务中心", Notation: "1.1.1"}}},
			{Heading: schema.Heading{Label: "=HYPERLINK(示例)", Notation: "1.2"}, Theme: 1},
		},
		Practices: practices,
		Notes: []schema.Note{{Kind: schema.AmbiguousLocality, AsWritten: "示例", Comment: "Two divisions fit.", Span: span("示例"),
			Candidates: []string{"990100", "990102"}}},
		Divisions: []schema.Division{
			{ID: "990000", Code: "990000", Name: "示例省", Level: schema.Province},
			{ID: "990100", Code: "990100", Name: "示例市", OtherNames: []string{"示例", "示例地区"}, Level: schema.Prefecture, Parent: "990000", Province: "990000"},
			{ID: "990100/0123456789abcdef", Name: "示例高新区", Level: schema.Zone, Parent: "990100", Province: "990000"},
			{ID: "990102", Code: "990102", Name: "示例县", Level: schema.County, Parent: "990100", Province: "990000", ReplacedBy: []string{"990182"}},
			{ID: "990182", Code: "990182", Name: "示例市", Level: schema.County, Parent: "990100", Province: "990000"},
		},
	}
}

// second is another made-up notice, of the same issuer.
func second() *schema.Notice {
	n := example()
	n.ID, n.Number, n.Notes = "fedcba9876543210", "示例〔2021〕2号", nil
	n.Practices, n.Cites = n.Practices[:1], nil
	n.Divisions = []schema.Division{n.Divisions[0], n.Divisions[1], n.Divisions[3], n.Divisions[4]}
	return n
}

// practices are the quads of both notices; divisions stand in both.
func practices() []quad.Quad { return append(example().Quads(iris), second().Quads(iris)...) }

// hostile are quads that are allowed, and that a careless writer breaks on.
func hostile() []quad.Quad {
	var quads []quad.Quad
	s, g := quad.IRI("http://example.org/hostile"), quad.IRI("http://example.org/g?a=1&b='2'#<>\"{}|^`\\ 政")
	add := func(s, p, o, label quad.Value) {
		quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: label})
	}
	p := func(name string) quad.IRI { return quad.IRI("http://example.org/p/" + name) }
	controls := make([]rune, 0, 0xA0)
	for r := rune(1); r < 0xA0; r++ {
		controls = append(controls, r)
	}
	for name, text := range map[string]string{
		"controls": string(controls), "cdata": "]]> <![CDATA[ <!-- --> &amp; <?x?>",
		"quotes": `"'""" ''' \" \\ _x0041_`, "escape": `\u0041`, "emoji": "😀👩‍👩‍👧 é e\u0301", "lines": "a\nb\r\nc\rd\n\"\"\"", "separators": "\u2028\u2029\u0085\uFEFF",
		"empty": "", "spaces": "  a\t ", "bidi": "\u202Eabc", "long": strings.Repeat("很长的文字", 20000), "list": "a | b; c\u001Fd",
		"formula": "=1+1", "json": `{"@id": "_:x"} </script>`, "dollar": "${x} $x `x` %s",
	} {
		add(s, p(name), quad.String(text), g)
		add(s, p("text"), quad.LangString{Value: quad.String(text), Lang: "zh-Hans-CN"}, g)
	}
	add(s, p("typed"), quad.TypedString{Value: "a\"b\\", Type: "http://example.org/type"}, nil)
	add(s, p("typed"), quad.TypedString{Value: "-12.5", Type: schema.XSDDecimal}, nil)
	add(s, p("typed"), quad.TypedString{Value: "99999999999999999999", Type: schema.XSDInteger}, nil)
	add(s, p("true"), quad.Bool(true), nil)
	add(s, p("int"), quad.Int(-5), nil)
	add(s, schema.Type, quad.IRI("http://example.org/Type"), nil)
	add(s, schema.Type, quad.IRI(schema.NSPolicy+"Unknown-1"), nil)
	add(s, schema.Title, quad.String("a plain title"), g)
	add(s, schema.Title, quad.LangString{Value: "an English title", Lang: "EN"}, g)
	add(s, schema.Title, quad.LangString{Value: "标题", Lang: "zh"}, g)
	add(s, schema.Title, quad.IRI("http://example.org/title"), g)
	add(s, schema.PolStart, quad.String("not a number"), g)
	for _, iri := range []string{
		"http://example.org/a b", "http://example.org/'quote'", "urn:x:政策", "mailto:a@example.org", "pol:x", "schema:y", "xsd:integer", "text:x",
		"http://example.org//", "http://example.org/?q=(1)#f,;", "tag:a,2000:b", "HTTP://EXAMPLE.org/%7Ea",
		schema.DefaultBase, schema.DefaultBase + "a//b", schema.DefaultBase + "a:b", schema.NSPolicy, schema.NSPolicy + "a.b", schema.NSPolicy + "1",
		"http://example.org/\U0001F600", "http://example.org/e\u0301",
	} {
		add(quad.IRI(iri), quad.IRI(iri), quad.IRI(iri), quad.IRI(iri))
	}
	add(quad.BNode("b0"), p("blank"), quad.BNode("b.1-x"), g)
	add(quad.BNode("b.1-x"), p("blank"), quad.BNode("b0"), nil)
	add(quad.BNode("n10"), schema.Type, quad.BNode("class"), nil)
	return quads
}

// unusual are quads apart from the others, for some programs change or refuse them: rapper refuses code points that
// are characters to RDF and not to XML, and a graph whose name is a blank node, loses what stands behind U+0000 and
// resolves the dots in absolute IRIs;
// oxigraph and jsonld write some numbers in another form.
func unusual() []quad.Quad {
	s := quad.IRI("http://example.org/unusual")
	p := func(name string) quad.IRI { return quad.IRI("http://example.org/p/" + name) }
	text := quad.String("\uFFFE\uFFFF\uFDD0\U0001FFFE\U0010FFFF")
	quads := []quad.Quad{
		{Subject: s, Predicate: p("noncharacters"), Object: text},
		{Subject: s, Predicate: p("nul"), Object: quad.String("a\x00b")},
		{Subject: s, Predicate: p("text"), Object: quad.LangString{Value: text, Lang: "zh"}, Label: s},
		{Subject: s, Predicate: p("float"), Object: quad.Float(1.5)},
		{Subject: quad.BNode("b0"), Predicate: p("blank"), Object: quad.BNode("b1"), Label: quad.BNode("g")},
	}
	for _, iri := range []quad.IRI{"http://example.org/a/../b/./c", schema.DefaultBase + "../x"} {
		quads = append(quads, quad.Quad{Subject: iri, Predicate: p("dots"), Object: iri})
	}
	for _, form := range []string{"007", "-0", "1.50", "1e3", "abc", "1.", ".5", "+1"} {
		for _, datatype := range []quad.IRI{schema.XSDInteger, schema.XSDDecimal, schema.NSXSD + "double", schema.XSDDate} {
			quads = append(quads, quad.Quad{Subject: s, Predicate: p("typed"), Object: quad.TypedString{Value: quad.String(form), Type: datatype}})
		}
	}
	return quads
}

// all gives quads as they stream.
func all(quads []quad.Quad) Quads {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}
