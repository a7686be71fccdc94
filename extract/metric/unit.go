package metric

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/units.tsv
var unitsTSV string

// A unitKind says what a unit counts, for the rules that differ by it.
type unitKind uint8

const (
	kindEmpty unitKind = iota // no unit
	kindCount
	kindLoose // a classifier only after digits and numerals from ten on
	kindPerson
	kindMeasure
	kindMoney
	kindRatio
	kindTime
	kindYear
	kindDivision
	kindNoun
	kindNone // a word that only begins like a unit
)

var unitKinds = map[string]unitKind{
	"count": kindCount, "loose": kindLoose, "person": kindPerson, "measure": kindMeasure, "money": kindMoney, "ratio": kindRatio,
	"time": kindTime, "year": kindYear, "division": kindDivision, "noun": kindNoun, "none": kindNone,
}

// A unit is a row of data/units.tsv.
type unit struct {
	word string // as written
	name string // without 个, with half-width signs
	kind unitKind
}

var unitTable = sync.OnceValue(func() *wordIndex[unit] { return readUnits(unitsTSV) })

// readUnits reads the rows of data/units.tsv.
func readUnits(text string) *wordIndex[unit] {
	t := newWordIndex[unit]()
	for line := range strings.Lines(text) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		u := unit{word: f[0], name: f[0], kind: unitKinds[f[1]]}
		if len(f) > 2 {
			u.name = f[2]
		}
		if u.word == "％" {
			u.name = "%"
		}
		*t.at(u.word) = u
	}
	t.sort()
	return t
}

// unitWord is the longest row of the table that text has at i.
func unitWord(s string, i int) (unit, bool) { return unitTable().longest(s, i) }

// unitAt reads a unit at i, with its divisor (元/吨), and gives its end. Its kind is kindEmpty where there is none
// and kindNone where the characters belong to another word (部门 is not 部).
func unitAt(s string, i int) (unit, int) {
	u, ok := unitWord(s, i)
	if !ok {
		return unit{}, i
	}
	end := i + len(u.word)
	if u.kind == kindNone || u.kind == kindNoun {
		return u, end
	}
	if isLatin(u.word) && end < len(s) && isLetter(s[end]) {
		return unit{kind: kindNone}, i
	}
	return withDivisor(s, u, i, end)
}

// withDivisor extends u by /吨, ／人 and the like.
func withDivisor(s string, u unit, start, end int) (unit, int) {
	slash := 0
	if strings.HasPrefix(s[end:], "/") {
		slash = 1
	} else if strings.HasPrefix(s[end:], "／") {
		slash = len("／")
	}
	if slash == 0 || end+slash >= len(s) {
		return u, end
	}
	per, ok := unitWord(s, end+slash)
	if strings.HasPrefix(s[end+slash:], "月") {
		per, ok = unit{word: "月", name: "月"}, true
	}
	if !ok || per.kind == kindNone {
		return u, end
	}
	last := end + slash + len(per.word)
	u.name += "/" + per.name
	u.word = s[start:last]
	return u, last
}

func isLatin(s string) bool { return isLetter(s[len(s)-1]) }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
