package bulk

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
)

// held is what a plan takes over from a store.
type held struct {
	nodes  []uint32 // number of each node of the store, by its id there
	tuples *tape    // quads as ids of the store
}

var errFirst = errors.New("read the store: the quads of a store must be added before all others")

// Store adds the quads that a store holds, all but those whose label drop wants to go; the default graph's label is
// nil. It must be called before quads are added otherwise. The state that r reads must stay as it is until Store
// returns, and may then go.
func (p *Plan) Store(r pebble.Reader, drop func(label quad.Value) bool) error {
	if len(p.chunks) > 0 || p.read.Load() > 0 || len(p.values) > 0 || p.quads.Load() > 0 {
		return errFirst
	}
	if err := p.readStore(r, drop); err != nil {
		err = fmt.Errorf("read the store: %w", err)
		p.cancel(err)
		return err
	}
	return nil
}

func (p *Plan) readStore(r pebble.Reader, drop func(label quad.Value) bool) error {
	it, err := r.NewIter(pebblekv.PrefixBounds([]byte(layout.LogPrefix)))
	if err != nil {
		return err
	}
	p.held = &held{tuples: p.newTape()}
	s := storeReader{plan: p, reader: r, drop: drop, dropped: map[uint64]bool{}}
	if err := s.findPredicates(); err != nil {
		return errors.Join(err, it.Close())
	}
	var record layout.Record
	for ok := it.First(); ok && err == nil; ok = it.Next() {
		if string(it.Key()) == layout.LogPrefix {
			continue // Cayley's Init makes a key of the bucket's name
		}
		if err = layout.ParseRecord(it.Value(), &record); err == nil {
			err = s.add(&record)
		}
		if err != nil {
			err = fmt.Errorf("key %q: %w", it.Key(), err)
		}
	}
	if err := errors.Join(err, it.Error(), it.Close(), p.held.tuples.done()); err != nil {
		return err
	}
	p.sealOpen()
	return nil
}

// A storeReader adds log records to a plan.
type storeReader struct {
	plan    *Plan
	reader  pebble.Reader
	drop    func(label quad.Value) bool
	dropped map[uint64]bool // labels asked for
	texts   uint64          // the predicates of the linker, noID where the store lacks them
	links   uint64
	nodes   uint32
	records int
	text    []byte
}

func (s *storeReader) add(r *layout.Record) error {
	if s.records++; s.records%4096 == 0 {
		if err := s.plan.ctx.Err(); err != nil {
			return err
		}
		s.plan.report("read", 0, 0)
	}
	switch {
	case r.IsNode():
		return s.addNode(r)
	case r.Deleted:
		return nil
	}
	if gone, err := s.isDropped(r.Label); err != nil || gone {
		return err
	}
	if out, err := s.followStored(r.Predicate, [3]uint64{r.Subject, r.Object, r.Label}); err != nil {
		return err
	} else if out {
		s.plan.quads.Add(1)
		return nil
	}
	b := s.plan.held.tuples.room(16)
	for i, id := range [4]uint64{r.Label, r.Subject, r.Predicate, r.Object} {
		if id > noID {
			return errMany
		}
		binary.LittleEndian.PutUint32(b[4*i:], uint32(id))
	}
	s.plan.quads.Add(1)
	return nil
}

const noID = 1<<32 - 2

// findPredicates finds those that links follow from.
func (s *storeReader) findPredicates() (err error) {
	s.texts, s.links = noID, noID
	l := s.plan.linker
	if l == nil {
		return nil
	}
	for _, p := range []struct {
		term []byte
		id   *uint64
	}{{l.text, &s.texts}, {l.link, &s.links}} {
		h := termHash(p.term)
		data, closer, err := s.reader.Get(layout.AppendValueKey(nil, &h))
		if errors.Is(err, pebble.ErrNotFound) {
			continue
		} else if err != nil {
			return err
		}
		*p.id, err = layout.Uvarint(data)
		if err := errors.Join(err, closer.Close()); err != nil {
			return err
		}
	}
	return nil
}

// addNode gives the node the next number: no two nodes of a store are the same.
func (s *storeReader) addNode(r *layout.Record) (err error) {
	p := s.plan
	if s.text, err = appendTextOf(s.text[:0], r.Value); err != nil {
		return err
	}
	if r.ID > noID {
		return errMany
	}
	p.openChunk()
	if _, added := p.terms.intern(p.terms.hash(s.text), s.text); !added {
		return fmt.Errorf("the node %.200q stands there twice; verify the store", s.text)
	}
	for uint64(len(p.held.nodes)) <= r.ID {
		p.held.nodes = append(p.held.nodes, 0)
	}
	s.nodes++
	p.held.nodes[r.ID] = s.nodes
	p.sealFull()
	return nil
}

// isDropped says whether quads with this label go.
func (s *storeReader) isDropped(label uint64) (bool, error) {
	if s.drop == nil {
		return false, nil
	}
	gone, ok := s.dropped[label]
	if ok {
		return gone, nil
	}
	value, err := s.value(label)
	if err == nil {
		gone = s.drop(value)
		s.dropped[label] = gone
	}
	return gone, err
}

// value is the value of a node of the store, nil for no id.
func (s *storeReader) value(id uint64) (quad.Value, error) {
	if id == 0 {
		return nil, nil
	}
	data, closer, err := s.reader.Get(layout.AppendLogKey(nil, id))
	if err != nil {
		return nil, fmt.Errorf("node %d: %w", id, err)
	}
	defer closer.Close()
	var r layout.Record
	if err := layout.ParseRecord(data, &r); err != nil {
		return nil, err
	}
	return layout.ParseValue(r.Value)
}

// translateHeld gives the quads of the store as numbers of nodes.
func (s *sorted) translateHeld(add func(tuple)) error {
	h := s.plan.held
	if h == nil {
		return nil
	}
	in := h.tuples.reader()
	for b := in.next(16); b != nil; b = in.next(16) {
		var t tuple
		for i := range t {
			id := binary.LittleEndian.Uint32(b[4*i:])
			if id == 0 && i == 0 {
				continue
			}
			if int(id) < len(h.nodes) {
				t[i] = h.nodes[id]
			}
			if t[i] == 0 {
				return fmt.Errorf("a quad of the store refers to node %d, which is missing; verify the store", id)
			}
		}
		add(t)
	}
	h.tuples.free()
	h.nodes = nil
	return in.err
}
