package graph

import (
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"policygraph/graph/layout"
)

// A change collects what one write adds and removes, and then writes it in one batch (flush.go). It reads the
// store as it stands, which only this writer alters, and answers with its own additions and removals applied.
type change struct {
	store *kvStore
	*logReader
	size, horizon uint64 // of the store before the change
	next          uint64 // the last id given

	terms map[layout.Hash]*term
	byID  map[uint64]*term
	fresh []*term // nodes that the store lacks, by id

	adds  []fact
	added map[fact]struct{}
	dels  map[uint64]fact // by the quad's id
	order []uint64        // the keys of dels in the order of removal
	gone  map[uint64]bool // nodes that no quad names after the change; known once they are flushed
	ids   []uint64        // room for an index entry

	vanished []fact // of each triple that no graph says after the change, one quad; known once the indexes are flushed
}

// A term is a node that a change touches.
type term struct {
	id    uint64 // 0 while the store lacks it and nothing added needs it
	hash  layout.Hash
	value quad.Value
	delta int64 // by how much its reference count changes
	count int64 // its reference count after the change, once it is flushed
}

// A fact is a quad by the ids of its nodes; label 0 is the default graph.
type fact struct {
	subject, predicate, object, label uint64
}

func newChange(s *kvStore) (*change, error) {
	size, err1 := s.number(layout.SizeKey)
	horizon, err2 := s.number(layout.HorizonKey)
	return &change{
		store: s, logReader: s.log(), size: size, horizon: horizon, next: horizon,
		terms: map[layout.Hash]*term{}, byID: map[uint64]*term{},
		added: map[fact]struct{}{}, dels: map[uint64]fact{}, gone: map[uint64]bool{},
	}, errors.Join(err1, err2)
}

// find is the term of a value; its id is 0 where the store lacks it. No value is no term.
func (c *change) find(v quad.Value) (*term, error) {
	if v == nil {
		return &term{}, nil
	}
	h := layout.HashOf(v)
	if t := c.terms[h]; t != nil {
		return t, nil
	}
	id, err := c.id(&h)
	if err != nil {
		return nil, err
	}
	t := &term{id: id, hash: h, value: v}
	c.terms[h] = t
	if id != 0 {
		c.byID[id] = t
	}
	return t, nil
}

// need is find, and gives the term an id where it has none.
func (c *change) need(v quad.Value) (*term, error) {
	t, err := c.find(v)
	if err == nil && t.id == 0 && v != nil {
		c.next++
		t.id = c.next
		c.byID[t.id] = t
		c.fresh = append(c.fresh, t)
	}
	return t, err
}

// term is the term with an id.
func (c *change) term(id uint64) (*term, error) {
	if t := c.byID[id]; t != nil {
		return t, nil
	}
	v, err := c.value(id)
	if err != nil {
		return nil, err
	}
	h := layout.HashOf(v)
	t := c.terms[h]
	if t == nil {
		t = &term{hash: h, value: v}
		c.terms[h] = t
	}
	t.id = id
	c.byID[id] = t
	return t, nil
}

// iri is the IRI that a node is, or "" where it is none.
func (c *change) iri(id uint64) (quad.IRI, error) {
	t, err := c.term(id)
	if err != nil {
		return "", err
	}
	iri, _ := t.value.(quad.IRI)
	return iri, nil
}

// resolve is a quad by ids, as far as the store knows its nodes; ok is false where it lacks one.
func (c *change) resolve(q quad.Quad) (f fact, ok bool, err error) {
	ok = true
	for _, part := range [...]struct {
		v  quad.Value
		id *uint64
	}{{q.Subject, &f.subject}, {q.Predicate, &f.predicate}, {q.Object, &f.object}, {q.Label, &f.label}} {
		t, err := c.find(part.v)
		if err != nil {
			return f, false, err
		}
		*part.id = t.id
		ok = ok && (t.id != 0 || part.v == nil)
	}
	return f, ok, nil
}

// has reports whether the store holds the quad after the change.
func (c *change) has(f fact) (found bool, err error) {
	if _, ok := c.added[f]; ok {
		return true, nil
	}
	if f.subject > c.horizon || f.predicate > c.horizon || f.object > c.horizon || f.label > c.horizon {
		return false, nil
	}
	err = c.after(layout.PredicateSubjectObject, func(g fact) bool {
		found = found || f == g
		return !found
	}, f.predicate, f.subject, f.object)
	return found, err
}

// after hands the quads under one whole index key to use, as they are after the change, until use returns false.
func (c *change) after(x layout.Index, use func(f fact) bool, ids ...uint64) (err error) {
	var room [64]byte
	if c.ids, err = c.list(c.ids[:0], x.AppendPrefix(room[:0], ids...)); err != nil {
		return err
	}
	more := true
	err = c.records(c.ids, func(r *layout.Record) (bool, error) {
		if _, gone := c.dels[r.ID]; !gone {
			more = use(factOf(r))
		}
		return more, nil
	})
	if err != nil || !more {
		return err
	}
	for _, f := range c.adds {
		if f.matches(x, ids) && !use(f) {
			break
		}
	}
	return nil
}

func factOf(r *layout.Record) fact { return fact{r.Subject, r.Predicate, r.Object, r.Label} }

// record is the fact as a log record with this id.
func (f fact) record(id uint64) layout.Record {
	return layout.Record{ID: id, Subject: f.subject, Predicate: f.predicate, Object: f.object, Label: f.label}
}

// matches reports whether the fact stands under the index key of these ids.
func (f fact) matches(x layout.Index, ids []uint64) bool {
	switch x {
	case layout.SubjectPredicate:
		return f.subject == ids[0] && f.predicate == ids[1]
	case layout.ObjectPredicate:
		return f.object == ids[0] && f.predicate == ids[1]
	case layout.Label:
		return f.label == ids[0]
	}
	return f.predicate == ids[0] && f.subject == ids[1] && f.object == ids[2]
}

// addQuad adds a quad, unless the store has it.
func (c *change) addQuad(q quad.Quad) error {
	for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if _, err := c.need(v); err != nil {
			return err
		}
	}
	f, _, err := c.resolve(q)
	if err != nil {
		return err
	}
	if found, err := c.has(f); err != nil || found {
		return err
	}
	return c.add(f)
}

// add adds a quad that the store lacks, whose nodes have ids.
func (c *change) add(f fact) error {
	c.adds = append(c.adds, f)
	c.added[f] = struct{}{}
	return c.refer(f, 1)
}

// del removes a quad of the store.
func (c *change) del(id uint64, f fact) error {
	if _, gone := c.dels[id]; gone {
		return nil
	}
	c.dels[id] = f
	c.order = append(c.order, id)
	return c.refer(f, -1)
}

// refer counts the references that a quad makes.
func (c *change) refer(f fact, by int64) error {
	for _, id := range [...]uint64{f.subject, f.predicate, f.object, f.label} {
		if id == 0 {
			continue
		}
		t, err := c.term(id)
		if err != nil {
			return err
		}
		t.delta += by
	}
	return nil
}

// checkQuad says why a quad cannot be kept.
func checkQuad(q quad.Quad) error {
	for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object} {
		if err := layout.CheckValue(v); err != nil {
			return fmt.Errorf("quad %v: %w", q, err)
		}
	}
	if q.Label == nil {
		return nil
	}
	if err := layout.CheckValue(q.Label); err != nil {
		return fmt.Errorf("quad %v: %w", q, err)
	}
	return nil
}
