package export

import (
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// An arrangement holds quads in reading order, each once, and gives them as often as is needed: by graph (the
// default graph first), subject, property and object. It must be closed.
type arrangement struct{ Sorted }

// arrange puts quads in reading order. A statement without a property says of each resource that is an object that it
// is there, where the order asks for that.
func arrange(source Source, by nquads.Order) (*arrangement, error) {
	sorted, err := source(by)
	if err != nil {
		return nil, err
	}
	return &arrangement{sorted}, nil
}

// readingOrder is the order for people, see [reading].
func readingOrder(o Options) nquads.Order {
	r := newReading(o.iris().Base)
	return nquads.Order{Merged: o.Flat, Node: r.appendNode, Predicate: r.appendPredicate}
}

// batchSize is how many quads are made before they are given on.
const batchSize = 512

// A quadBatch is quads made from statements, and the error that ended them.
type quadBatch struct {
	quads []quad.Quad
	err   error
}

// quads gives the quads in reading order. They are made by a goroutine of their own, ahead of their use.
func (a *arrangement) quads() Quads {
	return func(yield func(quad.Quad, error) bool) {
		made, used, stop := make(chan quadBatch, 2), make(chan []quad.Quad, 4), make(chan struct{})
		go func() {
			defer close(made)
			a.makeQuads(made, used, stop)
		}()
		defer func() { // what was sorted may be given up only behind this
			close(stop)
			for range made {
			}
		}()
		for b := range made {
			for _, q := range b.quads {
				if !yield(q, nil) {
					return
				}
			}
			if b.err != nil {
				yield(quad.Quad{}, b.err)
				return
			}
			used <- b.quads
		}
	}
}

// makeQuads makes quads from the statements until stop is closed.
func (a *arrangement) makeQuads(made chan<- quadBatch, used <-chan []quad.Quad, stop <-chan struct{}) {
	p := nquads.NewParser()
	var b quadBatch
	send := func() (ok bool) {
		select {
		case made <- b:
		case <-stop:
			return false
		}
		select {
		case b.quads = <-used:
			b.quads = b.quads[:0]
		default:
			b.quads = make([]quad.Quad, 0, batchSize)
		}
		return true
	}
	for st, err := range a.Statements() {
		var q quad.Quad
		if err == nil {
			q, err = p.Quad(st)
		}
		if b.err = err; err == nil {
			b.quads = append(b.quads, q)
		}
		if (err != nil || len(b.quads) == batchSize) && !send() || err != nil {
			return
		}
	}
	send()
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
func arranged(source Source, o Options, write func(a *arrangement) error) error {
	a, err := arrange(source, readingOrder(o))
	if err != nil {
		return err
	}
	err = write(a)
	if closing := a.Close(); err == nil && closing != nil {
		err = fmt.Errorf("remove temporary file: %w", closing)
	}
	return err
}

// typeText is rdf:type as N-Quads writes it.
var typeText = string(nquads.AppendValue(nil, schema.Type))
