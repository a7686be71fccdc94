package bulk

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"policygraph/graph/layout"
	"policygraph/graph/nquads"
)

// blockSize is how much text is read into one block, in bytes.
const blockSize = 2 << 20

// blockQuads is how many values make one block.
const blockQuads = 8 << 10

// noTerm is the number of a term that is not there: the label of the default graph.
const noTerm = ^uint32(0)

// A tuple is a quad as the numbers of its terms: label, subject, predicate, object.
type tuple [4]uint32

// A block is a piece of the input and, when it was read, its terms and quads.
type block struct {
	name   string      // of the input, for errors
	text   []byte      // whole lines
	values []quad.Quad // or values
	line   int         // lines of the input before this block
	skip   func(*nquads.SyntaxError)

	terms  *dictionary
	tuples []tuple
	forms  map[uint32][]byte // canonical texts of the terms that stand otherwise in the input
	bad    []*nquads.SyntaxError
	err    error
	done   chan struct{}
}

// A workbench is the memory in which a block is read.
type workbench struct {
	terms  *dictionary
	tuples []tuple
}

// read turns the input into terms and tuples.
func (b *block) read(on workbench) {
	b.terms, b.tuples = on.terms, on.tuples[:0]
	if b.text != nil {
		b.err = b.readText()
	} else {
		b.err = b.readValues()
	}
}

func (b *block) readText() error {
	options := nquads.Options{MaxLine: len(b.text)}
	if b.skip != nil {
		options.Skip = func(e *nquads.SyntaxError) { b.bad = append(b.bad, b.placed(e)) }
	}
	scan := nquads.NewScanner(bytes.NewReader(b.text), options)
	var last [4]lastTerm
	for scan.Scan() {
		b.tuples = append(b.tuples, tuple{
			b.term(&scan.Label, &last[0]), b.term(&scan.Subject, &last[1]),
			b.term(&scan.Predicate, &last[2]), b.term(&scan.Object, &last[3]),
		})
	}
	var bad *nquads.SyntaxError
	if err := scan.Err(); errors.As(err, &bad) {
		return fmt.Errorf("read %s: %w", b.name, b.placed(bad))
	} else if err != nil {
		return fmt.Errorf("read %s: %w", b.name, err)
	}
	return nil
}

// placed is an error of the block as one of the whole input.
func (b *block) placed(e *nquads.SyntaxError) *nquads.SyntaxError {
	return &nquads.SyntaxError{Line: b.line + e.Line, Column: e.Column, Message: e.Message}
}

// lastTerm is the term that stood last in this place of a statement; the next is often the same.
type lastTerm struct {
	raw []byte
	n   uint32
}

func (b *block) term(t *nquads.Term, last *lastTerm) uint32 {
	if t.Kind == nquads.KindNone {
		return noTerm
	}
	if string(t.Raw) == string(last.raw) {
		return last.n
	}
	n, added := b.terms.intern(b.terms.hash(t.Raw), t.Raw)
	if added && !canonical(t) {
		if b.forms == nil {
			b.forms = map[uint32][]byte{}
		}
		b.forms[n] = appendTerm(nil, t)
	}
	last.raw, last.n = b.terms.text(n), n
	return n
}

func (b *block) readValues() error {
	var last [4]quad.Value
	var numbers tuple
	var room []byte
	for _, q := range b.values {
		for i, v := range [4]quad.Value{q.Label, q.Subject, q.Predicate, q.Object} {
			if v == nil && i == 0 {
				numbers[i], last[i] = noTerm, nil
				continue
			}
			if v != nil && v == last[i] {
				continue
			}
			if err := layout.CheckValue(v); err != nil {
				return fmt.Errorf("keep the quad %v: %w", q, err)
			}
			var err error
			if room, err = appendCanonical(room[:0], v); err != nil {
				return fmt.Errorf("keep the quad %v: %w", q, err)
			}
			numbers[i], _ = b.terms.intern(b.terms.hash(room), room)
			last[i] = v
		}
		b.tuples = append(b.tuples, numbers)
	}
	return nil
}
