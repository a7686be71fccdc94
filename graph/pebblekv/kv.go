// Package pebblekv puts Pebble behind hidalgo's flat key-value interface, on which Cayley's kv package runs.
//
// hidalgo has an adapter of its own, to the Pebble of 2022, whose reading transactions see what is written
// beside them. This one is to the current Pebble, and a reading transaction is one state of the store.
package pebblekv

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/cockroachdb/pebble/v2"
	"github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
)

// View is what reader holds as a store that refuses writes. Closing it leaves reader open.
func View(reader pebble.Reader) kv.KV { return flat.Upgrade(&view{reader}) }

// Open is db as a store that can be written. Closing it closes db.
func Open(db *pebble.DB) kv.KV { return flat.Upgrade(&store{db: db, close: sync.OnceValue(db.Close)}) }

// view is one state of a store.
type view struct {
	reader pebble.Reader
}

// Tx begins a reading transaction; to write is refused.
func (v *view) Tx(_ context.Context, rw bool) (flat.Tx, error) {
	if rw {
		return nil, flat.ErrReadOnly
	}
	return &tx{reader: v.reader}, nil
}

func (v *view) View(ctx context.Context, fn func(tx flat.Tx) error) error {
	return flat.View(ctx, v, fn)
}

func (v *view) Update(context.Context, func(tx flat.Tx) error) error { return flat.ErrReadOnly }

func (v *view) Close() error { return nil }

// store is a whole database.
type store struct {
	db    *pebble.DB
	close func() error // closes db, once
}

func (s *store) Tx(_ context.Context, rw bool) (flat.Tx, error) {
	if rw {
		b := s.db.NewIndexedBatch()
		return &tx{reader: b, batch: b, end: b.Close}, nil
	}
	snap := s.db.NewSnapshot()
	return &tx{reader: snap, end: snap.Close}, nil
}

func (s *store) View(ctx context.Context, fn func(tx flat.Tx) error) error {
	return flat.View(ctx, s, fn)
}

func (s *store) Update(ctx context.Context, fn func(tx flat.Tx) error) error {
	return flat.Update(ctx, s, fn)
}

func (s *store) Close() error { return s.close() }

// tx is a transaction over a reader; where batch is set, it also writes.
type tx struct {
	reader pebble.Reader
	batch  *pebble.Batch
	end    func() error // ends what the transaction began itself; nil after that
}

func (t *tx) Commit(context.Context) error {
	if t.batch == nil {
		return flat.ErrReadOnly
	}
	return t.batch.Commit(pebble.Sync)
}

func (t *tx) Close() error {
	end := t.end
	t.end = nil
	if end == nil {
		return nil
	}
	return end()
}

func (t *tx) Get(_ context.Context, key flat.Key) (flat.Value, error) {
	if len(key) == 0 {
		return nil, flat.ErrNotFound
	}
	value, closer, err := t.reader.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, flat.ErrNotFound
	} else if err != nil {
		return nil, err
	}
	value = append(make([]byte, 0, len(value)), value...) // not nil even where it is empty
	return value, closer.Close()
}

func (t *tx) GetBatch(ctx context.Context, keys []flat.Key) ([]flat.Value, error) {
	return flat.GetBatch(ctx, t, keys)
}

func (t *tx) Put(_ context.Context, k flat.Key, v flat.Value) error {
	if t.batch == nil {
		return flat.ErrReadOnly
	}
	return t.batch.Set(k, v, nil)
}

func (t *tx) Del(_ context.Context, k flat.Key) error {
	if t.batch == nil {
		return flat.ErrReadOnly
	}
	return t.batch.Delete(k, nil)
}

func (t *tx) Scan(_ context.Context, opts ...flat.IteratorOption) flat.Iterator {
	return flat.ApplyIteratorOptions(&scan{reader: t.reader}, opts)
}

// scan iterates over the keys with a prefix, opening Pebble's iterator at the first step.
type scan struct {
	reader pebble.Reader
	prefix flat.Key
	it     *pebble.Iterator
	placed bool
	err    error
}

// WithPrefix limits the scan to the keys with a prefix.
func (s *scan) WithPrefix(prefix flat.Key) flat.Iterator {
	return &scan{reader: s.reader, prefix: slices.Clone(prefix), err: s.Close()}
}

func (s *scan) Reset() { s.placed = false }

// Seek places the scan at the first key not below key.
func (s *scan) Seek(_ context.Context, key flat.Key) bool {
	s.placed = true
	return s.open() && s.it.SeekGE(key)
}

func (s *scan) Next(context.Context) bool {
	if !s.open() {
		return false
	}
	if s.placed {
		return s.it.Next()
	}
	s.placed = true
	return s.it.First()
}

func (s *scan) open() bool {
	if s.it == nil && s.err == nil {
		s.it, s.err = s.reader.NewIter(PrefixBounds(s.prefix))
	}
	return s.err == nil
}

// PrefixBounds are the bounds of the keys with a prefix.
func PrefixBounds(prefix []byte) *pebble.IterOptions {
	return &pebble.IterOptions{LowerBound: prefix, UpperBound: after(prefix)}
}

// after is the least key above all that have the prefix, or nil where there is none.
func after(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xFF {
			end := slices.Clone(prefix[:i+1])
			end[i]++
			return end
		}
	}
	return nil
}

func (s *scan) Key() flat.Key { return s.it.Key() }

func (s *scan) Val() flat.Value { return s.it.Value() }

func (s *scan) Err() error {
	if s.err == nil && s.it != nil {
		return s.it.Error()
	}
	return s.err
}

func (s *scan) Close() error {
	if s.it != nil {
		if err := s.it.Close(); err != nil && s.err == nil {
			s.err = err
		}
		s.it = nil
	}
	return s.err
}
