package index

// magic opens every block; its digit grows with the layout.
const magic = "PGPLACE1"

// The sections of a block, in order. Each has an offset and a length in bytes in the header.
const (
	secStrings   = iota // all strings, one after another
	secDivisions        // rows of divisionRow, by ID
	secNames            // rows of nameRow, by string
	secEntries          // rows of entryRow, grouped by name
	secBuckets          // rows of bucketRow: open addressing over the first two characters
	secLists            // 32-bit numbers that rows point into
	secTowns            // rows of townRow, grouped by the division they lie in, by ID
	secFold             // one 16-bit character for each of foldFirst…foldLast, 0 where no name has it
	secStarts           // one bit for each of foldFirst…foldLast: a name begins with it
	secEdges            // sorted 32-bit pairs of characters that form a word; see [File.Edge]
	sections
)

const headerSize = len(magic) + sections*8

// Row sizes in bytes.
const (
	divisionRow = 15 * 4
	nameRow     = 5 * 4
	entryRow    = 4 * 4
	bucketRow   = 3 * 4
	townRow     = 3 * 4
)

// The characters that the fold table covers: the CJK ideographs of the basic plane.
const (
	foldFirst = 0x3400
	foldLast  = 0x9FFF
)

// A Level is the level of a division, outermost first.
type Level uint8

// The levels.
const (
	NoLevel Level = iota
	AtProvince
	AtPrefecture
	AtCounty
	AtTown
	AtZone
)

// A Kind says what a name is to the division it stands for.
type Kind uint8

// The kinds of name.
const (
	Full  Kind = iota // a full name, such as 永川区
	Short             // a full name without its suffix, such as 永川
	Alias             // another name in use, such as 内蒙
)

// Flags of a name.
const (
	// Common marks an ordinary word, such as 和平: it counts only where its parent is named.
	Common = 1 << iota
	// Generic marks a full name that many have, such as 城区: it counts only where its parent is named.
	Generic
	// Swallow marks a word that is no name but begins with one, such as 三明治: it is skipped.
	Swallow
)

// A Date is YYYYMMDD; 0 is "always" as a start and "still" as an end.
type Date uint32
