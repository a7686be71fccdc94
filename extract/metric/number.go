package metric

import (
	"strings"
	"unicode/utf8"
)

// A number is a numeral as written, with what stands inside it (二百五十多万, 1.35万余).
type number struct {
	value decimal
	high  decimal // the upper end of a pair such as 三四百, else zero
	mant  decimal // the value before 万 and 亿, for ranges that share them (3—5万)
	scale int     // the power of ten of a trailing 万 or 亿
	end   int

	pair    bool // 三四百
	vague   bool // 几百, 数千
	more    bool // 余 or 多 inside or after it
	about   bool // 来 after it (十来个)
	bare    bool // no digit at all: 百, 千, 万 (近万个)
	chinese bool // written in Chinese numerals
	digits  int  // how many Arabic digits stand before the point
	point   bool // has a decimal point
}

// numberAt reads a numeral that starts at i. Digits with thousands separators, full-width digits, Chinese numerals
// and mixtures (3.5亿, 1亿2000万, 二百五十多万) are one numeral.
func numberAt(s string, i int) (number, bool) {
	if d, _ := digitAt(s, i); d >= 0 {
		return arabicAt(s, i)
	}
	return chineseAt(s, i)
}

// digitAt is the Arabic digit at i, half or full width, and its length in bytes; -1 where there is none.
func digitAt(s string, i int) (digit, size int) {
	if i >= len(s) {
		return -1, 0
	}
	if c := s[i]; c >= '0' && c <= '9' {
		return int(c - '0'), 1
	}
	if i+2 < len(s) && s[i] == 0xEF && s[i+1] == 0xBC && s[i+2] >= 0x90 && s[i+2] <= 0x99 {
		return int(s[i+2] - 0x90), 3
	}
	return -1, 0
}

// digitsFrom reads a run of digits into mant; n is how many there are, which may pass maxDigits.
func digitsFrom(s string, i int, mant uint64) (uint64, int, int) {
	n := 0
	for {
		d, size := digitAt(s, i)
		if d < 0 {
			return mant, n, i
		}
		if n < maxDigits {
			mant = mant*10 + uint64(d)
		}
		n, i = n+1, i+size
	}
}

// separator is the length of a thousands separator at i that three digits and no fourth follow, else 0.
func separator(s string, i int) int {
	size := 0
	if strings.HasPrefix(s[i:], ",") {
		size = 1
	} else if strings.HasPrefix(s[i:], "，") {
		size = len("，")
	}
	if size == 0 {
		return 0
	}
	if _, n, _ := digitsFrom(s, i+size, 0); n != 3 {
		return 0
	}
	return size
}

// arabicAt reads a number in Arabic digits with all its parts.
func arabicAt(s string, i int) (number, bool) {
	n, ok := arabicPart(s, i)
	if ok && n.scale > 0 {
		n.lower(s)
	}
	return n, ok
}

// arabicPart reads digits and one scale.
func arabicPart(s string, i int) (number, bool) {
	var n number
	mant, count, end := digitsFrom(s, i, 0)
	n.digits = count
	if count <= 3 {
		for sep := separator(s, end); sep > 0 && n.digits < maxDigits; sep = separator(s, end) {
			var more int
			mant, more, end = digitsFrom(s, end+sep, mant)
			n.digits += more
		}
	}
	exp, places := 0, 0
	if dot := pointAt(s, end); dot > 0 {
		var frac uint64
		frac, places, n.end = digitsFrom(s, end+dot, mant)
		if places > 0 {
			mant, exp, end, n.point = frac, -places, n.end, true
		}
	}
	n.end = end
	if n.digits+places > maxDigits {
		return n, false
	}
	n.mant = decimal{mant, exp}
	n.value = n.mant
	n.scaled(s)
	return n, true
}

// pointAt is the length of a decimal point at i, half or full width, else 0.
func pointAt(s string, i int) int {
	if i < len(s) && s[i] == '.' {
		return 1
	}
	if strings.HasPrefix(s[i:], "．") {
		return len("．")
	}
	return 0
}

// scaled reads what follows a mantissa: 余 or 多 before a scale, scales (万, 千万, 万亿), and a further lower part.
func (n *number) scaled(s string) {
	i := skipSpace(s, n.end)
	word, size := inner(s, i)
	power, end := scaleAt(s, i+size)
	if power == 0 || unitOverScale(s, i+size) {
		return
	}
	n.mark(word)
	n.scale, n.value, n.end = power, n.value.shift(power), end
}

// lower adds a further part of lower scale, as in 1亿2000万.
func (n *number) lower(s string) {
	if d, _ := digitAt(s, n.end); d < 0 {
		return
	}
	part, ok := arabicPart(s, n.end)
	if !ok || part.scale == 0 || part.scale >= n.scale || part.point {
		return
	}
	if sum, ok := n.value.add(part.value); ok {
		n.value, n.end, n.mant, n.scale = sum, part.end, sum, 0
	}
}

// mark notes an inner 余, 多, 来 or 几.
func (n *number) mark(word rune) {
	switch word {
	case '余', '多':
		n.more = true
	case '来':
		n.about = true
	case '几':
		n.vague = true
	}
}

// inner is 余, 多, 来 or 几 at i and its length, else 0.
func inner(s string, i int) (rune, int) {
	r, size := utf8.DecodeRuneInString(s[i:])
	switch r {
	case '余', '多', '来', '几':
		return r, size
	}
	return 0, 0
}

// scaleAt is the power of ten of the scale words at i and their end: one of 十, 百, 千, then 万, then 亿, each optional.
func scaleAt(s string, i int) (power, end int) {
	last := 0
	for end = i; end < len(s); {
		r, size := utf8.DecodeRuneInString(s[end:])
		p := scaleOf(r)
		if p == 0 || last > 0 && (p < 4 || p <= last) || unitOverScale(s, end) {
			break
		}
		power, last, end = power+p, p, end+size
	}
	return power, end
}

// scaleOf is the power of ten of one scale word, else 0.
func scaleOf(r rune) int {
	switch r {
	case '十':
		return 1
	case '百':
		return 2
	case '千':
		return 3
	case '万', '萬':
		return 4
	case '亿', '億':
		return 8
	}
	return 0
}

// unitOverScale reports that the scale word at i begins a unit: 千 in 千瓦, 百 in 百分点.
func unitOverScale(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	if r != '千' && r != '百' {
		return false
	}
	u, ok := unitWord(s, i)
	return ok && u.kind != kindNone || strings.HasPrefix(s[i:], "百分之")
}

// skipSpace is i after up to two spaces; 3.5 亿元 and 3.5亿元 are the same.
func skipSpace(s string, i int) int {
	for k := 0; k < 2; k++ {
		switch {
		case i < len(s) && s[i] == ' ':
			i++
		case strings.HasPrefix(s[i:], "\u00a0"):
			i += 2
		}
	}
	return i
}
