package metric

import "testing"

// TestList holds the rules of lists of values and of things.
func TestList(t *testing.T) {
	run(t, []row{
		{"both by jun", "供水率和达标率均达100%", "=100 % 供水率 @100%; =100 % 达标率 @100%"},
		{"all by dou", "甲产量、乙产量都超过5万吨", ">50000 吨 甲产量 @超过5万吨; >50000 吨 乙产量 @超过5万吨"},
		{"both by shuangshuang", "出口额、进口额双双突破1亿元", ">100000000 元 出口额 @突破1亿元; >100000000 元 进口额 @突破1亿元"},
		{"jun on one thing", "增速也均超过10%", ">10 % 增速 @超过10%"},
		{"respective values", "增速分别为12.8%、10.7%", "=12.8 % 增速 1/2 @12.8%; =10.7 % 增速 2/2 @10.7%"},
		{"respective values with a last conjunction", "产值分别达到6亿元、5亿元和4亿元", "=600000000 元 产值 1/3 @6亿元; =500000000 元 产值 2/3 @5亿元; =400000000 元 产值 3/3 @4亿元"},
		{"respective indicators", "收集率、处理率分别达95%和90%", "=95 % 收集率 @95%; =90 % 处理率 @90%"},
		{"respective change", "粮食产量和油料产量分别增长9.3%和9.8%", "=9.3 % 粮食产量 (change) @9.3%; =9.8 % 油料产量 (change) @9.8%"},
		{"values that share the last unit", "覆盖率分别提高5、8和12个百分点", "=5 百分点 覆盖率 (change) 1/3 @5; =8 百分点 覆盖率 (change) 2/3 @8; =12 百分点 覆盖率 (change) 3/3 @12个百分点"},
		{"half a unit in a list", "竣工率提高9个和6.2个百分点", "=9 百分点 竣工率 (change) @9个; =6.2 百分点 竣工率 (change) @6.2个百分点"},
		{"respective changes of the things before", "接待游客3万人次，实现收入5亿元，分别增长1.3倍和86%", "=30000 人次 游客 @3万人次; =500000000 元 收入 @5亿元; =1.3 倍 游客 (change) @1.3倍; =86 % 收入 (change) @86%"},
		{"respective shares of a year", "游客3万人次，收入5亿元，分别恢复至2019年的103%和98%", "=30000 人次 游客 @3万人次; =500000000 元 收入 @5亿元; =103 % 游客 [2019年] @103%; =98 % 收入 [2019年] @98%"},
		{"respective acts are no list", "分别新建学校3所，医院5家", "=3 所 学校 @3所; =5 家 医院 @5家"},
		{"a rate on two places", "城镇和农村居民收入均增长8%", "=8 % 城镇和农村居民收入 (change) @8%; =8 % 农村居民收入 (change) @8%"},
	})
}
