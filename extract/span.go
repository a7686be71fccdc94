package extract

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"policygraph/schema"
)

// A span is a half-open range of bytes in a text.
type span struct {
	start, end int
}

func (s span) of(text string) string { return text[s.start:s.end] }

func (s span) empty() bool { return s.start >= s.end }

// trim is s without white space, and without any of the characters of cut, at both ends.
func (s span) trim(text, cut string) span {
	if s.empty() {
		return s
	}
	for s.start < s.end {
		r, n := utf8.DecodeLastRuneInString(text[s.start:s.end])
		if !dropped(r, cut) {
			break
		}
		s.end -= n
	}
	for s.start < s.end {
		r, n := utf8.DecodeRuneInString(text[s.start:s.end])
		if !dropped(r, cut) {
			break
		}
		s.start += n
	}
	return s
}

// dropped reports whether trim drops r; none of cut is an ideograph.
func dropped(r rune, cut string) bool {
	return (r < 0x4000 || r > 0x9FFF) && (unicode.IsSpace(r) || strings.ContainsRune(cut, r))
}

// points turns byte offsets of one text into code points.
type points struct {
	text  string
	every []int32 // code points before byte k*stride
}

const stride = 64

func newPoints(text string) *points {
	p := &points{text: text, every: make([]int32, 0, len(text)/stride+1)}
	n := 0
	for i := 0; i < len(text); i += stride {
		p.every = append(p.every, int32(n))
		n += starts(text[i:min(i+stride, len(text))])
	}
	return p
}

// starts counts the code points that begin in s, eight bytes at once: every byte does but those of the form 10xxxxxx.
func starts(s string) int {
	n := len(s)
	for len(s) >= 8 {
		w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n -= bits.OnesCount64(w >> 7 & ^(w >> 6) & 0x0101010101010101)
		s = s[8:]
	}
	for i := range len(s) {
		if !utf8.RuneStart(s[i]) {
			n--
		}
	}
	return n
}

// at is the number of code points before byte i, which stands at the start of one or at the text's end.
func (p *points) at(i int) int {
	k := min(i/stride, len(p.every)-1)
	if k < 0 {
		return 0
	}
	return int(p.every[k]) + starts(p.text[k*stride:i])
}

func (p *points) span(s span) schema.Span {
	return schema.Span{Start: p.at(s.start), End: p.at(s.end)}
}
