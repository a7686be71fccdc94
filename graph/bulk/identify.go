package bulk

import (
	"context"
	"encoding/binary"
	"errors"
)

// sorted is a plan when all is in order: nodes are numbered from 1 as they first appear in the input, quads after
// them in the order of label, subject, predicate and object.
type sorted struct {
	plan   *Plan
	nodes  uint32
	quads  uint32
	counts []uint32 // references to each node, by its number less 1
	named  *tape    // in the order of hashes: ranked hash, number of the node
	tuples *tape    // the quads in order, without repeats

	subjects, objects, predicates *sorter // sp, op, pso
}

const noNode = 0

// identify finds which terms are the same, by their hashes, and numbers them.
func (s *sorted) identify() error {
	p := s.plan
	var m merger
	m.advance = nextHash
	for i, c := range p.chunks {
		c.owned, c.shared = newBitmap(c.n), p.newTape()
		m.add(&cursor{source: uint32(i), in: c.hashes.reader()})
	}
	named := p.newTape()
	defer named.free()
	if err := s.findOwners(&m, named); err != nil {
		return err
	}
	for _, c := range p.chunks {
		c.hashes.free()
		c.first = s.nodes
		s.nodes += c.owned.count()
		if err := c.shared.done(); err != nil {
			return err
		}
	}
	if int64(s.nodes)+s.plan.quads.Load() >= noID {
		return errMany
	}
	return s.number(named)
}

// findOwners gives each term to the first chunk that has it.
func (s *sorted) findOwners(m *merger, named *tape) error {
	var owner cursor
	for first := true; ; first = false {
		c := m.next()
		if c == nil {
			break
		}
		if !first && c.hi == owner.hi && c.lo == owner.lo && c.tail == owner.tail {
			b := s.plan.chunks[c.source].shared.room(12)
			binary.LittleEndian.PutUint32(b, c.number)
			binary.LittleEndian.PutUint32(b[4:], owner.source)
			binary.LittleEndian.PutUint32(b[8:], owner.number)
			continue
		}
		owner = *c
		s.plan.chunks[c.source].owned.set(c.number)
		b := named.room(28)
		binary.BigEndian.PutUint64(b, c.hi)
		binary.BigEndian.PutUint64(b[8:], c.lo)
		binary.BigEndian.PutUint32(b[16:], c.tail)
		binary.LittleEndian.PutUint32(b[20:], c.source)
		binary.LittleEndian.PutUint32(b[24:], c.number)
	}
	if m.err != nil {
		return m.err
	}
	return named.done()
}

// number writes the hashes again, with the numbers of the nodes.
func (s *sorted) number(named *tape) error {
	s.named = s.plan.newTape()
	in := named.reader()
	for b := in.next(28); b != nil; b = in.next(28) {
		dst := s.named.room(hashSize)
		copy(dst, b[:20])
		node := s.node(binary.LittleEndian.Uint32(b[20:]), binary.LittleEndian.Uint32(b[24:]))
		binary.LittleEndian.PutUint32(dst[20:], node)
	}
	if in.err != nil {
		return in.err
	}
	return s.named.done()
}

// node is the number of the node that is a chunk's own term.
func (s *sorted) node(chunk, term uint32) uint32 {
	c := s.plan.chunks[chunk]
	return c.first + c.owned.below(term) + 1
}

// nodesOf gives the node of each term of a chunk.
func (s *sorted) nodesOf(c *chunk) ([]uint32, error) {
	nodes := make([]uint32, c.n)
	next := c.first
	for i := range nodes {
		if c.owned.has(uint32(i)) {
			next++
			nodes[i] = next
		}
	}
	in := c.shared.reader()
	for b := in.next(12); b != nil; b = in.next(12) {
		nodes[binary.LittleEndian.Uint32(b)] = s.node(binary.LittleEndian.Uint32(b[4:]), binary.LittleEndian.Uint32(b[8:]))
	}
	return nodes, in.err
}

