package nquads

import "unicode/utf8"

// What a byte needs where it stands in an IRI: nothing, unescaping, or refusal. The grammar's IRIREF leaves out
// U+0000 to U+0020 and <>"{}|^`\.
const (
	iriEscape byte = 1 << iota
	iriForbidden
)

// iriClass is what each byte needs in an IRI; bytes of longer characters need nothing.
var iriClass = makeIRIClass()

func makeIRIClass() (class [256]byte) {
	for c := range 0x21 {
		class[c] = iriForbidden
	}
	for _, c := range []byte("<>\"{}|^`") {
		class[c] = iriForbidden
	}
	class['\\'] = iriEscape
	return class
}

// labelLength is how many bytes of b are the label of a blank node: PN_CHARS_U or a digit, then PN_CHARS or
// full stops, of which none is the last. 0 where b begins with none.
func labelLength(b []byte) int {
	i, n := 0, 0
	for i < len(b) {
		r, size := rune(b[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(b[i:])
		}
		switch {
		case r == '.' && i > 0:
			i++
			continue
		case isNameStart(r) || '0' <= r && r <= '9':
		case i > 0 && isNameInner(r):
		default:
			return n
		}
		i += size
		n = i
	}
	return n
}

// isNameStart is the grammar's PN_CHARS_U without the colon, which the erratum of RDF 1.1 took out.
func isNameStart(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', r == '_':
		return true
	case r < 0xC0:
		return false
	case r == 0xD7, r == 0xF7, r == 0x37E:
		return false
	case 0x300 <= r && r <= 0x36F:
		return false
	case r <= 0x1FFF:
		return true
	}
	return r == 0x200C || r == 0x200D ||
		0x2070 <= r && r <= 0x218F || 0x2C00 <= r && r <= 0x2FEF || 0x3001 <= r && r <= 0xD7FF ||
		0xF900 <= r && r <= 0xFDCF || 0xFDF0 <= r && r <= 0xFFFD || 0x10000 <= r && r <= 0xEFFFF
}

// isNameInner is what PN_CHARS adds to PN_CHARS_U and digits.
func isNameInner(r rune) bool {
	return r == '-' || r == 0xB7 || 0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040
}

// languageLength is how many bytes of b are a language tag: letters, then parts of letters and digits, each
// behind a hyphen. 0 where b begins with none.
func languageLength[T string | []byte](b T) int {
	n := 0
	for n < len(b) && isLetter(b[n]) {
		n++
	}
	for n > 0 && n+1 < len(b) && b[n] == '-' && isLetterOrDigit(b[n+1]) {
		n++
		for n < len(b) && isLetterOrDigit(b[n]) {
			n++
		}
	}
	return n
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isLetterOrDigit(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }
