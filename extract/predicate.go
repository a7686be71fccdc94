package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
)

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
	notPredicate = wordsOf("这家 这座 这条 这片 这里 这所 这款 这一 间 之间 三地间 两地间 两地之间 三地之间 有能力 有责任 有条件 也有能力 完全有 是 也是 还是 就是 便是 不是 正是 至 往返 飞往 开往 直飞 直达 — – - ～ ~ 籍 之 方言 某 男子 女子 考生 游客 记者 一家 一名 一位 " +
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
func speaks(rest string) bool { return suffixOf(rest, speech) && (person.has(rest) || byHead(rest)) }

// byHead reports whether words name the head of a body and him, before a verb of saying (某局副秘书长|王某|介绍).
func byHead(rest string) bool {
	for _, verb := range speech {
		if said, ok := strings.CutSuffix(rest, verb); ok {
			k := strings.LastIndex(said, "长")
			return k > 0 && utf8.RuneCountInString(said[k+len("长"):]) >= 2 && utf8.RuneCountInString(said[k+len("长"):]) <= 4
		}
	}
	return false
}

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
