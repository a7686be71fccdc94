package bulk

import "hash/maphash"

const arenaSegment = 1 << 20

// A dictionary numbers texts from 0 in the order of their first appearance. It holds them in segments without
// pointers, so that a large one costs the garbage collector nothing.
type dictionary struct {
	seed     maphash.Seed
	slots    []uint64 // upper half of the hash, and number + 1; 0 is free
	hashes   []uint64
	places   []place
	segments [][]byte
	segment  int   // being filled
	bytes    int64 // of all texts
}

// A place is where a text stands.
type place struct{ segment, offset, length uint32 }

func newDictionary(seed maphash.Seed, texts int) *dictionary {
	slots := 1 << 10
	for slots < texts*2 {
		slots *= 2
	}
	return &dictionary{
		seed: seed, slots: make([]uint64, slots),
		hashes: make([]uint64, 0, texts), places: make([]place, 0, texts),
	}
}

func (d *dictionary) len() int { return len(d.places) }

func (d *dictionary) text(n uint32) []byte {
	p := d.places[n]
	return d.segments[p.segment][p.offset : p.offset+p.length]
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
	n = uint32(len(d.places))
	d.slots[i] = tag | uint64(n+1)
	d.hashes = append(d.hashes, hash)
	d.places = append(d.places, d.keep(text))
	if len(d.places)*2 > len(d.slots) {
		d.grow()
	}
	return n, true
}

func (d *dictionary) keep(text []byte) place {
	d.bytes += int64(len(text))
	for {
		if d.segment == len(d.segments) {
			d.segments = append(d.segments, make([]byte, 0, max(arenaSegment, len(text))))
		}
		s := d.segments[d.segment]
		if at := len(s); at+len(text) <= cap(s) {
			d.segments[d.segment] = append(s, text...)
			return place{uint32(d.segment), uint32(at), uint32(len(text))}
		}
		d.segment++
	}
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
	for i := range d.segments {
		d.segments[i] = d.segments[i][:0]
	}
	d.hashes, d.places, d.segment, d.bytes = d.hashes[:0], d.places[:0], 0, 0
}
