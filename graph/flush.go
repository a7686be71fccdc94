package graph

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
)

// commit writes the change in one batch. Where nothing changes it writes nothing.
func (c *change) commit() (Change, error) {
	done := Change{Added: len(c.adds), Removed: len(c.dels)}
	if !done.Changed() {
		return done, nil
	}
	b := c.store.db.NewBatch()
	defer b.Close()
	if err := c.flush(b); err != nil {
		return Change{}, err
	}
	if err := c.store.commit(b); err != nil {
		return Change{}, err
	}
	return done, nil
}

// flush puts the change into a batch: nodes and their counts, the log, the indexes, and the store's own numbers.
func (c *change) flush(b *pebble.Batch) error {
	if err := c.flushTerms(b); err != nil {
		return err
	}
	first := c.next + 1
	if err := c.flushLog(b, first); err != nil {
		return err
	}
	if err := c.flushIndexes(b, first); err != nil {
		return err
	}
	size := c.size + uint64(len(c.adds)) - uint64(len(c.dels))
	return c.store.setMeta(b, size, c.next+uint64(len(c.adds)))
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
	if t.id > c.horizon {
		return nil
	}
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
}

// flushIndexes changes the index entries, each once.
func (c *change) flushIndexes(b *pebble.Batch, first uint64) error {
	entries := c.entries(first)
	slices.SortFunc(entries, func(x, y entry) int {
		if d := bytes.Compare(x.key, y.key); d != 0 {
			return d
		}
		if x.id < y.id {
			return -1
		}
		return 1
	})
	for len(entries) > 0 {
		n, dels := 0, 0
		for n < len(entries) && bytes.Equal(entries[n].key, entries[0].key) {
			if entries[n].del {
				dels++
			}
			n++
		}
		if err := c.flushEntry(b, entries[:n], dels); err != nil {
			return err
		}
		entries = entries[n:]
	}
	return nil
}

// entries are the changes to all indexes.
func (c *change) entries(first uint64) []entry {
	entries := make([]entry, 0, len(layout.Indexes)*(len(c.adds)+len(c.order)))
	arena := make([]byte, 0, cap(entries)*32)
	put := func(r *layout.Record, del bool) {
		for _, x := range layout.Indexes {
			at := len(arena)
			arena = x.AppendKey(arena, r)
			entries = append(entries, entry{arena[at:len(arena):len(arena)], r.ID, del})
		}
	}
	for _, id := range c.order {
		r := c.dels[id].record(id)
		put(&r, true)
	}
	for i, f := range c.adds {
		r := f.record(first + uint64(i))
		put(&r, false)
	}
	return entries
}

// flushEntry changes one index entry by entries of one key, of which some are removals. New ids are higher than
// all that stand there, so they are merged to the end without reading; only a removal writes the entry anew.
func (c *change) flushEntry(b *pebble.Batch, entries []entry, dels int) (err error) {
	key := entries[0].key
	var value []byte
	if dels == 0 {
		for _, e := range entries {
			value = layout.AppendIDs(value, e.id)
		}
		return b.Merge(key, value, nil)
	}
	if c.ids, err = c.list(c.ids[:0], key); err != nil {
		return err
	}
	for _, id := range c.ids {
		for len(entries) > 0 && entries[0].del && entries[0].id < id {
			entries = entries[1:]
		}
		if len(entries) > 0 && entries[0].del && entries[0].id == id {
			entries = entries[1:]
			continue
		}
		value = layout.AppendIDs(value, id)
	}
	for _, e := range entries {
		if !e.del {
			value = layout.AppendIDs(value, e.id)
		}
	}
	if len(value) == 0 {
		return b.Delete(key, nil)
	}
	return b.Set(key, value, nil)
}
