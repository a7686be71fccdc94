// Package sample holds two made-up notices (示例) at real places for the tests of queries: [Notices] as the model
// has them and [Quads] as a store holds them. What they say of those places is invented.
package sample

import (
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

// Base is the base of the samples' IRIs.
const Base = schema.DefaultBase

// Quads are the quads of both notices.
func Quads() []quad.Quad {
	var out []quad.Quad
	for _, n := range Notices() {
		out = append(out, n.Quads(schema.IRIs{Base: Base})...)
	}
	return out
}

// Notices are the notices: the first has two themes, three measures and a practice under none, the second repeats
// a heading of the first in other characters and has a note.
func Notices() []*schema.Notice { return []*schema.Notice{first(), second()} }

func first() *schema.Notice {
	n := newNotice("示例：关于推广城市建设经验的通知", "示例〔2021〕1号", "2021-03-01")
	n.Themes = []schema.Theme{
		{Heading: schema.Heading{Label: "完善城市功能", Number: "一", Notation: "1"}},
		{Heading: schema.Heading{Label: "促进城乡融合", Number: "二", Notation: "2"}}}
	n.Measures = []schema.Measure{
		{Heading: schema.Heading{Label: "建设停车设施", Number: "（一）", Notation: "1.1"}, Theme: 1,
			Approaches: []schema.Heading{{Label: "新建停车楼", Notation: "1.1.1"}}},
		{Heading: schema.Heading{Label: "改造老旧小区", Number: "（二）", Notation: "1.2"}, Theme: 1},
		{Heading: schema.Heading{Label: "扩大农村贷款", Number: "（三）", Notation: "2.1"}, Theme: 2}}
	n.practice(1, 1, "长葛市新建停车楼3座，新增停车位1200个。", "411082")
	n.metric("停车楼", "3", "座", "3座", schema.Exact)
	n.metric("停车位", "1200", "个", "1200个", schema.Exact)
	n.practice(1, 1, "永川区开放机关停车场。", "500118")
	n.practice(1, 2, "璧山区为约800户老人加装电梯。", "500120")
	n.metric("老人", "800", "户", "约800户", schema.Approximately)
	n.practice(1, 2, "长葛市改造老旧小区超过20个。", "411082")
	n.metric("老旧小区", "20", "个", "超过20个", schema.MoreThan)
	n.practice(1, 1, "范家屯镇划定夜间停车区。", "220184101")
	n.practice(1, 2, "公主岭市更换老旧管网近15.5公里。", "220184")
	n.metric("老旧管网", "15.5", "公里", "近15.5公里", schema.LessThan)
	n.practice(2, 3, "琼中发放贷款3.5亿元以上。", "469030")
	n.metric("贷款", "350000000", "元", "3.5亿元以上", schema.AtLeast)
	n.practice(2, 3, "长葛市发放贷款12000.5万元。", "411082")
	n.metric("贷款", "120005000", "元", "12000.5万元", schema.Exact)
	n.practice(1, 2, "南京市和苏州工业园区改造率分别为12.5%、30%。", "320100", "320500/9c1185a5c5e9fc54")
	n.metric("改造率", "12.5", "%", "12.5%", schema.Exact)
	n.owner("320100")
	n.metric("改造率", "30", "%", "30%", schema.Exact)
	n.owner("320500/9c1185a5c5e9fc54")
	n.practice(2, 0, "河南省设立风险补偿资金几百万元。", "410000")
	n.metric("风险补偿资金", "", "元", "几百万元", schema.Approximately)
	return n.done()
}

func second() *schema.Notice {
	n := newNotice("示例：关于印发智慧城市做法的通知", "示例〔2022〕2号", "2022-06-15")
	n.Measures = []schema.Measure{
		{Heading: schema.Heading{Label: "建设 停车设施；", Number: "1.", Notation: "1"}},
		{Heading: schema.Heading{Label: "共享公共数据", Number: "2.", Notation: "2"}}}
	n.practice(0, 1, "琼中停车收费下调5至10元。", "469030")
	n.metric("停车收费", "", "元", "5至10元", schema.Exact)
	m := &n.Practices[len(n.Practices)-1].Metrics[0]
	m.Min, m.Max, m.Role = "5", "10", schema.Change
	n.practice(0, 1, "长葛市上线停车信息平台。", "411082")
	n.practice(0, 2, "南京市每年开放数据90项。", "320100")
	n.metric("数据", "90", "项", "90项", schema.Exact)
	n.Practices[len(n.Practices)-1].Metrics[0].Period = "每年"
	n.write("鼓楼区开放数据。")
	n.Notes = []schema.Note{{Kind: schema.AmbiguousLocality, AsWritten: "鼓楼区", Span: n.last("鼓楼区"),
		Comment: "several divisions have this name", Candidates: []string{"320106"}}}
	return n.done()
}

// A writer writes a notice and its text together, so that spans fit.
type writer struct {
	schema.Notice
	text strings.Builder
	at   int
}

func newNotice(title, number, issued string) *writer {
	n := &writer{Notice: schema.Notice{Title: title, Number: number, Issued: issued, Issuers: []string{"示例办公厅"}}}
	n.ID = schema.NoticeID("示例办公厅", number, "")
	n.write(title + "\n")
	return n
}

// write adds text and gives its span.
func (n *writer) write(s string) schema.Span {
	start := n.at
	n.text.WriteString(s)
	n.at += utf8.RuneCountInString(s)
	return schema.Span{Start: start, End: n.at}
}

// last is the span of a part of what was written last.
func (n *writer) last(part string) schema.Span {
	all := n.text.String()
	i := strings.LastIndex(all, part)
	start := utf8.RuneCountInString(all[:i])
	return schema.Span{Start: start, End: start + utf8.RuneCountInString(part)}
}

func (n *writer) practice(theme, measure int, statement string, localities ...string) {
	n.Practices = append(n.Practices, schema.Practice{Localities: localities, Theme: theme, Measure: measure,
		Statement: statement, Span: n.write(statement)})
}

func (n *writer) metric(indicator, value, unit, asWritten string, q schema.Qualifier) {
	p := &n.Practices[len(n.Practices)-1]
	p.Metrics = append(p.Metrics, schema.Metric{Indicator: indicator, Value: value, Unit: unit, AsWritten: asWritten,
		Qualifier: q, Role: schema.Level, Span: n.last(asWritten), Localities: p.Localities})
}

// owner gives the last metric to one locality.
func (n *writer) owner(id string) {
	p := &n.Practices[len(n.Practices)-1]
	p.Metrics[len(p.Metrics)-1].Localities = []string{id}
}

func (n *writer) done() *schema.Notice {
	n.Text = n.text.String()
	n.Divisions = divisions
	return &n.Notice
}

// divisions are those of both notices and all that contain them, by ID.
var divisions = []schema.Division{
	division("220000", "吉林省", "吉林", schema.Province, "", ""),
	division("220100", "长春市", "长春", schema.Prefecture, "220000", "220000"),
	division("220184", "公主岭市", "公主岭", schema.County, "220100", "220000"),
	division("220184101", "范家屯镇", "范家屯", schema.Town, "220184", "220000"),
	division("320000", "江苏省", "江苏", schema.Province, "", ""),
	division("320100", "南京市", "南京", schema.Prefecture, "320000", "320000"),
	division("320106", "鼓楼区", "鼓楼", schema.County, "320100", "320000"),
	division("320500", "苏州市", "苏州", schema.Prefecture, "320000", "320000"),
	division("320500/9c1185a5c5e9fc54", "苏州工业园区", "", schema.Zone, "320500", "320000"),
	division("410000", "河南省", "河南", schema.Province, "", ""),
	division("411000", "许昌市", "许昌", schema.Prefecture, "410000", "410000"),
	division("411082", "长葛市", "长葛", schema.County, "411000", "410000"),
	division("460000", "海南省", "海南", schema.Province, "", ""),
	division("469030", "琼中黎族苗族自治县", "琼中", schema.County, "460000", "460000"),
	division("500000", "重庆市", "重庆", schema.Province, "", ""),
	division("500118", "永川区", "永川", schema.County, "500000", "500000"),
	division("500120", "璧山区", "璧山", schema.County, "500000", "500000"),
}

func division(id, name, short string, level schema.DivisionLevel, parent, province string) schema.Division {
	d := schema.Division{ID: id, Code: id, Name: name, Level: level, Parent: parent, Province: province}
	if level == schema.Zone {
		d.Code = ""
	}
	if short != "" {
		d.OtherNames = []string{short}
	}
	return d
}
