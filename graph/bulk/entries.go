package bulk

import (
	"encoding/binary"

	"policygraph/graph/layout"
)

// A part is entries of a store that lie together and in order: no key of another part stands between them.
type part struct {
	name string
	// sought says that keys are looked for that are not there, so that a filter pays.
	sought bool
	// random says that keys are looked up one by one and not near each other.
	random bool
	// packed says that compression would make values hardly smaller and reading slower.
	packed bool
	// write gives each entry. Key and value may be used again for the next.
	write func(emit func(key, value []byte) error) error
}

// nodeParts are the entries that do not depend on quads, but that nodes without a quad are left out.
func (s *sorted) nodeParts() []part {
	return []part{{name: "nodes", write: s.writeNodes}, {name: "v", write: s.writeNames, sought: true, random: true}}
}

// quadParts are the others but meta, the largest first.
func (s *sorted) quadParts() []part {
	return []part{
		{name: "quads", write: s.writeQuads},
		{name: "pso", sought: true, write: func(emit emitter) error { return s.writeTriples(s.predicates, emit) }},
		{name: "op", sought: true, write: func(emit emitter) error { return s.writePairs(layout.ObjectPredicate, s.objects, emit) }},
		{name: "sp", sought: true, write: func(emit emitter) error { return s.writePairs(layout.SubjectPredicate, s.subjects, emit) }},
		{name: "n", random: true, write: s.writeCounts},
		{name: "c", write: s.writeLabels},
	}
}

type emitter = func(key, value []byte) error

func (s *sorted) id(n uint32) uint64 { return s.plan.ids.id(n) }

// horizon is the highest id.
func (s *sorted) horizon() uint64 { return s.id(s.nodes + s.quads) }

func (s *sorted) writeNodes(emit emitter) error {
	var key, value, message, room []byte
	return s.eachNode(func(node uint32, text []byte) (err error) {
		if message, err = appendMessage(message[:0], text, &room); err != nil {
			return err
		}
		id := s.id(node)
		key = layout.AppendLogKey(key[:0], id)
		value = layout.AppendRecord(value[:0], &layout.Record{ID: id, Value: message})
		return emit(key, value)
	})
}

// isGone says whether a node of a store has lost all its quads, or a node of the input its one link.
func (s *sorted) isGone(node uint32) bool {
	return s.mayLose() && s.counts[node-1] == 0
}

// mayLose says whether some node may be without quads.
func (s *sorted) mayLose() bool { return s.plan.held != nil || s.plan.orphans }

// eachNode gives every node that a quad refers to, in the order of their numbers.
func (s *sorted) eachNode(use func(node uint32, text []byte) error) error {
	node := uint32(0)
	for _, c := range s.plan.chunks {
		in := c.terms.reader()
		for i := range c.n {
			text := in.text()
			if in.err != nil {
				return in.err
			}
			if !c.owned.has(i) {
				continue
			}
			if node++; s.isGone(node) {
				continue
			}
			if err := use(node, text); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *sorted) writeQuads(emit emitter) error {
	var key, value []byte
	var r layout.Record
	n := s.nodes
	in := s.tuples.reader()
	for b := in.next(16); b != nil; b = in.next(16) {
		n++
		lo := binary.LittleEndian.Uint64(b[8:])
		r.ID = s.id(n)
		r.Subject, r.Label = s.id(binary.LittleEndian.Uint32(b)), s.id(binary.LittleEndian.Uint32(b[4:]))
		r.Object, r.Predicate = s.id(uint32(lo)), s.id(uint32(lo>>32))
		key = layout.AppendLogKey(key[:0], r.ID)
		value = layout.AppendRecord(value[:0], &r)
		if err := emit(key, value); err != nil {
			return err
		}
	}
	return in.err
}

// writePairs writes an index of two directions.
func (s *sorted) writePairs(x layout.Index, from *sorter, emit emitter) error {
	var key, list []byte
	var last uint64
	m := from.sorted()
	if from.err != nil {
		return from.err
	}
	for c := m.next(); c != nil; c = m.next() {
		if c.hi != last && last != 0 {
			key = x.AppendPrefix(key[:0], s.id(uint32(last>>32)), s.id(uint32(last)))
			if err := emit(key, list); err != nil {
				return err
			}
			list = list[:0]
		}
		last = c.hi
		list = binary.AppendUvarint(list, s.id(uint32(c.lo)))
	}
	if last != 0 && m.err == nil {
		key = x.AppendPrefix(key[:0], s.id(uint32(last>>32)), s.id(uint32(last)))
		return emit(key, list)
	}
	return m.err
}

// writeTriples writes the index of predicate, subject and object.
func (s *sorted) writeTriples(from *sorter, emit emitter) error {
	var key, list []byte
	var hi, object uint64
	m := from.sorted()
	if from.err != nil {
		return from.err
	}
	write := func() error {
		key = layout.PredicateSubjectObject.AppendPrefix(key[:0], s.id(uint32(hi>>32)), s.id(uint32(hi)), s.id(uint32(object)))
		return emit(key, list)
	}
	for c := m.next(); c != nil; c = m.next() {
		if hi != 0 && (c.hi != hi || c.lo>>32 != object) {
			if err := write(); err != nil {
				return err
			}
			list = list[:0]
		}
		hi, object = c.hi, c.lo>>32
		list = binary.AppendUvarint(list, s.id(uint32(c.lo)))
	}
	if hi != 0 && m.err == nil {
		return write()
	}
	return m.err
}

func (s *sorted) writeLabels(emit emitter) error {
	var key, list []byte
	var label uint32
	n := s.nodes
	in := s.tuples.reader()
	for b := in.next(16); b != nil; b = in.next(16) {
		n++
		if l := binary.LittleEndian.Uint32(b[4:]); l != label && len(list) > 0 {
			key = layout.Label.AppendPrefix(key[:0], s.id(label))
			if err := emit(key, list); err != nil {
				return err
			}
			list = list[:0]
		}
		label = binary.LittleEndian.Uint32(b[4:])
		list = binary.AppendUvarint(list, s.id(n))
	}
	if len(list) > 0 && in.err == nil {
		return emit(layout.Label.AppendPrefix(key[:0], s.id(label)), list)
	}
	return in.err
}

func (s *sorted) writeNames(emit emitter) error {
	return s.writeHashes(layout.AppendValueKey, func(n uint32) uint64 { return s.id(n) }, emit)
}

func (s *sorted) writeCounts(emit emitter) error {
	return s.writeHashes(layout.AppendCountKey, func(n uint32) uint64 { return uint64(s.counts[n-1]) }, emit)
}

func (s *sorted) writeHashes(appendKey func([]byte, *layout.Hash) []byte, number func(uint32) uint64, emit emitter) error {
	var key, value []byte
	var h layout.Hash
	in := s.named.reader()
	for b := in.next(hashSize); b != nil; b = in.next(hashSize) {
		n := binary.LittleEndian.Uint32(b[20:])
		if s.isGone(n) {
			continue
		}
		h = s.plan.unranked(b)
		key = appendKey(key[:0], &h)
		value = binary.AppendUvarint(value[:0], number(n))
		if err := emit(key, value); err != nil {
			return err
		}
	}
	return in.err
}
