package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
)

// A verifier reads a whole state of a store. It keeps about a hundred bytes a node; quads it only counts and sums.
type verifier struct {
	state
	ctx    context.Context
	report Report
	kinds  map[string]int          // problems of each kind
	nodes  map[uint64]*checkedNode // by id
	top    uint64                  // the highest id
	sums   map[layout.Index]uint64 // of all entries that the log calls for
	steps  int
}

// A checkedNode is what the log tells of a node: its hash, where it has a record, and how many quads name it.
type checkedNode struct {
	hash   layout.Hash
	stands bool // has a log record
	found  bool // by its hash
	refs   uint64
}

func (s *kvStore) verify(ctx context.Context) (Report, error) {
	opened, err := s.snapshot(ctx)
	if err != nil {
		return Report{}, err
	}
	defer opened.Close()
	v := &verifier{
		state: opened.(*kvSnapshot).state, ctx: ctx,
		kinds: map[string]int{}, nodes: map[uint64]*checkedNode{}, sums: map[layout.Index]uint64{},
	}
	for _, check := range []func() error{v.checkLog, v.checkNodes, v.checkIndexes, v.checkNumbers, v.checkColumns} {
		if err := check(); errors.Is(err, ErrDamaged) {
			v.problem("file", "%v", err)
		} else if err != nil {
			return Report{}, err
		}
	}
	if v.report.Count > 0 {
		v.report.Advice = "export what can be read and import it into a new store, or " + whatToDo
	}
	return v.report, nil
}

// problem notes a problem; of each kind the first ten in words.
func (v *verifier) problem(kind, format string, args ...any) {
	v.report.Count++
	if v.kinds[kind]++; v.kinds[kind] <= 10 {
		v.report.Problems = append(v.report.Problems, fmt.Sprintf(format, args...))
	}
}

// tick obeys the context once in a thousand steps.
func (v *verifier) tick() error {
	if v.steps++; v.steps%1000 == 0 {
		return v.ctx.Err()
	}
	return nil
}

func (v *verifier) node(id uint64) *checkedNode {
	n := v.nodes[id]
	if n == nil {
		n = &checkedNode{}
		v.nodes[id] = n
	}
	return n
}

// checkLog reads all records: values must parse, keys and ids agree.
func (v *verifier) checkLog() error {
	return v.scan([]byte(layout.LogPrefix), func(key []byte, it *pebble.Iterator) (bool, error) {
		id, ok := layout.LogID(key)
		if !ok {
			return true, v.tick() // the marker of the bucket
		}
		var r layout.Record
		if err := layout.ParseRecord(it.Value(), &r); err != nil {
			v.problem("record", "record %d cannot be read: %v", id, err)
			return true, v.tick()
		}
		if r.ID != id {
			v.problem("record", "record %d says it is %d", id, r.ID)
			return true, v.tick()
		}
		v.top = max(v.top, id)
		if r.IsNode() {
			v.takeNode(&r)
		} else {
			v.takeQuad(&r)
		}
		return true, v.tick()
	})
}

func (v *verifier) takeNode(r *layout.Record) {
	v.report.Nodes++
	n := v.node(r.ID)
	n.stands = true
	value, err := layout.ParseValue(r.Value)
	if err != nil {
		v.problem("value", "the value of node %d cannot be read: %v", r.ID, err)
		return
	}
	n.hash = layout.HashOf(value)
}

func (v *verifier) takeQuad(r *layout.Record) {
	var room [64]byte
	for _, x := range layout.Indexes {
		v.sums[x] += entrySum(x.AppendKey(room[:0], r), r.ID)
	}
	if r.Deleted {
		return
	}
	v.report.Quads++
	if r.Subject == 0 || r.Predicate == 0 || r.Object == 0 {
		v.problem("quad", "quad %d has no subject, predicate or object", r.ID)
	}
	for _, id := range [...]uint64{r.Subject, r.Predicate, r.Object, r.Label} {
		if id != 0 {
			v.node(id).refs++
		}
	}
}

// entrySum hashes an index entry (FNV-1a, and a finalizer); the sum over all entries tells two sets apart.
func entrySum(key []byte, id uint64) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range key {
		h = (h ^ uint64(b)) * 1099511628211
	}
	h = (h ^ id) * 1099511628211
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	return h ^ h>>33
}

// checkNodes compares the counts and the hashes with the nodes of the log.
func (v *verifier) checkNodes() error {
	counts := map[layout.Hash]uint64{}
	err := v.scan([]byte("n"), func(key []byte, it *pebble.Iterator) (bool, error) {
		if h, ok := layout.KeyHash(key); ok {
			n, err := layout.Uvarint(it.Value())
			if err != nil {
				v.problem("count", "the count of node %x cannot be read: %v", h, err)
			}
			counts[h] = n
		}
		return true, v.tick()
	})
	if err != nil {
		return err
	}
	err = v.scan([]byte("v"), func(key []byte, it *pebble.Iterator) (bool, error) {
		if h, ok := layout.KeyHash(key); ok {
			v.checkHash(h, it.Value(), counts)
		}
		return true, v.tick()
	})
	if err != nil {
		return err
	}
	for _, h := range slices.SortedFunc(maps.Keys(counts), func(a, b layout.Hash) int { return bytes.Compare(a[:], b[:]) }) {
		v.problem("count", "a count stands for the hash %x, which no node has", h)
	}
	return v.checkStanding()
}

