package metric

import "unicode/utf8"

// maxNumeral is how many characters a Chinese numeral may have; 九千九百九十九万九千九百九十九亿 has 15.
const maxNumeral = 32

// chineseDigit is the value of a Chinese digit, or -1.
func chineseDigit(r rune) int {
	switch r {
	case '零', '〇', '○':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// A numeral is a Chinese numeral as it is read, character by character.
type numeral struct {
	runes  [maxNumeral]rune
	n      int
	second int  // index of the second of two adjacent digits (三四百), else 0
	inRow  int  // how many digits stand in a row
	marked bool // 余 or 多 was read, which only 万 and 亿 may follow
	number
}

// chineseAt reads 二百零七, 一千一百多, 几十, 数千, 十几, 两三百, 三点五, 百, 近万's 万 and the like.
func chineseAt(s string, i int) (number, bool) {
	b := numeral{number: number{chinese: true, end: i, bare: true}}
	for b.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[b.end:])
		if r == '点' && b.inRow > 0 {
			return b.fraction(s, b.end+size)
		}
		goes, ok := b.take(s, r, size)
		if !ok {
			return b.number, false
		}
		if !goes {
			break
		}
		b.end += size
	}
	return b.finish()
}

// take reads one character; goes is false where the numeral ends before it, ok where it makes no numeral.
func (b *numeral) take(s string, r rune, size int) (goes, ok bool) {
	switch digit := chineseDigit(r); {
	case digit >= 0:
		return true, b.digit(r, digit)
	case scaleOf(r) > 0:
		if unitOverScale(s, b.end) && b.n > 0 {
			return false, true
		}
		b.bare, b.inRow = b.bare && r != '十', 0
		return true, b.push(r)
	case r == '几' || r == '数':
		if b.vague || !vagueFollows(s, b.end, size, b.n) {
			return false, true
		}
		b.vague, b.bare, b.inRow = true, false, 0
		return true, true
	case (r == '余' || r == '多' || r == '来') && b.n > 0 && !b.marked:
		if p, _ := scaleAt(s, b.end+size); p < 4 {
			return false, true
		}
		b.mark(r)
		b.marked = true
		return true, true
	}
	return false, true
}

// digit takes a digit; two in a row are a pair, three are no numeral.
func (b *numeral) digit(r rune, digit int) bool {
	b.inRow++
	b.bare = false
	if b.marked || b.inRow > 2 {
		return false
	}
	if b.inRow == 2 && digit > 0 && b.runes[b.n-1] != '零' && b.runes[b.n-1] != '〇' {
		if b.second > 0 {
			return false
		}
		b.second = b.n
	}
	return b.push(r)
}

func (b *numeral) push(r rune) bool {
	if b.n == maxNumeral {
		return false
	}
	b.runes[b.n] = r
	b.n++
	return true
}

// vagueFollows reports that 几 or 数 at i is part of a numeral: before a scale (几百), or after one (十几).
func vagueFollows(s string, i, size, before int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	if before > 0 {
		return r == '几'
	}
	p, end := scaleAt(s, i+size)
	if p == 0 {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[end:])
	return chineseDigit(next) < 0
}

// finish evaluates what was read.
func (b *numeral) finish() (number, bool) {
	if b.n == 0 {
		return b.number, false
	}
	low, ok := evaluate(b.runes[:b.n], b.second)
	if !ok {
		return b.number, false
	}
	for k := b.n - 1; k >= 0 && scaleOf(b.runes[k]) >= 4; k-- {
		b.scale += scaleOf(b.runes[k])
	}
	b.value, b.mant = low, low.shift(-b.scale)
	switch b.pair = b.second > 0; b.second {
	case 0:
	case 1:
		b.high, ok = evaluate(b.runes[1:b.n], 0)
	default:
		b.high, ok = evaluate(b.runes[:b.n], b.second-1)
	}
	return b.number, ok
}

// maxPlaces is how many places after 点 are read.
const maxPlaces = 6

// fraction reads the places after 点 (三点五), which end at i, and a scale after them.
func (b *numeral) fraction(s string, i int) (number, bool) {
	whole, ok := b.finish()
	if !ok || b.second > 0 {
		return whole, false
	}
	value, places, end := whole.value, 0, i
	for end < len(s) && places < maxPlaces {
		r, size := utf8.DecodeRuneInString(s[end:])
		d := chineseDigit(r)
		if d < 0 || value.mant > 1e12 {
			break
		}
		value.mant = value.mant*10 + uint64(d)
		places, end = places+1, end+size
	}
	if places == 0 || value.exp != 0 {
		return whole, true
	}
	n := number{chinese: true, value: decimal{value.mant, -places}, end: end, point: true}
	n.mant = n.value
	n.scaled(s)
	return n, true
}

// evaluate is the value of a Chinese numeral without the character at skip (0: none, for a numeral's first
// character is never skipped).
func evaluate(runes []rune, skip int) (decimal, bool) {
	var yi, wan, section, digit uint64 // the value is yi × 10^8 + wan × 10^4 + section + digit
	seen, lastScale := false, 99
	for k, r := range runes {
		if skip > 0 && k == skip {
			continue
		}
		if d := chineseDigit(r); d >= 0 {
			digit, seen = uint64(d), true
			continue
		}
		switch p := scaleOf(r); {
		case p < 4:
			if p >= lastScale {
				return decimal{}, false
			}
			if !seen {
				digit = 1
			}
			section, lastScale = section+digit*pow10(p), p
		case p == 4:
			if wan > 0 {
				return decimal{}, false
			}
			wan, section, lastScale = max(section+digit, one(k)), 0, 99
		default:
			if yi > 0 {
				return decimal{}, false
			}
			yi, wan, section, lastScale = max(wan*1e4+section+digit, one(k)), 0, 0, 99
		}
		digit, seen = 0, false
	}
	return decimal{yi*1e8 + wan*1e4 + section + digit, 0}, true
}

// one is what a scale at the head of a numeral multiplies (万 alone is 10000).
func one(k int) uint64 {
	if k == 0 {
		return 1
	}
	return 0
}

func pow10(n int) uint64 {
	p := uint64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}
