package extract

import (
	"sort"
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
	"policygraph/extract/place"
	"policygraph/internal/lazyregexp"
)

// A placeIndex finds the places of a text by where they stand.
type placeIndex struct {
	text     string
	mentions []place.Mention
	led      span // the clause whose lead-in words were passed over last
	ledTo    int  // where its own words begin
	asked    int  // what from gave last
}

// from is the number of the first mention that begins at byte i or after it: nearly always the one that was asked for
// last, since rules ask for one place again and again.
func (x *placeIndex) from(i int) int {
	all := x.mentions
	if k := x.asked; (k == len(all) || all[k].Start >= i) && (k == 0 || all[k-1].Start < i) {
		return k
	}
	lo, hi := 0, len(all)
	for lo < hi {
		if mid := (lo + hi) / 2; all[mid].Start < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	x.asked = lo
	return lo
}

// at is the mention that begins at byte i, or nil.
func (x *placeIndex) at(i int) *place.Mention {
	k := x.from(i)
	if k < len(x.mentions) && x.mentions[k].Start == i {
		return &x.mentions[k]
	}
	return nil
}

// next is the first mention that begins at byte i or after it, or nil.
func (x *placeIndex) next(i int) *place.Mention {
	if k := x.from(i); k < len(x.mentions) {
		return &x.mentions[k]
	}
	return nil
}

// after is where the place after m begins, or the end of the text.
func (x *placeIndex) after(m *place.Mention) int {
	if next := x.next(m.End); next != nil && next.Start > m.End {
		return next.Start
	}
	return len(x.text)
}

// any reports whether a place is named in s.
func (x *placeIndex) any(s span) bool {
	k := x.from(s.start)
	return k < len(x.mentions) && x.mentions[k].Start < s.end
}

// before is the last mention that begins before byte i, or nil.
func (x *placeIndex) before(i int) *place.Mention {
	if k := x.from(i); k > 0 {
		return &x.mentions[k-1]
	}
	return nil
}

// lastNamed is the last place named in s, by itself or in a chain, whose name ends in kind (省 市 县 区 州 旗 镇), or nil.
func (x *placeIndex) lastNamed(s span, kind rune) *place.Mention {
	k := x.from(s.end)
	for k--; k >= 0 && x.mentions[k].Start >= s.start; k-- {
		if m := ofRank(&x.mentions[k], kind); m != nil {
			return m
		}
	}
	return nil
}

// covers reports whether s lies inside the name of a place.
func (x *placeIndex) covers(s span) bool {
	k := sort.Search(len(x.mentions), func(k int) bool { return x.mentions[k].End > s.start })
	return k < len(x.mentions) && x.mentions[k].Start <= s.start && s.end <= x.mentions[k].End
}

// first is where the first place in subject position begins between two bytes, or -1.
func (x *placeIndex) first(start, end int) int {
	k := x.from(start)
	for ; k < len(x.mentions) && x.mentions[k].End <= end; k++ {
		if list, _ := x.list(x.mentions[k].Start, end); len(list) > 0 {
			return x.mentions[k].Start
		}
	}
	return -1
}

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
		if inner := x.at(after + len("的")); len(out) == 1 && inner != nil && strings.HasPrefix(x.text[after:], "的") && near(m.Division, inner.Division) {
			out, at, start = nil, inner.Start, inner.Start // 山东的济南、青岛: those within act
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
		if at == after {
			break
		}
	}
	if len(out) == 0 {
		return nil, start
	}
	start += others(x.text[start:end])
	if alone > 0 && together.prefix(x.text[start:end]) == 0 {
		return out[:alone], partner // 浙江与贵州、云南签订……: the others are partners
	}
	return out, start
}

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
	tallies = wordsOf("省区市 省市区 省区 省市 市州 市县 县市区 县市 县区 省 市 县 区 州 盟 旗 地 家 镇 乡 地市 地区 省份 城市 试点城市 直辖市 自治区")
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

