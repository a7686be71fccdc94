package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
	"policygraph/extract/place"
)

// list is the run of places that begins at byte start, joined by 、 和 与 及 or a comma, and where it ends: after
// the last place's own organs and after 等地. It is nil where no place begins there, or where what follows makes
// one of them something else (南京大学, 北京路).
func (x *placeIndex) list(start, end int) ([]*place.Mention, int) {
	var out []*place.Mention
	at, alone, partner := start, 0, 0 // with 与, those before it and where it stands
	for {
		m := x.at(at)
		if m == nil || m.End > end {
			break
		}
		after, ok := actor(x.text[:end], m, x.after(m))
		if !ok && len(out) > 0 && at > start && partnered(x.text[start:at]) {
			return out, start // 湘潭市与湘潭某学院: what the college is called by is no place that acts
		}
		if !ok || x.things(m, after, end) {
			return nil, start
		}
		if strings.HasSuffix(x.text[start:at], "与") && alone == 0 {
			alone, partner = len(out), start
		}
		out = append(out, m)
		start = after
		if n := inside.prefix(x.text[after:end]); n > 0 && x.at(after+n) != nil && len(out) == 1 {
			out, at, start = nil, after+n, after+n // 沈阳经济区内的抚顺市: the second acts
			continue
		}
		if inner := x.at(after + len("的")); inner != nil && strings.HasPrefix(x.text[after:], "的") && near(m.Division, inner.Division) {
			out, at = out[:len(out)-1], inner.Start // 山东的济南、青岛、江苏的常州: those within act
			if len(out) == 0 {
				start = inner.Start
			}
			continue
		}
		if n := route(x.text[after:end]); n > 0 && x.at(after+n) != nil {
			return nil, start
		}
		if n := counted(x.text[after:end]); n > 0 && len(out) > 1 {
			alone = 0
			if goes := x.at(after+n+joint(x.text[after+n:end])) != nil; !goes && strings.HasPrefix(x.text[after+n:], "的") {
				break
			} else if start, after = after+n, after+n; !goes {
				break
			}
		}
		if n := x.partOf(after, end); n > 0 && !strings.HasSuffix(x.text[:m.Start], "在") {
			after += n
		}
		at = after + joint(x.text[after:end])
		if at == after && !(abbreviated(m) && x.at(at) != nil) {
			break
		}
	}
	if len(out) == 0 {
		return nil, start
	}
	start += others(x.text[start:end])
	if len(out) > 1 && strings.HasPrefix(x.text[start:end], "之间") {
		return nil, start // 青海与西藏之间的……: what lies between them is no act of either
	}
	if alone > 0 && together.prefix(x.text[start:end]) == 0 {
		return out[:alone], partner // 浙江与贵州、云南签订……: the others are partners
	}
	return out, start
}

// abbreviated reports whether a place is told by one character, which is joined to the next (川|渝两省市).
func abbreviated(m *place.Mention) bool { return m.End-m.Start <= len("川") }

// partnered reports whether a joint brings in a partner.
func partnered(joint string) bool { return joint == "与" || joint == "同" }

// partOf is the length of the name of a part of the place before, from byte at on, where a place of the list comes next
// (大渡口区|义渡古镇、北碚区老城片区), or 0.
func (x *placeIndex) partOf(at, end int) int {
	k := strings.Index(x.text[at:min(end, at+longestPart)], "、")
	if k <= 0 || x.at(at+k+len("、")) == nil || x.any(span{at, at + k}) {
		return 0
	}
	words := x.text[at : at+k]
	if (suffixOf(words, settlements) || suffixOf(words, quarters)) && !hasMark(words, "，；：。") && !strings.Contains(words, "在") && !doing(words) {
		return k
	}
	return 0
}

// quarters end the names of other parts of a place.
var quarters = strings.Fields("片区 园区 古镇 老城 新城")

// longestPart is how many bytes the name of a part of a place may have.
const longestPart = 30