// checkHash checks the node that a hash leads to, and takes its count out of counts.
func (v *verifier) checkHash(h layout.Hash, value []byte, counts map[layout.Hash]uint64) {
	count, counted := counts[h]
	delete(counts, h)
	id, err := layout.Uvarint(value)
	n := v.nodes[id]
	switch {
	case err != nil || n == nil || !n.stands:
		v.problem("hash", "the hash %x leads to node %d, which does not stand in the log", h, id)
		return
	case n.hash != h:
		v.problem("hash", "the hash %x leads to node %d, whose hash is %x", h, id, n.hash)
	case !counted || count != n.refs:
		v.problem("count", "node %d is counted %d times and named %d times", id, count, n.refs)
	}
	n.found = true
}

// checkStanding checks each node that the log names or holds.
func (v *verifier) checkStanding() error {
	for _, id := range slices.Sorted(maps.Keys(v.nodes)) {
		switch n := v.nodes[id]; {
		case !n.stands:
			v.problem("dangling", "%d quads name node %d, which does not stand in the log", n.refs, id)
		case n.refs == 0:
			v.problem("orphan", "no quad names node %d", id)
		case !n.found:
			v.problem("hash", "node %d is not found by its hash", id)
		}
	}
	return v.ctx.Err()
}

// checkIndexes compares each index with the log by the sum over entries, and entry by entry where they differ.
func (v *verifier) checkIndexes() error {
	for _, x := range layout.Indexes {
		sum, orderly := uint64(0), true
		err := v.eachEntry(x, func(key []byte, ids []uint64) error {
			for i, id := range ids {
				sum += entrySum(key, id)
				orderly = orderly && (i == 0 || ids[i-1] < id)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if !orderly {
			v.problem("index", "an entry of the index %s is not in order", x)
		}
		if sum != v.sums[x] {
			if err := v.compareIndex(x); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachEntry hands the entries of an index to use.
func (v *verifier) eachEntry(x layout.Index, use func(key []byte, ids []uint64) error) error {
	var ids []uint64
	return v.scan(x.AppendPrefix(nil), func(key []byte, it *pebble.Iterator) (more bool, err error) {
		if len(key) == len(x)+1 {
			return true, nil // the marker of the bucket
		}
		if ids, err = layout.IDs(ids[:0], it.Value()); err != nil {
			v.problem("index", "an entry of the index %s cannot be read: %v", x, err)
		}
		if err := use(key, ids); err != nil {
			return false, err
		}
		return true, v.tick()
	})
}

// compareIndex says which entries of an index are wrong and which are missing.
func (v *verifier) compareIndex(x layout.Index) error {
	right := map[uint64]bool{}
	err := v.eachEntry(x, func(key []byte, ids []uint64) error {
		for _, id := range ids {
			want, err := v.keyInLog(x, id)
			if err != nil {
				return err
			}
			if string(want) == string(key) && !right[id] {
				right[id] = true
			} else {
				v.problem("index", "the index %s names quad %d where it does not belong", x, id)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.scan([]byte(layout.LogPrefix), func(key []byte, it *pebble.Iterator) (bool, error) {
		var r layout.Record
		if layout.ParseRecord(it.Value(), &r) == nil && r.ID != 0 && !r.IsNode() && !right[r.ID] {
			v.problem("index", "the index %s lacks quad %d", x, r.ID)
		}
		return true, v.tick()
	})
}

// keyInLog is the index key that the log calls for, or nil where it has no such quad.
func (v *verifier) keyInLog(x layout.Index, id uint64) (key []byte, err error) {
	_, err = v.get(layout.AppendLogKey(nil, id), func(data []byte) error {
		var r layout.Record
		if err := layout.ParseRecord(data, &r); err == nil && !r.IsNode() {
			key = x.AppendKey(nil, &r)
		}
		return nil
	})
	return key, err
}

// checkNumbers compares what the store says of itself with what it holds.
func (v *verifier) checkNumbers() error {
	size, err1 := v.number(layout.SizeKey)
	horizon, err2 := v.number(layout.HorizonKey)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if size != uint64(v.report.Quads) {
		v.problem("size", "the store counts %d quads and holds %d", size, v.report.Quads)
	}
	if horizon < v.top {
		v.problem("size", "the highest id is %d, beyond the horizon %d", v.top, horizon)
	}
	return nil
}