func firstRune(s string) rune {
	r, _ := runeAt(s, 0)
	return r
}

// A subject is who acts in a clause.
type subject struct {
	places []*place.Mention
	start  int // where the first place begins
	end    int // where the predicate begins
	bare   bool
}

// leads are words that may stand before a subject with no comma after them.
var leads = wordsOf("一是 二是 三是 四是 五是 六是 七是 八是 其中 此外 另外 同时 例如 比如 譬如 又如 再如 尤其是 特别是 如 " +
	"随后 接着 首先 其次 最后 而 则 并且 以及 仅 另据 · • ● ◆ ■ ★ ▲ ※ - — 　")

// times are words of time that may stand before a subject.
var times = wordsOf("目前 近日 日前 近期 近年来 近几年 今年以来 今年 去年以来 去年 当前 截至目前 如今 现如今 现在 眼下 连日来 这段时间 这几天 这两年 这几年 多年来")

// timeForm is a time that a clause may begin with, in digits of either width and with the spaces that some set around
// them.
var timeForm = lazyregexp.New(`^(?:(?:截至|截止|自|从|到)? ?(?:[0-9０-９]{4}|[一二][〇○零一二三四五六七八九]{3}) ?年 ?(?:[0-9０-９一二三四五六七八九十]{1,2} ?月(?:份)? ?(?:[0-9０-９一二三四五六七八九十]{1,3} ?日)?)?` +
	`(?:以来|以前|底|末|初|起|至今|上半年|下半年|前三季度|第[一二三四]季度)?|前[一二三]季度|` +
	`(?:过去|近|最近)? ?[0-9０-９一二三四五六七八九十两几]{1,3} ?多?(?:年|个月|天)多?(?:来|间|以来)|(?:过去|近|最近) ?[0-9０-９一二三四五六七八九十两几]{1,3} ?年|` +
	`上半年|下半年|[0-9０-９]{1,2} ?月(?:份)? ?(?:[0-9０-９]{1,2} ?日)?|“十[一二三四五]五”(?:期间|以来)?)`)

// lead is the length of one lead-in word or time at the start of s, or 0.
func lead(s string) int {
	if n := max(leads.prefix(s), timeLead(s), dateline(s)); n > 0 {
		return n
	}
	if strings.HasPrefix(s, " ") {
		return 1
	}
	if strings.HasPrefix(s, "【") {
		if j := closing(s, 0, '【'); j > 0 {
			return j // a tag: 【主要做法】
		}
	}
	return 0
}

// timeLead is the length of one time at the start of s, or 0.
func timeLead(s string) int {
	if n := times.prefix(s); n > 0 {
		return n
	}
	if n := dayLead(s); n > 0 {
		return n
	}
	if !timeAhead(s) {
		return 0
	}
	return len(timeForm.FindString(s))
}

// timeAhead reports whether s may begin with a match of timeForm: nothing but what stands in a time before its unit does
// before 年, 月, 天, 季 or the 五 of “十四五”.
func timeAhead(s string) bool {
	for i, n := 0, 0; i < len(s) && n < 10; n++ {
		r, size := runeAt(s, i)
		switch r {
		case '年', '月', '天', '季':
			return n > 0
		case '五':
			if n == 3 {
				return true
			}
		case '截', '至', '止', '自', '从', '到', '前', '上', '下', '半', '过', '去', '近', '最', '“', '两', '几', '多', '个',
			'一', '二', '三', '四', '六', '七', '八', '九', '十', '〇', '○', '零', ' ':
		default:
			if (r < '0' || r > '9') && (r < '０' || r > '９') {
				return false
			}
		}
		i += size
	}
	return false
}

// skipLead is where a clause begins after its lead-in words. Several rules ask it of one clause after another.
func skipLead(text string, s span, x *placeIndex) int {
	if s != x.led || s.empty() {
		x.led, x.ledTo = s, pastLead(text, s, x)
	}
	return x.ledTo
}

