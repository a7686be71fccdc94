package bulk

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/graph/nquads"
	"policygraph/graph/pebblekv"
)

// Dump writes all quads of a store as Canonical N-Quads, each line once, sorted by code points, and gives their
// number. What r reads must stay as it is meanwhile.
func Dump(ctx context.Context, r pebble.Reader, w io.Writer, o Options) (int64, error) {
	s, err := Sort(ctx, r, nquads.Order{}, o)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	return s.WriteTo(w)
}

// Sort puts all quads of a store in order. What r reads must stay as it is until it returns.
//
// It writes each term as text once, sorts the terms and gives them ranks; then it sorts the quads by the ranks of
// their terms, and [Sorted.Statements] puts the texts in their places. In the order of the zero [nquads.Order] that is
// the order of the lines: where one term is the beginning of another, as "a" is of "a"@zh, a space follows it in the
// line, or a full stop where the label is missing, and both sort before whatever goes on in the longer one.
func Sort(ctx context.Context, r pebble.Reader, by nquads.Order, o Options) (*Sorted, error) {
	o = o.withDefaults()
	d := &Sorted{o: o, by: by, ctx: ctx, reader: r, budget: &budget{}, heaps: &budget{}, placed: map[uint32]uint32{}}
	d.budget.left.Store(o.Memory / 8)
	d.heaps.left.Store(o.Memory / 8)
	for _, step := range []func() error{d.scan, d.rank, d.rankPredicates, d.sort} {
		if err := step(); err != nil {
			d.Close()
			return nil, fmt.Errorf("sort the store: %w", err)
		}
		collect(d.quads)
	}
	d.reader = nil
	return d, nil
}

// Sorted is the quads of a store in order. It must be closed.
type Sorted struct {
	o      Options
	by     nquads.Order
	ctx    context.Context
	reader pebble.Reader
	budget *budget // of tapes
	heaps  *budget // of heaps that were filled

	mu     sync.Mutex // guards quads, nodes and placed
	found  [][]*heap  // of each range of the log
	tuples []*tape    // quads as ids: label, subject, predicate, object
	quads  int64
	nodes  int64

	ranks   ledger            // of each node by its id, times 256, and the first byte of its text
	placed  map[uint32]uint32 // by the id of a predicate, its number in places, from 1; where they have an order of their own
	places  []predicate
	shelf   *shelf
	sorted  *sorter
	scratch scratch
}

// logRanges is how many ranges the log is read in, so that all processors have work to the end.
const logRanges = 16

// minHeap is how much of terms is sorted at once at least, in bytes.
const minHeap = 64 << 10

