package metric

import "testing"

// TestRole holds the rules of roles and periods.
func TestRole(t *testing.T) {
	run(t, []row{
		{"level", "县域内就诊率达98%", "=98 % 县域内就诊率 @98%"},
		{"change by a verb", "产量增长5%", "=5 % 产量 (change) @5%"},
		{"change of an object", "每年减少碳排放约2万吨", "≈20000 吨 碳排放 (change) [每年] @约2万吨"},
		{"before and after", "由6个减少到2个", "=6 个  (before) @6个; =2 个  (after) @2个"},
		{"before with spaces around numbers", "成本从 2.8 元降至 1.3 元", "=2.8 元 成本 (before) @2.8 元; =1.3 元 成本 (after) @1.3 元"},
		{"before with the former value", "由原来的141天压缩至25天", "=141 天  (before) @141天; =25 天  (after) @25天"},
		{"before at a time", "就业率由2018年的61%提高到87.5%", "=61 % 就业率 (before) [2018年] @61%; =87.5 % 就业率 (after) [2018年] @87.5%"},
		{"before at the end of last year", "集体收入由上年末的12万元增至18万元", "=120000 元 集体收入 (before) [上年] @12万元; =180000 元 集体收入 (after) [上年] @18万元"},
		{"a share of what was is what it came to", "开办时间缩短至原来的1/3", "=33.33 % 开办时间 @1/3"},
		{"before and after of full months", "缴存时间由满12个月缩短为满6个月", "=12 月 缴存时间 (before) @12个月; =6 月 缴存时间 (after) @6个月"},
		{"before some years ago and after at present", "产值从3年前不足百亿元，增加到现在的800亿元", "<10000000000 元 产值 (before) [3年前] @不足百亿元; =80000000000 元 产值 (after) @800亿元"},
		{"before some years ago and after nowadays", "收入由五年前的3000万元，跃升至如今的2.5亿元", "=30000000 元 收入 (before) [五年前] @3000万元; =250000000 元 收入 (after) @2.5亿元"},
		{"after of a range", "办理时限由14个工作日压缩至2至3天", "=14 工作日 办理时限 (before) @14个工作日; =2..3 天 办理时限 (after) @2至3天"},
		{"before of a value without unit", "供水系数从0.46提高到0.52", "=0.46  供水系数 (before) @0.46; =0.52  供水系数 (after) @0.52"},
		{"after alone", "办理时间缩短到3天", "=3 天 办理时间 (after) @3天"},
		{"after a subject", "社队企业发展到96个", "=96 个 社队企业 (after) @96个"},
		{"target of jiang and a verb", "将建成充电桩500个", "=500 个 充电桩 (target) @500个"},
		{"jiang as ba is no target", "将28项审批事项下放", "=28 项 审批事项 @28项"},
		{"target of a plan", "力争建成充电桩500个", "=500 个 充电桩 (target) @500个"},
		{"target of a year to come", "到2025年森林覆盖率达到60%", "=60 % 森林覆盖率 (target) [2025年] @60%"},
		{"reached by a past year", "截至2020年底建成充电桩500个", "=500 个 充电桩 [2020年底] @500个"},
		{"period per year", "每年减少碳排放约2万吨", "≈20000 吨 碳排放 (change) [每年] @约2万吨"},
		{"period of a year", "2020年产值5亿元", "=500000000 元 产值 [2020年] @5亿元"},
		{"period of a half year", "上半年产值5亿元", "=500000000 元 产值 [上半年] @5亿元"},
		{"period of quarters", "前三季度产值5亿元", "=500000000 元 产值 [前三季度] @5亿元"},
		{"period of months", "1—9月产值5亿元", "=500000000 元 产值 [1—9月] @5亿元"},
		{"period a day", "日均办件量1500件", "=1500 件 日均办件量 [日均] @1500件"},
		{"height is a level", "大坝最大坝高247米", "=247 米 大坝最大坝高 @247米"},
		{"height in a comparison", "水位比上年高3米", "=3 米 水位 (change) @3米"},
		{"a noun with a word of change", "经济增长贡献率达40%", "=40 % 经济增长贡献率 @40%"},
		{"faster than others", "增速快于全市1.5个百分点", "=1.5 百分点 增速 @1.5个百分点"},
		{"gained on a month", "增幅较上月加快2个百分点", "=2 百分点 增幅 (change) @2个百分点"},
	})
}
