package extract

import (
	"strings"
	"unicode/utf8"
)

// What a sentence says of the matter as a whole, of all places or of the state, is no practice of a place.

// general reports whether a sentence, after a time that it begins with, speaks of the matter as a whole.
func (f *finder) general(s *sentence) bool {
	words := s.of(f.text)
	if n := hearsay.prefix(words); n > 0 {
		words = strings.TrimLeft(words[n:], "，,")
	}
	n := timeLead(words)
	return general(words) || n > 0 && general(strings.TrimLeft(words[n:], "，,"))
}

// general reports whether a sentence speaks of the matter as a whole: of all places or of the state, as a demand,
// or as a judgement of the form “……是……的重要途径”.
func general(s string) bool {
	return otherSubjects.prefix(s) > 0 || ofState(s) || judges(s) || counts(s) || turns(s) || wanting.has(s) || courtesies.has(s)
}

// hearsay leads to what a report was told, of whoever is told of.
var hearsay = wordsOf("据了解 据悉 据介绍 据统计 据初步统计")

// counts reports whether a sentence counts places (17个省份……, 有10个城市……).
func counts(s string) bool {
	s = strings.TrimPrefix(s[pastAlready.prefix(s):], "有")
	n := len(s) - len(strings.TrimLeft(s, "0123456789"))
	s = strings.TrimPrefix(s[n:], "个")
	return n > 0 && areaWords.prefix(s) > 0
}

// pastAlready are words that may stand before a count of places (至此已有26个省份……).
var pastAlready = wordsOf("至此已 至此 目前已 目前 已 全国已 全国共 共")

// countsOthers reports whether a clause counts places beside several that act (24个城市……).
func (f *finder) countsOthers(c clause) bool {
	return f.open != nil && len(f.open.places) > 1 && counts(c.of(f.text))
}

// turns reports whether a sentence turns to another side of the matter (从增速看，……).
func turns(s string) bool {
	lead, _, ok := strings.Cut(s, "，")
	return ok && strings.HasPrefix(lead, "从") && strings.HasSuffix(lead, "看")
}

var (
	otherSubjects = wordsOf("各地 各省 各市 各县 各区 各级 各有关 各部门 各单位 各方 有的 有些 一些 我国 全国 国家 国务院 中央 党中央 中共 会议 但 但是 然而 " +
		"总之 因此 为此 为了 下一步 今后 要 必须 应 请 特此 现将 本通知 本意见 本办法 附件 以上 这些 上述 试点示范 试点地区 当前 随着 通知 广大 社会各界 专家 " +
		"业内 尊敬的 各位 同志们 不当之处 谢谢 下面 虽然 尽管 以上是 清单 《清单》 本清单 记者 编者按 供稿 （供稿 来源： 责任编辑")
	verdicts = strings.Fields("途径 办法 措施 环节 资源 关键 保障 任务 选择 举措 抓手 来源 重点 目标 之一 意义 大事 工程 事业")
)

// judges reports whether a sentence says what the matter is.
func judges(s string) bool {
	if !suffixOf(s, verdicts) {
		return false
	}
	subject, _, ok := strings.Cut(s, "是")
	return ok && !strings.Contains(subject, "，") && utf8.RuneCountInString(subject) >= 2 && utf8.RuneCountInString(subject) <= 30
}
