package place

import (
	"strings"

	"policygraph/schema"
)

// ZoneDivision is a zone that is named after its host and that the gazetteer does not list, such as
// 溧阳高新技术产业开发区: its ID is made of the host's and of [schema.Hash] of the name. The host must be known.
func (g *Gazetteer) ZoneDivision(host, name string) schema.Division {
	z := schema.Division{ID: host + "/" + schema.Hash(name), Name: name, Level: schema.Zone, Parent: host, Province: host}
	if d, ok := g.Division(host); ok && d.Province != "" {
		z.Province = d.Province
	}
	return z
}

// zoneKinds are the words that make a zone of the division named right before them, and those that may stand
// between the two.
var (
	zoneKinds   = []string{"自由贸易试验区", "自贸试验区", "自贸区", "开发区", "高新区", "经开区", "工业园区", "产业园区", "工业园", "保税区", "综合保税区", "示范区", "新区", "合作区", "实验区", "试验区"}
	zoneFillers = []string{"国家级", "国家", "省级", "高新技术", "经济技术", "产业", "经济", "技术", "综合", "农业", "循环", "化工", "出口加工", "航空港", "边境", "现代", "工业", "（", "）", "市", "县", "区"}
)

// zoneAt is the length of the zone's words at the start of text, or 0.
func zoneAt(text string) int {
	n := 0
	for range 5 {
		for _, k := range zoneKinds {
			if strings.HasPrefix(text[n:], k) {
				return n + len(k)
			}
		}
		step := 0
		for _, f := range zoneFillers {
			if strings.HasPrefix(text[n:], f) {
				step = len(f)
				break
			}
		}
		if step == 0 {
			return 0
		}
		n += step
	}
	return 0
}
