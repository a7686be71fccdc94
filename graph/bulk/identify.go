package bulk

import (
	"context"
	"encoding/binary"
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

// sort puts the input in order.
func (p *Plan) sort(ctx context.Context) (*sorted, error) {
	if err := p.finish(); err != nil {
		return nil, err
	}
	s := &sorted{plan: p}
	steps := []func() error{s.identify, s.sortQuads}
	for i, step := range steps {
		p.report("sort", int64(i), int64(len(steps)))
		if err := ctx.Err(); err != nil {
			return s, err
		}
		if err := step(); err != nil {
			return s, err
		}
	}
	return s, nil
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
	if err := s.translateHeld(all); err != nil {
		return err
	}
	for _, c := range p.chunks {
		if err := s.translate(c, all); err != nil {
			return err
		}
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
	if m.err != nil {
		return m.err
	}
	return s.tuples.done()
}

// translate adds the quads of a chunk as numbers of nodes.
func (s *sorted) translate(c *chunk, to *sorter) error {
	nodes, err := s.nodesOf(c)
	if err != nil {
		return err
	}
	in := c.tuples.reader()
	for b := in.next(16); b != nil; b = in.next(16) {
		label := uint64(noNode)
		if l := binary.LittleEndian.Uint32(b); l != noTerm {
			label = uint64(nodes[l])
		}
		subject := nodes[binary.LittleEndian.Uint32(b[4:])]
		predicate := nodes[binary.LittleEndian.Uint32(b[8:])]
		object := nodes[binary.LittleEndian.Uint32(b[12:])]
		to.add(label<<32|uint64(subject), uint64(predicate)<<32|uint64(object))
	}
	c.tuples.free()
	c.shared.free()
	if in.err != nil {
		return in.err
	}
	return to.err
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
		if label != noNode {
			s.counts[label-1]++
		}
		s.counts[subject-1]++
		s.counts[predicate-1]++
		s.counts[object-1]++
		s.subjects.add(subject<<32|predicate, n)
		s.objects.add(object<<32|predicate, n)
		s.predicates.add(predicate<<32|subject, object<<32|n)
		b := s.tuples.room(16)
		binary.LittleEndian.PutUint64(b, hi)
		binary.LittleEndian.PutUint64(b[8:], lo)
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
