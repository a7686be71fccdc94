package graph

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
)

// A keeper writes chunks of columns from the store as it stands. It reads the index of triples, so that a chunk
// never depends on the one it replaces.
type keeper struct {
	store      *kvStore
	triples    *pebble.Iterator
	nodes      *pebble.Iterator         // over the log
	predicates [len(keptColumns)]uint64 // ids, 0 where the store has no such predicate
	pairs      [len(keptColumns)][]idPair
	texts      map[uint64]keptText // by id
	ranks      []uint64            // of nodes whose texts are wanted
	chunk      chunkWriter
	key, room  []byte
}

// An idPair is a subject's rank and an object's id.
type idPair struct{ subject, object uint64 }

// keptWindow is how many chunks are written in one step when all are.
const keptWindow = 128

// maxKeptPairs bounds the pairs of a window and column. A graph in which a node has so many objects is not the
// project's, and is read without columns.
const maxKeptPairs = 1 << 20

var errKeptTooMany = errors.New("too many objects for a column")

func (s *kvStore) keeper() (*keeper, error) {
	triples, err := s.db.NewIter(nil)
	if err != nil {
		return nil, damaged(err)
	}
	nodes, err := s.db.NewIter(pebblekv.PrefixBounds([]byte(layout.LogPrefix)))
	if err != nil {
		return nil, damaged(errors.Join(err, triples.Close()))
	}
	k := &keeper{store: s, triples: triples, nodes: nodes, texts: map[uint64]keptText{}}
	k.chunk.places = map[uint64]uint64{}
	for i := range keptColumns {
		if i == iris {
			continue
		}
		h := layout.HashOf(keptColumns[i].predicate)
		if k.predicates[i], err = s.id(&h); err != nil {
			return nil, errors.Join(err, k.close())
		}
	}
	return k, nil
}

func (k *keeper) close() error { return damaged(errors.Join(k.triples.Close(), k.nodes.Close())) }

// keepAll makes the columns of the state as it stands, unless they are.
func (s *kvStore) keepAll() error {
	if kept, err := s.isKept(); kept || err != nil {
		return err
	}
	b := s.db.NewBatch()
	if err := errors.Join(b.DeleteRange([]byte(keptPrefix), []byte(keptEnd), nil), s.commitSoon(b)); err != nil {
		return err
	}
	k, err := s.keeper()
	if err != nil {
		return err
	}
	err = k.all()
	if err := errors.Join(err, k.close()); err != nil {
		return err
	}
	size, err1 := s.number(layout.SizeKey)
	horizon, err2 := s.number(layout.HorizonKey)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	return s.stampKept(s.db.NewBatch(), size, horizon)
}

// stampKept commits chunks that bring the columns up to the state with this size and horizon.
func (s *kvStore) stampKept(b *pebble.Batch, size, horizon uint64) error {
	stamp := keptStamp{keptFormat, size, horizon}.append(nil)
	return errors.Join(b.Set([]byte(keptPrefix), stamp, nil), s.commitSoon(b))
}

// commitSoon writes a batch without waiting for the disk: where it is lost, so is the stamp.
func (s *kvStore) commitSoon(b *pebble.Batch) error {
	s.wrote = true
	err := s.guard(func() error { return b.Commit(pebble.NoSync) })
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		s.fail(err)
	}
	return err
}

// all writes all chunks, a window at a time.
func (k *keeper) all() error {
	for from := uint64(0); ; {
		first, ok, err := k.firstChunk(from)
		if err != nil || !ok {
			return err
		}
		b := k.store.db.NewBatch()
		if err := k.window(b, first, first+keptWindow, allColumns); err != nil {
			return errors.Join(err, b.Close())
		}
		if err := k.store.commitSoon(b); err != nil {
			return err
		}
		from = first + keptWindow
	}
}

// allColumns is a set of columns, as bits, with all in it.
const allColumns = 1<<len(keptColumns) - 1

