package index

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
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
