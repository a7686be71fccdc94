package export

import (
	"bytes"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/graph/nquads/linesort"
)

// An arrangement holds quads in reading order, each once, and gives them as often as is needed: by graph (the
// default graph first), subject, property and object. It must be closed.
type arrangement struct {
	lines *linesort.Sorter
	order *reading
}

func newArrangement(o Options) *arrangement {
	return &arrangement{lines: linesort.New(o.Sort), order: newReading(o.iris().Base)}
}

// add takes a quad; one that is not RDF is an error.
func (a *arrangement) add(q quad.Quad) error {
	if err := nquads.Check(q); err != nil {
		return err
	}
	return a.lines.Add(a.order.appendLine(a.lines.Line(), q))
}

// arrange puts quads in reading order.
func arrange(quads Quads, o Options) (*arrangement, error) {
	a := newArrangement(o)
	for q, err := range quads {
		if err == nil {
			err = a.add(q)
		}
		if err != nil {
			a.close()
			return nil, err
		}
	}
	return a, nil
}

// appendLine adds the key of a quad, a tab, and the quad as N-Quads.
func (r *reading) appendLine(dst []byte, q quad.Quad) []byte {
	if q.Label != nil {
		dst = r.appendNode(dst, q.Label)
	}
	dst = r.appendNode(append(dst, 1), q.Subject)
	dst = r.appendPredicate(append(dst, 1), q.Predicate)
	dst = r.appendObject(append(dst, 1), q.Object)
	dst = nquads.Append(append(dst, '\t'), q)
	return dst[:len(dst)-1]
}

func (a *arrangement) close() error { return a.lines.Close() }

// quads gives the quads in reading order.
func (a *arrangement) quads() Quads {
	return func(yield func(quad.Quad, error) bool) {
		p := nquads.NewParser()
		for line, err := range a.lines.Lines() {
			var q quad.Quad
			if err == nil {
				q, err = p.Parse(line[bytes.IndexByte(line, '\t')+1:])
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

// A description is what one graph says of one subject.
type description struct {
	label   quad.Value
	subject quad.Value
	// quads are the statements, in reading order; the slice is valid until the next description.
	quads []quad.Quad
}

// descriptions gives quads that follow each other with the same graph and subject together.
func descriptions(quads Quads) iter.Seq2[description, error] {
	return func(yield func(description, error) bool) {
		var d description
		for q, err := range quads {
			if err != nil {
				yield(description{}, err)
				return
			}
			if len(d.quads) > 0 && (q.Subject != d.subject || q.Label != d.label) {
				if !yield(d, nil) {
					return
				}
				d.quads = d.quads[:0]
			}
			d.label, d.subject = q.Label, q.Subject
			d.quads = append(d.quads, q)
		}
		if len(d.quads) > 0 {
			yield(d, nil)
		}
	}
}

// arranged calls write with the quads in reading order.
func arranged(quads Quads, o Options, write func(a *arrangement) error) error {
	a, err := arrange(quads, o)
	if err != nil {
		return err
	}
	err = write(a)
	if closing := a.close(); err == nil && closing != nil {
		err = fmt.Errorf("remove temporary file: %w", closing)
	}
	return err
}
