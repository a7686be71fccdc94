package linesort

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// A place is where a line stands in the blocks, without its LF, and eight of its bytes as a number.
type place struct {
	block, start, end int
	key               uint64
}

// from is the line without its first depth bytes.
func (p *place) from(blocks [][]byte, depth int) []byte {
	return blocks[p.block][p.start+depth : p.end]
}

// placeSize is the memory of a [place], in bytes.
const placeSize = 32

// fewLines is how many lines are compared whole.
const fewLines = 8

// sortLines puts lines that agree in their first depth bytes in the order of their bytes. Lines of one kind share
// long beginnings, so what all share is stepped over, the next eight bytes are sorted as numbers, and lines that
// agree in these too are sorted in the same way: no byte is looked at more than a few times.
func sortLines(blocks [][]byte, lines []place, depth int) {
	if len(lines) <= fewLines {
		slices.SortFunc(lines, func(a, b place) int {
			return bytes.Compare(a.from(blocks, depth), b.from(blocks, depth))
		})
		return
	}
	depth += shared(blocks, lines, depth)
	for i := range lines {
		lines[i].key = keyAt(lines[i].from(blocks, depth))
	}
	slices.SortFunc(lines, func(a, b place) int { return cmp.Compare(a.key, b.key) })
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && lines[to].key == lines[from].key {
			to++
		}
		// A last byte of 0 is the end of the line, for no line holds one: the lines are equal.
		if to-from > 1 && lines[from].key&0xFF != 0 {
			sortLines(blocks, lines[from:to], depth+8)
		}
		from = to
	}
}

// shared is how many bytes from depth on all lines have in common.
func shared(blocks [][]byte, lines []place, depth int) int {
	first := lines[0].from(blocks, depth)
	for i := range lines[1:] {
		first = first[:sharedLength(first, lines[i+1].from(blocks, depth))]
		if len(first) == 0 {
			break
		}
	}
	return len(first)
}

// sharedLength is how many bytes a and b have in common at their beginning.
func sharedLength(a, b []byte) int {
	n := min(len(a), len(b))
	i := 0
	for i+8 <= n && binary.NativeEndian.Uint64(a[i:]) == binary.NativeEndian.Uint64(b[i:]) {
		i += 8
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}

// keyAt is the first eight bytes of b as a number that orders as they do, filled up with zeros.
func keyAt(b []byte) uint64 {
	if len(b) >= 8 {
		return binary.BigEndian.Uint64(b)
	}
	var last [8]byte
	copy(last[:], b)
	return binary.BigEndian.Uint64(last[:])
}
