package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
	"policygraph/extract/place"
)

// actor says whether a place acts as the division, and where the words that name it end. A division's own
// government, departments, schools and hospitals act as the division and belong to its name; an enterprise, a
// university, a central body's branch or a venue with the place in its name does not act as it.
func actor(text string, m *place.Mention) (end int, ok bool) {
	rest := text[m.End:]
	window := rest[:upTo(rest, 90)]
	if isForeign(window) {
		return m.Start, false
	}
	if m.Compound != "" && !organStart(window) {
		return m.Start, false
	}
	return m.End + len(organs.FindString(window)), true
}

// organStart reports whether an organ of the division follows.
func organStart(window string) bool { return organs.FindString(window) != "" }

// organName is what the name of a division's organ may hold between the place and the organ's own word.
const organName = `[^，。；：、“”（）《》 　\n0-9等]`

// organ is one of the division's own: government, party and people's bodies, courts, departments and public
// institutions.
const organ = `(?:各级|全|本)?(?:省|市|县|区|州|镇|乡|自治区|自治州)?(?:` +
	`人民政府|政府|党委|[省市县区州旗]委|区党委|党工委|管委会|人大常委会|人大|政协|人民法院|法院|人民检察院|检察院|纪委监委|监委|总工会|团委|妇联|红十字会|残联|` +
	organName + `{1,14}?(?:办公厅|办公室|委员会|发展改革委|改革委|卫生健康委|卫健委|国资委|经信委|建委|教委|农委|科委|商务委|住建委|厅|局|部门)|` +
	organName + `{0,10}?(?:第[一二三四五六七八九十]+|实验|中心|人民|中医|妇幼保健)(?:小学|中学|医院|幼儿园|高中|初中))`

// organs are a division's organs after its name, one or several (市委、市政府).
var organs = regexp.MustCompile(`^` + organ + `(?:(?:、|和|与)?` + organ + `)*`)

// foreign are bodies that do not act as the division whose name they bear: enterprises, banks, universities,
// branches of central bodies (customs, tax, railways, the central bank), venues and things. The first group is
// the rest of the body's name.
var foreign = regexp.MustCompile(`^(` + organName + `{0,12}?)(?:(公司|集团|股份|有限|银行)|分行|支行|农商行|信用社|保险|证券|矿务局|煤矿|矿业|钢铁|油田|工厂|电厂|酒店|大学(?:[^生城]|$)|职业技术学院|职业学院|师范学院|医学院|海关|税务局|国税局|证监局|银保监局|保监局|金融监管局|煤监局|铁路局|铁路|邮政|海事局|出入境|中心支行|机场|火车站|高铁站|港口|会展中心|体育馆|体育场|博览会|交易会|交易所|大桥|隧道|高速|高铁|动车|航空|时间|日报|晚报|卫视|电视台|广播|记者|赛区|赛场|足球|篮球|代表队|代表团|方言|话剧)`)

// isForeign reports whether the words after a place make the name of a foreign body with it. Where they begin
// with a verb or a preposition they tell what the place did instead (引入……大学; 在海关……).
func isForeign(window string) bool {
	m := foreign.FindStringSubmatch(window)
	if m == nil {
		return false
	}
	gap := m[1]
	if gap == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(gap)
	if strings.ContainsRune("在对向与和跟同从以将把由被按凭让使给经为是有", r) {
		return false
	}
	verb := metric.Verb(gap)
	return verb == 0 || verb == len(gap) && m[2] != "" && trades.MatchString(gap)
}

// trades are verbs that stand in the names of firms (建设集团, 投资公司).
var trades = regexp.MustCompile(`^(?:建设|发展|投资|开发|控股|经营|运营|管理|租赁|出版|建筑|运输|销售|贸易|进出口|供应|生产|制造|服务|担保|保障)$`)

// leadsList reports whether the words before a colon only name what a list is of (河长制：).
func leadsList(words string) bool {
	return words != "" && !strings.ContainsAny(words, "，。；")
}
