package place

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
)

// longestJoin is how many abbreviations may be joined.
const longestJoin = 9

// joins marks the characters that abbreviate a division.
var joins = sync.OnceValue(func() *leads {
	var l leads
	for _, row := range table(abbreviationsTSV) {
		r, _ := utf8.DecodeRuneInString(row[0])
		l[r-firstHan] = true
	}
	return &l
})

// joined records the divisions whose abbreviations stand joined right before a position, where what stands there counts
// just as many (川渝|两省市, 沪苏浙皖|三省一市) or says that they act together (京津冀|联合). Elsewhere such joins
// are routes, names and words (京沪|高铁, 川渝|火锅).
func (s *scanner) joined(at int) {
	if !s.abbreviates(s.before) {
		return
	}
	from, n := s.joinBefore(at)
	if n < 2 {
		return
	}
	want, cities, ok := countedDivisions(s.text[at:])
	if !ok || want != 0 && want != n {
		return
	}
	before := len(s.out)
	for i := from; i < at; {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		ids := s.abbreviated(r, cities)
		if len(ids) == 0 {
			s.out = s.out[:before]
			return
		}
		s.out = append(s.out, abbreviation(i, i+size, ids))
		i += size
	}
	for _, m := range s.out[before:] {
		if d, ok := s.g.f.FindDivision(m.Division); ok {
			s.remember(int32(d.Index()))
		}
	}
}

// abbreviates says whether a character, as the text has it, abbreviates a division.
func (s *scanner) abbreviates(r rune) bool {
	r = s.folded(r)
	return r >= firstHan && r <= lastHan && joins()[r-firstHan]
}

// folded is the character that names have for one of the text.
func (s *scanner) folded(r rune) rune {
	if c := s.g.f.Fold(r); c != 0 {
		return c
	}
	return r
}

// joinBefore is where the abbreviations that end at a position begin, and how many they are.
func (s *scanner) joinBefore(at int) (from, n int) {
	from, bound := at, s.from
	if k := len(s.out); k > 0 {
		bound = max(bound, s.out[k-1].End)
	}
	for from > bound && n < longestJoin {
		r, size := utf8.DecodeLastRuneInString(s.text[:from])
		if !s.abbreviates(r) {
			break
		}
		from, n = from-size, n+1
	}
	return from, n
}

// A counting says which divisions are counted: of any level, or provinces, or cities.
type counting uint8

const (
	countsAny counting = iota
	countsProvinces
	countsCities
)

// countedDivisions is how many divisions the words at the start of text count, and of which level: 两省市, 三省一市,
// 三地. Words that say only that several act together give 0.
func countedDivisions(text string) (n int, of counting, ok bool) {
	for _, w := range [...]string{"联合", "联手", "携手", "共同"} {
		if strings.HasPrefix(text, w) {
			return 0, countsProvinces, true
		}
	}
	n, rest := smallNumber(text)
	if n < 2 {
		return 0, 0, false
	}
	for _, u := range [...]struct {
		word string
		of   counting
	}{{"省区市", countsProvinces}, {"省市", countsProvinces}, {"省区", countsProvinces}, {"省（区、市）", countsProvinces}, {"省（市）", countsProvinces},
		{"省", countsProvinces}, {"市", countsCities}, {"地", countsAny}} {
		after, found := strings.CutPrefix(rest, u.word)
		if !found || u.word == "地" && strings.HasPrefix(after, "区") {
			continue
		}
		if u.word == "省" {
			if more, tail := smallNumber(after); more > 0 && (strings.HasPrefix(tail, "市") || strings.HasPrefix(tail, "区") || strings.HasPrefix(tail, "直辖市")) {
				n += more
			}
		}
		return n, u.of, true
	}
	return 0, 0, false
}

// smallNumber is the numeral of one character at the start of text, and what comes after; 0 where there is none.
func smallNumber(text string) (int, string) {
	r, size := utf8.DecodeRuneInString(text)
	switch r {
	case '两', '兩':
		return 2, text[size:]
	}
	return (strings.Index("一二三四五六七八九", string(r)) + 3) / 3, text[size:]
}

// abbreviated are the divisions that a character of a join may stand for.
func (s *scanner) abbreviated(r rune, of counting) []string {
	r = s.folded(r)
	var provinces, cities []string
	for _, id := range abbreviations()[r] {
		switch d, _ := s.g.f.FindDivision(id); {
		case d.Level() == index.AtPrefecture:
			cities = append(cities, id)
		default:
			provinces = append(provinces, id)
		}
	}
	switch {
	case of == countsProvinces:
		return provinces
	case of == countsCities && len(cities) > 0:
		return cities
	}
	return slices.Concat(provinces, cities)
}

// abbreviation is the mention of one character, open where it stands for several.
func abbreviation(start, end int, ids []string) Mention {
	m := Mention{Start: start, End: end, Short: true, Names: []Name{{Start: start, End: end}}}
	if len(ids) > 1 {
		m.Candidates = slices.Sorted(slices.Values(ids))
		return m
	}
	m.Division, m.Names[0].Division, m.Reason = ids[0], ids[0], Only
	return m
}
