package extract

import "strings"

// Accidents, cases of discipline and what leaders of the state did and said are no practices; what a place does against
// misdeeds and accidents is.

// reproofs are words of a heading over accidents, cases of discipline or faults found.
var reproofs = wordsOf("典型问题 违纪违法 严重违纪 事故情况 事故调查 事故处理 事故教训 责任追究情况 问责情况 反面典型")

// inspectors are those who look into cases of discipline.
var inspectors = wordsOf("纪检监察机关 纪委监委")

// reproves reports whether a heading stands over accidents, cases of discipline or faults found.
func reproves(label string) bool {
	told := strings.Contains(label, "通报") || strings.Contains(label, "曝光")
	return reproofs.has(label) || told && faults.has(label) || inspectors.has(label) && (told || !counters.has(label))
}

// unsound are words of a title that says what a place did wrong (违规取用水问题突出).
var unsound = wordsOf("问题突出 形势严峻 推进不力 落实不力 监管不力 治理不力 整改不力 不到位 流于形式 敷衍整改 敷衍应对 弄虚作假 监管缺失 长期失管 污染严重 破坏严重 违法违规")

// condemns reports whether a title says what a place did wrong.
func condemns(title string) bool {
	start, end := unsound.within(title)
	return start >= 0 && !countered(title, start, end)
}

// praises are words of a title that promotes what it tells.
var praises = wordsOf("经验 做法 表扬 激励 推广 推介 典型案例 成效")

var faults = wordsOf("问题 事故 违规 违法 违纪 处分 形式主义")

// ceremonies are words of a headline over what leaders of the state did and said.
var ceremonies = wordsOf("时强调 时指出 会见 会谈 主持召开 致贺信 致信 致电 国事访问 抵达 代表团审议 贺电 互致")

// speeches are words of a paragraph that tells where leaders went, whom they met and what they said.
var speeches = wordsOf("总书记 主席 总理 强调 指出 要求 讲话 会见 会谈 考察 调研 出席 听取 看望 慰问 参加 主持 致信 致电 贺信 贺电 访问")

// ceremonial reports whether a headline stands over what leaders of the state did and said.
func ceremonial(label string) bool { return ceremonies.has(label) }

// attended reports whether a passage under a headline of what leaders did and said tells of that, and not of what places
// did.
func (f *finder) attended(p *passage) bool {
	return (f.ceremony || p.heading >= 0 && f.over[p.heading].ceremony) && speeches.has(p.of(f.text))
}

// reproved reports whether heading i, or one above it, stands over reproof.
func (f *finder) reproved(i int) bool {
	return f.reproach || i >= 0 && f.over[i].reproof
}

// A matter is what a heading stands over that is no practice, by its own words or those of a heading above it.
type matter struct {
	plans, reproof, ceremony bool
}

// matterOf is what a heading stands over; those above it stand before it.
func (f *finder) matterOf(h heading) matter {
	words := h.label.of(f.text)
	m := matter{plans: planHeads.has(words), reproof: reproves(words), ceremony: ceremonial(words)}
	if h.up >= 0 {
		above := f.over[h.up]
		m.plans, m.reproof, m.ceremony = m.plans || above.plans, m.reproof || above.reproof, m.ceremony || above.ceremony
	}
	return m
}

// bad reports whether a sentence tells of an accident, of a case of discipline or of who holds an office, which are no
// practices.
func bad(s string) bool {
	for at := 0; ; {
		start, end := misdeeds.within(s[at:])
		if start < 0 {
			return at == 0 && appoints(s)
		}
		start, end = at+start, at+end
		if !countered(s, start, end) && misdone(s[start:end], s[end:]) {
			return true
		}
		at = end
	}
}

// misdone reports whether a word of misdeeds, with what comes after it, tells of one.
func misdone(word, rest string) bool {
	switch word {
	case "受到":
		return strings.Contains(rest, "处分")
	case "违规":
		return strings.Contains(rest, "问题") || breaches.prefix(rest) > 0
	}
	return true
}

// countered reports whether the words from start to end of a sentence name what is acted against (查处违规使用资金案件), or
// what there is less of (交通事故死亡人数下降).
func countered(s string, start, end int) bool {
	if counters.has(s[:start]) {
		return true
	}
	rest := s[end:]
	if k := markIn(rest, "，。；"); k >= 0 {
		rest = rest[:k]
	}
	return fewer.has(rest)
}

var (
	// counters are verbs of acting against something.
	counters = wordsOf("查处 查办 整治 整顿 打击 惩治 惩处 处罚 治理 纠正 纠治 纠风 清理 清查 排查 摸排 防范 预防 防止 避免 杜绝 遏制 严查 核查 拆除 取缔 曝光 减少 降低 消除 侦破 破获 检查 监管 " +
		"监督 防控 移送机制 宽容 容错 澄清 抵制 严禁 禁止 警示 应急演练")
	// fewer are words of there being less or none of it.
	fewer    = wordsOf("下降 减少 降低 降至 降到 降为 归零 为零 零发生 整治 治理 防控 防范 预防 监管 联动 移送机制 惩戒机制 处罚机制")
	misdeeds = wordsOf("重大人员伤亡 造成人员伤亡 死亡 遇难 身亡 爆炸事故 责任事故 透水事故 坍塌事故 交通事故 火灾事故 受到 行政记过 撤销党内 党内警告 党内严重警告 开除党籍 开除公职 " +
		"移送司法 移交司法 追究刑事责任 立案审查 严重违纪 涉嫌 受贿 行贿 被判 弄虚作假 形式主义问题 违规 公车私用 收受礼品 不作为 乱作为 慢作为")
	breaches = wordsOf("收受 发放 占用 使用 操办")
)
