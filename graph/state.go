package graph

import (
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
)

// state reads the keys of one state of a store, or of the store as it stands where only one writer reads it.
type state struct {
	reader pebble.Reader
	values *valueCache
	stale  bool // Cayley's deleted quads may stand in the indexes
}

// get hands the value of a key to use, which must keep no part of it; ok is false where there is no such key.
func (s state) get(key []byte, use func(value []byte) error) (ok bool, err error) {
	value, closer, err := s.reader.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return false, nil
	} else if err != nil {
		return false, damaged(err)
	}
	if err := use(value); err != nil {
		_ = closer.Close()
		return false, fmt.Errorf("%w: key %q: %w", ErrDamaged, key, err)
	}
	return true, closer.Close()
}

// id is the id of a node, or 0 where there is none.
func (s state) id(h *layout.Hash) (id uint64, err error) {
	var room [64]byte
	_, err = s.get(layout.AppendValueKey(room[:0], h), func(value []byte) error {
		id, err = layout.Uvarint(value)
		return err
	})
	return id, err
}

// number is a number that the store says of itself, or 0 where it does not.
func (s state) number(key string) (n uint64, err error) {
	_, err = s.get([]byte(key), func(value []byte) error {
		n, err = layout.Int(value)
		return err
	})
	return n, err
}

// list appends the ids under an index key to dst.
func (s state) list(dst []uint64, key []byte) ([]uint64, error) {
	_, err := s.get(key, func(value []byte) (err error) {
		dst, err = layout.IDs(dst, value)
		return err
	})
	return dst, err
}

// scan hands every key with a prefix and its value to use, in key order, until use returns false or an error.
func (s state) scan(prefix []byte, use func(key []byte, it *pebble.Iterator) (bool, error)) error {
	it, err := s.reader.NewIter(pebblekv.PrefixBounds(prefix))
	if err != nil {
		return damaged(err)
	}
	for ok := it.First(); ok; ok = it.Next() {
		more, err := use(it.Key(), it)
		if err != nil || !more {
			return errors.Join(err, it.Close())
		}
	}
	return damaged(errors.Join(it.Error(), it.Close()))
}

// damaged marks what the engine reports of broken files as [ErrDamaged].
func damaged(err error) error {
	if err != nil && pebble.IsCorruptionError(err) && !errors.Is(err, ErrDamaged) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}
