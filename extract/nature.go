package extract

import (
	"slices"

	"policygraph/extract/metric"
	"policygraph/extract/place"
)

// The weather over a place, its flowers and its earthquakes are nothing that it did.

var (
	// weather are words of the weather, of rivers in flood, of the earth and of the seasons.
	weather = wordsOf("降雨 降雪 降水 强降 阴雨 小雨 中雨 大雨 暴雨 阵雨 雷雨 冻雨 雨雪 雨夹雪 小雪 中雪 大雪 暴雪 阵雪 大风 阵风 风力 沙尘 扬沙 降温 升温 回温 气温 低温 高温 寒潮 " +
		"冷空气 暖湿气流 强对流 雷电 冰雹 大雾 轻雾 雾霾 霜冻 台风 洪峰 超警 超保 水位 汛情 地震 余震 晴好 多云 绽放 盛开 盛放 怒放 花开 盛花期 花海 争奇斗艳 " +
		"竞相开放 风雨 山洪 险情 受影响 银装素裹 雪景 云海 随风摇曳")
	// befalls are verbs of what happens by itself or of what is feared.
	befalls = wordsOf("达到 达 突破 超过 超 超出 逾 保持 维持 稳定在 进入 步入 呈现 受到 遭受 带来 造成 导致 引发 影响 继续 位居 排名 列 升至 降至 回升 回落 上涨 升到 降到 上升 下降 减弱 增强 " +
		"提醒 预计 预警 防范 注意 警惕 成为 作为 汇集 装点 覆盖 吸引 吸引了 可达 分布 集中 集中在 出现 处于 处在")
	// facing are words of what is done about it.
	facing = wordsOf("应对 防御 抗击 抵御 抢险 救灾 响应 经济 气象局 气象台 保供")
	// warns begin a clause by which a forecaster goes on, whatever it asks of those who hear it.
	warns = wordsOf("提醒 请公众 公众 各地 各方 吸引 引来 令人 让人 仿佛 宛如 形成 构成 绵延 漫山遍野 市民 居民 司机 驾驶员 旅客 请注意 预计 需 仍需 仍要 仍有 并伴有 伴有 局地 部分地区 最大 最高 最低 其中 未来 此外 大部 累计")
)

// natural reports whether a clause tells of the weather or the like and of nothing that anyone did.
func natural(words string) bool {
	return weather.has(words) && !facing.has(words) && !deed(words)
}

// deed reports whether a clause has a verb of what someone does.
func deed(words string) bool {
	for i := 0; i < len(words); {
		if n := metric.Verb(words[i:]); n >= len("引入") {
			if max(befalls.prefix(words[i:]), weather.prefix(words[i:])) < n {
				return true
			}
			i += n
			continue
		}
		_, n := runeAt(words, i)
		i += n
	}
	return false
}

// shortWeather is how long a clause between those of the weather is at most that says what it is like without naming it:
// ten characters, in bytes.
const shortWeather = 30

// befallen reports whether a sentence, from a subject in clause i on, tells only of the weather over it; another subject
// ends that.
func (f *finder) befallen(s *sentence, i int, sub subject) bool {
	rest := f.text[sub.end:s.clauses[i].end]
	if !natural(rest) && !(rest == "" && i+1 < len(s.clauses) && natural(s.clauses[i+1].of(f.text))) {
		return false
	}
	for _, c := range s.clauses[i+1:] {
		if _, ok := f.places.subjectOf(c); ok {
			return true
		}
		if ofState(c.of(f.text)) {
			return true
		}
		if words := c.of(f.text); !natural(words) && warns.prefix(words) == 0 && (deed(words) || len(words) > shortWeather) {
			return false
		}
	}
	return true
}

// overcast reports whether a sentence with no place as its subject tells only of the weather.
func (f *finder) overcast(s *sentence) bool {
	for _, c := range s.clauses {
		at := skipLead(f.text, c.span, f.places)
		if at == c.end {
			continue
		}
		return natural(f.text[at:c.end]) && !f.namesSubject(s) && !deed(s.of(f.text)) && !anaphoric(s, f.text)
	}
	return false
}

// struck is the place that a clause of the weather names before byte at of a sentence, for whom 当地 stands there, where it
// is none of those that act; nil otherwise.
func (f *finder) struck(s *sentence, at int) *place.Mention {
	m := f.places.before(at)
	if m == nil || m.Start < s.start || m.Division == "" || f.open == nil {
		return nil
	}
	if slices.ContainsFunc(f.open.places, func(o *place.Mention) bool { return near(o.Division, m.Division) }) {
		return nil
	}
	for _, c := range s.clauses {
		if c.start <= m.Start && m.Start < c.end && natural(c.of(f.text)) {
			return m
		}
	}
	return nil
}

// anaphoric reports whether a clause of a sentence speaks of a place named before.
func anaphoric(s *sentence, text string) bool {
	for _, c := range s.clauses {
		if n, _ := anaphor(c.of(text)); n > 0 {
			return true
		}
	}
	return false
}
