package extract

import "strings"

// ofState reports whether a sentence begins with a body of the whole state (中国建设银行……, 财政部会同……); 公安部门 is one
// of a place.
func ofState(s string) bool {
	if n := ministries.prefix(s); n > 0 {
		return !strings.HasPrefix(s[n:], "门") // 公安部, but not 公安部门
	}
	return strings.HasPrefix(s, "中国") && !strings.HasPrefix(s, "中国（") && !strings.HasPrefix(s, "中国(")
}

var ministries = wordsOf("教育部 科技部 科学技术部 工业和信息化部 公安部 民政部 司法部 财政部 人力资源社会保障部 自然资源部 生态环境部 住房城乡建设部 交通运输部 " +
	"水利部 农业农村部 农业部 林业部 商务部 文化和旅游部 卫生部 铁道部 电力部 煤炭部 冶金部 化工部 人民银行 海关总署 税务总局 市场监管总局 工信部 人社部 应急管理部 退役军人事务部 审计署 中央气象台 最高人民法院 最高人民检察院 " +
	"南部战区 东部战区 西部战区 北部战区 中部战区 我部 我委 我局")
