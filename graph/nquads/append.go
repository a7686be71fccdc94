package nquads

import (
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Append adds a quad to dst as one line of Canonical N-Quads, with its LF. A quad that N-Quads cannot express
// gives a line that is not N-Quads; [Check] finds those beforehand. For what becomes of the terms see
// [AppendValue].
func Append(dst []byte, q quad.Quad) []byte {
	dst = append(AppendValue(dst, q.Subject), ' ')
	dst = append(AppendValue(dst, q.Predicate), ' ')
	dst = append(AppendValue(dst, q.Object), ' ')
	if q.Label != nil {
		dst = append(AppendValue(dst, q.Label), ' ')
	}
	return append(dst, '.', '\n')
}

// AppendValue adds a value to dst as N-Quads writes it; nothing for nil.
//
//   - Literals keep their lexical form and language tag; escapes are those of RDFC-1.0. Bytes that are not UTF-8
//     become U+FFFD.
//   - In an IRI, characters that N-Quads does not allow there and bytes that are not UTF-8 are percent-encoded.
//   - [quad.Int], [quad.Float], [quad.Bool] and [quad.Time] become xsd:integer, xsd:double, xsd:boolean and
//     xsd:dateTime in the canonical form of XSD 1.1.
func AppendValue(dst []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case nil:
		return dst
	case quad.IRI:
		return appendIRI(dst, string(v))
	case quad.BNode:
		return append(append(dst, "_:"...), v...)
	case quad.String:
		return appendString(dst, string(v))
	case quad.LangString:
		dst = append(appendString(dst, string(v.Value)), '@')
		return append(dst, v.Lang...)
	case quad.TypedString:
		return appendTyped(dst, string(v.Value), string(v.Type))
	}
	form, datatype := Native(v)
	return appendTyped(dst, form, datatype)
}

func appendTyped(dst []byte, form, datatype string) []byte {
	dst = appendString(dst, form)
	if datatype == "" || datatype == xsdString {
		return dst
	}
	return appendIRI(append(dst, "^^"...), datatype)
}

const upperHex = "0123456789ABCDEF"

func appendIRI(dst []byte, iri string) []byte {
	dst = append(dst, '<')
	var found byte
	for i := range len(iri) {
		found |= iriClass[iri[i]] | iri[i]&0x80
	}
	if found == 0 || found == 0x80 && utf8.ValidString(iri) {
		return append(append(dst, iri...), '>')
	}
	for i := 0; i < len(iri); {
		r, n := utf8.DecodeRuneInString(iri[i:])
		if c := iri[i]; iriClass[c] != 0 || r == utf8.RuneError && n == 1 {
			dst = append(dst, '%', upperHex[c>>4], upperHex[c&15])
		} else {
			dst = append(dst, iri[i:i+n]...)
		}
		i += n
	}
	return append(dst, '>')
}

// literalClass says of each byte whether a literal must be looked at closer there: what needs an escape, and the
// first byte of U+FFFE and U+FFFF.
var literalClass = makeLiteralClass()

func makeLiteralClass() (class [256]bool) {
	for c := range 0x20 {
		class[c] = true
	}
	class['"'], class['\\'], class[0x7F], class[0xEF] = true, true, true, true
	return class
}

func appendString(dst []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		if !literalClass[s[i]] {
			continue
		}
		if s[i] == 0xEF {
			if s[i+1] == 0xBF && s[i+2] >= 0xBE { // U+FFFE, U+FFFF
				dst = append(append(dst, s[from:i]...), `\uFFF`...)
				dst = append(dst, upperHex[s[i+2]-0xB0])
				from = i + 3
			}
			i += 2
			continue
		}
		dst = appendEscape(append(dst, s[from:i]...), s[i])
		from = i + 1
	}
	return append(append(dst, s[from:]...), '"')
}

// appendEscape adds the escape of a control character, a quote or a backslash.
func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '\b':
		c = 'b'
	case '\t':
		c = 't'
	case '\n':
		c = 'n'
	case '\f':
		c = 'f'
	case '\r':
		c = 'r'
	case '"', '\\':
	default:
		return append(dst, '\\', 'u', '0', '0', upperHex[c>>4], upperHex[c&15])
	}
	return append(dst, '\\', c)
}
