package export

import (
	"strings"
	"unicode/utf8"
)

// xmlText is s with the characters that XML 1.0 cannot have written as \u and four digits.
func xmlText(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	if strings.IndexFunc(s, isXMLIllegal) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isXMLIllegal(r) {
			b.WriteString(unicodeEscape(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isXMLIllegal says whether r is outside of Char of XML 1.0, section 2.2.
func isXMLIllegal(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

// appendXML adds text that XML can have as content or attribute value. Line ends and tabs are references, since a
// parser would change them.
func appendXML(dst []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		var reference string
		switch s[i] {
		case '&':
			reference = "&amp;"
		case '<':
			reference = "&lt;"
		case '>':
			reference = "&gt;"
		case '"':
			reference = "&quot;"
		case '\t':
			reference = "&#9;"
		case '\n':
			reference = "&#10;"
		case '\r':
			reference = "&#13;"
		default:
			continue
		}
		dst = append(append(dst, s[from:i]...), reference...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

// xml writes parts in turn as markup and as text: markup first, then text, then markup.
func (p *pen) xml(parts ...string) {
	for i, part := range parts {
		if i%2 == 0 {
			p.buf = append(p.buf, part...)
		} else {
			p.buf = appendXML(p.buf, part)
		}
	}
	p.flushAt(penSize)
}
