package place

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"policygraph/extract/place/internal/index"
	"policygraph/schema"
)

// An Entry is a division that a name stands for, and when it does.
type Entry struct {
	schema.Division
	// From and To are the first day on which the name stood for the division and the first on which it no longer did,
	// as YYYY-MM-DD; "" is before the record and still.
	From, To string
	// Held says that it did on the day asked for.
	Held bool
}

// Lookup is the divisions that a name stands for on a date (YYYY-MM-DD, or "" for the newest) inside any of the divisions
// with the IDs in (none for all of China), by ID in ascending order. The name is a code, a full, short, earlier or other
// name, an abbreviation of one character, a town's name, or a chain of names such as 四川成都郫都区; nothing else may
// stand in it but spaces. Characters may be traditional or full-width.
//
// Where no division has the name on the date and in there, those that had or have it at another time are given, and where
// none of these lies in there either, those that replaced or were replaced by one that does. [Entry.Held] tells.
func (g *Gazetteer) Lookup(name, on string, in ...string) []Entry {
	in = slices.DeleteFunc(slices.Clone(in), func(id string) bool { return id == "" })
	name = plainName(name)
	for _, find := range []func(name, on string, in []string) []Entry{g.coded, g.named, g.abbreviated, g.chained, g.townsNamed, g.otherwise} {
		if found := find(name, on, in); len(found) > 0 {
			return sorted(g.best(found, on, in))
		}
	}
	return nil
}

// Bearers are the divisions that a name stands for on any date, by ID in ascending order.
func (g *Gazetteer) Bearers(name string) []Entry {
	name = plainName(name)
	for _, find := range []func(name, on string, in []string) []Entry{g.coded, g.named, g.abbreviated, g.chained} {
		if found := find(name, "", nil); len(found) > 0 {
			return sorted(found)
		}
	}
	return nil
}

// folded is a name in simplified characters, as [plainName] gives it. A few names have characters that elsewhere are
// traditional (乾县), so a name is first looked up as it is.
func folded(name string) string {
	fold := simplified()
	return strings.Map(func(r rune) rune {
		if s, ok := fold[r]; ok {
			return s
		}
		return r
	}, plainName(name))
}

// plainName is a name without spaces and with half-width letters and digits.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\u3000' || r == '\t':
			return -1
		case r > '\uFF00' && r < '\uFF5F' && r != '（' && r != '）':
			return r - 0xFEE0
		}
		return r
	}, name)
}

func sorted(list []Entry) []Entry {
	slices.SortStableFunc(list, func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(list, func(a, b Entry) bool { return a.ID == b.ID })
}

// best are the entries that held on the date inside in, or else those of any date, or else those that lie there through
// what they replaced or were replaced by.
func (g *Gazetteer) best(found []Entry, on string, in []string) []Entry {
	inside := func(e Entry) bool {
		return len(in) == 0 || g.liesInAny(e.Division, in) || g.onceInAny(e.Division, in, dateOf(on))
	}
	later := func(e Entry) bool { return g.relatedToAny(e.Division, in) }
	for _, keep := range []func(e Entry) bool{
		func(e Entry) bool { return e.Held && inside(e) },
		inside,
		func(e Entry) bool { return e.Held && later(e) },
		later,
	} {
		var out []Entry
		for _, e := range found {
			if keep(e) {
				out = append(out, e)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// coded is the division with a code or another ID.
func (g *Gazetteer) coded(id, on string, _ []string) []Entry {
	if d, ok := g.Division(id); ok {
		return []Entry{g.lasting(d, on)}
	}
	return nil
}

// lasting is a division for the time in which it exists.
func (g *Gazetteer) lasting(d schema.Division, on string) Entry {
	row, ok := g.f.FindDivision(d.ID)
	if !ok {
		return Entry{Division: d, Held: true}
	}
	e := index.Entry{From: row.From(), To: row.To()}
	return Entry{Division: d, From: dateText(e.From), To: dateText(e.To), Held: e.Valid(dateOf(on))}
}

// dateText is a date as YYYY-MM-DD, or "".
func dateText(d index.Date) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d/10000, d/100%100, d%100)
}

// named are the divisions of which the whole text is or was a name.
func (g *Gazetteer) named(text, on string, _ []string) []Entry {
	var buf [maxMatches]match
	found := g.matches(text, 0, &buf)
	if len(found) == 0 || found[len(found)-1].end != len(text) {
		return nil
	}
	n := g.f.Name(found[len(found)-1].name)
	out := make([]Entry, n.Len())
	for i := range out {
		e := n.At(i)
		out[i] = Entry{g.describe(g.f.Division(e.Division)), dateText(e.From), dateText(e.To), e.Valid(dateOf(on))}
	}
	slices.SortStableFunc(out, func(a, b Entry) int { return cmp.Compare(b.To+"9", a.To+"9") })
	return out
}

// chained are the divisions that a text names which is one chain and nothing else.
func (g *Gazetteer) chained(text, on string, in []string) []Entry {
	var out []Entry
	for _, m := range g.Scan(text, Context{On: on, Within: strings.Join(in[:min(1, len(in))], "")}) {
		if m.Start != 0 || m.End != len(text) {
			continue
		}
		if z, ok := m.ZoneDivision(g); ok {
			out = append(out, Entry{Division: z, Held: true})
		}
		for _, id := range append(m.Candidates, m.Division) {
			if d, ok := g.Division(id); ok {
				out = append(out, g.lasting(d, on))
			}
		}
	}
	return out
}

// townsNamed are the towns of a full name. A text never means a town by its bare name, but who asks for one does.
func (g *Gazetteer) townsNamed(name, _ string, _ []string) []Entry {
	name = folded(name)
	if !strings.HasSuffix(name, "镇") && !strings.HasSuffix(name, "乡") && !strings.HasSuffix(name, "街道") &&
		!strings.HasSuffix(name, "苏木") {
		return nil
	}
	var out []Entry
	for i := range g.f.Divisions() {
		d := g.f.Division(i)
		lo, hi := d.Towns()
		for k := lo; k < hi; k++ {
			if t := g.f.Town(k); t.Name() == name {
				out = append(out, Entry{Division: g.describeTown(t, d), Held: true})
			}
		}
	}
	return out
}

// otherwise are the divisions whose short name the text is but for its suffix: 永川县 for 永川区.
func (g *Gazetteer) otherwise(text, on string, in []string) []Entry {
	for _, x := range otherSuffixes {
		short, ok := strings.CutSuffix(text, x.word)
		if !ok {
			continue
		}
		var out []Entry
		for _, e := range g.named(short, on, in) {
			if e.Level == levels[index.AtCounty] && x.level != index.AtPrefecture ||
				e.Level == levels[index.AtPrefecture] && x.level != index.AtCounty {
				out = append(out, e)
			}
		}
		return out
	}
	return nil
}
