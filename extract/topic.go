package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
)

// nameByTopic names numbers that say nothing of what they measure (湖北为18.7%), or only its last word (增速为12.8%),
// by what the passage speaks of before the practice.
func (b *builder) nameByTopic(p *practice, list []metric.Quantity) {
	topic := ""
	for i := range list {
		q := &list[i]
		if at := (span{p.told + q.IndicatorStart, p.told + q.IndicatorEnd}); !at.empty() && b.places.covers(at) {
			q.Indicator = "" // a place is no measure
		}
		if q.Indicator != "" && !bareMeasures.whole(q.Indicator) {
			continue
		}
		if topic == "" {
			if topic = b.topic(span{p.passage, p.start}); topic == "" {
				return
			}
		}
		if strings.HasSuffix(topic, q.Indicator) {
			q.Indicator, q.IndicatorStart, q.IndicatorEnd = topic, 0, 0
		}
	}
}

// bareMeasures are measures that say nothing without what they measure.
var bareMeasures = wordsOf("增速 增幅 增长率 降幅 涨幅 占比 比重 比例 比率 总量 总额 均值")

// whole reports whether s is one of the words.
func (set wordSet) whole(s string) bool { return set.prefix(s) == len(s) }

// topic is what the text in s speaks of last: X in 从X来看, or what its last number measures.
func (b *builder) topic(s span) string {
	text := s.of(b.plain)
	if k := strings.LastIndex(text, "从"); k >= 0 {
		rest := text[k+len("从"):]
		for _, end := range []string{"来看，", "看，"} {
			if n := strings.Index(rest, end); n > 0 && utf8.RuneCountInString(rest[:n]) <= 14 && !strings.ContainsAny(rest[:n], "，。；") {
				at := s.start + k + len("从")
				return b.text[at : at+n]
			}
		}
	}
	list := b.quantities(nil, s)
	for i := len(list) - 1; i >= 0; i-- {
		q := &list[i]
		if q.Indicator != "" && !b.places.covers(span{s.start + q.IndicatorStart, s.start + q.IndicatorEnd}) {
			return q.Indicator
		}
	}
	return ""
}
