package place

import (
	"strings"
	"testing"
)

// A scanCase is a text and the mentions in it, written as names and divisions: 重庆|永川区=500118. "?" is an open one.
type scanCase struct {
	rule, text, want string
}

// written shows mentions in the form of scanCase. A zone that the gazetteer does not list is shown as host/name.
func written(text string, ms []Mention) string {
	var out []string
	for _, m := range ms {
		var names []string
		for _, n := range m.Names {
			names = append(names, text[n.Start:n.End])
		}
		d := m.Division
		if d == "" {
			d = "?"
		}
		if z, ok := m.ZoneDivision(Default()); ok {
			d = z.Parent + "/" + z.Name
		} else if host, _, ok := strings.Cut(d, "/"); ok {
			z, _ := Default().Division(d)
			d = host + "/" + z.Name
		}
		out = append(out, strings.Join(names, "|")+"="+d)
	}
	return strings.Join(out, " ")
}

func scanAll(t *testing.T, c Context, cases []scanCase) {
	t.Helper()
	for _, x := range cases {
		t.Run(x.rule, func(t *testing.T) {
			if got := written(x.text, Default().Scan(x.text, c)); got != x.want {
				t.Errorf("%s\n got %s\nwant %s", x.text, got, x.want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	scanAll(t, Context{On: "2021-08-26"}, []scanCase{
		{"a province's full name", "浙江省开展示例", "浙江省=330000"},
		{"a province's short name", "浙江开展示例", "浙江=330000"},
		{"a municipality's full name", "重庆市开展示例", "重庆市=500000"},
		{"an autonomous region's full name", "广西壮族自治区开展示例", "广西壮族自治区=450000"},
		{"an autonomous region's usual name", "广西自治区开展示例", "广西自治区=450000"},
		{"内蒙 is 内蒙古", "内蒙开展示例", "内蒙=150000"},
		{"a special administrative region", "香港特别行政区与澳门", "香港特别行政区=810000 澳门=820000"},
		{"a prefecture's full name", "遂宁市开展示例", "遂宁市=510900"},
		{"a prefecture's short name", "遂宁开展示例", "遂宁=510900"},
		{"an autonomous prefecture's full name", "延边朝鲜族自治州开展示例", "延边朝鲜族自治州=222400"},
		{"an autonomous prefecture's short name", "黔东南开展示例", "黔东南=522600"},
		{"an autonomous prefecture's usual name", "延边州开展示例", "延边州=222400"},
		{"a prefecture that is a league", "锡林郭勒盟开展示例", "锡林郭勒盟=152500"},
		{"a prefecture that is a 地区", "大兴安岭地区开展示例", "大兴安岭地区=232700"},
		{"a county's full name", "上杭县开展示例", "上杭县=350823"},
		{"a county's short name", "上杭开展示例", "上杭=350823"},
		{"a county of one character keeps its suffix", "涉县开展示例", "涉县=130426"},
		{"a county-level city's full name", "梅河口市开展示例", "梅河口市=220581"},
		{"a county-level city's short name", "梅河口开展示例", "梅河口=220581"},
		{"an autonomous county's full name", "琼中黎族苗族自治县开展示例", "琼中黎族苗族自治县=469030"},
		{"an autonomous county's short name", "琼中开展示例", "琼中=469030"},
		{"an autonomous county's usual name", "长阳县开展示例", "长阳县=420528"},
		{"an autonomous banner's usual name", "鄂伦春旗开展示例", "鄂伦春旗=150723"},
		{"a banner", "乌拉特前旗开展示例", "乌拉特前旗=150823"},
		{"a banner's abbreviation", "科左中旗开展示例", "科左中旗=150521"},
		{"a forest district", "湖北神农架开展示例", "湖北|神农架=429021"},
		{"a 特区", "贵州六枝开展示例", "贵州|六枝=520203"},
		{"a district", "永川区开展示例", "永川区=500118"},
		{"浦东新区 is a district, not a zone", "上海浦东新区开展示例", "上海|浦东新区=310115"},
		{"浦东 is 浦东新区", "上海浦东开展示例", "上海|浦东=310115"},
		{"a district's people fall from its short name", "河南洛阳瀍河开展示例", "河南|洛阳|瀍河=410304"},
		{"a bare town name is no mention", "范家屯镇开展示例", ""},
		{"traditional characters are the simplified ones", "廣東省廣州市開展示例，遼寧瀋陽", "廣東省|廣州市=440100 遼寧|瀋陽=210100"},
		{"the Corps", "新疆生产建设兵团开展示例", "新疆生产建设兵团=XPCC"},
	})
}

func TestChains(t *testing.T) {
	scanAll(t, Context{On: "2021-08-26"}, []scanCase{
		{"a chain is as fine as its last name", "四川成都郫都区建立制度", "四川|成都|郫都区=510117"},
		{"a chain of full names", "河北省石家庄市鹿泉区开展示例", "河北省|石家庄市|鹿泉区=130110"},
		{"a chain may skip the prefecture", "四川崇州开展示例", "四川|崇州=510184"},
		{"a chain of a full and a short name", "山东省嘉祥县开展示例", "山东省|嘉祥县=370829"},
		{"a county that has no prefecture", "海南琼中开展示例", "海南|琼中=469030"},
		{"a new city", "浙江龙港开展示例", "浙江|龙港=330383"},
		{"a municipality's district", "北京延庆区开展示例", "北京|延庆区=110119"},
		{"a name that is no part of the one before ends the chain", "山西南部地区开展示例", "山西=140000"},
		{"two divisions side by side are two mentions", "北京天津两地", "北京=110000 天津=120000"},
		{"a province and its prefecture of one name", "吉林吉林开展示例", "吉林|吉林=220200"},
		{"a province's name alone is the province", "吉林开展示例", "吉林=220000"},
		{"海南 alone is the province, not the prefecture of Qinghai", "海南开展示例", "海南=460000"},
		{"a prefecture in its province though a province has the name", "青海海南州开展示例", "青海|海南州=632500"},
		{"a prefecture's name means the prefecture, not its county of the name", "江西南昌开展示例", "江西|南昌=360100"},
		{"the county of the name is written in full", "江西南昌南昌县开展示例", "江西|南昌|南昌县=360121"},
		{"a district by its short name after its city", "广东深圳南山开展示例", "广东|深圳|南山=440305"},
		{"an ordinary word counts right after its parent", "广西桂林资源开展示例", "广西|桂林|资源=450329"},
		{"an ordinary word right after its parent that runs on into a word is none", "天津和平台企业", "天津=120000"},
		{"a full name that many have counts after its parent", "山西阳泉城区开展示例", "山西|阳泉|城区=140302"},
		{"a province of the same characters does not eat the next name", "湖北京山市开展示例", "湖北|京山市=420882"},
		{"a known town after its county", "吉林公主岭范家屯镇开展示例", "吉林|公主岭|范家屯镇=220184103"},
		{"a known town after its prefecture", "贵州毕节八寨镇开展示例", "贵州|毕节|八寨镇=520502119"},
		{"a town of a prefecture without counties", "广东东莞虎门镇开展示例", "广东|东莞|虎门镇=441900121"},
		{"an unknown town leaves the county and keeps its name", "湖南桃源示例湾公社开展工作", "湖南|桃源|示例湾公社=430725"},
		{"words before 乡 are no town", "湖南湘潭推进乡村治理", "湖南|湘潭=430300"},
		{"words before 镇 are no town", "四川达州建设重点镇", "四川|达州=511700"},
		{"a city and the county beside it of one short name", "新疆伊宁开展示例", "新疆|伊宁=654002"},
		{"a division that ends in 镇 is no town", "江西南昌至景德镇铁路", "江西|南昌=360100 景德镇=360200"},
		{"a short name that runs into a longer name is none", "调水从江苏开始", "江苏=320000"},
		{"a suffix may be the next name's first character", "山东济南市中区推进示例", "山东|济南|市中区=370103"},
		{"and is not where that makes no name", "山东济南市中心推进示例", "山东|济南市=370100"},
		{"a town decides which of several counties", "江苏省鼓楼区宁海路街道推进示例", "江苏省|鼓楼区|宁海路街道=320106001"},
		{"a town that bears a zone's name", "广东省香洲区横琴镇推进示例", "广东省|香洲区|横琴镇=440402104"},
		{"a short name before 镇 is the town's", "撤销示例县龙港镇", ""},
	})
}

func TestLists(t *testing.T) {
	scanAll(t, Context{On: "2021-08-26"}, []scanCase{
		{"和 hands the province on", "重庆永川区和璧山区取消限制", "重庆|永川区=500118 璧山区=500120"},
		{"、 hands the prefecture on", "河北省石家庄市鹿泉区、栾城区开展示例", "河北省|石家庄市|鹿泉区=130110 栾城区=130111"},
		{"、 hands the city on to a short name that many have", "北京东城、西城、朝阳开展示例", "北京|东城=110101 西城=110102 朝阳=110105"},
		{"a name of its own province ends the handing on", "山东济南和云南昆明开展示例", "山东|济南=370100 云南|昆明=530100"},
		{"； hands the province on", "广东广州开展甲；深圳开展乙；东莞开展丙", "广东|广州=440100 深圳=440300 东莞=441900"},
		{"a common full name is handed its prefecture", "山西省大同市云冈区、新荣区，阳泉市城区、矿区、郊区", "山西省|大同市|云冈区=140214 新荣区=140212 阳泉市|城区=140302 矿区=140303 郊区=140311"},
		{"a list of provinces stays one of provinces", "青海、海南、吉林开展示例", "青海=630000 海南=460000 吉林=220000"},
		{"a heading with a colon hands on", "浙江：鼓楼区", "浙江=330000 鼓楼区=?"},
		{"the province of the list decides", "江苏南京玄武区、鼓楼区开展示例", "江苏|南京|玄武区=320102 鼓楼区=320106"},
		{"another province of the list decides otherwise", "福建福州台江区、鼓楼区开展示例", "福建|福州|台江区=350103 鼓楼区=350102"},
		{"及 and 与 hand on as well", "湖南长沙岳麓区及雨花区与天心区", "湖南|长沙|岳麓区=430104 雨花区=430111 天心区=430103"},
		{"a bracket hands on", "江苏省（南京市、鼓楼区）", "江苏省=320000 南京市=320100 鼓楼区=320106"},
	})
}

func TestNearbyOwnOpen(t *testing.T) {
	scanAll(t, Context{On: "2021-08-26"}, []scanCase{
		{"a city named before in the paragraph decides", "南京市开展示例工作，提升水平。鼓楼区建立机制", "南京市=320100 鼓楼区=320106"},
		{"the nearest one named before decides", "福州市开展甲工作。南京市开展乙工作。鼓楼区建立机制", "福州市=350100 南京市=320100 鼓楼区=320106"},
		{"a new paragraph forgets", "南京市开展示例工作。\n鼓楼区建立机制", "南京市=320100 鼓楼区=?"},
		{"a 。 makes a line no heading; two ideographic spaces part paragraphs", "　　南京市开展示例工作。　　鼓楼区建立机制", "南京市=320100 鼓楼区=?"},
		{"a heading stays in force", "江苏省南京市\n推进示例工作。\n鼓楼区建立机制。", "江苏省|南京市=320100 鼓楼区=320106"},
		{"the next heading takes over", "一、南京市\n推进甲。\n二、福州市\n鼓楼区推进乙。", "南京市=320100 福州市=350100 鼓楼区=350102"},
		{"nothing decides: open", "鼓楼区建立机制", "鼓楼区=?"},
		{"a district's short name needs its city", "海淀开展示例", ""},
		{"a district's short name with its city named before", "北京市开展示例工作。海淀建立机制", "北京市=110000 海淀=110108"},
		{"a prefecture before a county of the same short name", "朝阳开展示例", "朝阳=211300"},
	})
	scanAll(t, Context{On: "2021-08-26", Within: "350000"}, []scanCase{
		{"the notice's own province decides", "鼓楼区建立机制", "鼓楼区=350102"},
		{"a city named in the paragraph goes before the notice's own", "南京市示例。鼓楼区建立机制", "南京市=320100 鼓楼区=320106"},
		{"the notice's own province does not bend a unique name", "玄武区建立机制", "玄武区=320102"},
	})
	scanAll(t, Context{On: "2021-08-26", Within: "110108"}, []scanCase{
		{"the notice's own district stands for its city", "朝阳区建立机制", "朝阳区=110105"},
		{"a district's short name in its own city's notice", "丰台建立机制", "丰台=110106"},
	})
}

func TestJoins(t *testing.T) {
	scanAll(t, Context{On: "2021-08-26"}, []scanCase{
		{"provinces counted", "川渝两省市共建示例", "川=510000 渝=500000"},
		{"provinces and a municipality", "沪苏浙皖三省一市联动", "沪=310000 苏=320000 浙=330000 皖=340000"},
		{"places counted", "京津冀三地互认", "京=110000 津=120000 冀=130000"},
		{"traditional characters", "魯豫兩省", "魯=370000 豫=410000"},
		{"cities counted", "沪宁两市互认", "沪=310000 宁=320100"},
		{"with provinces 宁 is 宁夏", "闽宁两省区协作", "闽=350000 宁=640000"},
		{"with places it is open", "闽宁两地协作", "闽=350000 宁=?"},
		{"acting together", "苏皖联合清淤", "苏=320000 皖=340000"},
		{"a count that does not fit", "京津冀两地", ""},
		{"no count: a route", "京沪高铁", ""},
		{"no count: a strategy", "京津冀协同发展", ""},
		{"no division's abbreviation", "中巴双方与日韩两地", ""},
	})
}

func TestDates(t *testing.T) {
	for _, x := range []struct{ rule, on, text, want string }{
		{"before a county moved", "2019-08-26", "吉林公主岭开展示例", "吉林|公主岭=220381"},
		{"after a county moved", "2025-08-26", "吉林公主岭开展示例", "吉林|公主岭=220184"},
		{"on the day of a change the new one stands", "2020-06-19", "吉林公主岭开展示例", "吉林|公主岭=220184"},
		{"no date is the newest", "", "吉林公主岭开展示例", "吉林|公主岭=220184"},
		{"before a county became a district", "2019-01-01", "福建漳州长泰县开展示例", "福建|漳州|长泰县=350625"},
		{"after a county became a district", "2021-08-26", "福建漳州长泰区开展示例", "福建|漳州|长泰区=350605"},
		{"the old name after the change is the new division", "2021-08-26", "福建漳州长泰县开展示例", "福建|漳州|长泰县=350605"},
		{"the short name follows the date: before", "2019-01-01", "福建长泰开展示例", "福建|长泰=350625"},
		{"the short name follows the date: after", "2021-08-26", "福建长泰开展示例", "福建|长泰=350605"},
		{"a county that became a city", "2021-08-26", "广西平果开展示例", "广西|平果=451082"},
		{"a county before it became a city", "2018-08-26", "广西平果开展示例", "广西|平果=451023"},
		{"a district before a merger", "2017-01-01", "山西长治城区开展示例", "山西|长治|城区=140402"},
		{"an old prefecture's name in a later text", "2021-08-26", "湖北襄樊开展示例", "湖北|襄樊=420600"},
		{"a prefecture of its time", "1979-03-12", "湖南常德地区开展示例", "湖南|常德地区=432400"},
		{"a prefecture's short name of its time", "1979-03-12", "湖南常德开展示例", "湖南|常德=432400"},
		{"a county renamed since", "1979-03-12", "吉林怀德县开展示例", "吉林|怀德县=220381"},
		{"an old county by another suffix than today's", "1979-03-12", "四川永川县开展示例", "四川|永川县=500383"},
		{"other suffixes are not guessed in a recent text", "2021-08-26", "美国示例金山市开展", ""},
		{"a code that was given to another division since is not used", "2005-06-01", "海南定安县开展示例", "海南|定安县=469021"},
		{"a municipality that was part of a province", "1990-01-01", "四川重庆开展示例", "四川|重庆=510200"},
		{"a merged district's successor", "2021-08-26", "北京宣武区开展示例", "北京|宣武区=110102"},
		{"a district of its time", "2008-08-08", "北京宣武区开展示例", "北京|宣武区=110104"},
		{"a prefecture divided among others stays itself", "2015-01-01", "安徽巢湖市庐江县开展示例", "安徽|巢湖市=340181 庐江县=340124"},
		{"a city's code follows its prefecture's end", "2021-08-26", "山东莱芜区开展示例", "山东|莱芜区=370116"},
		{"a league that became a city", "1999-12-01", "内蒙古伊克昭盟开展示例", "内蒙古|伊克昭盟=152700"},
		{"a league's later city", "2010-12-01", "内蒙古鄂尔多斯开展示例", "内蒙古|鄂尔多斯=150600"},
	} {
		t.Run(x.rule, func(t *testing.T) {
			if got := written(x.text, Default().Scan(x.text, Context{On: x.on})); got != x.want {
				t.Errorf("%s on %s\n got %s\nwant %s", x.text, x.on, got, x.want)
			}
		})
	}
}

func TestOrdinaryWords(t *testing.T) {
	scanAll(t, Context{On: "2021-08-26"}, []scanCase{
		{"资源", "优化资源配置", ""},
		{"合作", "加强国际合作", ""},
		{"和平", "维护和平与安定团结", ""},
		{"城区", "主城区常住人口", ""},
		{"新区", "建设一批新区和开发区", ""},
		{"公安", "公安、交通、文化等部门", ""},
		{"平安", "推进平安建设", ""},
		{"会同", "会同有关部门", ""},
		{"新建", "新建改建项目", ""},
		{"a character of 创新 and 和", "创新和行政成本", ""},
		{"a character of 水平 and 和", "队伍水平和学校质量", ""},
		{"a character of 建设 and 和", "加强建设和平台管理", ""},
		{"大同小异", "做法大同小异", ""},
		{"三明治", "一份三明治", ""},
		{"长治久安", "实现长治久安", ""},
		{"阿里巴巴", "阿里巴巴集团", ""},
		{"隆重庆祝", "隆重庆祝成立", ""},
		{"黄河南岸", "黄河南岸的工程", ""},
		{"海上海关", "海上海关查验", ""},
		{"以上城市", "三百万以上城市", ""},
		{"以下城区", "三百万以下城区", ""},
		{"大城市", "超大城市和特大城市", ""},
		{"市和县", "各市、区和县级单位", ""},
		{"a person's name", "会上，王东明作了报告", ""},
		{"a foreign state", "美国马里兰州与佛罗里达州", ""},
		{"a foreign city", "旧金山市政府", ""},
		{"a piece of a foreign state's name", "库尔斯克州与别尔哥罗德州", ""},
		{"a piece of a foreign person's name", "总统斯凯里特表示", ""},
		{"after the mark in a foreign name", "约翰·德州", ""},
		{"a division after one written with such characters", "新疆巴音郭楞库尔勒、和硕", "新疆|巴音郭楞|库尔勒=652801 和硕=652828"},
		{"a city in a person's name", "村民李长春、王金华领取补贴", ""},
		{"two states", "巴中友谊深厚", ""},
		{"a season", "阳春三月", ""},
	})
}

func TestCompounds(t *testing.T) {
	for _, x := range []struct{ rule, text, want string }{
		{"a road", "北京路改造", "路"},
		{"a road with its direction", "南京西路改造", "西路"},
		{"a university", "南京大学", "大学"},
		{"an island", "海南岛", "岛"},
		{"a strait", "台湾海峡", "海峡"},
		{"a time", "北京时间", "时间"},
		{"a railway", "成都铁路", "铁路"},
		{"an organization", "深圳证券交易所", "证券"},
		{"a custom house", "深圳海关统计", "海关"},
		{"a dish", "四川菜", "菜"},
		{"a speech", "四川话", "话"},
		{"a river", "黑龙江江河", "江"},
		{"a village", "河南村党支部", "村"},
		{"landscape is no mountain", "从江县山水相连", ""},
		{"villagers are no village", "浙江村民自治", ""},
		{"people are no compound", "北京人民大会堂", ""},
		{"a path is no road", "浙江路径清晰", ""},
		{"an act is no compound", "浙江推进改革", ""},
	} {
		t.Run(x.rule, func(t *testing.T) {
			ms := Default().Scan(x.text, Context{})
			if len(ms) == 0 || ms[0].Compound != x.want {
				t.Errorf("%s: %+v, want compound %q", x.text, ms, x.want)
			}
		})
	}
}

func TestZones(t *testing.T) {
	scanAll(t, Context{On: "2021-08-26"}, []scanCase{
		{"a national new area", "河北雄安新区开展示例", "河北|雄安新区=130600/雄安新区"},
		{"its short name", "雄安开展示例", "雄安=130600/雄安新区"},
		{"a free trade zone in short", "重庆自贸试验区开展示例", "重庆自贸试验区=500000/中国（重庆）自由贸易试验区"},
		{"a free trade zone in full", "中国（上海）自由贸易试验区开展示例", "中国（上海）自由贸易试验区=310000/中国（上海）自由贸易试验区"},
		{"a listed part of a free trade zone", "中国（上海）自由贸易试验区临港新片区", "中国（上海）自由贸易试验区|临港新片区=310000/临港新片区"},
		{"a part of a free trade zone by rule", "四川自贸试验区示例片区", "四川自贸试验区|示例片区=510000/中国（四川）自由贸易试验区示例片区"},
		{"a listed part in another city", "四川自贸试验区川南临港片区", "四川自贸试验区|川南临港片区=510500/川南临港片区"},
		{"a zone's name that is a word counts after its city", "广东深圳前海开展示例，提前海外布局", "广东|深圳|前海=440300/前海深港现代服务业合作区"},
		{"a part of a free trade zone in a county", "河北自贸试验区正定片区", "河北自贸试验区|正定|片区=130123/中国（河北）自由贸易试验区正定片区"},
		{"a listed park", "江苏苏州工业园区开展示例", "江苏|苏州工业园区=320500/苏州工业园区"},
		{"a zone named after its city", "安徽合肥高新区开展示例", "安徽|合肥|高新区=340100/合肥高新技术产业开发区"},
		{"the same zone in full is the same", "合肥市高新技术产业开发区", "合肥市|高新技术产业开发区=340100/合肥高新技术产业开发区"},
		{"a zone named after its county", "溧阳高新技术产业开发区", "溧阳|高新技术产业开发区=320481/溧阳高新技术产业开发区"},
		{"a bare kind after a province is no zone", "江苏省开发区改革", "江苏省=320000"},
		{"a zone with its own name", "武汉东湖新技术开发区", "武汉东湖新技术开发区=420100/武汉东湖新技术开发区"},
		{"杨凌示范区", "陕西杨凌开展示例", "陕西|杨凌=610403/杨凌农业高新技术产业示范区"},
		{"横琴", "广东横琴开展示例", "广东|横琴=440402/横琴粤澳深度合作区"},
		{"a division of the Corps", "新疆兵团第八师开展示例", "新疆兵团第八师=XPCC/新疆生产建设兵团第八师"},
		{"a city that a division of the Corps runs", "兵团第八师石河子市开展示例", "兵团第八师|石河子市=659001"},
		{"a new area that is a district", "天津滨海新区开展示例", "天津|滨海新区=120116"},
	})
}

func TestCutsDecidesAtSeams(t *testing.T) {
	const text = "天津和平台企业"
	asked := 0
	c := Context{Cuts: func(_ string, start, end int) bool { asked++; return false }}
	if got := written(text, Default().Scan(text, c)); got != "天津|和平=120101" || asked != 1 {
		t.Errorf("with a Cuts that allows: %s, asked %d times", got, asked)
	}
	asked = 0
	Default().Scan("四川成都郫都区建立制度，推进改革", c)
	if asked != 0 {
		t.Errorf("asked %d times about plain names", asked)
	}
}

func TestOpenKeepsCandidates(t *testing.T) {
	const text = "鼓楼区建立机制"
	ms := Default().Scan(text, Context{On: "2021-08-26"})
	want := "320106 320302 350102 410204"
	if len(ms) != 1 || ms[0].Reason != Open || strings.Join(ms[0].Candidates, " ") != want {
		t.Errorf("got %+v, want open with %s", ms, want)
	}
}
