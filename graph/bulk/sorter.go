package bulk

import (
	"encoding/binary"
	"math/bits"
	"sync"
)

// A pair is sixteen bytes that sort by hi, then lo.
type pair struct{ hi, lo uint64 }

// A sorter puts any number of pairs in order: it sorts what fits in memory and keeps the sorted runs on tapes.
// Pairs with the same hi may be added in ascending order of lo, then inOrder saves sorting by lo.
type sorter struct {
	inOrder bool
	run     []pair
	limit   int
	tapes   []*tape
	dir     string
	budget  *budget
	scratch *scratch
	mu      sync.Mutex // guards the sorting of the last run
	err     error
}

// scratch is memory that sorters share.
type scratch struct {
	mu   sync.Mutex
	free [][]pair
}

func (s *scratch) take(n int) []pair {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, b := range s.free {
		if cap(b) >= n {
			s.free = append(s.free[:i], s.free[i+1:]...)
			return b[:n]
		}
	}
	return make([]pair, n)
}

func (s *scratch) give(b []pair) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, b)
}

func (s *sorter) add(hi, lo uint64) {
	if len(s.run) == s.limit {
		s.spill()
	}
	s.run = append(s.run, pair{hi, lo})
}

// sortRun sorts the run in memory.
func (s *sorter) sortRun() {
	s.run = radixSort(s.run, s.inOrder, s.scratch)
}

func (s *sorter) spill() {
	s.sortRun()
	t := &tape{dir: s.dir, budget: s.budget}
	for _, p := range s.run {
		b := t.room(16)
		binary.LittleEndian.PutUint64(b, p.hi)
		binary.LittleEndian.PutUint64(b[8:], p.lo)
	}
	if err := t.done(); err != nil && s.err == nil {
		s.err = err
	}
	s.tapes = append(s.tapes, t)
	s.run = s.run[:0]
}

// sorted gives all pairs in order. It may be called again, and from several goroutines.
func (s *sorter) sorted() *merger {
	run := s.lastRun()
	m := &merger{advance: nextPair}
	for i, t := range s.tapes {
		m.add(&cursor{source: uint32(i), in: t.reader()})
	}
	if len(run) > 0 {
		m.add(&cursor{source: uint32(len(s.tapes)), pairs: run})
	}
	return m
}

// lastRun is the run in memory, sorted.
func (s *sorter) lastRun() []pair {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sortRun()
	return s.run
}

func (s *sorter) release() {
	for _, t := range s.tapes {
		t.free()
	}
	if s.run != nil {
		s.scratch.give(s.run[:0])
	}
	s.run, s.tapes = nil, nil
}

func nextPair(c *cursor) bool {
	if c.in == nil {
		if len(c.pairs) == 0 {
			return false
		}
		c.hi, c.lo = c.pairs[0].hi, c.pairs[0].lo
		c.pairs = c.pairs[1:]
		return true
	}
	b := c.in.next(16)
	if b == nil {
		return false
	}
	c.hi, c.lo = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
	return true
}

// radixBits is how many bits one pass sorts by.
const radixBits = 11

// radixSort sorts pairs, by hi alone where lo is in order already, and gives the sorted pairs, which may lie in
// what was scratch. Bits that are the same everywhere cost nothing.
func radixSort(a []pair, inOrder bool, s *scratch) []pair {
	varyHi, varyLo, ascends := survey(a)
	if ascends {
		return a
	}
	b := s.take(cap(a))[:len(a)]
	if !inOrder {
		for shift := 0; varyLo>>shift != 0; shift += radixBits {
			shift += bits.TrailingZeros64(varyLo >> shift)
			a, b = scatter(a, b, false, shift)
		}
	}
	for shift := 0; varyHi>>shift != 0; shift += radixBits {
		shift += bits.TrailingZeros64(varyHi >> shift)
		a, b = scatter(a, b, true, shift)
	}
	s.give(b[:0])
	return a
}

// survey finds the bits in which pairs differ, and whether they are in order.
func survey(a []pair) (varyHi, varyLo uint64, ascends bool) {
	ascends = true
	for i := 1; i < len(a); i++ {
		varyHi |= a[i].hi ^ a[0].hi
		varyLo |= a[i].lo ^ a[0].lo
		if a[i].hi < a[i-1].hi || a[i].hi == a[i-1].hi && a[i].lo < a[i-1].lo {
			ascends = false
		}
	}
	return varyHi, varyLo, ascends
}

// scatter copies a to b in the order of one digit, and gives both in exchanged places.
func scatter(a, b []pair, high bool, shift int) (sorted, free []pair) {
	var ends [1 << radixBits]int
	const mask = 1<<radixBits - 1
	if high {
		for i := range a {
			ends[a[i].hi>>shift&mask]++
		}
	} else {
		for i := range a {
			ends[a[i].lo>>shift&mask]++
		}
	}
	at := 0
	for d, n := range ends {
		ends[d] = at
		at += n
	}
	for i := range a {
		key := a[i].lo
		if high {
			key = a[i].hi
		}
		d := key >> shift & mask
		b[ends[d]] = a[i]
		ends[d]++
	}
	return b, a
}
