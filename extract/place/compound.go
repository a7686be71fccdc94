package place

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// A compound is a word that makes another name of the division's name before it: 北京路, 海南岛, 南京大学, 四川话.
type compound struct {
	word string
	not  string // characters after it that make it part of another word: 人 in 人民, 路 in 路径
}

// compounds are tried in this order, longer words first.
var compounds = []compound{
	{"合作组织", ""}, {"冬奥会", ""}, {"奥运会", ""}, {"亚运会", ""}, {"全运会", ""}, {"世博会", ""}, {"进博会", ""},
	{"大学", "生城"}, {"学院", ""}, {"大道", ""}, {"大街", ""}, {"大桥", ""}, {"高速", ""}, {"铁路", ""}, {"高铁", ""},
	{"公路", ""}, {"机场", ""}, {"海峡", ""}, {"平原", ""}, {"盆地", ""}, {"高原", ""}, {"半岛", ""}, {"群岛", ""},
	{"丘陵", ""}, {"水库", ""}, {"河谷", ""}, {"运河", ""}, {"时间", ""}, {"银行", ""}, {"海关", ""}, {"证券", ""}, {"日报", ""},
	{"晚报", ""}, {"集团", ""}, {"公司", ""}, {"铁矿", ""}, {"煤矿", ""}, {"油田", ""}, {"战役", ""}, {"会议", ""}, {"起义", ""},
	{"山东麓", ""}, {"山西麓", ""}, {"山东路", ""}, {"山西路", ""}, {"山东侧", ""}, {"山西侧", ""}, {"东路", ""}, {"西路", ""}, {"南路", ""}, {"北路", ""}, {"中路", ""},
	{"路", "径线网面段由子过"}, {"街", "道区头"}, {"湾", "区"}, {"湖", "区"}, {"岛", ""}, {"山", "区地东西水林村乡间"}, {"江", "苏西"}, {"河", "北南长湖道"},
	{"海", "关外洋事域上内拔南"}, {"港", "口澳"}, {"站", "在点位"}, {"话", "题费"}, {"菜", "篮市农"}, {"籍", ""},
	{"人", "民大才口员均力工社机流为物数居文事类行次们"}, {"队", "伍"}, {"村", "级居镇社寨干民落改企域容"},
}

var compoundLeads = sync.OnceValue(func() *leads {
	return leadsOf(compounds, func(c compound) string { return c.word })
})

// compoundAt is the word at the start of text that makes another name of the division before it, or "".
func compoundAt(text string) string {
	if !compoundLeads().starts(text) {
		return ""
	}
	for _, c := range compounds {
		after, ok := strings.CutPrefix(text, c.word)
		if !ok {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(after); c.not != "" && after != "" && strings.ContainsRune(c.not, next) {
			return ""
		}
		return c.word
	}
	return ""
}
