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

// numeral collects the characters of one Chinese numeral.
type numeral struct {
	runes [maxNumeral]rune
	n     int
	pair  int // index of the second of two adjacent digits (三四百), else 0
}

// chineseAt reads 二百零七, 一千一百多, 几十, 数千, 十几, 两三百, 三点五, 百, 近万's 万 and the like.
func chineseAt(s string, i int) (number, bool) {
	var buf numeral
	n := number{chinese: true, end: i, bare: true}
	digitsInRow, marked := 0, false
	for n.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		digit := chineseDigit(r)
		switch {
		case digit >= 0:
			if digitsInRow++; digitsInRow == 2 && digit > 0 && buf.runes[buf.n-1] != '零' && buf.runes[buf.n-1] != '〇' {
				if buf.pair > 0 {
					return n, false
				}
				buf.pair = buf.n
			} else if digitsInRow > 2 {
				return n, false
			}
			if marked {
				return n, false
			}
			n.bare = false
		case scaleOf(r) > 0:
			if unitOverScale(s, n.end) && buf.n > 0 {
				return buf.finish(s, n)
			}
			n.bare = n.bare && r != '十'
			digitsInRow = 0
		case r == '几' || r == '数':
			if n.vague || !vagueFollows(s, n.end, size, buf.n) {
				return buf.finish(s, n)
			}
			n.vague, n.bare, digitsInRow = true, false, 0
			n.end += size
			continue
		case (r == '余' || r == '多' || r == '来') && buf.n > 0 && !marked:
			if p, _ := scaleAt(s, n.end+size); p < 4 {
				return buf.finish(s, n)
			}
			n.mark(r)
			marked = true
			n.end += size
			continue
		case r == '点' && buf.n > 0 && digitsInRow > 0:
			return buf.fraction(s, n, n.end+size)
		default:
			return buf.finish(s, n)
		}
		if buf.n == maxNumeral {
			return n, false
		}
		buf.runes[buf.n] = r
		buf.n++
		n.end += size
	}
	return buf.finish(s, n)
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

// finish evaluates what was collected.
func (b *numeral) finish(_ string, n number) (number, bool) {
	if b.n == 0 {
		return n, false
	}
	low, ok := evaluate(b.runes[:b.n], b.pair)
	if !ok {
		return n, false
	}
	n.value, n.mant = low, low
	for k := b.n - 1; k >= 0 && scaleOf(b.runes[k]) >= 4; k-- {
		n.scale += scaleOf(b.runes[k])
	}
	n.mant = low.shift(-n.scale)
	if b.pair > 0 {
		n.pair = true
		n.high, ok = evaluate(b.runes[:b.n], b.pair-1)
		if b.pair == 1 {
			n.high, ok = evaluate(b.runes[1:b.n], 0)
		}
	}
	return n, ok
}

// fraction reads the places after 点 (三点五) and a scale after them.
func (b *numeral) fraction(s string, n number, i int) (number, bool) {
	whole, ok := b.finish(s, n)
	if !ok || b.pair > 0 {
		return n, false
	}
	value, places, end := whole.value, 0, i
	for end < len(s) && places < 6 {
		r, size := utf8.DecodeRuneInString(s[end:])
		d := chineseDigit(r)
		if d < 0 || value.mant > 1e16 {
			break
		}
		value.mant = value.mant*10 + uint64(d)
		places, end = places+1, end+size
	}
	if places == 0 || value.exp != 0 {
		return whole, true
	}
	n.value = decimal{value.mant, -places}
	n.mant, n.end, n.point = n.value, end, true
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
