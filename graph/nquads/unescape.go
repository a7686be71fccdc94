package nquads

import (
	"bytes"
	"unicode/utf8"
)

// unescapeString reads a literal with escapes from line[i], behind its opening quote. It gives the value, and
// the place of the closing quote.
func (s *Scanner) unescapeString(line []byte, i int) (value []byte, end int, err error) {
	from := len(s.scratch)
	for {
		n := bytes.IndexAny(line[i:], `"\`)
		if n < 0 {
			return nil, i, s.syntaxError(line, len(line), `the literal has no closing "`)
		}
		s.scratch = append(s.scratch, line[i:i+n]...)
		i += n
		if line[i] == '"' {
			return s.scratch[from:len(s.scratch):len(s.scratch)], i, nil
		}
		if i, err = s.escape(line, i, stringEscapes); err != nil {
			return nil, i, err
		}
	}
}

// unescapeIRI reads the IRI line[i:end], which has bytes that cannot stand for themselves.
func (s *Scanner) unescapeIRI(line []byte, i, end int) ([]byte, error) {
	from := len(s.scratch)
	for i < end {
		at := i
		switch iriClass[line[i]] {
		case iriForbidden:
			return nil, s.syntaxError(line, i, "an IRI cannot have %q; write it %%%02X", line[i], line[i])
		case iriEscape:
			var err error
			if i, err = s.escape(line[:end], i, ""); err != nil {
				return nil, err
			}
			if c := s.scratch[len(s.scratch)-1]; iriClass[c] != 0 {
				return nil, s.syntaxError(line, at, "an IRI cannot have %q, not even escaped; write it %%%02X", c, c)
			}
		default:
			s.scratch = append(s.scratch, line[i])
			i++
		}
	}
	return s.scratch[from:len(s.scratch):len(s.scratch)], nil
}

// stringEscapes are the letters of the escapes of a literal, each before what it stands for.
const stringEscapes = "t\tb\bn\nr\rf\f\"\"''\\\\"

// escape reads the escape at line[i] == '\\', adds what it stands for to the scratch and gives the place behind it.
func (s *Scanner) escape(line []byte, i int, letters string) (int, error) {
	if i+1 == len(line) {
		return i, s.syntaxError(line, i, "nothing stands behind the backslash")
	}
	switch c := line[i+1]; c {
	case 'u':
		return s.numericEscape(line, i, 4)
	case 'U':
		return s.numericEscape(line, i, 8)
	default:
		for k := 0; k < len(letters); k += 2 {
			if letters[k] == c {
				s.scratch = append(s.scratch, letters[k+1])
				return i + 2, nil
			}
		}
	}
	r, _ := utf8.DecodeRune(line[i+1:])
	return i, s.syntaxError(line, i, `\%c is no escape here`, r)
}

// numericEscape reads \u or \U with its hexadecimal digits.
func (s *Scanner) numericEscape(line []byte, i, digits int) (int, error) {
	var r rune
	for k := i + 2; k < i+2+digits; k++ {
		d := -1
		if k < len(line) {
			d = hexDigit(line[k])
		}
		if d < 0 {
			return i, s.syntaxError(line, i, `\%c needs %d hexadecimal digits`, line[i+1], digits)
		}
		r = r<<4 | rune(d)
	}
	if !utf8.ValidRune(r) {
		return i, s.syntaxError(line, i, `\%s is no character: it is a surrogate or above \U0010FFFF`, line[i+1:i+2+digits])
	}
	s.scratch = utf8.AppendRune(s.scratch, r)
	return i + 2 + digits, nil
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
