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

// id is the id of the n-th node or quad, from 1.
//
// In escaped order, keys do not sort as their numbers do: 2F and 5C move. So ids are the numbers without these
// two bytes, and then they do: ids are n written in base 254, its digits put on the 254 bytes that stay. One id
// in 128 is lost for each byte; ids need only be unique and ascending.
func (o Order) id(n uint32) uint64 {
	if o == Plain || n < layout.Separator {
		return uint64(n)
	}
	if n < 254 {
		return unescapedByte(n)
	}
	var id uint64
	for shift := 0; n > 0; shift += 8 {
		id |= unescapedByte(n%254) << shift
		n /= 254
	}
	return id
}

// unescapedByte is the n-th byte that needs no escape, from 0.
func unescapedByte(n uint32) uint64 {
	if n >= layout.Separator {
		n++
	}
	if n >= layout.Escape {
		n++
	}
	return uint64(n)
}
