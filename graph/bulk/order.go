package bulk

import "policygraph/graph/layout"

// byteRanks is the place of each byte value in the order, and its inverse.
func (o Order) byteRanks() (rank, unrank [256]byte) {
	for i := range rank {
		rank[i] = byte(i)
		if o == Escaped {
			rank[i] = layout.RankByte(byte(i))
		}
		unrank[rank[i]] = byte(i)
	}
	return rank, unrank
}

// twoDigits is how many numbers have two digits of base 254.
const twoDigits = 254 * 254

// ids gives the n-th node or quad, from 1, its id.
//
// In escaped order, keys do not sort as their numbers do: 2F and 5C move. So ids are the numbers without these
// two bytes, and then they do: an id is n written in base 254, its digits put on the 254 bytes that stay. One id
// in 128 is lost for each byte; ids need only be unique and ascending.
type ids struct{ pairs []uint16 } // the bytes of two digits; nil where ids are the numbers

func (o Order) ids() ids {
	if o == Plain {
		return ids{}
	}
	pairs := make([]uint16, twoDigits)
	for n := range pairs {
		pairs[n] = unescapedByte(n/254)<<8 | unescapedByte(n%254)
	}
	return ids{pairs}
}

func (x ids) id(n uint32) uint64 {
	if x.pairs == nil {
		return uint64(n)
	}
	if n < twoDigits {
		return uint64(x.pairs[n])
	}
	high := n / twoDigits
	id := uint64(x.pairs[n%twoDigits])
	if high < twoDigits {
		return id | uint64(x.pairs[high])<<16
	}
	return id | uint64(x.pairs[high%twoDigits])<<16 | uint64(x.pairs[high/twoDigits])<<32
}

// unescapedByte is the n-th byte that needs no escape, from 0.
func unescapedByte(n int) uint16 {
	if n >= layout.Separator {
		n++
	}
	if n >= layout.Escape {
		n++
	}
	return uint16(n)
}
