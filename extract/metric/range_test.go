package metric

import "testing"

// TestRange holds the rules of ranges.
func TestRange(t *testing.T) {
	run(t, []row{
		{"a range with a dash", "补贴8%—10%", "=8..10 % 补贴 @8%—10%"},
		{"a range with a hyphen", "建设周期3-5天", "=3..5 天 建设周期 @3-5天"},
		{"a range with a tilde", "引进企业10~20家", "=10..20 家 企业 @10~20家"},
		{"a range with zhi", "新建公路30至50公里", "=30..50 公里 公路 @30至50公里"},
		{"a range of percentages in words", "造价降低百分之八到十", "=8..10 % 造价 (change) @百分之八到十"},
		{"a range with the scale on both", "奖励5万—10万元", "=50000..100000 元 奖励 @5万—10万元"},
		{"a range with the scale on the last", "奖励2至3万元", "=20000..30000 元 奖励 @2至3万元"},
		{"a range with a trailing qualifier", "建成社区3至5个左右", "≈3..5 个 社区 @3至5个左右"},
		{"from to is two values", "由6个减少到2个", "=6 个  (before) @6个; =2 个  (after) @2个"},
		{"from to without a verb", "收费从5%到3%", "=5 % 收费 (before) @5%; =3 % 收费 (after) @3%"},
		{"a span of years is no range", "2018—2020年新建学校5所", "=5 所 学校 [2018—2020年] @5所"},
	})
}
