package metric

import "testing"

// TestUnit holds the rules of units.
func TestUnit(t *testing.T) {
	run(t, []row{
		{"large classes", "采购6大类耗材", "=6 大类 耗材 @6大类"},
		{"countries", "与23国签订协议", "=23 国 国 @23国"},
		{"a classifier and its noun", "15个市辖区", "=15 个 市辖区 @15个"},
		{"persons", "带动3000人就业", "=3000 人 就业 @3000人"},
		{"person-times", "开展培训1.2万人次", "=12000 人次 培训 @1.2万人次"},
		{"per cent sign", "就诊率达98%", "=98 % 就诊率 @98%"},
		{"percentage points drop ge", "提高5个百分点", "=5 百分点  (change) @5个百分点"},
		{"working days drop ge", "压缩至3个工作日", "=3 工作日  (after) @3个工作日"},
		{"months drop ge", "用时缩短至6个月", "=6 月 用时 (after) @6个月"},
		{"hours drop ge", "平均等待2个小时", "=2 小时 等待 @2个小时"},
		{"degrees", "室温提高3℃", "=3 ℃ 室温 (change) @3℃"},
		{"kilowatts are not thousands of watts", "容量由100千瓦提升到160千瓦", "=100 千瓦 容量 (before) @100千瓦; =160 千瓦 容量 (after) @160千瓦"},
		{"kilowatt hours with scale", "发电量2747.6亿千瓦时", "=274760000000 千瓦时 发电量 @2747.6亿千瓦时"},
		{"square kilometres", "种植面积达200余平方公里", ">200 平方公里 种植面积 @200余平方公里"},
		{"cubic metres", "供水能力5万立方米", "=50000 立方米 供水能力 @5万立方米"},
		{"Latin units", "新建管网12km", "=12 km 管网 @12km"},
		{"Latin units with an index", "绿化面积300m²", "=300 m² 绿化面积 @300m²"},
		{"megawatts", "装机容量300MW", "=300 MW 装机容量 @300MW"},
		{"compound unit with a slash", "用水价格降至2.6元/吨", "=2.6 元/吨 用水价格 (after) @2.6元/吨"},
		{"compound unit of time and household", "停电时间降至3.2小时/户", "=3.2 小时/户 停电时间 (after) @3.2小时/户"},
		{"compound unit per month", "节电量达260千瓦时/月", "=260 千瓦时/月 节电量 @260千瓦时/月"},
		{"compound unit per mu", "补贴200元/亩", "=200 元/亩 补贴 @200元/亩"},
		{"a second unit in brackets", "筹集住房6万套（间）", "=60000 套（间） 住房 @6万套（间）"},
		{"standard coal", "节能2万吨标准煤", "=20000 吨标准煤 节能 @2万吨标准煤"},
		{"standard boxes", "吞吐量19.3万标准箱", "=193000 标准箱 吞吐量 @19.3万标准箱"},
		{"divisions as units", "整合为4区4县", "=4 区 区 (after) @4区; =4 县 县 @4县"},
		{"no unit", "实名注册用户达166万", "=1660000  实名注册用户 @166万"},
		{"population takes persons", "推动约182万农村贫困人口脱贫", "≈1820000 人 农村贫困人口 @约182万"},
		{"noun glued to a digit", "12部门联合发文", "=12  部门 @12"},
		{"unit then a longer noun", "3家门店入驻", "=3 家 门店 @3家"},
		{"name before headmaster", "选派5名校长", "=5 名 校长 @5名"},
		{"ten government bodies", "10家政府机关进驻", "=10 家 政府机关 @10家"},
		{"kinds before plants", "引进3种植物", "=3 种 植物 @3种"},
		{"a hundred breeding ewes", "发放100只能繁母羊", "=100 只 能繁母羊 @100只"},
		{"yuan before currency of another land", "利用外资3.2亿美元", "=320000000 美元 外资 @3.2亿美元"},
		{"points of a score", "满意度达98.5分", "=98.5 分 满意度 @98.5分"},
		{"years as what is set", "有效期由3年延长至5年", "=3 年 有效期 (before) @3年; =5 年 有效期 (after) @5年"},
		{"days as what is reached", "提前15天完工", "=15 天 完工 (change) @15天"},
		{"provinces and cities", "覆盖11省市", "=11 省市 省市 @11省市"},
		{"yuan with its country", "发行70亿元人民币债券", "=7000000000 元 债券 @70亿元人民币"},
	})
}
