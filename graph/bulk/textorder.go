package bulk

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// A textKey is eight bytes of a text, and its number.
type textKey struct {
	bytes uint64
	n     uint32
}

// fewTexts is how many texts are compared as wholes.
const fewTexts = 12

// order is the order of the texts by their bytes; equal ones keep theirs.
//
// It sorts by eight bytes at a time, and then those that share them by the next eight, so that the long beginnings
// that IRIs share are looked at once each and not in every comparison.
func (t *texts) order() []uint32 {
	keys := make([]textKey, t.len())
	for i := range keys {
		keys[i].n = uint32(i)
	}
	t.sortFrom(keys, 0)
	order := make([]uint32, len(keys))
	for i := range keys {
		order[i] = keys[i].n
	}
	return order
}

// sortFrom sorts texts that are equal up to a depth.
func (t *texts) sortFrom(keys []textKey, depth int) {
	for len(keys) > fewTexts {
		ended, same := t.load(keys, depth)
		if !same {
			slices.SortFunc(keys, func(a, b textKey) int {
				return cmp.Or(cmp.Compare(a.bytes, b.bytes), cmp.Compare(a.n, b.n))
			})
			t.sortGroups(keys, depth)
			return
		}
		if ended {
			break
		}
		depth += 8
	}
	slices.SortFunc(keys, func(a, b textKey) int {
		return cmp.Or(bytes.Compare(t.text(a.n)[depth:], t.text(b.n)[depth:]), cmp.Compare(a.n, b.n))
	})
}

// load fills in the eight bytes at a depth. Ended says that some text ends there, same that all have the same bytes.
func (t *texts) load(keys []textKey, depth int) (ended, same bool) {
	same = true
	for i := range keys {
		text := t.text(keys[i].n)[depth:]
		if len(text) < 8 {
			ended = true
		}
		keys[i].bytes = prefix8(text)
		same = same && keys[i].bytes == keys[0].bytes
	}
	return ended, same
}

// sortGroups sorts each run of the same eight bytes by what follows them.
func (t *texts) sortGroups(keys []textKey, depth int) {
	for len(keys) > 0 {
		n := 1
		for n < len(keys) && keys[n].bytes == keys[0].bytes {
			n++
		}
		if n > 1 {
			group := keys[:n]
			whole := true
			for _, k := range group {
				whole = whole && len(t.text(k.n)) >= depth+8
			}
			if whole {
				t.sortFrom(group, depth+8)
			} else {
				slices.SortFunc(group, func(a, b textKey) int {
					return cmp.Or(bytes.Compare(t.text(a.n)[depth:], t.text(b.n)[depth:]), cmp.Compare(a.n, b.n))
				})
			}
		}
		keys = keys[n:]
	}
}

// prefix8 is the first eight bytes of a text as a number that sorts as they do, zeros behind a shorter one.
func prefix8(text []byte) uint64 {
	if len(text) >= 8 {
		return binary.BigEndian.Uint64(text)
	}
	var b [8]byte
	copy(b[:], text)
	return binary.BigEndian.Uint64(b[:])
}
