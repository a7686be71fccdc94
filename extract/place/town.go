package place

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
)

// town adds the town whose name stands right after a county or prefecture. A town that the gazetteer does not know
// is taken by its form: two to four characters that make no words before 镇, 乡 or 街道, or any before 公社.
func (s *scanner) town(out *Mention, d int32) {
	if d < 0 {
		return
	}
	row := s.g.f.Division(int(d))
	if row.Level() != index.AtCounty && row.Level() != index.AtPrefecture || !townAhead(s.text[out.End:]) {
		return
	}
	rest := s.text[out.End:]
	id, n := s.g.townIn(row, rest)
	if n == 0 {
		n = s.g.townWords(rest)
	}
	if n == 0 {
		return
	}
	out.Names = append(out.Names, Name{Start: out.End, End: out.End + n, Division: id})
	out.End += n
	out.Town, out.Short = true, false
	if id != "" {
		out.Division = id
	}
}

// notInNames are characters that a name by form has none of: words of grammar and the suffixes of divisions.
const notInNames = "的和与及在有为对将等各全个每于由至到从往沿赴市县区省乡镇"

// townEnds are the last characters of towns' names.
const townEnds = "镇乡道木社区鎮鄉區"

// askTown leaves, of several counties that the last name may stand for, those that have the town named after it.
func (s *scanner) askTown() {
	last := &s.links[len(s.links)-1]
	if len(last.cands) < 2 || !townAhead(s.text[last.end:]) {
		return
	}
	var keep []int32
	for _, c := range last.cands {
		if _, ok := s.g.f.Division(int(c)).FindTown(s.text[last.end:]); ok {
			keep = append(keep, c)
		}
	}
	if len(keep) > 0 {
		last.cands = keep
	}
}

// longerTown says whether a known town of the link's division stands after it and ends past end.
func (s *scanner) longerTown(l link, end int) bool {
	d := s.g.f.Division(int(l.cands[0]))
	if d.Level() != index.AtCounty || !townAhead(s.text[l.end:]) {
		return false
	}
	t, ok := d.FindTown(s.text[l.end:])
	return ok && l.end+len(t.Name()) > end
}

// townAhead says whether a town's last character is near the start of text, before any mark.
func townAhead(text string) bool {
	for i := range 12 {
		r, n := utf8.DecodeRuneInString(text)
		if !han(r) {
			return false
		}
		if i > 0 && strings.ContainsRune(townEnds, r) {
			return true
		}
		text = text[n:]
	}
	return false
}

// townIn is the town of d whose name begins text, and the length of the name there. Towns stand under the newest
// codes, so the successors of d are asked as well; for a prefecture all its counties are.
func (g *Gazetteer) townIn(d index.Division, text string) (id string, n int) {
	for _, host := range g.hosts(d) {
		if t, ok := host.FindTown(text); ok {
			return t.ID(), len(t.Name())
		}
	}
	if d.Level() != index.AtPrefecture {
		return "", 0
	}
	for i := d.Index() + 1; i < g.f.Divisions() && g.f.Division(i).ID()[:4] == d.ID()[:4]; i++ {
		if t, ok := g.f.Division(i).FindTown(text); ok {
			if id != "" {
				return "", n // two counties have one of this name
			}
			id, n = t.ID(), len(t.Name())
		}
	}
	return id, n
}

// TownIn is the town of the division in whose name begins text, and the length of the name there; "" and 0 where it
// has none that the gazetteer knows, "" and the length where several towns of the prefecture in have the name.
func (g *Gazetteer) TownIn(in, text string) (id string, n int) {
	d, ok := g.f.FindDivision(in)
	if !ok || d.Level() != index.AtCounty && d.Level() != index.AtPrefecture {
		return "", 0
	}
	return g.townIn(d, text)
}

// hosts are the division and its successors.
func (g *Gazetteer) hosts(d index.Division) []index.Division {
	list := []index.Division{d}
	for i := 0; i < len(list) && i < 8; i++ {
		for k := range list[i].Next().Len() {
			list = append(list, g.f.Division(list[i].Next().At(k)))
		}
	}
	return list
}

// townWords is the length of what reads as a town's name at the start of text, or 0.
func (g *Gazetteer) townWords(text string) int {
	n, word := 0, false
	var prev rune
	for i := range 6 {
		rest := text[n:]
		for _, end := range []string{"公社", "街道", "镇", "鎮", "乡", "鄉"} {
			if i < 2 || !strings.HasPrefix(rest, end) {
				continue
			}
			first, _ := utf8.DecodeRuneInString(rest)
			next, _ := utf8.DecodeRuneInString(rest[len(end):])
			if end != "公社" && (word || g.endsInName(text, n+len(end)) || g.f.Edge(prev, first) || strings.ContainsRune("村镇域级", next)) {
				return 0
			}
			return n + len(end)
		}
		r, size := utf8.DecodeRuneInString(rest)
		if !han(r) || strings.ContainsRune(notInNames, r) {
			return 0
		}
		word = word || g.f.Edge(prev, r)
		prev = r
		n += size
	}
	return 0
}

// endsInName says whether a division's full name that begins within the text ends at end: 景德镇 is no town.
func (g *Gazetteer) endsInName(text string, end int) bool {
	var buf [maxMatches]match
	for i := range text[:end] {
		for _, m := range g.matches(text, i, &buf) {
			if m.end == end {
				return true
			}
		}
	}
	return false
}

// townName says whether the short name that ends at end is rather a town's or a village's: 龙港镇 is not 龙港.
func (s *scanner) townName(end int) bool {
	rest := s.text[end:]
	for _, w := range []string{"镇", "鎮", "乡", "鄉", "村", "街道", "公社"} {
		if after, ok := strings.CutPrefix(rest, w); ok {
			a, _ := utf8.DecodeRuneInString(rest)
			b, _ := utf8.DecodeRuneInString(after)
			return len(w) > 3 || !s.g.f.Edge(a, b)
		}
	}
	return false
}