// firstChunk is the first chunk from some number on in which a column has a subject.
func (k *keeper) firstChunk(from uint64) (least uint64, ok bool, err error) {
	for _, p := range k.predicates {
		if p == 0 {
			continue
		}
		subject, _, found, err := k.seek(p, from<<keptBits)
		if err != nil {
			return 0, false, err
		}
		if c := subject >> keptBits; found && (!ok || c < least) {
			least, ok = c, true
		}
	}
	return least, ok, nil
}

// seek places the iterator at the first triple of a predicate whose subject has at least this rank.
func (k *keeper) seek(p, rank uint64) (subject, object uint64, ok bool, err error) {
	k.triples.SeekGE(layout.PredicateSubjectObject.AppendPrefix(nil, p, idOf(nodeOfRank(rank))))
	return k.triple(p)
}

// triple is the triple of a predicate at the iterator; ok is false where another predicate's stands.
func (k *keeper) triple(p uint64) (subject, object uint64, ok bool, err error) {
	for ; k.triples.Valid(); k.triples.Next() {
		var ids [3]uint64
		if !layout.PredicateSubjectObject.KeyIDs(k.triples.Key(), ids[:]) || ids[0] != p {
			return 0, 0, false, nil
		}
		if len(k.triples.Value()) > 0 {
			return rankOf(nodeOf(ids[1])), ids[2], true, nil
		}
	}
	return 0, 0, false, damaged(k.triples.Error())
}

// window writes the chunks from one number up to another, of a set of columns.
func (k *keeper) window(b *pebble.Batch, from, to uint64, set uint64) error {
	for i := range keptColumns {
		k.pairs[i] = k.pairs[i][:0]
		if set>>i&1 == 0 || k.predicates[i] == 0 {
			continue
		}
		if err := k.collect(i, from<<keptBits, to<<keptBits); err != nil {
			return err
		}
	}
	if err := k.resolve(set); err != nil {
		return err
	}
	for i := range keptColumns {
		if set>>i&1 == 0 {
			continue
		}
		if err := k.write(b, i, from, to); err != nil {
			return err
		}
	}
	return nil
}

// collect reads the pairs of a column whose subjects have ranks from low to below high.
func (k *keeper) collect(i int, low, high uint64) error {
	p := k.predicates[i]
	subject, object, ok, err := k.seek(p, low)
	for ; ok && subject < high; subject, object, ok, err = k.triple(p) {
		if len(k.pairs[i]) == maxKeptPairs {
			return errKeptTooMany
		}
		k.pairs[i] = append(k.pairs[i], idPair{subject, object})
		k.triples.Next()
	}
	return err
}

// A keptText is the text of a node.
type keptText struct {
	text string
	iri  bool
}

// resolve reads the texts that the window needs, in the order of the log, and makes the column of IRIs.
func (k *keeper) resolve(set uint64) error {
	k.ranks = k.ranks[:0]
	for i := range keptColumns {
		if keptColumns[i].texts {
			for _, p := range k.pairs[i] {
				k.ranks = append(k.ranks, rankOf(nodeOf(p.object)))
			}
		}
	}
	if set>>iris&1 != 0 {
		for _, p := range k.pairs[types] {
			k.ranks = append(k.ranks, p.subject)
			k.pairs[iris] = append(k.pairs[iris], idPair{p.subject, idOf(nodeOfRank(p.subject))})
		}
		k.pairs[iris] = slices.Compact(k.pairs[iris])
	}
	slices.Sort(k.ranks)
	k.ranks = slices.Compact(k.ranks)
	if len(k.texts) > maxKeptTexts {
		clear(k.texts)
	}
	for _, rank := range k.ranks {
		if err := k.text(idOf(nodeOfRank(rank))); err != nil {
			return err
		}
	}
	k.pairs[iris] = slices.DeleteFunc(k.pairs[iris], func(p idPair) bool { return !k.texts[p.object].iri })
	return nil
}

// maxKeptTexts is how many texts are remembered from window to window.
const maxKeptTexts = 1 << 15

