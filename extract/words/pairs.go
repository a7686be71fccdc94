package words

import (
	"errors"
)

// pairs are the words of gse's dictionary of one and two characters, by those characters: nearly all of its words,
// found without a walk over its trie, which takes a jump and a miss of the cache for each byte. Where longer words
// begin with the two characters, the trie is asked.
type pairs struct {
	single [1 << 16]uint16 // by character: the word of it alone, as its index and one; 0 for none
	filter [1 << 18 / 64]uint64
	triple [1 << 16 / 64]uint64 // of the first three characters of the longer words
	rows   []pairRow            // open addressing over the hash of the two characters
}

// A pairRow is what the dictionary has of two characters that begin a word.
type pairRow struct {
	key  uint32 // the characters; 0 for an empty row
	word uint16 // the word of the two, as its index and one; 0 for none
	size uint16 // the characters of the longest word that begins so
}

// latin stands for letters and digits that gse cuts as one character.
const latin = '\x01'

// newPairs has room for n words.
func newPairs(n int) *pairs {
	size := 1 << 10
	for size < n+n/2 {
		size *= 2
	}
	return &pairs{rows: make([]pairRow, size)}
}

// add notes the k-th word.
func (p *pairs) add(k int, chars []char) error {
	if k >= 1<<16-1 {
		return errors.New("more words than 65,534")
	}
	for _, c := range chars {
		if c.r > 0xFFFF {
			return errors.New("a character beyond the basic plane")
		}
	}
	a := chars[0].r
	if len(chars) == 1 {
		if a != latin {
			p.single[a] = uint16(k + 1)
		}
		return nil
	}
	key := pairKey(a, chars[1].r)
	row := p.row(key)
	if row.key == 0 {
		row.key = key
		h := hashPair(key) >> 14
		p.filter[h/64] |= 1 << (h % 64)
	}
	if len(chars) == 2 && a != latin && chars[1].r != latin {
		row.word = uint16(k + 1)
	}
	if len(chars) > 2 {
		h := hashTriple(key, chars[2].r)
		p.triple[h/64] |= 1 << (h % 64)
	}
	row.size = max(row.size, uint16(len(chars)))
	return nil
}

func pairKey(a, b rune) uint32 { return uint32(a)<<16 | uint32(b) }

func hashPair(key uint32) uint32 {
	key ^= key >> 16
	key *= 0x9E3779B1
	key ^= key >> 15
	return key * 0x85EBCA77
}

// hashTriple is where the filter has two characters and the one after them.
func hashTriple(key uint32, c rune) uint32 { return hashPair(key^uint32(c)*0x27D4EB2F) >> 16 }

// longer reports whether a word of more than two characters may begin with two and the one after them.
func (p *pairs) longer(row *pairRow, c rune) bool {
	if row.size < 3 {
		return false
	}
	h := hashTriple(row.key, c)
	return p.triple[h/64]>>(h%64)&1 != 0
}

// row is the row of a key, or the empty one where it belongs.
func (p *pairs) row(key uint32) *pairRow {
	mask := uint32(len(p.rows) - 1)
	for i := hashPair(key) & mask; ; i = (i + 1) & mask {
		if row := &p.rows[i]; row.key == key || row.key == 0 {
			return row
		}
	}
}

// find is the row of two characters, or nil where no word begins with them: the dictionary has none beyond the basic
// plane.
func (p *pairs) find(a, b rune) *pairRow {
	if a > 0xFFFF || b > 0xFFFF {
		return nil
	}
	key := pairKey(a, b)
	h := hashPair(key) >> 14
	if p.filter[h/64]>>(h%64)&1 == 0 {
		return nil
	}
	if row := p.row(key); row.key != 0 {
		return row
	}
	return nil
}
