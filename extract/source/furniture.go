package source

import (
	"bytes"
	"strings"
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

// hasWords reports whether a block holds a letter or a digit.
func hasWords(b []byte) bool {
	return bytes.ContainsFunc(b, func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' ||
			r > 0x2FFF && !(r <= 0x303F) && !(r >= 0xFE30 && r <= 0xFE6F) && !(r >= 0xFF00 && r <= 0xFF0F) ||
			r >= 0xC0 && r < 0x2000 || r >= 0x2150 && r < 0x2500
	})
}
