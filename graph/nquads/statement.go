package nquads

import (
	"bytes"
	"fmt"

	"github.com/cayleygraph/quad"
)

// A Statement is a quad as the texts of its terms in Canonical N-Quads, see [AppendValue]. Label is empty in the
// default graph.
type Statement struct {
	Subject, Predicate, Object, Label []byte
}

// An Order is an order of quads for those who read them sorted. The zero value is the order of the lines of Canonical
// N-Quads: by subject, predicate, object and label, each by its text.
type Order struct {
	// Merged leaves the labels out. Quads that are the same without them are given once.
	Merged bool
	// Node and Predicate append what a term sorts by, before its own text; it has no byte below space. Either both are
	// nil or none; where they are not, quads are sorted by label (the default graph first), subject, predicate and
	// object.
	Node, Predicate func(dst, term []byte) []byte
	// Ends says of which predicates the objects whose text begins with a byte (< _ ") are given as nodes of their own:
	// each in a statement that has a subject and nothing else, before all others with that subject.
	Ends func(predicate []byte, object byte) bool
}

// Split finds the terms of a line as [Append] writes it, without LF; ok is false for another line. A line that holds
// one term and nothing else is a statement with that subject alone.
func (s *Statement) Split(line []byte) (ok bool) {
	*s = Statement{}
	if bytes.IndexByte(line, ' ') < 0 {
		s.Subject = line
		return len(line) > 0
	}
	if s.Subject, line, ok = bytes.Cut(line, space); !ok {
		return false
	}
	if s.Predicate, line, ok = bytes.Cut(line, space); !ok {
		return false
	}
	end := 0
	if len(line) > 0 && line[0] == '"' {
		if end = literalEnd(line); end == 0 {
			return false
		}
	}
	n := bytes.IndexByte(line[end:], ' ')
	if n < 0 {
		return false
	}
	s.Object, line = line[:end+n], line[end+n+1:]
	if len(line) > 1 {
		if s.Label, line, ok = bytes.Cut(line, space); !ok {
			return false
		}
	}
	return len(line) == 1 && line[0] == '.'
}

var space = []byte{' '}

// literalEnd is the place behind the closing quote of the literal that line begins with, 0 where there is none.
func literalEnd(line []byte) int {
	for i := 1; i < len(line); {
		n := bytes.IndexByte(line[i:], '"')
		if n < 0 {
			return 0
		}
		i += n + 1
		escapes := 0
		for line[i-2-escapes] == '\\' { // ends at the opening quote
			escapes++
		}
		if escapes%2 == 0 {
			return i
		}
	}
	return 0
}

// Append adds the statement to dst as a line, with its LF.
func (s *Statement) Append(dst []byte) []byte {
	dst = append(append(dst, s.Subject...), ' ')
	dst = append(append(dst, s.Predicate...), ' ')
	dst = append(append(dst, s.Object...), ' ')
	if len(s.Label) > 0 {
		dst = append(append(dst, s.Label...), ' ')
	}
	return append(dst, '.', '\n')
}

// Quad makes the values of a statement. Terms that repeat are made once. A term that is not as it should be in its
// place is an error; what is missing becomes nil.
func (p *Parser) Quad(st *Statement) (q quad.Quad, err error) {
	scan := p.r.scan
	scan.scratch = scan.scratch[:0]
	if q.Label, err = p.node(p.last.Label, st.Label); err == nil {
		q.Subject, err = p.node(p.last.Subject, st.Subject)
	}
	if err != nil {
		return q, err
	}
	if len(st.Predicate) > 0 {
		end, err := scan.predicate(st.Predicate, 0)
		if err := whole(end, st.Predicate, err); err != nil {
			return q, err
		}
		q.Predicate = p.r.cache.node(&scan.Predicate)
		end, err = scan.object(st.Object, 0)
		if err := whole(end, st.Object, err); err != nil {
			return q, err
		}
		q.Object = p.r.value(&scan.Object)
	}
	p.last = q
	return q, nil
}

// node makes the value of a subject or label, which often is that of the statement before.
func (p *Parser) node(last quad.Value, text []byte) (quad.Value, error) {
	if len(text) == 0 {
		return nil, nil
	}
	if iri, ok := last.(quad.IRI); ok && len(text) == len(iri)+2 && string(text[1:len(text)-1]) == string(iri) && text[0] == '<' {
		return last, nil
	}
	scan := p.r.scan
	end, err := scan.subject(text, 0)
	if err := whole(end, text, err); err != nil {
		return nil, err
	}
	return p.r.cache.node(&scan.Subject), nil
}

// whole is an error where a term ends before its text does.
func whole(end int, text []byte, err error) error {
	if err == nil && end != len(text) {
		err = fmt.Errorf("%.200q is not one term", text)
	}
	return err
}
