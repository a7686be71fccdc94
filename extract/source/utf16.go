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

// utf16WithoutMark recognizes UTF-16 in which no byte order mark stands: four in five of its units, read one way, are
// ASCII, Chinese characters or their punctuation, and far fewer the other way. A zero byte alone tells nothing, since an
// ideographic space read the wrong way is the digit 0. Without any ASCII it takes sixteen units.
func utf16WithoutMark(data []byte) string {
	const fewest = 16
	sample := data[:min(len(data), 64<<10)&^1]
	units := len(sample) / 2
	if units < 4 {
		return ""
	}
	var big, little, zeros int
	for i := 0; i < len(sample); i += 2 {
		big += likelyUnit(sample[i], sample[i+1])
		little += likelyUnit(sample[i+1], sample[i])
		if sample[i] == 0 || sample[i+1] == 0 {
			zeros++
		}
	}
	likely := max(big, little)
	if likely*5 < units*4 || min(big, little)*3 > likely*2 || zeros == 0 && units < fewest {
		return ""
	}
	if big > little {
		return "utf-16be"
	}
	return "utf-16le"
}

// likelyUnit is 1 where a UTF-16 unit is printable ASCII, white space, a unified ideograph or the punctuation that goes
// with it.
func likelyUnit(high, low byte) int {
	switch {
	case high == 0:
		if low >= ' ' && low < 0x7F || low == '\n' || low == '\r' || low == '\t' {
			return 1
		}
	case low == 0 && high != 0x30 && high != 0x4E: // ASCII read the wrong way; U+3000 and 一 alone are frequent
	case high >= 0x4E && high <= 0x9F, high == 0x30, high == 0xFF, high == 0x20 && low >= 0x10:
		return 1
	}
	return 0
}
