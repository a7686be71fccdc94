package graph

import (
	"errors"

	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
)

// adopt takes over a store that something else wrote into, or built. Cayley leaves the quads it deletes in the
// log and the indexes, where readers of keys alone would find them, so they are taken out here. A store opened
// for reading only is left as it is and read with a look at the log for every quad.
func (s *kvStore) adopt() error {
	size, err1 := s.number(layout.SizeKey)
	horizon, err2 := s.number(layout.HorizonKey)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if s.readOnly {
		s.stale = true
		return nil
	}
	c, err := newChange(s)
	if err != nil {
		return err
	}
	defer c.close()
	err = s.scan([]byte(layout.LogPrefix), func(_ []byte, it *pebble.Iterator) (bool, error) {
		var r layout.Record
		if err := layout.ParseRecord(it.Value(), &r); err != nil {
			return true, nil // for verify to tell
		}
		if r.ID != 0 && !r.IsNode() && r.Deleted {
			c.dels[r.ID] = factOf(&r)
			c.order = append(c.order, r.ID)
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for len(c.order) > LoadBatch {
		rest := c.order[LoadBatch:]
		c.order = c.order[:LoadBatch]
		if err := s.purge(c, func(*pebble.Batch) error { return nil }); err != nil {
			return err
		}
		c.order = rest
	}
	if err := s.purge(c, func(b *pebble.Batch) error { return s.setMeta(b, size, horizon) }); err != nil {
		return err
	}
	_ = s.keepAll() // columns that are not kept are not read
	return nil
}

// purge takes the removed quads of a change out of log and indexes, without counting references, since who
// deleted them has done that.
func (s *kvStore) purge(c *change, then func(b *pebble.Batch) error) error {
	b := s.db.NewBatch()
	if err := errors.Join(c.flushLog(b, 0), c.flushIndexes(b, 0), then(b)); err != nil {
		return errors.Join(err, b.Close())
	}
	return s.commit(b)
}
