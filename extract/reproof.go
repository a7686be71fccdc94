package extract

import "strings"

// Accidents, cases of discipline and what leaders of the state did and said are no practices; what a place does against
// misdeeds and accidents is.

// reproofs are words of a heading over accidents, cases of discipline or faults found.
var reproofs = wordsOf("典型问题 违纪违法 严重违纪 事故情况 事故调查 事故处理 事故教训 责任追究情况 问责情况 纪检监察机关 纪委监委 反面典型")

// reproves reports whether a heading stands over accidents, cases of discipline or faults found.
func reproves(label string) bool {
	told := strings.Contains(label, "通报") || strings.Contains(label, "曝光")
	return reproofs.has(label) || told && faults.has(label)
}

// praises are words of a title that promotes what it tells.
var praises = wordsOf("经验 做法 表扬 激励 推广 推介 典型案例 成效")

var faults = wordsOf("问题 事故 违规 违法 违纪 处分 形式主义")

// ceremonies are words of a headline over what leaders of the state did and said.
var ceremonies = wordsOf("时强调 时指出 会见 会谈 主持召开 致贺信 致信 致电 国事访问 抵达 代表团审议 贺电 互致")

// ceremonial reports whether a headline stands over what leaders of the state did and said.
func ceremonial(label string) bool { return ceremonies.has(label) }

// reproved reports whether heading i, or one above it, stands over reproof.
func (f *finder) reproved(i int) bool {
	return f.reproach || i >= 0 && f.over[i].reproof
}

// A matter is what a heading stands over that is no practice, by its own words or those of a heading above it.
type matter struct {
	plans, reproof bool
}

// matterOf is what a heading stands over; those above it stand before it.
func (f *finder) matterOf(h heading) matter {
	words := h.label.of(f.text)
	m := matter{plans: planHeads.has(words), reproof: reproves(words) || ceremonial(words)}
	if h.up >= 0 {
		m.plans, m.reproof = m.plans || f.over[h.up].plans, m.reproof || f.over[h.up].reproof
	}
	return m
}

// bad reports whether a sentence tells of an accident, of a case of discipline or of who holds an office, which are no
// practices.
func bad(s string) bool {
	start, end := misdeeds.within(s)
	if start < 0 {
		return appoints(s)
	}
	switch s[start:end] {
	case "受到":
		return strings.Contains(s[end:], "处分") || bad(s[end:])
	case "违规":
		return strings.Contains(s[end:], "问题") || breaches.prefix(s[end:]) > 0 || bad(s[end:])
	}
	return true
}

var (
	misdeeds = wordsOf("重大人员伤亡 造成人员伤亡 死亡 遇难 身亡 爆炸事故 责任事故 透水事故 坍塌事故 交通事故 火灾事故 受到 行政记过 撤销党内 党内警告 党内严重警告 开除党籍 开除公职 " +
		"移送司法 移交司法 追究刑事责任 立案审查 严重违纪 涉嫌 受贿 行贿 被判 弄虚作假 形式主义问题 违规 公车私用 收受礼品 不作为 乱作为 慢作为")
	breaches = wordsOf("收受 发放 占用 使用 操办")
)