// counted is the length of what counts the places of a list after the last one, at the start of s (三、琼海|3市;
// 文登、牟平|两县; 松阳、云和、庆元|三个县), or 0.
func counted(s string) int {
	at := 0
	for n := 0; n < 3 && at < len(s) && (isDigit(s[at]) || strings.ContainsRune("两二三四五六七八九十", firstRune(s[at:]))); n++ {
		at += utf8.RuneLen(firstRune(s[at:]))
	}
	if at == 0 {
		return 0
	}
	if strings.HasPrefix(s[at:], "个") {
		at += len("个")
	}
	n := tallies.prefix(s[at:])
	if n == 0 || notTallied.prefix(s[at+n:]) > 0 {
		return 0
	}
	return at + n
}

var (
	// tallies are what a list of places is counted as.
	tallies = wordsOf("省区市 省市区 省区 省市 市州 行政区 区县 市县 县市区 县市 县区 省 市 县 区 州 盟 旗 地 家 镇 乡 地市 地区 省份 城市 试点城市 直辖市 自治区")
	// notTallied go on after one of these where it counts something else (3家企业, 两地区别).
	notTallied = wordsOf("企业 公司 医院 银行 单位 机构 别 级 直 域 场 属 民 政")
)

// together are verbs that places joined by 与 share.
var together = wordsOf("共同 联合 合作 携手 共建 共 互 两地 三地 两省 两市 双方 接壤 签署")

// joint is the length of what joins two places of one list at the start of s, or 0.
func joint(s string) int {
	for _, j := range []string{"、", "以及", "和", "与", "及", "暨", "/", "／"} {
		if strings.HasPrefix(s, j) {
			return len(j)
		}
	}
	return 0
}

// inside are words that make a place only say where the next one lies.
var inside = wordsOf("所在的 境内的 内的 辖下的 下辖的 下辖 所属的 所辖的 所辖 辖区的 辖区内的 辖内的 援建的 援建下的 对口支援的 对口帮扶的 帮扶的 帮扶下的 结对帮扶的 定点帮扶的 对口支援下的 支援的 援助的 支持的 支持下的 对口协作的 挂钩帮扶的")

// route is the length of what makes a route of two places (成都至宜宾, 重庆到郑州, 济南西至郑州东) at the start of s, or 0.
func route(s string) int {
	if strings.ContainsRune("东西南北", firstRune(s)) {
		if n := route(strings.TrimPrefix(s[len("东"):], "站")); n > 0 {
			return len(s) - len(strings.TrimPrefix(s[len("东"):], "站")) + n
		}
		return 0
	}
	for _, j := range []string{"至", "到", "往", "送", "—", "–", "－", "-", "～", "~"} {
		if strings.HasPrefix(s, j) {
			return len(j)
		}
	}
	return 0
}

// others is the length of what says that a list of places is not all, at the start of s: 等地, 等省市, 等20个市、县,
// 等许多地区和部门.
func others(s string) int {
	at := len("等")
	if !strings.HasPrefix(s, "等") {
		return 0
	}
	at += manyWords.prefix(s[at:])
	for n := 0; at < len(s) && (isDigit(s[at]) || strings.ContainsRune(hanDigits, firstRune(s[at:]))) && n < 4; n++ {
		at += utf8.RuneLen(firstRune(s[at:]))
	}
	if strings.HasPrefix(s[at:], "个") {
		at += len("个")
	}
	at += ofKind(s[at:])
	for {
		n := areaWords.prefix(s[at:])
		if n == 0 {
			return at
		}
		at += n
		if j := joint(s[at:]); j > 0 && areaWords.prefix(s[at+j:]) > 0 {
			at += j
		}
	}
}

// ofKind is the length of what tells the kind of places before 城市, 地区 and the like at the start of s (超大城市,
// 中西部省份, 沿海地区), or 0.
func ofKind(s string) int {
	if areaWords.prefix(s) > 0 {
		return 0
	}
	for i, n := 0, 0; i < len(s) && n <= 6; n++ {
		if endsName(firstRune(s[i:])) || metric.Verb(s[i:]) > len("超") {
			return 0
		}
		if kinds.prefix(s[i:]) > 0 {
			return i
		}
		i += utf8.RuneLen(firstRune(s[i:]))
	}
	return 0
}

var (
	kinds     = wordsOf("地区 地方 城市 省份 省区 大省 大市 强省 强市")
	manyWords = wordsOf("许多 部分 多个 多 若干 一些")
	areaWords = wordsOf("地区 地方 部门 城市 省份 省区 大省 大市 强省 强市 单位 地 省 市 县 区 州 自治区 直辖市")
)
