package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
	"policygraph/extract/place"
)

// actor says whether a place acts as the division, and where the words that name it end. A division's own
// government, departments, schools and hospitals act as the division and belong to its name; an enterprise, a
// university, a central body's branch or a venue with the place in its name does not act as it. No such name holds the
// next place, which begins at byte next.
func actor(text string, m *place.Mention, next int) (end int, ok bool) {
	rest := text[m.End:]
	window := rest[:upTo(rest, 90)]
	own := max(organs(window), ranksOrgans(text[m.Start:m.End], window))
	if seat(window) == 0 && isForeign(window[:min(len(window), next-m.End)]) {
		return m.Start, false
	}
	end = m.End + own
	if r, _ := utf8.DecodeRuneInString(text[end:]); r == '（' || r == '(' {
		if j := closing(text, end, r); j > 0 && j-end <= longestAside {
			end = j // an aside: （以下简称南沙片区）
		}
	}
	return end, m.Compound == "" || own > 0
}

// ranksOrgans is the length of the organs right after a place whose rank their first word shares with its name (丽水市|委、市政府),
// or 0.
func ranksOrgans(name, rest string) int {
	r, n := utf8.DecodeLastRuneInString(name)
	if !strings.HasPrefix(rest, "委") || !tierRunes.has(r) {
		return 0
	}
	return max(0, organs(name[len(name)-n:]+rest)-n)
}

// seat is the length of the place's own government or committee right at the start of s with what joins it to another body
// (政府|与国家电网公司), or 0.
func seat(s string) int {
	at := organTiers.prefix(s)
	n := plainOrgans.prefix(s[at:])
	if n == 0 {
		if at, n = 0, plainOrgans.prefix(s); n == 0 {
			return 0
		}
	}
	switch firstRune(s[at+n:]) {
	case '与', '和', '同', '会', '联':
		return at + n
	}
	return 0
}

// longestAside is how many bytes an aside in brackets after a place may have.
const longestAside = 90

