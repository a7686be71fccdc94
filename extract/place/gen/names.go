package main

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
)

// level is what a six-digit code says of its division's level.
func level(code string) index.Level {
	switch {
	case code[2:] == "0000":
		return index.AtProvince
	case code[4:] == "00":
		return index.AtPrefecture
	}
	return index.AtCounty
}

// parentOf is the code of the division that contains code: the prefecture, or the province for a county that has no
// prefecture (municipalities, and codes whose third and fourth digits are 90 or, in municipalities, any).
func parentOf(code string, known func(string) bool) string {
	switch level(code) {
	case index.AtProvince:
		return ""
	case index.AtPrefecture:
		return code[:2] + "0000"
	}
	if p := code[:4] + "00"; known(p) {
		return p
	}
	return code[:2] + "0000"
}

// peoples are the names of peoples that stand in the names of autonomous divisions, longest first where one
// begins another.
var peoples = strings.Fields(`各族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族
哈萨克族 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族
仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 鄂温克族 德昂族 保安族 裕固族 独龙族 鄂伦春族 蒙古 回 维吾尔 哈萨克 柯尔克孜 锡伯 塔吉克
满族 壮族`)

var suffixes = map[index.Level][]string{
	index.AtProvince:   {"特别行政区", "自治区", "省", "市"},
	index.AtPrefecture: {"自治州", "地区", "盟", "市"},
	index.AtCounty:     {"自治县", "自治旗", "特区", "林区", "新区", "县", "市", "区", "旗"},
}

// shortName is a full name without its suffix and without the peoples named in it, or "" where what is left is
// shorter than two characters or says nothing by itself (右翼前 of 右翼前旗, 市中 of 市中区).
func shortName(name string, at index.Level) string {
	base := name
	for _, s := range suffixes[at] {
		if cut, ok := strings.CutSuffix(name, s); ok {
			base = cut
			if strings.HasPrefix(s, "自治") || s == "区" {
				base = withoutPeoples(base)
			}
			break
		}
	}
	if base == name || utf8.RuneCountInString(base) < 2 {
		return ""
	}
	for _, end := range []string{"翼前", "翼中", "翼后", "特前", "特中", "特后", "旗前", "锦后", "左翼", "右翼", "市中"} {
		if strings.HasSuffix(base, end) {
			return ""
		}
	}
	return base
}

func withoutPeoples(base string) string {
	for again := true; again; {
		again = false
		for _, p := range peoples {
			if cut, ok := strings.CutSuffix(base, p); ok && cut != "" && utf8.RuneCountInString(cut) >= 2 {
				base, again = cut, true
			}
		}
	}
	return base
}

// usualName is what an autonomous division is called in short but with a suffix: 延边州, 琼中县, 鄂伦春旗; otherwise "".
func usualName(name string, at index.Level) string {
	short := shortName(name, at)
	for long, end := range map[string]string{"自治州": "州", "自治县": "县", "自治旗": "旗"} {
		if short != "" && strings.HasSuffix(name, long) {
			return short + end
		}
	}
	return ""
}
