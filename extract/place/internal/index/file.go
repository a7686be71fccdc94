package index

import "errors"

// A File is a block made by [Build]. It does not change, so it is safe for concurrent use.
type File struct {
	block   string
	sec     [sections]string
	buckets uint32
	pairs   [1 << 16 / 64]uint64 // a bit for the first two characters of each name, by their hash
	edges   [1 << 18 / 64]uint64 // a bit for each of the words of [File.Edge], by their hash
}

// Open reads the header of a block and which two characters begin names; all else is read in place, when asked.
func Open(block string) (*File, error) {
	if len(block) < headerSize || block[:len(magic)] != magic {
		return nil, errors.New("open gazetteer index: not an index of this version; run go generate")
	}
	f := &File{block: block}
	for i := range f.sec {
		off, n := u32(block, len(magic)+i*8), u32(block, len(magic)+i*8+4)
		if uint64(off)+uint64(n) > uint64(len(block)) {
			return nil, errors.New("open gazetteer index: cut short; run go generate")
		}
		f.sec[i] = block[off : off+n]
	}
	f.buckets = uint32(len(f.sec[secBuckets]) / bucketRow)
	for i := range int(f.buckets) {
		if key := f.row(secBuckets, bucketRow, i, 0); key != 0 {
			h := hash(key) >> 16
			f.pairs[h/64] |= 1 << (h % 64)
		}
	}
	for i := 0; i < len(f.sec[secEdges]); i += 4 {
		h := hash(u32(f.sec[secEdges], i)) >> 14
		f.edges[h/64] |= 1 << (h % 64)
	}
	return f, nil
}

func u32(s string, i int) uint32 {
	_ = s[i+3]
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

func (f *File) row(sec, size, i, col int) uint32 { return u32(f.sec[sec], i*size+col*4) }

func (f *File) str(off, n uint32) string { return f.sec[secStrings][off : off+n] }

func (f *File) list(off, n uint32) List { return List{f.sec[secLists][off*4 : (off+n)*4]} }

// A List is a run of numbers in the block.
type List struct{ bytes string }

// Len is the number of elements.
func (l List) Len() int { return len(l.bytes) / 4 }

// At is the i-th element.
func (l List) At(i int) int { return int(u32(l.bytes, i*4)) }

// Fold maps a character to the simplified form in which names are kept, or 0 if no name has it.
func (f *File) Fold(r rune) rune {
	if r < foldFirst || r > foldLast {
		return 0
	}
	i := int(r-foldFirst) * 2
	s := f.sec[secFold]
	return rune(uint32(s[i]) | uint32(s[i+1])<<8)
}

// Starts says whether a name begins with the character, as text has it.
func (f *File) Starts(r rune) bool {
	if r < foldFirst || r > foldLast {
		return false
	}
	i := uint(r - foldFirst)
	return f.sec[secStarts][i/8]>>(i%8)&1 != 0
}

// Begins says whether a name may begin with the two characters, as text has them: where it says no, none does.
func (f *File) Begins(a, b rune) bool {
	h := hash(uint32(f.Fold(a))<<16|uint32(f.Fold(b))) >> 16
	return f.pairs[h/64]>>(h%64)&1 != 0
}

// Edge says whether the two characters are a common word by themselves.
func (f *File) Edge(a, b rune) bool {
	if a > 0xFFFF || b > 0xFFFF {
		return false
	}
	key := uint32(a)<<16 | uint32(b)
	if h := hash(key) >> 14; f.edges[h/64]>>(h%64)&1 == 0 {
		return false
	}
	s := f.sec[secEdges]
	lo, hi := 0, len(s)/4
	for lo < hi {
		mid := (lo + hi) / 2
		if u32(s, mid*4) < key {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(s)/4 && u32(s, lo*4) == key
}

// hash spreads the key of two characters over the buckets.
func hash(key uint32) uint32 {
	key ^= key >> 15
	key *= 0x2c1b3c6d
	return key ^ key>>13
}

// Bucket is the range of names, as numbers from lo to hi, whose first two characters are a and b.
func (f *File) Bucket(a, b rune) (lo, hi int) {
	key := uint32(a)<<16 | uint32(b)
	h := hash(key)
	if f.pairs[h>>16/64]>>(h>>16%64)&1 == 0 {
		return 0, 0
	}
	mask := f.buckets - 1
	for i := h & mask; ; i = (i + 1) & mask {
		switch f.row(secBuckets, bucketRow, int(i), 0) {
		case key:
			return int(f.row(secBuckets, bucketRow, int(i), 1)), int(f.row(secBuckets, bucketRow, int(i), 2))
		case 0:
			return 0, 0
		}
	}
}
