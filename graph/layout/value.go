package layout

import (
	"crypto/sha1"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"google.golang.org/protobuf/encoding/protowire"
)

// A Hash is the identity of a node: SHA-1 of its value's String.
type Hash [sha1.Size]byte

// HashOf is the hash of a value. The same value always has the same hash; values that print alike, such as
// instants within one second, share it.
func HashOf(v quad.Value) Hash {
	var room [256]byte
	return sha1.Sum(appendString(room[:0], v))
}

// appendString appends v.String() without making the string.
func appendString(dst []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(append(dst, '<'), v...), '>')
	case quad.BNode:
		return append(append(dst, "_:"...), v...)
	case quad.String:
		return appendQuoted(dst, string(v))
	case quad.LangString:
		return append(append(appendQuoted(dst, string(v.Value)), '@'), v.Lang...)
	case quad.TypedString:
		return appendString(append(appendQuoted(dst, string(v.Value)), "^^"...), v.Type)
	}
	return append(dst, v.String()...)
}

func appendQuoted(dst []byte, s string) []byte {
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

// Fields of quad's Value message, of which one is set, and of its parts.
const (
	valueString = 2
	valueIRI    = 3
	valueBNode  = 4
	valueTyped  = 5
	valueLang   = 6
	partText    = 1
	partExtra   = 2 // datatype or language
)

// CheckValue says why a value cannot be kept: it is empty, of a type that Cayley does not store, or not UTF-8.
func CheckValue(v quad.Value) error {
	ok := true
	switch v := v.(type) {
	case nil:
		return errors.New("a value is missing")
	case quad.IRI:
		if v == "" {
			return errors.New("an IRI is empty")
		}
		ok = utf8.ValidString(string(v))
	case quad.BNode:
		if v == "" {
			return errors.New("a blank node has no name")
		}
		ok = utf8.ValidString(string(v))
	case quad.String:
		ok = utf8.ValidString(string(v))
	case quad.LangString:
		ok = utf8.ValidString(string(v.Value)) && utf8.ValidString(v.Lang)
	case quad.TypedString:
		ok = utf8.ValidString(string(v.Value)) && utf8.ValidString(string(v.Type))
	case quad.Int, quad.Float, quad.Bool, quad.Time:
	default:
		return fmt.Errorf("a value of type %T cannot be kept", v)
	}
	if !ok {
		return fmt.Errorf("%.200q is not UTF-8", v.String())
	}
	return nil
}

// AppendValue appends a value that passes [CheckValue] as quad's protocol buffer message. Its type is kept: a
// typed string is not made a number.
func AppendValue(dst []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return appendText(dst, valueIRI, string(v)), nil
	case quad.BNode:
		return appendText(dst, valueBNode, string(v)), nil
	case quad.String:
		return appendText(dst, valueString, string(v)), nil
	case quad.TypedString:
		return appendTwo(dst, valueTyped, string(v.Value), string(v.Type)), nil
	case quad.LangString:
		return appendTwo(dst, valueLang, string(v.Value), v.Lang), nil
	}
	data, err := pquads.MarshalValue(v)
	return append(dst, data...), err
}

func appendText(dst []byte, field protowire.Number, s string) []byte {
	return protowire.AppendString(protowire.AppendTag(dst, field, protowire.BytesType), s)
}

// appendTwo appends a message of two texts, each left out where it is empty.
func appendTwo(dst []byte, field protowire.Number, text, extra string) []byte {
	size := 0
	for _, s := range [...]string{text, extra} {
		if s != "" {
			size += 1 + protowire.SizeBytes(len(s))
		}
	}
	dst = protowire.AppendVarint(protowire.AppendTag(dst, field, protowire.BytesType), uint64(size))
	if text != "" {
		dst = appendText(dst, partText, text)
	}
	if extra != "" {
		dst = appendText(dst, partExtra, extra)
	}
	return dst
}

var errValue = errors.New("value is no message of quad's")

// ParseValue reads a value. It keeps no part of data.
func ParseValue(data []byte) (quad.Value, error) {
	field, kind, n := protowire.ConsumeTag(data)
	if n < 0 {
		return nil, errValue
	}
	if kind == protowire.BytesType {
		body, m := protowire.ConsumeBytes(data[n:])
		if m < 0 {
			return nil, errValue
		}
		switch field {
		case valueIRI:
			return quad.IRI(body), nil
		case valueBNode:
			return quad.BNode(body), nil
		case valueString:
			return quad.String(body), nil
		case valueTyped, valueLang:
			return parseTwo(field, body)
		}
	}
	return parseOther(data)
}

func parseTwo(field protowire.Number, body []byte) (quad.Value, error) {
	var text, extra string
	for len(body) > 0 {
		part, kind, n := protowire.ConsumeTag(body)
		if n < 0 || kind != protowire.BytesType {
			return nil, errValue
		}
		s, m := protowire.ConsumeBytes(body[n:])
		if m < 0 {
			return nil, errValue
		}
		switch part {
		case partText:
			text = string(s)
		case partExtra:
			extra = string(s)
		}
		body = body[n+m:]
	}
	if field == valueTyped {
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(extra)}, nil
	}
	return quad.LangString{Value: quad.String(text), Lang: extra}, nil
}

// parseOther reads the native types by quad's own code, which panics on a message without a value.
func parseOther(data []byte) (v quad.Value, err error) {
	defer func() {
		if recover() != nil {
			v, err = nil, errValue
		}
	}()
	if v, err = pquads.UnmarshalValue(data); err == nil {
		if t, ok := v.(quad.Time); ok {
			v = quad.Time(time.Time(t).UTC())
		}
	}
	return v, err
}