// text reads the text of a node, unless it is known.
func (k *keeper) text(id uint64) error {
	if _, known := k.texts[id]; known {
		return nil
	}
	data, err := k.near(id)
	if err != nil {
		return err
	}
	v, err := nodeValue(data)
	if err != nil {
		return fmt.Errorf("%w: node %d: %w", ErrDamaged, id, err)
	}
	_, iri := v.(quad.IRI)
	k.texts[id] = keptText{Text(v), iri}
	return nil
}

// longestWalk is how many records are passed in the time of a search.
const longestWalk = 24

// near is the record of a node, which mostly follows soon after the one read before.
func (k *keeper) near(id uint64) ([]byte, error) {
	k.key = layout.AppendLogKey(k.key[:0], id)
	for range longestWalk {
		if !k.nodes.Valid() || bytes.Compare(k.nodes.Key(), k.key) >= 0 {
			break
		}
		k.nodes.Next()
	}
	if k.nodes.Valid() && bytes.Equal(k.nodes.Key(), k.key) || k.nodes.SeekGE(k.key) && bytes.Equal(k.nodes.Key(), k.key) {
		return k.nodes.ValueAndErr()
	}
	return nil, cmp.Or(damaged(k.nodes.Error()), fmt.Errorf("%w: node %d has no value", ErrDamaged, id))
}

// write puts the chunks of one column into a batch.
func (k *keeper) write(b *pebble.Batch, i int, from, to uint64) error {
	pairs := k.pairs[i]
	for number := from; number < to; number++ {
		n := 0
		k.chunk.reset(number)
		for ; n < len(pairs) && pairs[n].subject>>keptBits == number; n++ {
			if p := pairs[n]; keptColumns[i].texts {
				k.chunk.addText(p.subject, p.object, k.texts[p.object].text)
			} else {
				k.chunk.addID(p.subject, p.object)
			}
		}
		pairs = pairs[n:]
		k.key = appendChunkKey(k.key[:0], i, number)
		k.room = k.chunk.appendValue(k.room[:0])
		if len(k.room) > 0 {
			if err := b.Set(k.key, k.room, nil); err != nil {
				return err
			}
		} else if to == from+1 { // a chunk that may have stood there
			if err := b.Delete(k.key, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep brings the columns up to the change, which is committed, if they were up to the state before it. It is no
// part of the change: an error leaves columns whose stamp is not the store's, and which nobody reads.
func (c *change) keep(size, horizon uint64) error {
	before := keptStamp{keptFormat, c.size, c.horizon}.append(nil)
	same := false
	_, err := c.get([]byte(keptPrefix), func(value []byte) error {
		same = bytes.Equal(value, before)
		return nil
	})
	if err != nil {
		return err
	}
	if !same {
		return c.store.keepAll()
	}
	touched, err := c.touched()
	if err != nil {
		return err
	}
	k, err := c.store.keeper()
	if err != nil {
		return err
	}
	b := c.store.db.NewBatch()
	for _, number := range sortedKeys(touched) {
		if err := k.window(b, number, number+1, touched[number]); err != nil {
			return errors.Join(err, k.close(), b.Close())
		}
	}
	if err := k.close(); err != nil {
		return errors.Join(err, b.Close())
	}
	return c.store.stampKept(b, size, horizon)
}

// touched is the columns, as bits, that the change alters in each chunk.
func (c *change) touched() (map[uint64]uint64, error) {
	set := map[uint64]uint64{}
	place := map[uint64]int{}
	for i := range keptColumns {
		if i == iris {
			continue
		}
		t, err := c.find(keptColumns[i].predicate)
		if err != nil {
			return nil, err
		}
		if t.id != 0 {
			place[t.id] = i
		}
	}
	touch := func(f fact) {
		if i, ok := place[f.predicate]; ok {
			number := chunkOf(nodeOf(f.subject))
			set[number] |= 1 << i
			if i == types {
				set[number] |= 1 << iris
			}
		}
	}
	for _, f := range c.adds {
		touch(f)
	}
	for _, f := range c.dels {
		touch(f)
	}
	return set, nil
}

func sortedKeys(m map[uint64]uint64) []uint64 {
	keys := make([]uint64, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
