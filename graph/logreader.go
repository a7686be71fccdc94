package graph

import (
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
)

// A logReader reads records of the log by id. What a notice says was written in a row, so that the next record
// wanted is mostly the next in the log: quads and nodes each have a place of their own, from which a step is tried
// before a search. It is for one goroutine, and must be closed.
type logReader struct {
	state
	quads, nodes logPlace
}

type logPlace struct {
	it  *pebble.Iterator
	key []byte
}

// log begins to read the log of a state.
func (s state) log() *logReader { return &logReader{state: s} }

func (l *logReader) close() error {
	var err error
	for _, p := range [...]*logPlace{&l.quads, &l.nodes} {
		if p.it != nil {
			err = errors.Join(err, p.it.Close())
			p.it = nil
		}
	}
	return damaged(err)
}

// find places p at the record of an id, and reports whether there is one.
func (l *logReader) find(p *logPlace, id uint64) (bool, error) {
	p.key = layout.AppendLogKey(p.key[:0], id)
	if p.it == nil {
		it, err := l.reader.NewIter(pebblekv.PrefixBounds([]byte(layout.LogPrefix)))
		if err != nil {
			return false, damaged(err)
		}
		p.it = it
	} else if p.it.Valid() && p.it.Next() && string(p.it.Key()) == string(p.key) {
		return true, nil
	}
	if !p.it.SeekGE(p.key) {
		return false, damaged(p.it.Error())
	}
	return string(p.it.Key()) == string(p.key), nil
}

// record reads the live quad with an id; ok is false where there is none, or one that Cayley deleted, which it
// leaves in its indexes.
func (l *logReader) record(id uint64, r *layout.Record) (ok bool, err error) {
	if ok, err = l.find(&l.quads, id); err != nil || !ok {
		return false, err
	}
	if err := layout.ParseRecord(l.quads.it.Value(), r); err != nil {
		return false, fmt.Errorf("%w: quad %d: %w", ErrDamaged, id, err)
	}
	return !r.Deleted && !r.IsNode(), nil
}

// records hands the live quads with these ids to use, until it returns false.
func (l *logReader) records(ids []uint64, use func(r *layout.Record) (bool, error)) error {
	var r layout.Record
	for _, id := range ids {
		ok, err := l.record(id, &r)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if more, err := use(&r); err != nil || !more {
			return err
		}
	}
	return nil
}

// value is the value of a node, from the cache where it stands there.
func (l *logReader) value(id uint64) (quad.Value, error) {
	if v, ok := l.values.get(id); ok {
		return v, nil
	}
	v, err := l.readValue(id)
	if err == nil {
		l.values.put(id, v)
	}
	return v, err
}

// readValue is the value of a node, from the log.
func (l *logReader) readValue(id uint64) (quad.Value, error) {
	ok, err := l.find(&l.nodes, id)
	if err != nil {
		return nil, err
	} else if !ok {
		return nil, fmt.Errorf("%w: node %d has no value", ErrDamaged, id)
	}
	v, err := nodeValue(l.nodes.it.Value())
	if err != nil {
		return nil, fmt.Errorf("%w: node %d: %w", ErrDamaged, id, err)
	}
	return v, nil
}

// nodeValue is the value in the log record of a node.
func nodeValue(data []byte) (quad.Value, error) {
	var r layout.Record
	if err := layout.ParseRecord(data, &r); err != nil {
		return nil, err
	}
	if !r.IsNode() {
		return nil, errors.New("a quad stands where a node should")
	}
	return layout.ParseValue(r.Value)
}

// quadOf is the quad of a record, its values by value.
func quadOf(r *layout.Record, value func(id uint64) (quad.Value, error)) (q quad.Quad, err error) {
	if q.Subject, err = value(r.Subject); err != nil {
		return q, err
	}
	if q.Predicate, err = value(r.Predicate); err != nil {
		return q, err
	}
	if q.Object, err = value(r.Object); err != nil || r.Label == 0 {
		return q, err
	}
	q.Label, err = value(r.Label)
	return q, err
}

// recentValues keeps the values met last in one pass over a store, each in the place that its id gives it.
type recentValues struct {
	log    *logReader
	places []recentValue
}

type recentValue struct {
	id    uint64
	value quad.Value
}

// recentPlaces is how many values are kept: enough for the nodes of some dozen notices.
const recentPlaces = 1 << 15

func (l *logReader) recent() *recentValues {
	return &recentValues{log: l, places: make([]recentValue, recentPlaces)}
}

func (c *recentValues) value(id uint64) (quad.Value, error) {
	p := &c.places[id%recentPlaces]
	if p.id == id {
		return p.value, nil
	}
	v, err := c.log.readValue(id)
	if err == nil {
		*p = recentValue{id, v}
	}
	return v, err
}
