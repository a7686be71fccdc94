package metric

import (
	"strings"
	"unicode/utf8"
)

// respective reports that 分别 stands before the number at i in its clause.
func (p *parser) respective(i int) bool {
	from := max(p.clause, i-maxPhrase) // a date may stand between (分别恢复至2019年的90%和80%)
	if n := len(p.out); n > 0 {
		from = max(from, p.out[n-1].End)
	}
	return strings.Contains(p.text[min(from, i):i], "分别")
}

// continuesChain reports that the number is the next value after 分别: only a mark or a conjunction stands between.
func (p *parser) continuesChain(e *expression) bool {
	if p.chain < 0 {
		return false
	}
	return p.joined(e) && (p.echoes || p.out[len(p.out)-1].Unit == e.unit.name)
}

// joined reports that only a mark or a conjunction stands between the number before and this one.
func (p *parser) joined(e *expression) bool {
	if len(p.out) == 0 {
		return false
	}
	end := p.out[len(p.out)-1].End
	if e.start < end || e.start-end > 12 {
		return false
	}
	switch strings.TrimSpace(p.text[end:e.start]) {
	case "、", "和", "及", "与", "，", "以及", ",":
		return true
	}
	return false
}

// endChain numbers the values after 分别, once their count is known, or shares them out among as many indicators.
func (p *parser) endChain() {
	if p.chain < 0 {
		return
	}
	values := p.out[p.chain:]
	p.chain = -1
	if len(values) < 2 {
		return
	}
	if p.echoes && p.echo(values) {
		return
	}
	first := span{values[0].IndicatorStart, values[0].IndicatorEnd}
	items := p.split(first)
	if len(items) == len(values) {
		for k := range values {
			values[k].Indicator, values[k].IndicatorStart, values[k].IndicatorEnd = p.at(p.headed(items, k, first))
		}
		return
	}
	for k := range values {
		values[k].Respective, values[k].Of = k+1, len(values)
	}
}

// echo gives values after 分别 with no noun phrase of their own those of as many numbers before them, where these are of
// different things (收入5亿元、税金2亿元，分别增长3%和5%).
func (p *parser) echo(values []Quantity) bool {
	n, first := len(values), len(p.out)-2*len(values)
	if first < 0 {
		return false
	}
	before := p.out[first : first+n]
	for k := 1; k < n; k++ {
		if before[k].Indicator == before[k-1].Indicator {
			return false
		}
	}
	for k := range values {
		values[k].Indicator, values[k].IndicatorStart, values[k].IndicatorEnd = before[k].Indicator, before[k].IndicatorStart, before[k].IndicatorEnd
	}
	return true
}

// items are the parts of “A和B均”, each for its own quantity.
func (p *parser) items(s span) []span {
	items := p.split(s)
	out := make([]span, len(items))
	for k := range items {
		out[k] = p.headed(items, k, s)
	}
	return out
}

// headed is the k-th item, or the whole phrase where the item has no noun of measure of its own (城镇和农村居民收入).
func (p *parser) headed(items []span, k int, whole span) span {
	r, _ := utf8.DecodeLastRuneInString(p.text[items[k].start:items[k].end])
	last, _ := utf8.DecodeLastRuneInString(p.text[whole.start:whole.end])
	if strings.ContainsRune(measureEnds, last) && !strings.ContainsRune(measureEnds, r) {
		return whole
	}
	return items[k]
}

// measureEnds are the last characters of nouns of measure: 覆盖率, 产量, 面积.
const measureEnds = "率量额数度值比积入出产本格重长宽高深龄润税资贷款费速"

// split divides a list at 、, 和, 与, 及 and 以及; nil where an item is too short or names a division.
func (p *parser) split(s span) []span {
	var items []span
	start := s.start
	for i := s.start; i < s.end; {
		r, size := utf8.DecodeRuneInString(p.text[i:])
		if r == '、' || r == '和' || r == '与' || r == '及' {
			items = append(items, span{start, i})
			start = i + size
		}
		i += size
	}
	items = append(items, span{start, s.end})
	for k := range items {
		items[k] = trimSpan(p.text, items[k])
		word := p.text[items[k].start:items[k].end]
		if utf8.RuneCountInString(word) < 2 || isDivision(word) || strings.HasSuffix(word, "等") {
			return nil
		}
	}
	return items
}

// isDivision reports a word that reads as the name of a division, and no kind of place (城镇, 社区).
func isDivision(word string) bool {
	r, _ := utf8.DecodeLastRuneInString(word)
	switch word {
	case "城镇", "农村", "社区", "园区", "城区", "市区", "地区", "山区", "牧区", "乡镇", "乡村", "县城", "集镇":
		return false
	}
	return strings.ContainsRune("省市县区州盟旗镇乡村", r)
}
