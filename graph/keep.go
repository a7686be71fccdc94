package graph

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/column"
	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
)

// A keeper makes all chunks of the columns of one state, from the index of triples and the log.
type keeper struct {
	state
	triples    *pebble.Iterator
	nodes      *pebble.Iterator         // over the log
	predicates [len(keptColumns)]uint64 // ids, 0 where the store has no such predicate
	pairs      [len(keptColumns)][]rankPair
	texts      map[uint64]keptText // by rank
	ranks      []uint64            // of nodes whose texts are wanted
	chunk      column.Writer
	key, room  []byte
}

// A rankPair is the ranks of a subject and an object.
type rankPair struct{ subject, object uint64 }

// keptWindow is of how many subjects chunks are written in one step when all are: a multiple of those of any chunk.
const keptWindow = 128 << column.MaxBits

// maxKeptPairs bounds the pairs of a window and column. A graph in which a node has so many objects is not the
// project's, and is read without columns.
const maxKeptPairs = 1 << 20

var errKeptTooMany = errors.New("too many objects for a column")

func newKeeper(s state) (*keeper, error) {
	triples, err := s.reader.NewIter(pebblekv.PrefixBounds(layout.PredicateSubjectObject.AppendPrefix(nil)))
	if err != nil {
		return nil, damaged(err)
	}
	nodes, err := s.reader.NewIter(pebblekv.PrefixBounds([]byte(layout.LogPrefix)))
	if err != nil {
		return nil, damaged(errors.Join(err, triples.Close()))
	}
	k := &keeper{state: s, triples: triples, nodes: nodes, texts: map[uint64]keptText{}}
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
	k, err := newKeeper(s.state)
	if err != nil {
		return err
	}
	b = s.db.NewBatch()
	err = k.all(func(i int, number uint64, chunk []byte) error {
		return b.Set(appendChunkKey(k.key[:0], i, number), chunk, nil)
	}, func() error {
		full := b
		b = s.db.NewBatch()
		return s.commitSoon(full)
	})
	if err := errors.Join(err, k.close()); err != nil {
		return errors.Join(err, b.Close())
	}
	size, err1 := s.number(layout.SizeKey)
	horizon, err2 := s.number(layout.HorizonKey)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	return s.stampKept(b, size, horizon)
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

// all hands all chunks, each with the place of its column and its number, to put, and calls next after each window.
func (k *keeper) all(put func(i int, number uint64, chunk []byte) error, next func() error) error {
	for from := uint64(0); ; from += keptWindow {
		first, ok, err := k.firstSubject(from)
		if err != nil || !ok {
			return err
		}
		from = first &^ (1<<column.MaxBits - 1)
		if err := errors.Join(k.window(from, put), next()); err != nil {
			return err
		}
	}
}

// firstSubject is the rank of the first subject from some rank on that a column has.
func (k *keeper) firstSubject(from uint64) (least uint64, ok bool, err error) {
	for _, p := range k.predicates {
		if p == 0 {
			continue
		}
		subject, _, found, err := k.seek(p, from)
		if err != nil {
			return 0, false, err
		}
		if found && (!ok || subject < least) {
			least, ok = subject, true
		}
	}
	return least, ok, nil
}

// seek places the iterator at the first triple of a predicate whose subject has at least this rank.
func (k *keeper) seek(p, rank uint64) (subject, object uint64, ok bool, err error) {
	k.triples.SeekGE(layout.PredicateSubjectObject.AppendPrefix(nil, p, idOfRank(rank)))
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
			return rankOfID(ids[1]), rankOfID(ids[2]), true, nil
		}
	}
	return 0, 0, false, damaged(k.triples.Error())
}

// window hands the chunks of all columns, of a window from a rank on, to put.
func (k *keeper) window(from uint64, put func(i int, number uint64, chunk []byte) error) error {
	for i := range keptColumns {
		k.pairs[i] = k.pairs[i][:0]
		if k.predicates[i] == 0 {
			continue
		}
		if err := k.collect(i, from, from+keptWindow); err != nil {
			return err
		}
	}
	if err := k.resolve(); err != nil {
		return err
	}
	for i := range keptColumns {
		err := k.write(i, func(number uint64, chunk []byte) error { return put(i, number, chunk) })
		if err != nil {
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
		k.pairs[i] = append(k.pairs[i], rankPair{subject, object})
		k.triples.Next()
	}
	return err
}

// A keptText is the text of a node.
type keptText struct {
	text []byte
	iri  bool
}

// resolve reads the texts that the window needs, in the order of the log, and makes the column of IRIs.
func (k *keeper) resolve() error {
	k.ranks = k.ranks[:0]
	for i := range keptColumns {
		if keptColumns[i].texts {
			for _, p := range k.pairs[i] {
				k.ranks = append(k.ranks, p.object)
			}
		}
	}
	for _, p := range k.pairs[types] {
		k.ranks = append(k.ranks, p.subject)
		k.pairs[iris] = append(k.pairs[iris], rankPair{p.subject, p.subject})
	}
	k.pairs[iris] = slices.Compact(k.pairs[iris])
	slices.Sort(k.ranks)
	k.ranks = slices.Compact(k.ranks)
	if len(k.texts) > maxKeptTexts {
		clear(k.texts)
	}
	for _, rank := range k.ranks {
		if err := k.text(rank); err != nil {
			return err
		}
	}
	k.pairs[iris] = slices.DeleteFunc(k.pairs[iris], func(p rankPair) bool { return !k.texts[p.object].iri })
	return nil
}

// maxKeptTexts is how many texts are remembered from window to window.
const maxKeptTexts = 1 << 15

// text reads the text of a node, unless it is known.
func (k *keeper) text(rank uint64) error {
	if _, known := k.texts[rank]; known {
		return nil
	}
	id := idOfRank(rank)
	data, err := k.near(id)
	if err != nil {
		return err
	}
	v, err := nodeValue(data)
	if err != nil {
		return fmt.Errorf("%w: node %d: %w", ErrDamaged, id, err)
	}
	_, iri := v.(quad.IRI)
	k.texts[rank] = keptText{[]byte(Text(v)), iri}
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

// write hands the chunks of one column that have a pair to put, by their numbers.
func (k *keeper) write(i int, put func(number uint64, chunk []byte) error) error {
	pairs, form := k.pairs[i], keptColumns[i].form()
	for len(pairs) > 0 {
		number := form.Number(pairs[0].subject)
		n := 0
		k.chunk.Reset(form)
		for ; n < len(pairs) && form.Number(pairs[n].subject) == number; n++ {
			k.chunk.Add(pairs[n].subject, pairs[n].object, k.texts[pairs[n].object].text)
		}
		pairs = pairs[n:]
		k.room = k.chunk.Append(k.room[:0])
		if err := put(number, k.room); err != nil {
			return err
		}
	}
	return nil
}
