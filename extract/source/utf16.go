package source

import (
	"encoding/binary"
	"unicode/utf8"
)

// utf16 decodes data, one U+FFFD for each half of a pair that stands alone and for an odd byte at the end.
func (d *decoded) utf16(data []byte, offset int, order binary.ByteOrder) {
	out := make([]byte, 0, len(data)*3/2+3)
	for i := 0; i < len(data); i += 2 {
		if i+1 == len(data) {
			d.faults = append(d.faults, offset+i)
			out = utf8.AppendRune(out, utf8.RuneError)
			break
		}
		r := rune(order.Uint16(data[i:]))
		if r >= 0xD800 && r < 0xDC00 && i+4 <= len(data) {
			if low := rune(order.Uint16(data[i+2:])); low >= 0xDC00 && low < 0xE000 {
				out = utf8.AppendRune(out, (r-0xD800)<<10+(low-0xDC00)+0x10000)
				i += 2
				continue
			}
		}
		if r >= 0xD800 && r < 0xE000 {
			d.faults = append(d.faults, offset+i)
		}
		out = utf8.AppendRune(out, r)
	}
	d.text = string(out)
}

// utf16WithoutMark recognizes UTF-16 in which no byte order mark stands: a text has line ends, spaces, digits or
// tags, so that the high byte of many units is zero, and it is zero on one side only.
func utf16WithoutMark(data []byte) string {
	sample := data[:min(len(data), 64<<10)&^1]
	if len(sample) < 8 {
		return ""
	}
	var even, odd, text [2]int // zero bytes, and Chinese units, by side
	for i := 0; i < len(sample); i += 2 {
		if sample[i] == 0 {
			even[0]++
		}
		if sample[i+1] == 0 {
			odd[0]++
		}
		text[0] += chineseUnit(sample[i], sample[i+1])
		text[1] += chineseUnit(sample[i+1], sample[i])
	}
	units := len(sample) / 2
	switch {
	case even[0] > 0 && even[0] > 8*odd[0] && (even[0]+text[0])*10 >= units*8:
		return "utf-16be"
	case odd[0] > 0 && odd[0] > 8*even[0] && (odd[0]+text[1])*10 >= units*8:
		return "utf-16le"
	}
	return ""
}

// chineseUnit is 1 where a UTF-16 unit is a unified ideograph or the punctuation that goes with it.
func chineseUnit(high, low byte) int {
	if high >= 0x4E && high <= 0x9F || high == 0x30 || high == 0xFF || high == 0x20 && low >= 0x10 {
		return 1
	}
	return 0
}