// identified ends the reading and finds out the nodes. What it gives must be released, after an error too.
func (p *Plan) identified(ctx context.Context) (*sorted, error) {
	s := &sorted{plan: p}
	if err := p.finish(); err != nil {
		return s, err
	}
	p.report("sort", 0, p.quads.Load())
	if err := ctx.Err(); err != nil {
		return s, err
	}
	return s, s.identify()
}

// minRun is how many pairs are sorted at once at least.
const minRun = 1000

func (p *Plan) newSorter(quads int64, s *scratch, inOrder bool) *sorter {
	limit := int(min(quads, max(p.o.Memory/16/16, minRun)))
	return &sorter{
		inOrder: inOrder, limit: limit, dir: p.o.Dir, budget: p.budget,
		scratch: s, run: make([]pair, 0, limit),
	}
}

// sortQuads translates the quads, sorts them, drops repeats and fills the sorters of the indexes.
func (s *sorted) sortQuads() error {
	p := s.plan
	shared := &scratch{}
	all := p.newSorter(p.quads.Load(), shared, false)
	defer all.release()
	err := s.translate(func(t tuple) {
		all.add(uint64(t[0])<<32|uint64(t[1]), uint64(t[2])<<32|uint64(t[3]))
	})
	if err != nil {
		return err
	}
	m := all.sorted()
	if all.err != nil {
		return all.err
	}
	s.counts = make([]uint32, s.nodes)
	s.tuples = p.newTape()
	s.subjects = p.newSorter(p.quads.Load(), shared, true)
	s.objects = p.newSorter(p.quads.Load(), shared, true)
	s.predicates = p.newSorter(p.quads.Load(), shared, false)
	s.distribute(m)
	return errors.Join(m.err, s.tuples.done(), s.subjects.err, s.objects.err, s.predicates.err)
}

// translate gives every quad of the input as numbers of nodes.
func (s *sorted) translate(add func(tuple)) error {
	if err := s.translateHeld(add); err != nil {
		return err
	}
	for _, c := range s.plan.chunks {
		if err := s.translateChunk(c, add); err != nil {
			return err
		}
		if err := s.plan.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (s *sorted) translateChunk(c *chunk, add func(tuple)) error {
	nodes, err := s.nodesOf(c)
	if err != nil {
		return err
	}
	in := c.tuples.reader()
	for b := in.next(16); b != nil; b = in.next(16) {
		var t tuple
		if l := binary.LittleEndian.Uint32(b); l != noTerm {
			t[0] = nodes[l]
		}
		t[1] = nodes[binary.LittleEndian.Uint32(b[4:])]
		t[2] = nodes[binary.LittleEndian.Uint32(b[8:])]
		t[3] = nodes[binary.LittleEndian.Uint32(b[12:])]
		add(t)
	}
	c.tuples.free()
	c.shared.free()
	return in.err
}

// distribute numbers the distinct quads, counts references and adds to the indexes.
func (s *sorted) distribute(m *merger) {
	var hi, lo uint64
	for c := m.next(); c != nil; c = m.next() {
		if s.quads > 0 && c.hi == hi && c.lo == lo {
			continue
		}
		hi, lo = c.hi, c.lo
		label, subject, predicate, object := hi>>32, hi&0xFFFFFFFF, lo>>32, lo&0xFFFFFFFF
		s.quads++
		n := uint64(s.nodes + s.quads)
		s.count(uint32(label), uint32(subject), uint32(predicate), uint32(object))
		s.subjects.add(subject<<32|predicate, n)
		s.objects.add(object<<32|predicate, n)
		s.predicates.add(predicate<<32|subject, object<<32|n)
		b := s.tuples.room(16)
		binary.LittleEndian.PutUint64(b, hi)
		binary.LittleEndian.PutUint64(b[8:], lo)
	}
}

// count counts the references of a quad.
func (s *sorted) count(nodes ...uint32) {
	for _, n := range nodes {
		if n != noNode {
			s.counts[n-1]++
		}
	}
}

// release gives up what sort made.
func (s *sorted) release() {
	for _, t := range []*tape{s.named, s.tuples} {
		t.free()
	}
	for _, x := range []*sorter{s.subjects, s.objects, s.predicates} {
		if x != nil {
			x.release()
		}
	}
}
