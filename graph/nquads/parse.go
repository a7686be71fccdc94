package nquads

import (
	"bytes"
	"unicode/utf8"
)

// parse reads one line into the four terms; found is false where it holds no statement.
func (s *Scanner) parse(line []byte) (found bool, err error) {
	if s.line == 1 {
		line = bytes.TrimPrefix(line, byteOrderMark)
	}
	if !utf8.Valid(line) {
		return false, s.invalidUTF8(line)
	}
	i := skipSpace(line, 0)
	if i == len(line) || line[i] == '#' {
		return false, nil
	}
	s.scratch = s.scratch[:0]
	if i, err = s.subject(line, i); err != nil {
		return false, err
	}
	if i, err = s.predicate(line, skipSpace(line, i)); err != nil {
		return false, err
	}
	if i, err = s.object(line, skipSpace(line, i)); err != nil {
		return false, err
	}
	if i, err = s.label(line, skipSpace(line, i)); err != nil {
		return false, err
	}
	return true, s.endOfStatement(line, i)
}

func skipSpace(line []byte, i int) int {
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	return i
}

func (s *Scanner) subject(line []byte, i int) (int, error) {
	switch line[i] {
	case '<':
		return s.iri(line, i, &s.Subject)
	case '_':
		return s.blank(line, i, &s.Subject)
	}
	return i, s.unexpected(line, i, "a subject: an IRI in <> or a blank node")
}

func (s *Scanner) predicate(line []byte, i int) (int, error) {
	if i < len(line) && line[i] == '<' {
		return s.iri(line, i, &s.Predicate)
	}
	return i, s.unexpected(line, i, "a predicate: an IRI in <>")
}

func (s *Scanner) object(line []byte, i int) (int, error) {
	if i < len(line) {
		switch line[i] {
		case '<':
			return s.iri(line, i, &s.Object)
		case '_':
			return s.blank(line, i, &s.Object)
		case '"':
			return s.literal(line, i, &s.Object)
		}
	}
	return i, s.unexpected(line, i, "an object: an IRI in <>, a blank node or a literal in double quotes")
}

func (s *Scanner) label(line []byte, i int) (int, error) {
	s.Label = Term{}
	if i < len(line) {
		switch line[i] {
		case '.':
			return i, nil
		case '<':
			return s.iri(line, i, &s.Label)
		case '_':
			return s.blank(line, i, &s.Label)
		}
	}
	return i, s.unexpected(line, i, "a full stop, or the graph: an IRI in <> or a blank node")
}

// endOfStatement reads the full stop and a comment behind it.
func (s *Scanner) endOfStatement(line []byte, i int) error {
	i = skipSpace(line, i)
	if i == len(line) || line[i] != '.' {
		return s.unexpected(line, i, "the full stop that ends the statement")
	}
	i = skipSpace(line, i+1)
	if i < len(line) && line[i] != '#' {
		return s.unexpected(line, i, "nothing more than a comment behind the full stop")
	}
	return nil
}

// unexpected is the error of finding something else at i than what is wanted.
func (s *Scanner) unexpected(line []byte, i int, want string) error {
	if i >= len(line) {
		return s.syntaxError(line, i, "the line ends; expected %s", want)
	}
	r, _ := utf8.DecodeRune(line[i:])
	return s.syntaxError(line, i, "found %q; expected %s", r, want)
}

func (s *Scanner) invalidUTF8(line []byte) error {
	i := 0
	for i < len(line) {
		r, n := utf8.DecodeRune(line[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	return s.syntaxError(line, i, "the byte 0x%02X is not UTF-8; N-Quads is always UTF-8", line[i])
}

// iri reads an IRI at line[i] == '<' into t, and gives the place behind it.
func (s *Scanner) iri(line []byte, i int, t *Term) (int, error) {
	n := bytes.IndexByte(line[i:], '>')
	if n < 0 {
		return i, s.syntaxError(line, i, "the IRI has no closing >")
	}
	t.Kind, t.Escaped, t.Raw, t.Suffix = KindIRI, false, line[i:i+n+1], nil
	value := line[i+1 : i+n]
	var found byte
	for _, c := range value {
		found |= iriClass[c]
	}
	if found != 0 {
		var err error
		if value, err = s.unescapeIRI(line, i+1, i+n); err != nil {
			return i, err
		}
		t.Escaped = true
	}
	if !hasScheme(value) {
		return i, s.syntaxError(line, i, "the IRI <%s> is relative; N-Quads has absolute IRIs only", value)
	}
	t.Value = value
	return i + n + 1, nil
}

// hasScheme says whether an IRI begins with a scheme, as an absolute one does (RFC 3987, section 2.2).
func hasScheme[T ~string | []byte](iri T) bool {
	for i := range len(iri) {
		switch c := iri[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		case c == ':':
			return i > 0
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}

// blank reads a blank node at line[i] == '_' into t, and gives the place behind it.
func (s *Scanner) blank(line []byte, i int, t *Term) (int, error) {
	if i+1 >= len(line) || line[i+1] != ':' {
		return i, s.unexpected(line, min(i+1, len(line)), "the : of a blank node")
	}
	n := labelLength(line[i+2:])
	if n == 0 {
		return i, s.unexpected(line, i+2, "the label of the blank node: it begins with a letter, a digit or _")
	}
	end := i + 2 + n
	*t = Term{Kind: KindBlank, Raw: line[i:end], Value: line[i+2 : end]}
	return end, nil
}

// literal reads a literal at line[i] == '"' into t, and gives the place behind it.
func (s *Scanner) literal(line []byte, i int, t *Term) (int, error) {
	start := i
	n := bytes.IndexByte(line[i+1:], '"')
	if n < 0 {
		return i, s.syntaxError(line, i, `the literal has no closing "`)
	}
	t.Value, t.Escaped = line[i+1:i+1+n], false
	end := i + 1 + n
	if bytes.IndexByte(t.Value, '\\') >= 0 {
		var err error
		if t.Value, end, err = s.unescapeString(line, i+1); err != nil {
			return i, err
		}
		t.Escaped = true
	}
	i, err := s.literalSuffix(line, end+1, t)
	if err != nil {
		return i, err
	}
	t.Raw = line[start:i]
	return i, nil
}

// literalSuffix reads the language tag or datatype at line[i], if there is one.
func (s *Scanner) literalSuffix(line []byte, i int, t *Term) (int, error) {
	t.Kind, t.Suffix = KindPlain, nil
	if i == len(line) {
		return i, nil
	}
	switch line[i] {
	case '@':
		n := languageLength(line[i+1:])
		if n == 0 {
			return i, s.unexpected(line, i+1, "a language tag such as zh or zh-Hans")
		}
		t.Kind, t.Suffix = KindLang, line[i+1:i+1+n]
		return i + 1 + n, nil
	case '^':
		return s.datatype(line, i, t)
	}
	return i, nil
}

func (s *Scanner) datatype(line []byte, i int, t *Term) (int, error) {
	if !bytes.HasPrefix(line[i:], []byte("^^<")) {
		return i, s.syntaxError(line, i, "expected ^^ and the datatype, an IRI in <>")
	}
	var datatype Term
	end, err := s.iri(line, i+2, &datatype)
	if err != nil {
		return i, err
	}
	t.Escaped = t.Escaped || datatype.Escaped
	if string(datatype.Value) != xsdString {
		t.Kind, t.Suffix = KindTyped, datatype.Value
	}
	return end, nil
}