// endsName reports the characters that the name of a body does not hold.
func endsName(r rune) bool {
	switch r {
	case '，', '。', '；', '：', '、', '“', '”', '（', '）', '《', '》', ' ', '　', '\n', '等':
		return true
	}
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

// organs is the length of the division's own organs at the start of s, one or several (市委、市政府), or 0.
func organs(s string) int {
	end := organ(s)
	if end == 0 {
		return 0
	}
	for {
		at := end
		for _, j := range []string{"、", "和", "与"} {
			if strings.HasPrefix(s[end:], j) {
				at = end + len(j)
				break
			}
		}
		n := organ(s[at:])
		if n == 0 {
			return end
		}
		end = at + n
	}
}

var (
	// organTiers may stand before an organ's word: 市人民政府, 区委.
	organTiers = wordsOf("各级 全 本 省 市 县 区 州 镇 乡 自治区 自治州")
	// plainOrgans stand right after the place.
	plainOrgans = wordsOf("人民政府 政府 人民政府办公厅 人民政府办公室 政府办公厅 政府办公室 党委 省委 市委 县委 区委 州委 旗委 区党委 党工委 管委会 人大常委会 人大 政协 人民法院 法院 高级人民法院 中级人民法院 高院 中院 " +
		"人民检察院 检察院 纪委监委 监委 总工会 团委 妇联 红十字会 残联 片区")
	// departments end a department's name.
	departments = wordsOf("办公厅 办公室 委员会 发展改革委 改革委 卫生健康委 卫健委 国资委 经信委 建委 教委 农委 科委 商务委 住建委 厅 局 部门")
	// institutions end the name of a public institution, after what tells it from a firm's.
	institutions = wordsOf("小学 中学 医院 幼儿园 高中 初中")
	ordinalNames = wordsOf("第一 第二 第三 第四 第五 第六 第七 第八 第九 第十 实验 中心 人民 中医 妇幼保健")
)

// organ is the length of one organ at the start of s, or 0.
func organ(s string) int {
	at := organTiers.prefix(s)
	for _, from := range []int{at, 0} {
		if n := plainOrgans.prefix(s[from:]); n > 0 {
			return from + n
		}
	}
	for i, n := at, 0; i < len(s) && n <= 14; n++ {
		if n > 0 {
			if w := departments.prefix(s[i:]); w > 0 {
				return i + w
			}
		}
		if w := ordinalNames.prefix(s[i:]); w > 0 && n <= 10 {
			if e := institutions.prefix(s[i+w:]); e > 0 {
				return i + w + e
			}
		}
		r, size := runeAt(s, i)
		if endsName(r) {
			return 0
		}
		i += size
	}
	return 0
}

var (
	// firms end the names of enterprises that may hold a verb of their trade.
	firms = wordsOf("公司 集团 股份 有限 银行")
	// foreignBodies end the names of other bodies that do not act as the division: branches of central bodies
	// (customs, tax, railways, the central bank), universities, mines and plants, venues, media.
	foreignBodies = wordsOf("国家实验室 分行 支行 农商行 信用社 矿务局 煤矿 矿业 油田 工厂 电厂 酒店 大学 职业技术学院 职业学院 师范学院 医学院 海关 税务局 国税局 " +
		"证监局 银保监局 保监局 金融监管局 煤监局 铁路局 海事局 出入境 中心支行 火车站 高铁站 会展中心 体育馆 体育场 博览会 交易会 交易所 日报 晚报 卫视 " +
		"电视台 代表队 代表团")
	// things make a name of another kind where they stand right after the place.
	things = wordsOf("保险 证券 钢铁 铁路 邮政 机场 港口 大桥 隧道 高速 高铁 动车 航空 时间 广播 记者 赛区 赛场 足球 篮球 方言 话剧 人民出版社")
	// ports begin the names of parts of a place that begin like one of these.
	ports = wordsOf("铁路港 航空港 航空城 高铁新城")
	// trades are verbs that stand in the names of firms (建设集团, 投资公司).
	trades = wordsOf("建设 发展 投资 开发 控股 经营 运营 管理 租赁 出版 建筑 运输 销售 贸易 进出口 供应 生产 制造 服务 担保 保障")
)

// longestName is how many characters may stand between a place and the word that ends a body's name.
const longestName = 12

// isForeign reports whether the words after a place make the name of a foreign body with it. Where they begin with
// a verb or a preposition they tell what the place did instead (引入……大学; 在海关……).
func isForeign(s string) bool {
	if things.prefix(s) > 0 && ports.prefix(s) == 0 || isFacility(s) || isEvent(s) {
		return true
	}
	for i, n := 0, 0; i < len(s) && n <= longestName; n++ {
		if w := firms.prefix(s[i:]); w > 0 {
			return !numberAt(s[i+w:]) && names(s[:i], true)
		}
		if w := foreignBodies.prefix(s[i:]); w > 0 && !numberAt(s[i+w:]) && !strings.HasPrefix(s[i:], "大学生") && !strings.HasPrefix(s[i:], "大学城") {
			return names(s[:i], false)
		}
		r, size := runeAt(s, i)
		if endsName(r) {
			return false
		}
		i += size
	}
	return false
}

// numberAt reports whether a number stands at the start of s: what is before it is then counted, and no name
// (国有企业集团7家, 小煤矿一百八十五处).
func numberAt(s string) bool {
	return s != "" && (isDigit(s[0]) || strings.ContainsRune(hanDigits, firstRune(s)))
}

// severally are adverbs that may stand before a preposition and begin no name (分别|与工商银行……).
var severally = wordsOf("分别 先后 相继 陆续 已经 已 还 也 又 积极 主动 联合 共同")

// names reports whether the words between a place and the end of a body's name belong to the name.
func names(gap string, firm bool) bool {
	if gap == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(gap[severally.prefix(gap):])
	if strings.ContainsRune("在对向与和跟同从以将把由被按凭让使给经为是有", r) {
		return false
	}
	if strings.ContainsAny(gap, "年了") {
		return false
	}
	for i := range gap {
		verb := metric.Verb(gap[i:])
		if verb >= len("引入") && !(trades.prefix(gap[i:]) == verb && (firm || i > 0)) {
			return false
		}
		if rest := gap[i+max(verb, 0):]; i == 0 && verb > 0 && trades.prefix(rest) == 0 && utf8.RuneCountInString(rest) > 2 {
			return false // 发展紧密型医疗|集团: it is what was done
		}
	}
	return true
}
