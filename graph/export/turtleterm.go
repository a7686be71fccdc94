package export

import (
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// turtleTerms writes values as Turtle does.
type turtleTerms struct {
	base     string
	prefixes []schema.Prefix
}

// head adds the declarations of base and prefixes.
func (t turtleTerms) head(dst []byte) []byte {
	dst = append(append(append(dst, "@base <"...), t.base...), "> .\n"...)
	for _, p := range t.prefixes {
		dst = append(append(append(dst, "@prefix "...), p.Name...), ": <"...)
		dst = append(append(dst, p.Namespace...), "> .\n"...)
	}
	return dst
}

// append adds a value: IRIs with a prefix or relative to the base where that is safe, integers, decimals and
// booleans as bare tokens where these mean the same lexical form and type, and texts with line breaks between
// triple quotes.
func (t turtleTerms) append(dst []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return t.appendIRI(dst, string(v))
	case quad.String:
		return appendTurtleString(dst, string(v))
	case quad.LangString:
		return append(append(appendTurtleString(dst, string(v.Value)), '@'), v.Lang...)
	case quad.TypedString:
		if isToken(string(v.Value), v.Type) {
			return append(dst, v.Value...)
		}
		dst = appendTurtleString(dst, string(v.Value))
		return t.appendIRI(append(dst, "^^"...), string(v.Type))
	}
	return nquads.AppendValue(dst, v)
}

func (t turtleTerms) appendIRI(dst []byte, iri string) []byte {
	for _, p := range t.prefixes {
		if local, ok := strings.CutPrefix(iri, p.Namespace); ok && isLocalName(local) {
			dst = append(append(dst, p.Name...), ':')
			return append(dst, local...)
		}
	}
	if path, ok := strings.CutPrefix(iri, t.base); ok && isPlainPath(path) {
		dst = append(append(dst, '<'), path...)
		return append(dst, '>')
	}
	return nquads.AppendValue(dst, quad.IRI(iri))
}

// isLocalName says whether s needs no escapes behind a prefix: a letter, then letters, digits and hyphens.
func isLocalName(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if !('a' <= c && c <= 'z' || i > 0 && ('0' <= s[i] && s[i] <= '9' || s[i] == '-')) {
			return false
		}
	}
	return s != ""
}

// isPlainPath says whether s resolves to the base with s behind it: segments of letters, digits, hyphens and
// underscores, none empty.
func isPlainPath(s string) bool {
	last := byte('/')
	for i := range len(s) {
		c := s[i]
		switch lower := c | 0x20; {
		case 'a' <= lower && lower <= 'z', '0' <= c && c <= '9', c == '-', c == '_':
		case c == '/' && last != '/':
		default:
			return false
		}
		last = c
	}
	return last != '/'
}

// isToken says whether a literal can be written bare: a token of Turtle's grammar for INTEGER, DECIMAL or a
// boolean, of just the type that the grammar gives it.
func isToken(form string, datatype quad.IRI) bool {
	switch datatype {
	case schema.XSDInteger:
		return isDigits(strings.TrimLeft(form[:min(1, len(form))], "+-") + form[min(1, len(form)):])
	case schema.XSDDecimal:
		unsigned := form
		if form != "" && (form[0] == '+' || form[0] == '-') {
			unsigned = form[1:]
		}
		whole, fraction, ok := strings.Cut(unsigned, ".")
		return ok && (whole == "" || isDigits(whole)) && isDigits(fraction)
	case schema.NSXSD + "boolean":
		return form == "true" || form == "false"
	}
	return false
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// appendTurtleString adds a string literal's quoted form. Line feeds stand for themselves between triple quotes;
// other escapes are those of N-Quads.
func appendTurtleString(dst []byte, s string) []byte {
	if !strings.Contains(s, "\n") {
		return nquads.AppendValue(dst, quad.String(s))
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	dst = append(dst, `"""`...)
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			dst = append(dst, '\n')
		}
		from := len(dst)
		dst = nquads.AppendValue(dst, quad.String(line))
		dst = append(dst[:from], dst[from+1:len(dst)-1]...) // without its quotes
	}
	return append(dst, `"""`...)
}
