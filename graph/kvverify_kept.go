package graph

import (
	"bytes"

	"github.com/cockroachdb/pebble/v2"
)

// checkColumns compares every kept chunk with what the index of triples gives for it, where columns of this state are
// kept.
func (v *verifier) checkColumns() error {
	if kept, err := v.isKept(); err != nil || !kept {
		return err
	}
	k, err := newKeeper(v.state)
	if err != nil {
		return err
	}
	defer k.close()
	kept, err := v.reader.NewIter(&pebble.IterOptions{LowerBound: []byte(keptPrefix + "\x00"), UpperBound: []byte(keptEnd)})
	if err != nil {
		return damaged(err)
	}
	defer kept.Close()
	left := 0
	for ok := kept.First(); ok; ok = kept.Next() {
		if len(kept.Value()) > 0 {
			left++
		}
	}
	err = k.all(func(i int, number uint64, chunk []byte) error {
		left--
		key := appendChunkKey(nil, i, number)
		if !kept.SeekGE(key) || !bytes.Equal(kept.Key(), key) {
			v.problem("column", "chunk %d of column %d is missing", number, i)
		} else if !bytes.Equal(kept.Value(), chunk) {
			v.problem("column", "chunk %d of column %d differs from the indexes", number, i)
		}
		return v.tick()
	}, func() error { return nil })
	if err == nil && left != 0 {
		v.problem("column", "%d chunks are kept that the indexes do not call for", left)
	}
	return damaged(err)
}
