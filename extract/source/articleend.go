package source

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// endMark matches the lines that stand below an article on its page: who edited it, and the headings of what the site
// recommends next.
var endMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[（(【\[]?\s?(?:(?:责任编辑|责编|网络编辑|本文编辑|值班编辑)\s?[:：]|` +
		`(?:相关(?:链接|新闻|阅读|推荐|文章|稿件|报道)|延伸阅读|推荐阅读|热门推荐|热点新闻|猜你喜欢|更多精彩|友情链接|精彩推荐|网友评论|最新评论|热门评论)\s?[:：>】\]]*$)`)
})

// articleEnd is the draft at which an article ends that is given as the drafts from one to another: the first that
// stands below articles, where much less text comes after it than before and no annex does; else the end.
func (w *writer) articleEnd(from, to int) int {
	all := 0
	for i := from; i < to; i++ {
		all += w.drafts[i].runes
	}
	before := 0
	for i := from; i < to; i++ {
		piece := w.piece(i)
		if len(piece) <= 120 && (all-before)*4 < all && marksEnd(piece) {
			if i+1 < to && bytes.HasPrefix(w.piece(i+1), []byte("附件")) {
				return to
			}
			return i
		}
		before += w.drafts[i].runes
	}
	return to
}

func marksEnd(piece []byte) bool {
	first, _ := utf8.DecodeRune(bytes.TrimLeft(piece, "（(【[ "))
	return strings.ContainsRune("责网本值相延推热猜更友精最", first) && endMark().Match(piece)
}
