package ask

import (
	"policygraph/internal/lazyregexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Classes of words that mean the same to a question, as parts of regular expressions, longest first where one begins
// another.
const (
	wordsMeasure = `(?:改革举措|措施|举措|任务|标题)`
	wordsWhich   = `(?:哪些|哪几个|哪几|哪个|哪|多少|什么|有没有|所有|全部|几个|几)`
	wordsPlace   = `(?:地级市|县级市|城市|地区|地方|市县|县市|区县|县区|市区|省份|乡镇|街道|直辖市|自治区|市|县|区|省|镇|乡)`
	wordsAct     = `(?:做了|做过|在做|做|干了|干|搞了|在搞|搞|推进|推动|推行|开展|实施|采取|采用|探索|试点|落实|出台)`
	wordsDone    = `(?:做法|经验|举措|措施|案例|实践|工作|成效|成果|探索|亮点)`
)

// fillers are words without content of their own, where they stand whole between others.
var fillers = lazyregexp.New(`(?:请问|请|介绍一下|介绍|说说|讲讲|告诉我|帮我|查一下|查询|查找|查|看看|列出|列举|一下|我想知道|想知道|` +
	`有?(?:哪些|哪几个|哪个|什么|多少个?|各个?|所有|的)(?:地级市|县级市|城市|地区|地方|市县|县市|区县|省份|乡镇|市|县|区|省|镇|乡)|` +
	`有哪些|有什么|有多少|有没有|哪些|哪几个|哪几|哪个|哪里|哪儿|哪家|哪|什么|谁|多少|几个|怎么样|怎么|怎样|如何|为什么|` +
	`做了|做过|在做|干了|搞了|在搞|推进了|推进|推动了|推动|推行|开展了|开展|实施了|实施|采取了|采取|采用|落实|探索|` +
	`各地|出现在|出现|入选|列入|上榜|涉及到|涉及|提到了|提到|进入|通知|文件|` +
	`这一|这个|这项|这些|这份|方面|领域|相关|有关|关于|的做法|做法|经验|案例|措施|举措|主题|情况|` +
	`最多|最大|最高|排名|排行|前几|金额|规模|总额|总量|数量|合计|一共|总共|分别|都|◇|[“”"'《》「」\[\]]+)`)

// particles are single characters that carry no content at the edge of a piece.
const particles = "在了的有是做搞干上下中里内外对把被和与跟及吗呢吧啊过都各向给为以由从到就还也又之其个项,、;:"

// pieces are the pieces of content of a question, longest first, the later first among those of one length: in
// Chinese the head of a phrase stands at its end.
func pieces(s string) []string {
	var out []string
	for _, p := range fillers.Split(s, -1) {
		p = strings.Trim(p, particles)
		if utf8.RuneCountInString(p) >= 2 {
			out = append(out, p)
		}
	}
	slices.Reverse(out)
	slices.SortStableFunc(out, func(a, b string) int { return utf8.RuneCountInString(b) - utf8.RuneCountInString(a) })
	return out
}

// maxTries is how many texts are looked for before a question is answered with nothing.
const maxTries = 24

// generic are words that nearly every practice has; as a part of a topic they would find anything.
var generic = strings.Fields("建设 发展 服务 管理 城市 工作 项目 推进 推动 加强 加快 提升 提高 完善 优化 实施 提供 支持 进行 " +
	"促进 健全 深化 创新 改革 机制 体系 制度 开展 全面 重点 农村 乡村 地区 人员 人数")

// attempts are the texts to look for in turn: each piece, then the parts of each, longest first, the later first.
// Most Chinese words have two characters, so a part is taken only where it begins an even number of them from the
// start of its piece or ends so from its end.
func attempts(s string) []string {
	whole := pieces(s)
	out := slices.Clone(whole)
	for size := 8; size >= 2; size-- {
		for _, p := range whole {
			runes := []rune(p)
			for start := len(runes) - size; start >= 0 && size < len(runes); start-- {
				rest := len(runes) - size - start
				if start != 0 && rest != 0 && (size%2 == 1 || start%2 == 1 && rest%2 == 1) {
					continue
				}
				part := string(runes[start : start+size])
				if part == strings.Trim(part, particles) && !slices.Contains(out, part) && !slices.Contains(generic, part) {
					out = append(out, part)
				}
			}
		}
	}
	return out[:min(len(out), maxTries)]
}
