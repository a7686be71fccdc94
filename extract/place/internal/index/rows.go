package index

import "strings"

// A Name is a row of the table of names.
type Name struct {
	f *File
	i int
}

// Name is the i-th name in the order of their bytes.
func (f *File) Name(i int) Name { return Name{f, i} }

// Names is the number of names.
func (f *File) Names() int { return len(f.sec[secNames]) / nameRow }

func (n Name) col(c int) uint32 { return n.f.row(secNames, nameRow, n.i, c) }

// String is the name in simplified characters.
func (n Name) String() string { return n.f.str(n.col(0), n.col(1)) }

// Flags are the name's flags.
func (n Name) Flags() uint32 { return n.col(4) }

// Len is the number of divisions that the name stands or stood for.
func (n Name) Len() int { return int(n.col(3)) }

// An Entry is one division that a name stands for, and when.
type Entry struct {
	Division int
	Kind     Kind
	From, To Date
}

// Valid says whether the name stood for the division on a date; 0 is the newest.
func (e Entry) Valid(on Date) bool {
	if on == 0 {
		return e.To == 0
	}
	return e.From <= on && (e.To == 0 || on < e.To)
}

// At is the name's i-th entry.
func (n Name) At(i int) Entry {
	r := int(n.col(2)) + i
	f := n.f
	return Entry{
		Division: int(f.row(secEntries, entryRow, r, 0)),
		Kind:     Kind(f.row(secEntries, entryRow, r, 1)),
		From:     Date(f.row(secEntries, entryRow, r, 2)),
		To:       Date(f.row(secEntries, entryRow, r, 3)),
	}
}

// Find is the name that is exactly s, and whether there is one.
func (f *File) Find(s string) (Name, bool) {
	lo, hi := 0, f.Names()
	for lo < hi {
		mid := (lo + hi) / 2
		if f.Name(mid).String() < s {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < f.Names() && f.Name(lo).String() == s {
		return f.Name(lo), true
	}
	return Name{}, false
}

// A Division is a row of the table of divisions.
type Division struct {
	f *File
	i int
}

// Division is the i-th division in the order of IDs.
func (f *File) Division(i int) Division { return Division{f, i} }

// Divisions is the number of divisions without the towns.
func (f *File) Divisions() int { return len(f.sec[secDivisions]) / divisionRow }

func (d Division) col(c int) uint32 { return d.f.row(secDivisions, divisionRow, d.i, c) }

// Index is the division's number.
func (d Division) Index() int { return d.i }

// ID is the division's identifier.
func (d Division) ID() string { return d.f.str(d.col(0), d.col(1)) }

// Name is its newest full name.
func (d Division) Name() string { return d.f.str(d.col(2), d.col(3)) }

// Level is its level.
func (d Division) Level() Level { return Level(d.col(4)) }

// Parent is the number of the division that contains it, or -1.
func (d Division) Parent() int { return int(d.col(5)) - 1 }

// Province is the number of its province, or -1.
func (d Division) Province() int { return int(d.col(6)) - 1 }

// Next are the numbers of its successors.
func (d Division) Next() List { return d.f.list(d.col(7), d.col(8)) }

// From and To are the dates between which it existed.
func (d Division) From() Date { return Date(d.col(9)) }

// To is the date on which it ceased to exist, or 0.
func (d Division) To() Date { return Date(d.col(10)) }

// OtherNames are its earlier, short and other names in ascending order.
func (d Division) OtherNames() []string {
	l := d.f.list(d.col(11), d.col(12))
	names := make([]string, 0, l.Len()/2)
	for i := 0; i < l.Len(); i += 2 {
		names = append(names, d.f.str(uint32(l.At(i)), uint32(l.At(i+1))))
	}
	return names
}

// FindDivision is the division with an ID, and whether there is one.
func (f *File) FindDivision(id string) (Division, bool) {
	lo, hi := 0, f.Divisions()
	for lo < hi {
		mid := (lo + hi) / 2
		if f.Division(mid).ID() < id {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < f.Divisions() && f.Division(lo).ID() == id {
		return f.Division(lo), true
	}
	return Division{}, false
}

// A Town is a row of the table of towns.
type Town struct {
	f *File
	i int
}

// Towns are the towns of a division, as numbers from lo to hi.
func (d Division) Towns() (lo, hi int) { return int(d.col(13)), int(d.col(14)) }

// Town is the i-th town.
func (f *File) Town(i int) Town { return Town{f, i} }

// ID is the town's nine-digit code.
func (t Town) ID() string {
	code := t.f.row(secTowns, townRow, t.i, 0)
	var b [9]byte
	for i := 8; i >= 0; i-- {
		b[i] = byte('0' + code%10)
		code /= 10
	}
	return string(b[:])
}

// Name is the town's full name.
func (t Town) Name() string {
	return t.f.str(t.f.row(secTowns, townRow, t.i, 1), t.f.row(secTowns, townRow, t.i, 2))
}

// FindTown is the town of d whose name begins text, longest first, and whether there is one.
func (d Division) FindTown(text string) (Town, bool) {
	lo, hi := d.Towns()
	best, size := -1, 0
	for i := lo; i < hi; i++ {
		name := d.f.Town(i).Name()
		if len(name) > size && strings.HasPrefix(text, name) {
			best, size = i, len(name)
		}
	}
	return Town{d.f, best}, best >= 0
}
