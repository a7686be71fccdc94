package export

import (
	"bytes"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/graph/nquads/linesort"
)

// An arrangement holds quads in reading order, each once, and gives them as often as is needed.
type arrangement struct {
	lines *linesort.Sorter
}

// arrange puts quads in reading order: by graph (the default graph first), subject, property and object. The
// arrangement must be closed.
func arrange(quads Quads, o Options) (*arrangement, error) {
	a := &arrangement{lines: linesort.New(o.Sort)}
	r := newReading(o.iris().Base)
	for q, err := range quads {
		if err == nil {
			err = nquads.Check(q)
		}
		if err == nil {
			err = a.lines.Add(r.appendLine(a.lines.Line(), q))
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
