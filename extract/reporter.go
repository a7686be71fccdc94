package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/place"
)

// Whose report a text is: the place that its title presents, or that tells of itself in the first person.

// titlePlace is the place that a title presents with a colon after it (浙江省象山县：推行“村民说事”), or nil.
func (o *outliner) titlePlace() []*place.Mention {
	for _, z := range o.zones {
		if addressed(z.of(o.text)) {
			continue
		}
		for at := z.start; at >= 0 && at < z.end; {
			if at = o.places.first(at, z.end); at < 0 {
				break
			}
			m := o.places.at(at)
			if strings.HasPrefix(o.text[m.End:], "：") || strings.HasPrefix(o.text[m.End:], ":") {
				return []*place.Mention{m}
			}
			at = m.End
		}
	}
	return nil
}

// accounts end the titles of a place's own account of a year or of a part of one.
var accounts = strings.Fields("统计公报 状况公报 发展公报 经济运行情况 经济运行简况 经济形势 发展情况 工作情况 工作总结 白皮书 年度报告 年报 工作报告")

// home is the place that the title begins with, after a year (2021年|示例市……) or what a bulletin is called
// (示例简报〔2022〕第15期：示例省……), or nil.
func (o *outliner) home(title string) []*place.Mention {
	for _, z := range o.zones {
		words := z.of(o.text)
		if words == "" || !strings.HasPrefix(title, words[:upTo(words, len("二〇二一年"))]) {
			continue
		}
		at := z.start + timeLead(words)
		if k := markIn(words, "：:"); k > 0 && issueOf.has(words[:k]) {
			at = z.start + k + utf8.RuneLen(firstRune(words[k:]))
		}
		m := o.places.at(at)
		if m == nil || m.End > z.end || m.Division == "" || joint(o.text[m.End:]) > 0 {
			return nil
		}
		return []*place.Mention{m}
	}
	return nil
}

// issueOf are words of what a bulletin is called.
var issueOf = wordsOf("简报 信息 专报 快报 期")

// tellsOfHome reports whether the text begins with what the place did that its title begins with.
func (o *outliner) tellsOfHome() bool {
	var cutter sentencer
	for _, b := range o.doc.Blocks {
		for _, s := range o.outside(span{b.Start, b.End}) {
			if !hasMark(s.of(o.text), "。") {
				continue
			}
			for _, x := range cutter.cut(o.text, s) {
				for _, c := range x.clauses {
					if sub, ok := o.places.subjectOf(c); ok {
						return samePlaces(sub.places, o.out.home)
					}
				}
			}
			return false
		}
	}
	return false
}

var (
	// selfReports are words of a text in which a place tells what it did itself.
	selfReports = wordsOf("交流发言 典型发言 经验交流 汇报如下 报告如下 做法汇报 情况汇报 工作汇报 经验汇报 政府工作报告")
	// ourPlace are the words in which it names itself.
	ourPlace = wordsOf("我省 我市 我县 我区 我州 我盟 我旗 我镇 我乡")
	// offices are those of who speaks for it.
	offices = wordsOf("省长 市长 县长 区长 州长 盟长 旗长 主席 代省长 代市长 代县长 代区长 书记")
)

// speaker is the place that tells of itself in the first person (我市……), named with its government or its congress in
// the first lines; nil for any other text, and for one that a place sends down to those under it.
func (o *outliner) speaker() []*place.Mention {
	top := o.text[:upTo(o.text, 1800)]
	if !strings.Contains(o.text, "我") || !selfReports.has(top) && (o.ourselves() < 2 || sentDown(top)) {
		return nil
	}
	for i := range o.places.mentions {
		m := &o.places.mentions[i]
		if m.End > len(top) {
			return nil
		}
		if o.signs(m) {
			return []*place.Mention{m}
		}
	}
	return nil
}

// ourselves counts the words in which a place names itself.
func (o *outliner) ourselves() int {
	n := 0
	for rest := o.text; ; {
		k := strings.Index(rest, "我")
		if k < 0 {
			return n
		}
		if rest = rest[k:]; ourPlace.prefix(rest) > 0 {
			n++
		}
		rest = rest[len("我"):]
	}
}

// signs reports whether a mention is the place's government on the author's line, or its congress.
func (o *outliner) signs(m *place.Mention) bool {
	rest := o.text[m.End:]
	if strings.HasPrefix(rest, "第") && strings.Contains(rest[:upTo(rest, 60)], "人民代表大会") {
		return true
	}
	n := organ(rest)
	if n == 0 {
		return false
	}
	n += offices.prefix(rest[n:])
	return rest[n:] == "" || strings.ContainsRune("\n 　", firstRune(rest[n:]))
}

// sentDown reports whether a text is sent to those under its author (各市、县人民政府：).
func sentDown(top string) bool {
	for line := range strings.Lines(top) {
		if addressed(line) {
			return true
		}
	}
	return false
}