// scan reads the log, all processors at once.
func (d *Sorted) scan() error {
	ranges, err := splitLog(d.reader, logRanges)
	if err != nil {
		return err
	}
	d.found, d.tuples = make([][]*heap, len(ranges)), make([]*tape, len(ranges))
	errs := make([]error, len(ranges))
	next := make(chan int, len(ranges))
	for i := range ranges {
		d.tuples[i] = &tape{dir: d.o.Dir, budget: d.budget}
		next <- i
	}
	close(next)
	var wg sync.WaitGroup
	for range d.o.Processors {
		wg.Go(func() {
			for i := range next {
				errs[i] = d.scanRange(i, ranges[i])
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// splitLog divides the keys of the log into ranges of about the same number of ids.
func splitLog(r pebble.Reader, n int) ([]pebble.IterOptions, error) {
	all := *pebblekv.PrefixBounds([]byte(layout.LogPrefix))
	it, err := r.NewIter(&all)
	if err != nil {
		return nil, err
	}
	var first, last uint64
	for ok := it.First(); ok && first == 0; ok = it.Next() {
		first, _ = layout.LogID(it.Key())
	}
	if it.Last() {
		last, _ = layout.LogID(it.Key())
	}
	if err := errors.Join(it.Error(), it.Close()); err != nil {
		return nil, err
	}
	low, high := rankOf(first), rankOf(last)
	var ranges []pebble.IterOptions
	for i := range n {
		at := low + (high-low)/uint64(n)*uint64(i+1)
		if i == n-1 || at <= low || at >= high {
			break
		}
		next := all
		next.UpperBound = logKeyAt(at)
		all.LowerBound = next.UpperBound
		ranges = append(ranges, next)
	}
	return append(ranges, all), nil
}

func rankOf(id uint64) uint64 {
	r := layout.Rank(id)
	return binary.BigEndian.Uint64(r[:])
}

func logKeyAt(rank uint64) []byte {
	var r [8]byte
	binary.BigEndian.PutUint64(r[:], rank)
	return layout.AppendLogKey(nil, layout.Unrank(r))
}

// scanRange reads a range of the log.
func (d *Sorted) scanRange(i int, bounds pebble.IterOptions) error {
	it, err := d.reader.NewIter(&bounds)
	if err != nil {
		return err
	}
	s := rangeScan{dump: d, tuples: d.tuples[i], predicates: map[uint32]bool{}}
	n := 0
	for ok := it.First(); ok && err == nil; ok = it.Next() {
		if n++; n%4096 == 0 {
			err = d.ctx.Err()
		}
		if err == nil && string(it.Key()) != layout.LogPrefix {
			err = s.add(it.Value())
		}
		if err != nil {
			err = fmt.Errorf("key %q: %w", it.Key(), err)
		}
	}
	if err := errors.Join(err, it.Error(), it.Close(), s.tuples.done(), s.putAway()); err != nil {
		return err
	}
	d.found[i] = s.heaps
	d.mu.Lock()
	defer d.mu.Unlock()
	d.quads += s.quads
	d.nodes += s.nodes
	for id := range s.predicates {
		d.placed[id] = 0
	}
	return nil
}

// A rangeScan takes up the records of a range.
type rangeScan struct {
	dump   *Sorted
	heap   *heap // being filled
	heaps  []*heap
	tuples *tape
	quads  int64
	nodes  int64
	record layout.Record
	text   []byte
	key    []byte

	predicates map[uint32]bool // found, where they have an order of their own
	last       uint64          // predicate
}

// keyEnd stands between what a term sorts by and its text.
const keyEnd = '\t'

func (s *rangeScan) add(data []byte) error {
	r := &s.record
	if err := layout.ParseRecord(data, r); err != nil {
		return err
	}
	if r.ID > noID {
		return errMany
	}
	if r.IsNode() {
		return s.addNode(r)
	}
	if r.Deleted {
		return nil
	}
	s.quads++
	if r.Predicate != s.last && s.dump.by.Predicate != nil {
		s.last = r.Predicate
		s.predicates[uint32(r.Predicate)] = true
	}
	b := s.tuples.room(16)
	binary.LittleEndian.PutUint32(b, uint32(r.Label))
	binary.LittleEndian.PutUint32(b[4:], uint32(r.Subject))
	binary.LittleEndian.PutUint32(b[8:], uint32(r.Predicate))
	binary.LittleEndian.PutUint32(b[12:], uint32(r.Object))
	return nil
}

func (s *rangeScan) addNode(r *layout.Record) error {
	v, err := layout.ParseValue(r.Value)
	if err != nil {
		return err
	}
	if s.heap == nil {
		s.heap = &heap{}
	}
	s.text = nquads.AppendValue(s.text[:0], v)
	text := s.text
	if by := s.dump.by.Node; by != nil {
		s.key = append(append(by(s.key[:0], text), keyEnd), text...)
		text = s.key
	}
	s.heap.add(uint32(r.ID), text)
	s.nodes++
	if s.heap.size() > max(s.dump.o.Memory/8/int64(s.dump.o.Processors), minHeap) {
		return s.putAway()
	}
	return nil
}

// putAway ends a heap.
func (s *rangeScan) putAway() error {
	if s.heap == nil {
		return nil
	}
	h := s.heap
	s.heap = nil
	h.sort()
	s.heaps = append(s.heaps, h)
	if s.dump.heaps.take(h.size()) {
		return nil
	}
	return h.spill(&tape{dir: s.dump.o.Dir, budget: s.dump.budget})
}