func pastLead(text string, s span, x *placeIndex) int {
	at := s.start
	for range 4 {
		if x.at(at) != nil {
			return at
		}
		n := lead(text[at:s.end])
		if n == 0 {
			return at
		}
		at += n
	}
	return at
}

// subjectOf is the places in subject position of a clause. A place after 在 counts where it stands alone before a
// comma (在江苏南京，市民……), since then the clause after says what is done there.
func (x *placeIndex) subjectOf(c clause) (subject, bool) {
	at := skipLead(x.text, c.span, x)
	from, inside, counted := at, false, 0
	if x.at(at) == nil {
		rest := x.text[at:c.end]
		if n := withinIt(rest); n > 0 && x.at(at+n) != nil {
			at += n // 该市下辖的义乌市
		} else if x.lentBy(at) {
			at += len("由") // 由吉林省援建的阿勒泰地区……: the list begins with who lends and ends with who acts
		} else if counted = havingDone.prefix(rest); counted > 0 && x.at(at+counted) != nil {
			at += counted
		} else if at = skipAttribute(x, at, c.end); at == from {
			if !strings.HasPrefix(rest, "在") {
				return x.piloted(at, c.end)
			}
			at = skipQuality(x, skipAttribute(x, at+len("在"), c.end), c.end)
			inside = true
		}
	}
	list, end := x.list(at, c.end)
	if len(list) == 0 || counted > 0 && !strings.Contains(x.text[list[len(list)-1].End:end], "等") {
		return subject{}, false
	}
	s := subject{places: list, start: at, end: end, bare: end == c.end}
	if inside && settled(x.text[end:c.end]) {
		s.end, s.bare = c.end, true
	}
	if inside && !(s.bare && (c.mark == '，' || c.mark == ',')) {
		return subject{}, false
	}
	return s, s.bare || acts(x.text[end:c.end]) && !citizens(x.text[:c.end], end)
}

// lentBy reports whether words from byte at on say who lends what to the place after (由吉林省援建的).
func (x *placeIndex) lentBy(at int) bool {
	if !strings.HasPrefix(x.text[at:], "由") {
		return false
	}
	m := x.at(at + len("由"))
	return m != nil && inside.prefix(x.text[m.End:]) > 0
}

// withinIt is the length of a word for a place named before with what says that the next one lies in it (该市下辖的; 全县), or 0.
func withinIt(s string) int {
	if !pointers.has(firstRune(s)) {
		return 0
	}
	n, tier := anaphor(s)
	if n == 0 || tier == 0 {
		return 0
	}
	return n + inside.prefix(s[n:])
}

// acts reports whether what follows a subject may be what it did: no speech, no source, no route, no duty.
func acts(rest string) bool {
	switch {
	case strings.HasPrefix(rest, "的"):
		return ways.prefix(rest[len("的"):]) > 0 || len(metric.Parse(rest)) > 0
	case strings.HasPrefix(rest, "至今"):
		return true
	case goesOn(rest):
		return false
	case strings.HasPrefix(rest, "这个"):
		return thisTime.prefix(rest) > 0
	case named(rest):
		return false
	case strings.HasPrefix(rest, "人"):
		return people.prefix(rest) > 0
	case duties.prefix(rest) > 0:
		return wants.prefix(rest) > 0
	}
	return notPredicate.prefix(rest) == 0 && !bystands(rest) && !attributes(rest) && !speaks(rest) && !describes(rest)
}

