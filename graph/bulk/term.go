package bulk

import (
	"bytes"
	"crypto/sha1"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"
	"google.golang.org/protobuf/encoding/protowire"

	"policygraph/graph/layout"
	"policygraph/graph/nquads"
)

// A term is kept as its canonical text, which is what Cayley hashes: quad's String. A value that is not text, such
// as quad.Int, is kept as a zero byte and its message, because its text does not tell it from a typed string.
const nativeTerm = 0

// canonical says whether a term stands in the input as Cayley prints it.
func canonical(t *nquads.Term) bool {
	switch t.Kind {
	case nquads.KindIRI:
		return !t.Escaped
	case nquads.KindBlank:
		return true
	case nquads.KindPlain: // "text"^^<…#string> is "text"
		if t.Raw[len(t.Raw)-1] != '"' {
			return false
		}
	}
	return !t.Escaped && bytes.IndexByte(t.Value, '\t') < 0
}

// appendTerm appends the canonical text of a term of the input.
func appendTerm(dst []byte, t *nquads.Term) []byte {
	switch t.Kind {
	case nquads.KindIRI:
		return append(append(append(dst, '<'), t.Value...), '>')
	case nquads.KindBlank:
		return append(append(dst, "_:"...), t.Value...)
	case nquads.KindLang:
		return append(append(appendQuoted(dst, t.Value), '@'), t.Suffix...)
	case nquads.KindTyped:
		return append(append(append(appendQuoted(dst, t.Value), "^^<"...), t.Suffix...), '>')
	}
	return appendQuoted(dst, t.Value)
}

// appendCanonical appends the kept form of a value that passes layout.CheckValue.
func appendCanonical(dst []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(append(dst, '<'), v...), '>'), nil
	case quad.BNode:
		return append(append(dst, "_:"...), v...), nil
	case quad.String:
		return appendQuoted(dst, v), nil
	case quad.LangString:
		return append(append(appendQuoted(dst, v.Value), '@'), v.Lang...), nil
	case quad.TypedString:
		return append(append(append(appendQuoted(dst, v.Value), "^^<"...), v.Type...), '>'), nil
	}
	return layout.AppendValue(append(dst, nativeTerm), v)
}

func appendQuoted[T ~string | ~[]byte](dst []byte, s T) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\', '"':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\r':
			dst = append(dst, '\\', 'r')
		case '\t':
			dst = append(dst, '\\', 't')
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}

// termHash is the hash of a term in its kept form.
func termHash(text []byte) layout.Hash {
	if len(text) > 0 && text[0] == nativeTerm {
		if v, err := layout.ParseValue(text[1:]); err == nil {
			return layout.HashOf(v)
		}
	}
	return sha1.Sum(text)
}

// Fields of quad's Value message, of which one is set, and of the parts of a literal.
const (
	fieldString = 2
	fieldIRI    = 3
	fieldBNode  = 4
	fieldTyped  = 5
	fieldLang   = 6
	partText    = 1
	partExtra   = 2
)

// appendMessage appends a kept term as quad's message. Room is where escapes are taken off.
func appendMessage(dst, text []byte, room *[]byte) ([]byte, error) {
	switch text[0] {
	case nativeTerm:
		return append(dst, text[1:]...), nil
	case '<':
		return appendField(dst, fieldIRI, text[1:len(text)-1]), nil
	case '_':
		return appendField(dst, fieldBNode, text[2:]), nil
	}
	end := bytes.LastIndexByte(text, '"')
	if end < 1 {
		return dst, fmt.Errorf("%.200q is no term", text)
	}
	body, extra := unquoted(text[1:end], room), text[end+1:]
	switch {
	case len(extra) == 0:
		return appendField(dst, fieldString, body), nil
	case extra[0] == '@':
		return appendParts(dst, fieldLang, body, extra[1:]), nil
	}
	return appendParts(dst, fieldTyped, body, extra[3:len(extra)-1]), nil
}

func appendField(dst []byte, field protowire.Number, b []byte) []byte {
	return protowire.AppendBytes(append(dst, byte(field<<3|2)), b)
}

func appendParts(dst []byte, field protowire.Number, text, extra []byte) []byte {
	size := partSize(text) + partSize(extra)
	dst = protowire.AppendVarint(append(dst, byte(field<<3|2)), uint64(size))
	if len(text) > 0 {
		dst = appendField(dst, partText, text)
	}
	if len(extra) > 0 {
		dst = appendField(dst, partExtra, extra)
	}
	return dst
}

func partSize(b []byte) int {
	if len(b) == 0 {
		return 0
	}
	return 1 + protowire.SizeBytes(len(b))
}

// unquoted takes the five escapes off.
func unquoted(s []byte, room *[]byte) []byte {
	at := bytes.IndexByte(s, '\\')
	if at < 0 {
		return s
	}
	b := append((*room)[:0], s[:at]...)
	for i := at; i < len(s); i++ {
		c := s[i]
		if c == '\\' && i+1 < len(s) {
			i++
			switch c = s[i]; c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			}
		}
		b = append(b, c)
	}
	*room = b
	return b
}

var errMessage = errors.New("a value is no message of quad's")

// appendTextOf appends the kept form of a value in quad's message.
func appendTextOf(dst, message []byte) ([]byte, error) {
	field, kind, n := protowire.ConsumeTag(message)
	if n < 0 {
		return dst, errMessage
	}
	if kind == protowire.BytesType {
		body, m := protowire.ConsumeBytes(message[n:])
		if m < 0 {
			return dst, errMessage
		}
		switch field {
		case fieldIRI:
			return append(append(append(dst, '<'), body...), '>'), nil
		case fieldBNode:
			return append(append(dst, "_:"...), body...), nil
		case fieldString:
			return appendQuoted(dst, body), nil
		case fieldTyped, fieldLang:
			return appendTextOfParts(dst, field, body)
		}
	}
	return append(append(dst, nativeTerm), message...), nil
}

func appendTextOfParts(dst []byte, field protowire.Number, body []byte) ([]byte, error) {
	var parts [partExtra + 1][]byte
	for len(body) > 0 {
		part, kind, n := protowire.ConsumeTag(body)
		if n < 0 || kind != protowire.BytesType || part > partExtra {
			return dst, errMessage
		}
		b, m := protowire.ConsumeBytes(body[n:])
		if m < 0 {
			return dst, errMessage
		}
		parts[part] = b
		body = body[n+m:]
	}
	dst = appendQuoted(dst, parts[partText])
	if field == fieldLang {
		return append(append(dst, '@'), parts[partExtra]...), nil
	}
	return append(append(append(dst, "^^<"...), parts[partExtra]...), '>'), nil
}
