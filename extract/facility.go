package extract

import (
	"strings"

	"policygraph/extract/metric"
)

var (
	// facilities end the proper names of stations, bridges and the like (成都|东站, 南京|长江大桥, 武汉|天河机场), which do
	// not act.
	facilities = wordsOf("东站 西站 南站 北站 特大桥 大桥 一桥 二桥 三桥 四桥 五桥 六桥 七桥 八桥 机场 航站楼 隧道 水电站 核电站 蓄能电站 发射场 发射中心")
	// kindsOf are words before a facility that only say of what kind it is, so that it has no name of its own.
	kindsOf = wordsOf("民用 民航 支线 通用 运输 新建 各 全 中小 跨海 跨江 公路 农村 城市 对外 陆路 水运 沿边 边境 开放 一类 二类 主要 重点")
	// tallied are words after a facility that count or build what it is, so that no single one is named.
	tallied = wordsOf("数 总 达 共 已 建设 项目 改造 群 集群 里程 经济")
)

// particles stand in no name of a facility.
var particles = runesOf("的在到把将对")

// longestProper is how many characters the proper name of a facility may have.
const longestProper = 5

// isFacility reports whether the words after a place make the name of a facility with it.
func isFacility(s string) bool {
	for i, n := 0, 0; i < len(s) && n <= longestProper; n++ {
		if w := facilities.prefix(s[i:]); w > 0 {
			return kindsOf.prefix(s) == 0 && tallied.prefix(s[i+w:]) == 0 && (!numberAt(s[i+w:]) || stageAt(s[i+w:]))
		}
		r, size := runeAt(s, i)
		if endsName(r) || particles.has(r) || metric.Verb(s[i:]) >= len("建成") {
			return false
		}
		i += size
	}
	return false
}

// stageAt reports whether a number at the start of s only tells the stage of a work (二期扩建).
func stageAt(s string) bool {
	if s == "" {
		return false
	}
	_, n := runeAt(s, 0)
	return strings.HasPrefix(s[n:], "期")
}
