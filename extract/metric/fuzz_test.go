package metric

import (
	"regexp"
	"testing"
	"unicode/utf8"
)

var canonical = regexp.MustCompile(`^(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$`)

// FuzzParse holds what every caller relies on, whatever the text: spans within it and in order, on borders of
// characters where it is UTF-8, and canonical decimals.
func FuzzParse(f *testing.F) {
	f.Add(practices)
	for _, s := range []string{
		"一百万亿亿万千", "1,234,567,890,123,456,789.5万亿", "近万", "百分之百分之八", "从1到2到3到4个", "翻", "第", "半",
		"１２．５％—１３％", "九成五", "几几百百家", "数千万亿户", "两三百四五十人", "分别为1、2、3、4、5、6、7、8、9个", "《1个", "“1个",
		"3—5—7—9天", "约约约约近近近3个", "\xff\xfe1个\x80", "1/2/3元/吨/人", "三点一四一五九万", "一九七八年一月一日", "套（间（套", "1亿21亿21亿21亿21亿2",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, q := range Parse(text) {
			if q.Start < last || q.End <= q.Start || q.End > len(text) {
				t.Fatalf("span %d–%d after %d", q.Start, q.End, last)
			}
			last = q.Start
			if q.IndicatorStart < 0 || q.IndicatorEnd < q.IndicatorStart || text[q.IndicatorStart:q.IndicatorEnd] != q.Indicator {
				t.Fatalf("indicator %q is not at %d–%d", q.Indicator, q.IndicatorStart, q.IndicatorEnd)
			}
			for _, v := range []string{q.Value, q.Min, q.Max} {
				if v != "" && !canonical.MatchString(v) {
					t.Fatalf("%q is no canonical decimal", v)
				}
			}
			if (q.Min == "") != (q.Max == "") || q.Value != "" && q.Min != "" {
				t.Fatalf("value %q with range %q–%q", q.Value, q.Min, q.Max)
			}
			if q.Of < q.Respective || q.Respective < 0 || q.Qualifier.Sign() == "" {
				t.Fatalf("%+v", q)
			}
			if utf8.ValidString(text) && !(utf8.RuneStart(text[q.Start]) && utf8.ValidString(text[q.Start:q.End]) && utf8.ValidString(q.Indicator)) {
				t.Fatalf("span %q is not on borders of characters", text[q.Start:q.End])
			}
		}
	})
}
