package export

import (
	"strings"
	"unicode/utf8"
)

// appendJSON adds s as a JSON string. Characters that are not ASCII stand for themselves, but for those that are
// lost in transport: control characters, U+2028 and U+2029, U+FEFF and noncharacters.
func appendJSON(dst []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	dst = append(dst, '"')
	from := 0
	for i, r := range s {
		escaped := jsonEscape(r)
		if escaped == "" {
			continue
		}
		dst = append(append(dst, s[from:i]...), escaped...)
		from = i + utf8.RuneLen(r)
	}
	return append(append(dst, s[from:]...), '"')
}

// jsonEscape is how r stands in a JSON string, or "" where it stands for itself.
func jsonEscape(r rune) string {
	switch {
	case r == '"':
		return `\"`
	case r == '\\':
		return `\\`
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < 0x20, 0x7F <= r && r < 0xA0, r == 0x2028, r == 0x2029, r == 0xFEFF, r == 0xFFFE, r == 0xFFFF:
		return unicodeEscape(r)
	}
	return ""
}

// unicodeEscape is \u and the four hexadecimal digits of r.
func unicodeEscape(r rune) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{'\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
}
