package graph

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
)

// commit writes the change in one batch, the columns with it. Where nothing changes it writes nothing.
func (c *change) commit() (Change, error) {
	done := Change{Added: len(c.adds), Removed: len(c.dels)}
	if !done.Changed() {
		return done, nil
	}
	b := c.store.db.NewBatch()
	kept, err := c.flush(b)
	if err != nil {
		return Change{}, errors.Join(err, b.Close())
	}
	if err := c.store.commit(b); err != nil {
		return Change{}, err
	}
	if !kept {
		_ = c.store.keepAll() // columns that are not kept are not read
	}
	return done, nil
}

// flush puts the change into a batch: nodes and their counts, the log, the indexes, the store's own numbers, and the
// columns where they are kept.
func (c *change) flush(b *pebble.Batch) (kept bool, err error) {
	if err := c.flushTerms(b); err != nil {
		return false, err
	}
	first := c.next + 1
	if err := c.flushLog(b, first); err != nil {
		return false, err
	}
	if err := c.flushIndexes(b, first); err != nil {
		return false, err
	}
	size, horizon := c.size+uint64(len(c.adds))-uint64(len(c.dels)), c.next+uint64(len(c.adds))
	if err := c.store.setMeta(b, size, horizon); err != nil {
		return false, err
	}
	return c.flushColumns(b, size, horizon)
}

// flushTerms writes the new nodes and the counts of all that changed, and takes out those that are left with none.
func (c *change) flushTerms(b *pebble.Batch) error {
	touched := make([]*term, 0, len(c.byID))
	for _, t := range c.byID {
		if t.delta != 0 {
			touched = append(touched, t)
		}
	}
	slices.SortFunc(touched, func(a, b *term) int { return bytes.Compare(a.hash[:], b.hash[:]) })
	for _, t := range touched {
		if err := c.flushTerm(b, t); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) flushTerm(b *pebble.Batch, t *term) error {
	var room [64]byte
	countKey := layout.AppendCountKey(room[:0], &t.hash)
	count := t.delta
	if t.id <= c.horizon {
		_, err := c.get(countKey, func(value []byte) error {
			old, err := layout.Uvarint(value)
			count += int64(old)
			return err
		})
		if err != nil {
			return err
		}
	}
	t.count = count
	if count < 0 {
		return fmt.Errorf("%w: node %v is counted too low; run verify", ErrDamaged, t.value)
	}
	if count == 0 {
		return c.dropTerm(b, t, countKey)
	}
	err := b.Set(countKey, binary.AppendUvarint(nil, uint64(count)), nil)
	if t.id <= c.horizon || err != nil {
		return err
	}
	value, err := layout.AppendValue(nil, t.value)
	if err != nil {
		return err
	}
	r := layout.Record{ID: t.id, Value: value}
	return errors.Join(
		b.Set(layout.AppendValueKey(nil, &t.hash), binary.AppendUvarint(nil, t.id), nil),
		b.Set(layout.AppendLogKey(nil, t.id), layout.AppendRecord(nil, &r), nil))
}

func (c *change) dropTerm(b *pebble.Batch, t *term, countKey []byte) error {
	c.gone[t.id] = true
	return errors.Join(b.Delete(countKey, nil),
		b.Delete(layout.AppendValueKey(nil, &t.hash), nil),
		b.Delete(layout.AppendLogKey(nil, t.id), nil))
}

// flushLog writes the records of new quads, whose ids begin with first, and deletes those of removed ones.
func (c *change) flushLog(b *pebble.Batch, first uint64) error {
	var key, value []byte
	for _, id := range c.order {
		key = layout.AppendLogKey(key[:0], id)
		if err := b.Delete(key, nil); err != nil {
			return err
		}
	}
	for i, f := range c.adds {
		r := f.record(first + uint64(i))
		key = layout.AppendLogKey(key[:0], r.ID)
		value = layout.AppendRecord(value[:0], &r)
		if err := b.Set(key, value, nil); err != nil {
			return err
		}
	}
	return nil
}

// An entry is one id to put into or take out of one index entry.
type entry struct {
	key []byte
	id  uint64
	del bool
	// fresh: a node of the key is new, so that nothing stands there yet. gone: a node of the key goes, so that
	// nothing is left there.
	fresh, gone bool
	// few: so few quads name some node of the key that removals may leave nothing under it.
	few   bool
	index layout.Index
}

// fewQuads bounds what is read to see whether an entry is left empty. The entry of a node that more quads name may
// stay behind with nothing in it; there are few such nodes and they stay.
const fewQuads = 512

// isFew reports whether few quads name a node after the change, as far as is known.
func (c *change) isFew(node uint64) bool {
	t := c.byID[node]
	return t == nil || t.count < fewQuads
}

// flushIndexes changes the index entries, each once.
func (c *change) flushIndexes(b *pebble.Batch, first uint64) error {
	entries := c.entries(first)
	slices.SortFunc(entries, func(x, y entry) int {
		return cmp.Or(bytes.Compare(x.key, y.key), cmp.Compare(x.id, y.id))
	})
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && bytes.Equal(entries[n].key, entries[0].key) {
			n++
		}
		if err := c.flushEntry(b, entries[:n]); err != nil {
			return err
		}
		entries = entries[n:]
	}
	return nil
}

