package source

import (
	"bytes"
	"regexp"
	"sync"
	"unicode/utf8"
)

// A siteLine is a short line that sites put around an article's own words.
type siteLine struct {
	within  int    // the most characters such a line has
	first   string // the characters it can begin with, brackets aside; "" is any
	holds   rune   // a character that it holds, where it can begin with any
	pattern *regexp.Regexp
}

// siteLines are the lines that are dropped wherever they stand. Each begins with words that no sentence of a notice
// begins with, or is nothing but such words, and is short.
var siteLines = sync.OnceValue(func() []siteLine {
	return []siteLine{
		// 责任编辑：…
		{40, "责本文网编校审监值", 0, regexp.MustCompile(`^(?:责任编辑|责任校对|责编|本文编辑|文字编辑|网络编辑|网站编辑|编辑|校对|审核|值班编辑|值班主任|审校|监制)\s?[:：]`)},
		// 扫码关注…
		{40, "微手支Q扫长识", 0, regexp.MustCompile(`^(?:微信|手机|支付宝|QQ)?\s?(?:扫一扫|扫码|扫描|长按|识别)\s?(?:下方|上方|左侧|右侧|此|识别|关注|下载|打开|查看|阅读|分享|进入|体验|在手机|手机|二维码|图中)[^，。；]*[。！!]?$`)},
		// 点击查看…
		{40, "点戳", 0, regexp.MustCompile(`^(?:点击|点此|戳)(?:这里|此处|下方|上方|左下角|阅读|查看|下载|进入|关注|图片)[^，。；]*[。！!>]*$`)},
		// …尽在…APP
		{40, "海更关下打请欢", 0, regexp.MustCompile(`^(?:海量资讯|更多|关注|下载|打开|请|欢迎)[^。；]{0,24}(?:APP|App|app|客户端|公众号|小程序|微信号)[^。；]{0,12}[。！!]?$`)},
		// 查看原文
		{12, "查阅浏", 0, regexp.MustCompile(`^(?:查看|阅读|浏览)(?:原文|全文|更多|详情)[】\]]?[>»]*$`)},
		// 【字体：大 中 小】, also after a date and a source
		{80, "", '字', regexp.MustCompile(`字[体号](?:大小)?\s?[】\]]?\s?[:：]?\s?[【\[]?\s?(?:超大|特大|大|小|中|加大|缩小|默认)(?:\s|[】\]【\[|]|$)`)},
		// 打印本页 关闭窗口
		{40, "打关收返字分推我大中小纠微Q新复举保下评点Tt", 0, regexp.MustCompile(`^(?:[【\[]?\s?(?:打印(?:本页|此页|正文)?|关闭(?:本页|此页|窗口)?|收藏(?:本页)?|返回(?:顶部|首页|上一页|列表)?|字体|分享到?|推荐给朋友|我要纠错|大|中|小|纠错|微信|微博|QQ空间|新浪微博|复制链接|举报|保存|下载|评论|点赞|TOP|Top|top)\s?[】\]]?[:：|｜、/\s]*)+$`)},
		// 浏览次数：12
		{30, "分浏阅访点字", 0, regexp.MustCompile(`^(?:分享到|分享至|浏览次数|浏览量|阅读次数|阅读量|访问量|点击数|点击率|点击次数|字数统计)\s?[:：]?\s?[\d,]*\s?(?:次)?$`)},
		// 下一篇：…
		{80, "上下前后", 0, regexp.MustCompile(`^(?:上一篇|下一篇|上一条|下一条|上一页|下一页|前一篇|后一篇)(?:\s?[:：]|$)`)},
		// 当前位置：首页 > …
		{60, "当您你所", 0, regexp.MustCompile(`^(?:当前位置|您的位置|您所在的位置|您现在的位置|你的位置|所在位置|您当前的位置)\s?[:：]`)},
		// 版权所有…
		{80, "版C©主承技网", 0, regexp.MustCompile(`^(?:版权所有|Copyright|COPYRIGHT|©|(?:主办单位|主办|承办单位|承办|技术支持)\s?[:：].{0,40}(?:网|中心|公司|办公室|政府|局|厅|委)|网站标识码)`)},
		{80, "", '备', regexp.MustCompile(`ICP备\s?\d|公网安备\s?\d|备案序号`)},
		// 相关阅读
		{12, "相延推热猜更友网联返精", 0, regexp.MustCompile(`^(?:相关(?:链接|新闻|阅读|推荐|文章|稿件|报道|附件下载)|延伸阅读|推荐阅读|热门推荐|热点新闻|猜你喜欢|更多精彩|友情链接|网站地图|联系我们|返回顶部|精彩推荐)\s?[:：>]*$`)},
		// (更新时间戳: 1600000000)
		{40, "更", 0, regexp.MustCompile(`^更新时间戳?\s?[:：]\s?\d[\d\s:：/-]*[）)]?$`)},
	}
})

// sitePatterns are the site lines by the character they begin with; those that begin with any are under 0.
var sitePatterns = sync.OnceValue(func() map[rune][]siteLine {
	by := make(map[rune][]siteLine)
	for _, l := range siteLines() {
		if l.first == "" {
			by[0] = append(by[0], l)
		}
		for _, r := range l.first {
			by[r] = append(by[r], l)
		}
	}
	return by
})

// isSiteLine reports whether a block is a line of the site's own, or holds no words at all.
func isSiteLine(b []byte) bool {
	if len(b) > 4*80 {
		return false
	}
	bare := bytes.TrimLeft(b, "（(【[《 ")
	first, _ := utf8.DecodeRune(bare)
	by := sitePatterns()
	return matchesSite(by[first], bare) || matchesSite(by[0], bare) || !hasWords(b)
}

// matchesSite reports whether a block is one of some site lines.
func matchesSite(lines []siteLine, b []byte) bool {
	for i := range lines {
		l := &lines[i]
		if (l.holds == 0 || bytes.ContainsRune(b, l.holds)) && utf8.RuneCount(b) <= l.within && l.pattern.Match(b) {
			return true
		}
	}
	return false
}