var (
	// notPredicate is how a clause goes on where the place before it does not act: routes, people and firms of the
	// place, and what only says what it is.
	notPredicate = wordsOf("这家 这座 这条 这片 这里 这所 这款 这一 间 之间 三地间 两地间 两地之间 三地之间 有能力 有责任 有条件 也有能力 完全有 是 也是 还是 就是 便是 不是 正是 至 — – - ～ ~ 籍 之 方言 某 男子 女子 考生 游客 记者 一家 一名 一位 " +
		"有关 负责同志 主要负责同志 有关负责同志 相关负责同志 负责人 主要负责人 有关负责人 相关负责人 领导 主要领导 书记 省长 市长 县长 区长 局长 厅长 主任 " +
		"原书记 原省长 原市长 原县长 原区长 原局长 原厅长 原主任 副省长 副市长 副县长 副区长 副局长 副厅长 副主任 原副省长 原副市长 原副县长 原副区长 原副局长 " +
		"原副厅长 原副主任 企业 公司 大学 学院 银行")
	// ways lead to what a place did (示例省的做法是：……).
	ways = wordsOf("做法是 主要做法是 具体做法是 经验是 主要经验是 办法是 体会是")
	// duties demand something of the place; wants are words that only look like it.
	duties = wordsOf("要 应 必须 须 需 不得 不应 可 请")
	wants  = wordsOf("要求 要素 应用 应付 应急 应对 可持续 可再生 需求 请求 请客 请来 请到 请进 请出 请上")
	// people are words with 人 that may follow a place that acts.
	people = wordsOf("人力 人民 人才 人口 人均 人大 人社")
	speech = strings.Fields("说 表示 介绍 认为 指出 预计 预测 分析 坦言 强调 告诉记者 透露 回应 称")
	person = wordsOf("局长 主任 书记 厅长 市长 县长 区长 省长 州长 镇长 乡长 部长 处长 科长 院长 校长 所长 会长 行长 主席 总经理 董事长 负责人 负责同志 发言人 " +
		"专家 教授 研究员 统计师 工程师 代表 委员 记者 同志 先生 女士")
	states = strings.Fields("丰富 发达 众多 集中 雄厚 密集 便利 优越 独特 悠久 紧张 偏远 薄弱 滞后")
	// publishing and data make a place the source of what is said next (山西省统计局数据显示).
	publishing = wordsOf("的 发布的 最新 公布的 有关")
	data       = wordsOf("数据 统计 消息 公报 报告 资料 公告")
	showing    = wordsOf("显示 表明 称")
)

// thisTime are times that begin like a description of the place (这个月 beside 这个小城).
var thisTime = wordsOf("这个月 这个季度 这个周 这个冬 这个春 这个夏 这个秋 这个假 这个暑 这个寒")

// named reports whether a clause only calls something of a place by its name behind a dash (某省首条电气化铁路——某铁路).
func named(rest string) bool {
	before, _, ok := strings.Cut(rest, "——")
	return ok && before != "" && utf8.RuneCountInString(before) <= 20 && !doing(before)
}

// goesOn reports whether a clause only says that a place's building of something goes on (建设稳步推进).
func goesOn(rest string) bool {
	k := strings.Index(rest, "建设")
	return k >= 0 && k <= len("自由贸易试验区") && steadily.prefix(rest[k+len("建设"):]) > 0 && metric.Verb(rest[:k]) == 0
}

var steadily = wordsOf("稳步 扎实 加快推进 持续 全面推进 深入推进 有序 顺利 取得 进展")

// speaks reports whether a clause says who speaks: a person's office and a verb of saying.
func speaks(rest string) bool { return suffixOf(rest, speech) && person.has(rest) }

// describes reports whether a clause says what a place is like and not what it did (高校资源丰富).
func describes(rest string) bool {
	return suffixOf(rest, states) && !strings.ContainsAny(rest, "0123456789０１２３４５６７８９") && utf8.RuneCountInString(rest) <= 18
}

// attributes reports whether a place is the source of what is said next.
func attributes(rest string) bool {
	at := publishing.prefix(rest)
	n := data.prefix(rest[at:])
	if n == 0 {
		return false
	}
	rest = rest[at+n:]
	return rest == "" || showing.prefix(rest) > 0
}