// flushEntry changes one index entry: by deleting it where nothing is left, by writing it anew where much of it
// changes, and else by merging.
func (c *change) flushEntry(b *pebble.Batch, entries []entry) error {
	first := entries[0]
	value, dels := appendChange(nil, entries)
	left, known := []byte(nil), first.gone // what stays of the entry, so far as it is known
	triple := first.index == layout.PredicateSubjectObject
	manyOfGraph := first.index == layout.Label && len(entries) >= manyChanges
	if !known && !first.fresh && dels > 0 && (manyOfGraph || dels == len(entries) && (first.few || triple)) {
		var err error
		if left, known, err = c.left(first.key, entries); err != nil {
			return err
		}
	}
	switch {
	case known && len(left) == 0 && dels == len(entries):
		if triple {
			c.vanished = append(c.vanished, c.dels[first.id])
		}
		return b.Delete(first.key, nil)
	case known:
		return b.Set(first.key, append(left, value[:bytes.IndexByte(value, layout.Removal)]...), nil)
	case first.fresh:
		return b.Set(first.key, value, nil)
	}
	return b.Merge(first.key, value, nil)
}

// manyChanges is from how many changes on the entry of a graph is written anew, unless it is much longer: merging
// would keep what every replacing of a notice takes out and puts in until the tables are rewritten. The entries of
// other indexes, of a class say, are long, and reading them takes longer than merging.
const manyChanges = 64

// left gives what removals leave of an index entry; known is false where the entry is long beside them.
func (c *change) left(key []byte, changes []entry) (left []byte, known bool, err error) {
	known = true
	_, err = c.get(key, func(list []byte) (err error) {
		if known = len(list) <= len(changes)*binary.MaxVarintLen64; !known {
			return nil
		}
		c.ids, err = layout.IDs(c.ids[:0], list)
		c.ids = slices.DeleteFunc(c.ids, func(id uint64) bool { _, gone := c.dels[id]; return gone })
		left = layout.AppendIDs(nil, c.ids...)
		return err
	})
	return left, known, err
}

// appendChange appends the change to one index entry, of which dels entries are removals. New ids are higher than
// all that stand there.
func appendChange(dst []byte, entries []entry) (change []byte, dels int) {
	for _, e := range entries {
		if e.del {
			dels++
		} else {
			dst = layout.AppendIDs(dst, e.id)
		}
	}
	if dels > 0 {
		dst = layout.AppendRemoval(dst)
	}
	for _, e := range entries {
		if e.del {
			dst = layout.AppendIDs(dst, e.id)
		}
	}
	return dst, dels
}

// entries are the changes to all indexes.
func (c *change) entries(first uint64) []entry {
	entries := make([]entry, 0, len(layout.Indexes)*(len(c.adds)+len(c.order)))
	arena := make([]byte, 0, cap(entries)*32)
	put := func(f fact, id uint64, del bool) {
		r := f.record(id)
		for _, x := range layout.Indexes {
			at := len(arena)
			arena = x.AppendKey(arena, &r)
			e := entry{key: arena[at:len(arena):len(arena)], id: id, del: del, index: x}
			for _, node := range f.under(x) {
				e.fresh = e.fresh || node > c.horizon
				e.gone = e.gone || c.gone[node]
				e.few = e.few || node != 0 && c.isFew(node)
			}
			entries = append(entries, e)
		}
	}
	for _, id := range c.order {
		put(c.dels[id], id, true)
	}
	for i, f := range c.adds {
		put(f, first+uint64(i), false)
	}
	return entries
}

// under is the nodes in the fact's key in an index, 0 for none.
func (f fact) under(x layout.Index) [3]uint64 {
	switch x {
	case layout.SubjectPredicate:
		return [3]uint64{f.subject, f.predicate}
	case layout.ObjectPredicate:
		return [3]uint64{f.object, f.predicate}
	case layout.Label:
		return [3]uint64{f.label}
	}
	return [3]uint64{f.predicate, f.subject, f.object}
}
