package layout

import "encoding/binary"

// Escaping changes the order of keys: 2F stands as 5C 2F and 5C as 5C 5C, so both sort between 5B and 5D. Escaped
// keys are therefore in the order of their bytes' ranks, which is this permutation of byte values: 00–2E, 30–5B,
// 2F, 5C, 5D–FF.

// RankByte is the place of a byte in the order of escaped keys.
func RankByte(b byte) byte {
	switch {
	case b == Separator:
		return Escape - 1
	case b > Separator && b < Escape:
		return b - 1
	}
	return b
}

// ByteRank is the inverse of [RankByte].
func ByteRank(r byte) byte {
	switch {
	case r == Escape-1:
		return Separator
	case r >= Separator && r < Escape-1:
		return r + 1
	}
	return r
}

// Rank is eight bytes, big endian, that sort as the keys of ids do. The rank of 0 is zero.
func Rank(id uint64) (r [8]byte) {
	binary.BigEndian.PutUint64(r[:], id)
	for i := range r {
		r[i] = RankByte(r[i])
	}
	return r
}

// Unrank is the id with this rank.
func Unrank(r [8]byte) uint64 {
	for i := range r {
		r[i] = ByteRank(r[i])
	}
	return binary.BigEndian.Uint64(r[:])
}
