package place

import (
	"strings"
	"unicode/utf8"
)

// transliterating are the characters that foreign names are usually written with (世界人名翻译大辞典, its tables of sounds).
const transliterating = "阿埃艾安昂奥巴班邦保贝本比彼宾波博布查达戴丹德登邓迪蒂丁东杜顿多厄恩尔法凡费菲芬弗夫福盖甘冈戈哥格根古哈海汉豪赫亨洪胡霍基吉加迦贾杰金卡凯坎康考柯科克肯孔库拉莱赖兰郎朗劳勒雷里理利列林隆卢鲁伦罗洛吕马玛迈麦曼芒毛茅梅门蒙孟米密明摩莫默姆木穆纳娜奈南内尼涅宁纽努诺欧帕潘庞佩彭皮平珀普奇恰乔切琴丘热日荣茹瑞撒萨赛桑瑟森沙莎山舍申圣什施史舒斯松苏索塔泰坦汤唐特腾提廷通图托瓦万汪威韦维温文翁沃乌武西希锡夏香肖谢辛欣休许雪雅亚延扬耶叶伊因尤约泽扎詹哲芝茨朱兹宗佐"

var transliterates = func() (set [1024]uint64) {
	for _, r := range transliterating {
		set[(r-firstHan)>>6&1023] |= 1 << ((r - firstHan) & 63)
	}
	return set
}()

func transliteration(r rune) bool {
	return r >= firstHan && r <= lastHan && transliterates[(r-firstHan)>>6]>>((r-firstHan)&63)&1 != 0
}

// foreign says whether the hit reads as a piece of a foreign name: it is written in transliterating characters (but for
// 州), and so are the two characters before it or those on both of its sides (斯|凯里|特, 库尔斯|克州). What the mention
// before ends with is none of that, nor is a frequent word with no third such character before it.
func (s *scanner) foreign(start, end int) bool {
	if n := len(s.out); n > 0 && s.out[n-1].End == start {
		return false
	}
	prev, size := utf8.DecodeLastRuneInString(s.text[:start])
	if prev == '·' {
		return true
	}
	if !transliteration(prev) {
		return false
	}
	for _, r := range strings.TrimSuffix(s.text[start:end], "州") {
		if !transliteration(r) {
			return false
		}
	}
	before, more := utf8.DecodeLastRuneInString(s.text[:start-size])
	if s.g.f.Edge(before, prev) {
		third, _ := utf8.DecodeLastRuneInString(s.text[:start-size-more])
		return transliteration(before) && transliteration(third)
	}
	next, _ := utf8.DecodeRuneInString(s.text[end:])
	return transliteration(before) || transliteration(next)
}
