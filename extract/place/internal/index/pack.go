package index

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// buckets makes the hash table over the first two characters; keys are the sorted names.
func (b *builder) buckets(keys []string) {
	type run struct{ key, lo, hi uint32 }
	var runs []run
	for i, s := range keys {
		a, n := utf8.DecodeRuneInString(s)
		c, _ := utf8.DecodeRuneInString(s[n:])
		key := uint32(a)<<16 | uint32(c)
		if len(runs) == 0 || runs[len(runs)-1].key != key {
			runs = append(runs, run{key, uint32(i), 0})
		}
		runs[len(runs)-1].hi = uint32(i) + 1
	}
	size := uint32(1)
	for int(size) < 3*len(runs) {
		size *= 2
	}
	table := make([]run, size)
	for _, r := range runs {
		i := hash(r.key) & (size - 1)
		for table[i].key != 0 {
			i = (i + 1) & (size - 1)
		}
		table[i] = r
	}
	for _, r := range table {
		b.put(secBuckets, r.key, r.lo, r.hi)
	}
}

func sortedTowns(rows []TownRow) []TownRow {
	rows = slices.Clone(rows)
	sort.Slice(rows, func(i, j int) bool {
		if rows[i].Parent != rows[j].Parent {
			return rows[i].Parent < rows[j].Parent
		}
		return rows[i].ID < rows[j].ID
	})
	return rows
}

func townRanges(rows []TownRow) map[string][2]uint32 {
	ranges := map[string][2]uint32{}
	for i, r := range sortedTowns(rows) {
		at, ok := ranges[r.Parent]
		if !ok {
			at[0] = uint32(i)
		}
		at[1] = uint32(i) + 1
		ranges[r.Parent] = at
	}
	return ranges
}

func (b *builder) towns(t Tables) error {
	for _, r := range sortedTowns(t.Towns) {
		var code uint32
		if _, err := fmt.Sscanf(r.ID, "%d", &code); err != nil || len(r.ID) != 9 {
			return fmt.Errorf("town %s: its code is not nine digits", r.ID)
		}
		if _, err := b.ref(r.Parent); err != nil {
			return fmt.Errorf("town %s: %w", r.ID, err)
		}
		off, n := b.text(r.Name)
		b.put(secTowns, code, off, n)
		for _, c := range r.Name {
			b.chars[c] = true
		}
	}
	return nil
}

func (b *builder) fold(t Tables) error {
	table := make([]uint16, foldLast-foldFirst+1)
	for from, to := range t.Fold {
		if from >= foldFirst && from <= foldLast && b.chars[to] {
			table[from-foldFirst] = uint16(to)
		}
	}
	for c := range b.chars {
		if c >= foldFirst && c <= foldLast {
			table[c-foldFirst] = uint16(c)
		}
	}
	bits := make([]byte, (len(table)+7)/8)
	for i, v := range table {
		if v != 0 && b.starts[rune(v)] {
			bits[i/8] |= 1 << (i % 8)
		}
	}
	b.sec[secStarts] = bits
	for _, v := range table {
		b.sec[secFold] = binary.LittleEndian.AppendUint16(b.sec[secFold], v)
	}
	return nil
}

func (b *builder) edges(t Tables) error {
	var keys []uint32
	for _, w := range t.Edges {
		r := []rune(w)
		if len(r) != 2 || r[0] > 0xFFFF || r[1] > 0xFFFF {
			return fmt.Errorf("edge word %q has not two characters", w)
		}
		keys = append(keys, uint32(r[0])<<16|uint32(r[1]))
	}
	slices.Sort(keys)
	b.put(secEdges, slices.Compact(keys)...)
	return nil
}

func (b *builder) block() []byte {
	var out strings.Builder
	out.WriteString(magic)
	off := uint32(headerSize)
	var n [4]byte
	for _, s := range b.sec {
		off = (off + 3) &^ 3
		binary.LittleEndian.PutUint32(n[:], off)
		out.Write(n[:])
		binary.LittleEndian.PutUint32(n[:], uint32(len(s)))
		out.Write(n[:])
		off += uint32(len(s))
	}
	for _, s := range b.sec {
		for out.Len()%4 != 0 {
			out.WriteByte(0)
		}
		out.Write(s)
	}
	return []byte(out.String())
}
