package graph

import (
	"cmp"
	"context"
	"errors"

	"github.com/cayleygraph/quad"

	"policygraph/graph/column"
	"policygraph/graph/pebblekv"
)

// through is [Through] from the columns of both predicates, a chunk of each at a time.
func (s *kvSnapshot) through(ctx context.Context, p, q quad.IRI) (*Links, error) {
	first, ok1, err1 := s.columnFor(p, false)
	second, ok2, err2 := s.columnFor(q, false)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	if !ok1 || !ok2 {
		return throughPairs(ctx, s, p, q)
	}
	it, err := s.reader.NewIter(pebblekv.PrefixBounds(columnPrefix(second)))
	if err != nil {
		return nil, damaged(err)
	}
	t := throughKept{second: keptJoin{it: it, column: second}}
	t.links.found = make([]uint64, 0, 1<<16)
	t.links.second.keys = make([]uint64, 0, 1<<14)
	err = s.chunks(ctx, first, t.chunk)
	if err := damaged(errors.Join(err, it.Error(), it.Close())); err != nil {
		return nil, err
	}
	return t.links.links(cmp.Compare[uint64], nodeOfRank), nil
}

// A throughKept joins chunks of two columns.
type throughKept struct {
	second keptJoin
	pairs  []keptPair // of the first column's chunk
	links  linksBuilder[uint64]
	// places of the objects of either chunk among all, from 1; 0 for those not linked yet.
	firstAt, secondAt []uint64
}

// A keptPair is the rank of a subject and the place of an object of its in the chunk.
type keptPair struct {
	subject uint64
	object  int
}

// chunk joins a chunk of the first column with that of the second.
func (t *throughKept) chunk(number uint64, c *column.Chunk) error {
	if ok, err := t.second.find(number); err != nil || !ok {
		return err
	}
	t.pairs = t.pairs[:0]
	for {
		subject, object, ok, err := c.Next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		t.pairs = append(t.pairs, keptPair{subject, object})
	}
	t.second.read.ReadNodes()
	t.firstAt = append(t.firstAt[:0], make([]uint64, c.Count)...)
	t.secondAt = append(t.secondAt[:0], make([]uint64, t.second.read.Count)...)
	if err := t.link(c); err != nil {
		return keptDamaged(t.second.column, err)
	}
	return nil
}

// link links the objects of pairs of both chunks that have the same subject.
func (t *throughKept) link(c *column.Chunk) error {
	second, pairs := &t.second.read, t.pairs
	for {
		subject, object, ok, err := second.Next()
		if err != nil || !ok {
			return err
		}
		for len(pairs) > 0 && pairs[0].subject < subject {
			pairs = pairs[1:]
		}
		for k := 0; k < len(pairs) && pairs[k].subject == subject; k++ {
			f, s := &t.firstAt[pairs[k].object], &t.secondAt[object]
			if *f == 0 {
				*f = t.links.first.of(c.Nodes[pairs[k].object]) + 1
			}
			if *s == 0 {
				*s = t.links.second.add(second.Nodes[object]) + 1
			}
			t.links.found = append(t.links.found, (*f-1)<<32|(*s-1))
		}
	}
}
