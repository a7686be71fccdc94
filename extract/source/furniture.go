package source

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// isFurniture reports whether a class, id or role names a part of a page that is not the article: its words, cut at
// everything but letters and at capitals, hold one of furnitureWords, and it names no editor's body (TRS_Editor).
func isFurniture(names string) bool {
	found := false
	for name := range strings.FieldsSeq(names) {
		lower := strings.ToLower(name)
		if strings.Contains(lower, "trs_editor") || strings.Contains(lower, "trs_uedit") {
			return false
		}
		found = found || hasWord(name, furnitureWords)
	}
	return found
}

// isCaption reports whether a class or id names the caption of a picture.
func isCaption(names string) bool {
	return hasWord(names, captionWords) && strings.ContainsAny(names, "iIpPfF")
}

// hasWord cuts a name into words and looks each up.
func hasWord(name string, words map[string]bool) bool {
	var buf [32]byte
	word := buf[:0]
	flush := func() bool {
		hit := len(word) > 0 && words[string(word)]
		word = word[:0]
		return hit
	}
	for i := 0; i < len(name); i++ {
		c := name[i]
		upper := c >= 'A' && c <= 'Z'
		letter := upper || c >= 'a' && c <= 'z'
		startsWord := upper && i > 0 && name[i-1] >= 'a' && name[i-1] <= 'z'
		if (!letter || startsWord) && flush() {
			return true
		}
		if letter && len(word) < len(buf) {
			word = append(word, c|0x20)
		}
	}
	return flush()
}

// furnitureWords are words of class and id names for navigation, sharing, comments, advertisements and the like,
// in English and in the pinyin that Chinese sites use.
var furnitureWords = wordSet(`
	nav navbar navigation menu submenu topnav breadcrumb breadcrumbs crumb crumbs mianbaoxie position
	footer foot bottombar copyright beian toolbar toolbox tools
	share shares bdshare sharebar social weixin wechat weibo fenxiang
	related relate relevant recommend recommended recommendation tuijian xiangguan hot hots hotnews ranking rank
	comment comments pinglun reply replies
	sidebar sider aside rightbar
	ad ads adv advert advertisement advertising guanggao promo promotion sponsor appendqr
	qr qrcode ewm erweima
	editor zebian author pager pagination paging fanye pagebar
	login search searchbox sousuo banner logo friendlink friendlinks link links
	print dayin favor favorite feedback jubao hidden hide
	`)

// captionWords are words of class and id names for captions of pictures.
var captionWords = wordSet(`descr caption imgdesc imgdescr picdesc figcaption phototitle`)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// A siteLine is a short line that sites put around an article's own words.
type siteLine struct {
	within  int // the most characters such a line has
	pattern *regexp.Regexp
}

// siteLines are the lines that are dropped wherever they stand. Each begins with words that no sentence of a notice
// begins with, or is nothing but such words, and is short.
var siteLines = []siteLine{
	{40, regexp.MustCompile(`^[（(\[【]?\s?(?:责任编辑|责任校对|责编|本文编辑|文字编辑|网络编辑|网站编辑|编辑|校对|审核|值班编辑|值班主任|审校|监制)\s?[:：]`)},
	{40, regexp.MustCompile(`^(?:微信|手机|支付宝|QQ)?\s?(?:扫一扫|扫码|扫描|扫描下方|长按|识别)\s?(?:下方|上方|左侧|右侧|此|识别|关注|下载|打开|查看|阅读|分享|进入|体验|在手机|手机|二维码|图中)[^，。；]*[。！!]?$`)},
	{40, regexp.MustCompile(`^(?:点击|点此|戳)(?:这里|此处|下方|上方|左下角|阅读|查看|下载|进入|关注|图片)[^，。；]*[。！!>]*$`)},
	{40, regexp.MustCompile(`^(?:海量资讯|更多|关注|下载|打开|请|欢迎)[^。；]{0,24}(?:APP|App|app|客户端|公众号|小程序|微信号)[^。；]{0,12}[。！!]?$`)},
	{12, regexp.MustCompile(`^[【\[]?(?:查看|阅读|浏览)(?:原文|全文|更多|详情)[】\]]?[>»]*$`)},
	{60, regexp.MustCompile(`^.{0,30}(?:【|\[|字体|字号)[:：\s]{0,4}(?:字体|字号)?[:：\s]{0,4}[【\[]?\s?(?:超大|特大|大|小|中)\s?[】\]]?\s?[【\[]?\s?(?:大|中|小|默认)\s?[】\]]?`)},
	{40, regexp.MustCompile(`^(?:[【\[]?\s?(?:打印(?:本页|此页|正文)?|关闭(?:本页|窗口)?|收藏(?:本页)?|返回(?:顶部|首页|上一页|列表)?|字体|分享到?|推荐给朋友|我要纠错|大|中|小|纠错|微信|微博|QQ空间|新浪微博|复制链接|举报|保存|下载|评论|点赞|TOP|Top)\s?[】\]]?[:：|｜\s]*)+$`)},
	{30, regexp.MustCompile(`^(?:分享到|分享至|浏览次数|浏览量|阅读次数|阅读量|访问量|点击数|点击率|点击次数|字数统计)\s?[:：]?\s?[\d,]*\s?(?:次)?$`)},
	{80, regexp.MustCompile(`^(?:上一篇|下一篇|上一条|下一条|上一页|下一页|前一篇|后一篇)\s?[:：]?`)},
	{60, regexp.MustCompile(`^(?:当前位置|您的位置|您所在的位置|您现在的位置|你的位置|所在位置|您当前的位置)\s?[:：]?`)},
	{80, regexp.MustCompile(`^(?:版权所有|Copyright|COPYRIGHT|©|主办单位\s?[:：]|承办单位\s?[:：]|技术支持\s?[:：]|网站标识码|.{0,3}ICP备|.{0,6}公网安备|备案序号)`)},
	{12, regexp.MustCompile(`^(?:相关(?:链接|新闻|阅读|推荐|文章|稿件|报道|附件下载)|延伸阅读|推荐阅读|热门推荐|热点新闻|猜你喜欢|更多精彩|友情链接|网站地图|联系我们|返回顶部|精彩推荐)\s?[:：>]*$`)},
	{40, regexp.MustCompile(`^[（(]?更新时间戳?\s?[:：]\s?\d[\d\s:：/-]*[）)]?$`)},
}

// isSiteLine reports whether a block is a line of the site's own.
func isSiteLine(b []byte) bool {
	if len(b) > 4*80 {
		return false
	}
	n := utf8.RuneCount(b)
	for i := range siteLines {
		l := &siteLines[i]
		if n <= l.within && l.pattern.Match(b) {
			return true
		}
	}
	return !hasWords(b)
}

// hasWords reports whether a block holds a letter or a digit.
func hasWords(b []byte) bool {
	return bytes.ContainsFunc(b, func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' ||
			r > 0x2FFF && !(r <= 0x303F) && !(r >= 0xFE30 && r <= 0xFE6F) && !(r >= 0xFF00 && r <= 0xFF0F) ||
			r >= 0xC0 && r < 0x2000 || r >= 0x2150 && r < 0x2500
	})
}
