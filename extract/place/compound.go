package place

import "strings"

// compounds are the words that make another name of the division's name before them.
var compounds = strings.Fields(`大学 学院 大道 大街 高速 铁路 高铁 时间 奥运会 冬奥会 亚运会 世博会 话 菜 籍 人 队 路 街 湾 湖 岛
山 江 河 海峡 海 平原 盆地 高原 机场 港 站 银行 海关 证券 日报 晚报 集团 公司 公路 合作组织 西路 东路 南路 北路`)

// compoundAt is the word at the start of text that makes another name of the division before it, or "".
func compoundAt(text string) string {
	for _, c := range compounds {
		if strings.HasPrefix(text, c) {
			return c
		}
	}
	return ""
}
