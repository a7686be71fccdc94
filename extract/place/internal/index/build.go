package index

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Tables are what an index is built from. References are IDs and strings; their order does not matter.
type Tables struct {
	Divisions []DivisionRow
	Names     []NameRow
	Towns     []TownRow
	Flags     map[string]uint32 // flags of names; a string that is no name is added (see [Swallow])
	Fold      map[rune]rune     // other characters for those that names have, such as 縣 for 县
	Edges     []string          // words of two characters; see [File.Edge]
}

// A DivisionRow is a division without its towns.
type DivisionRow struct {
	ID, Name         string
	Level            Level
	Parent, Province string
	Next             []string
	From, To         Date
	OtherNames       []string
}

// A NameRow says that Name stood for Division between two dates.
type NameRow struct {
	Name, Division string
	Kind           Kind
	From, To       Date
}

// A TownRow is a town and the division it lies in.
type TownRow struct {
	ID, Name, Parent string
}

// Build makes the block; the same tables give the same bytes.
func Build(t Tables) ([]byte, error) {
	b := &builder{strings: map[string]uint32{}, number: map[string]int{}}
	for _, step := range []func(Tables) error{b.divisions, b.names, b.towns, b.fold, b.edges} {
		if err := step(t); err != nil {
			return nil, fmt.Errorf("build gazetteer index: %w", err)
		}
	}
	return b.block(), nil
}

type builder struct {
	sec     [sections][]byte
	strings map[string]uint32
	number  map[string]int // division ID to row
	chars   map[rune]bool  // in names of any level
	starts  map[rune]bool  // first in a name, towns left out
}

func (b *builder) put(sec int, values ...uint32) {
	for _, v := range values {
		b.sec[sec] = binary.LittleEndian.AppendUint32(b.sec[sec], v)
	}
}

// text stores a string once and gives its offset and length.
func (b *builder) text(s string) (off, n uint32) {
	at, ok := b.strings[s]
	if !ok {
		at = uint32(len(b.sec[secStrings]))
		b.sec[secStrings] = append(b.sec[secStrings], s...)
		b.strings[s] = at
	}
	return at, uint32(len(s))
}

func (b *builder) listOf(values []uint32) (off, n uint32) {
	off = uint32(len(b.sec[secLists]) / 4)
	b.put(secLists, values...)
	return off, uint32(len(values))
}

func (b *builder) ref(id string) (uint32, error) {
	if id == "" {
		return 0, nil
	}
	i, ok := b.number[id]
	if !ok {
		return 0, fmt.Errorf("no division %s", id)
	}
	return uint32(i) + 1, nil
}

func (b *builder) divisions(t Tables) error {
	rows := slices.Clone(t.Divisions)
	sort.Slice(rows, func(i, j int) bool { return rows[i].ID < rows[j].ID })
	for i, r := range rows {
		if _, dup := b.number[r.ID]; dup {
			return fmt.Errorf("division %s twice", r.ID)
		}
		b.number[r.ID] = i
	}
	towns := townRanges(t.Towns)
	for _, r := range rows {
		parent, err := b.ref(r.Parent)
		if err != nil {
			return fmt.Errorf("parent of %s: %w", r.ID, err)
		}
		province, err := b.ref(r.Province)
		if err != nil {
			return fmt.Errorf("province of %s: %w", r.ID, err)
		}
		next, n, err := b.refs(r.Next)
		if err != nil {
			return fmt.Errorf("successor of %s: %w", r.ID, err)
		}
		idOff, idLen := b.text(r.ID)
		nameOff, nameLen := b.text(r.Name)
		other, m := b.nameList(r.OtherNames)
		at := towns[r.ID]
		b.put(secDivisions, idOff, idLen, nameOff, nameLen, uint32(r.Level), parent, province, next, n,
			uint32(r.From), uint32(r.To), other, m, at[0], at[1])
	}
	return nil
}

func (b *builder) refs(ids []string) (off, n uint32, err error) {
	var list []uint32
	for _, id := range ids {
		i, err := b.ref(id)
		if err != nil {
			return 0, 0, err
		}
		list = append(list, i-1)
	}
	off, n = b.listOf(list)
	return off, n, nil
}

func (b *builder) nameList(names []string) (off, n uint32) {
	var list []uint32
	for _, s := range slices.Compact(slices.Sorted(slices.Values(names))) {
		at, size := b.text(s)
		list = append(list, at, size)
	}
	return b.listOf(list)
}

func (b *builder) names(t Tables) error {
	rows := map[string][]NameRow{}
	for _, r := range t.Names {
		rows[r.Name] = append(rows[r.Name], r)
	}
	for s := range t.Flags {
		rows[s] = append(rows[s], nil...)
	}
	keys := make([]string, 0, len(rows))
	for s := range rows {
		keys = append(keys, s)
	}
	slices.Sort(keys)
	b.chars, b.starts = map[rune]bool{}, map[rune]bool{}
	for _, s := range keys {
		if utf8.RuneCountInString(s) < 2 {
			return fmt.Errorf("name %q is shorter than two characters", s)
		}
		for i, c := range s {
			b.chars[c] = true
			b.starts[c] = b.starts[c] || i == 0
		}
		if err := b.name(s, rows[s], t.Flags[s]); err != nil {
			return err
		}
	}
	b.buckets(keys)
	return nil
}

func (b *builder) name(s string, rows []NameRow, flags uint32) error {
	sort.Slice(rows, func(i, j int) bool {
		x, y := rows[i], rows[j]
		if x.Division != y.Division {
			return x.Division < y.Division
		}
		if x.From != y.From {
			return x.From < y.From
		}
		return x.Kind < y.Kind
	})
	rows = slices.Compact(rows)
	off, n := b.text(s)
	b.put(secNames, off, n, uint32(len(b.sec[secEntries])/entryRow), uint32(len(rows)), flags)
	for _, r := range rows {
		i, err := b.ref(r.Division)
		if err != nil {
			return fmt.Errorf("name %s: %w", s, err)
		}
		b.put(secEntries, i-1, uint32(r.Kind), uint32(r.From), uint32(r.To))
	}
	return nil
}

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
