package bulk

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"

	"policygraph/graph/layout"
)

// A chunk is the terms of a piece of the input, each once, and its quads.
type chunk struct {
	n      uint32 // terms
	terms  *tape  // kept forms in order of appearance
	hashes *tape  // in order: ranked hash, number of the term
	tuples *tape  // quads as numbers of terms

	owned  bitmap // terms that no earlier chunk has
	shared *tape  // the others: number, chunk that owns it, number there
	first  uint32 // nodes of the chunks before this
}

// hashSize is a record of hashes: the hash and a number.
const hashSize = 24

// termCost is what a term takes in an open chunk beside its text, in bytes.
const termCost = 8 + 12 + 24 + 36

func (p *Plan) newTape() *tape { return &tape{dir: p.o.Dir, budget: p.budget} }

// seal hashes the terms of a dictionary and puts them on tapes.
func (p *Plan) seal(c *chunk, d *dictionary) error {
	c.n = uint32(d.len())
	hashes := make([]layout.Hash, c.n)
	p.split(int(c.n), func(from, to int) {
		for i := from; i < to; i++ {
			hashes[i] = p.ranked(termHash(d.text(uint32(i))))
		}
	})
	c.terms, c.hashes = p.newTape(), p.newTape()
	for i := range c.n {
		c.terms.putText(d.text(i))
	}
	for _, n := range hashOrder(hashes) {
		b := c.hashes.room(hashSize)
		copy(b, hashes[n][:])
		binary.LittleEndian.PutUint32(b[20:], n)
	}
	return cmp.Or(c.terms.done(), c.hashes.done())
}

// hashOrder is the order of the hashes; equal ones keep theirs.
func hashOrder(hashes []layout.Hash) []uint32 {
	type key struct {
		prefix uint64
		n      uint32
	}
	keys := make([]key, len(hashes))
	for i := range hashes {
		keys[i] = key{binary.BigEndian.Uint64(hashes[i][:]), uint32(i)}
	}
	slices.SortFunc(keys, func(a, b key) int {
		if a.prefix != b.prefix {
			return cmp.Compare(a.prefix, b.prefix)
		}
		return cmp.Or(bytes.Compare(hashes[a.n][8:], hashes[b.n][8:]), cmp.Compare(a.n, b.n))
	})
	order := make([]uint32, len(keys))
	for i := range keys {
		order[i] = keys[i].n
	}
	return order
}

// ranked is a hash as bytes that sort as its key does.
func (p *Plan) ranked(h layout.Hash) layout.Hash {
	for i := range h {
		h[i] = p.rank[h[i]]
	}
	return h
}

// unranked is the inverse of ranked.
func (p *Plan) unranked(b []byte) (h layout.Hash) {
	for i := range h {
		h[i] = p.unrank[b[i]]
	}
	return h
}

func nextHash(c *cursor) bool {
	b := c.in.next(hashSize)
	if b == nil {
		return false
	}
	c.hi, c.lo = binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:])
	c.tail, c.number = binary.BigEndian.Uint32(b[16:]), binary.LittleEndian.Uint32(b[20:])
	return true
}

// A bitmap is a set of numbers that tells how many of them are below another.
type bitmap struct {
	words  []uint64
	before []uint32 // bits in the words before, once counted
}

func newBitmap(n uint32) bitmap { return bitmap{words: make([]uint64, n/64+1)} }

func (b *bitmap) set(n uint32) { b.words[n/64] |= 1 << (n % 64) }

func (b *bitmap) has(n uint32) bool { return b.words[n/64]>>(n%64)&1 != 0 }

// count prepares for below, and is the number of bits.
func (b *bitmap) count() uint32 {
	b.before = make([]uint32, len(b.words))
	var total uint32
	for i, w := range b.words {
		b.before[i] = total
		total += uint32(bits.OnesCount64(w))
	}
	return total
}

// below is how many numbers below n are in the set.
func (b *bitmap) below(n uint32) uint32 {
	return b.before[n/64] + uint32(bits.OnesCount64(b.words[n/64]&(1<<(n%64)-1)))
}
