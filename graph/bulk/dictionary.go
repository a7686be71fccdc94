package bulk

import "hash/maphash"

const arenaSegment = 1 << 20

// texts are byte strings one after another, in segments without pointers: many cost the garbage collector nothing.
type texts struct {
	places   []place
	segments [][]byte
	segment  int   // being filled
	bytes    int64 // of all texts
}

// A place is where a text stands.
type place struct{ segment, offset, length uint32 }

func (t *texts) len() int { return len(t.places) }

func (t *texts) text(n uint32) []byte {
	p := t.places[n]
	return t.segments[p.segment][p.offset : p.offset+p.length]
}

// keep appends a copy of a text.
func (t *texts) keep(text []byte) {
	t.bytes += int64(len(text))
	for ; ; t.segment++ {
		if t.segment == len(t.segments) {
			t.segments = append(t.segments, make([]byte, 0, max(arenaSegment, len(text))))
		}
		s := t.segments[t.segment]
		if at := len(s); at+len(text) <= cap(s) {
			t.segments[t.segment] = append(s, text...)
			t.places = append(t.places, place{uint32(t.segment), uint32(at), uint32(len(text))})
			return
		}
	}
}

// reset forgets all texts and keeps the memory.
func (t *texts) reset() {
	for i := range t.segments {
		t.segments[i] = t.segments[i][:0]
	}
	t.places, t.segment, t.bytes = t.places[:0], 0, 0
}

// A dictionary numbers texts from 0 in the order of their first appearance.
type dictionary struct {
	texts
	seed   maphash.Seed
	slots  []uint64 // upper half of the hash, and number + 1; 0 is free
	hashes []uint64
}

func newDictionary(seed maphash.Seed, size int) *dictionary {
	slots := 1 << 10
	for slots < size*2 {
		slots *= 2
	}
	return &dictionary{seed: seed, slots: make([]uint64, slots)}
}

func (d *dictionary) hash(text []byte) uint64 { return maphash.Bytes(d.seed, text) }

// intern is the number of a text, and whether it is new.
func (d *dictionary) intern(hash uint64, text []byte) (n uint32, added bool) {
	mask := uint64(len(d.slots) - 1)
	tag := hash &^ (1<<32 - 1)
	i := hash & mask
	for ; d.slots[i] != 0; i = (i + 1) & mask {
		if s := d.slots[i]; (s^tag)>>32 == 0 {
			if n := uint32(s) - 1; string(d.text(n)) == string(text) {
				return n, false
			}
		}
	}
	n = uint32(d.len())
	d.slots[i] = tag | uint64(n+1)
	d.hashes = append(d.hashes, hash)
	d.keep(text)
	if d.len()*2 > len(d.slots) {
		d.grow()
	}
	return n, true
}

// find is the number of a text, or noTerm where it is not there.
func (d *dictionary) find(text []byte) uint32 {
	hash, mask := d.hash(text), uint64(len(d.slots)-1)
	for i := hash & mask; d.slots[i] != 0; i = (i + 1) & mask {
		if n := uint32(d.slots[i]) - 1; (d.slots[i]^hash)>>32 == 0 && string(d.text(n)) == string(text) {
			return n
		}
	}
	return noTerm
}

func (d *dictionary) grow() {
	slots := make([]uint64, 2*len(d.slots))
	mask := uint64(len(slots) - 1)
	for n, h := range d.hashes {
		i := h & mask
		for slots[i] != 0 {
			i = (i + 1) & mask
		}
		slots[i] = h&^(1<<32-1) | uint64(n+1)
	}
	d.slots = slots
}

// reset forgets all texts and keeps the memory.
func (d *dictionary) reset() {
	clear(d.slots)
	d.texts.reset()
	d.hashes = d.hashes[:0]
}
