package place

import (
	"slices"
	"strings"

	"policygraph/extract/place/internal/index"
	"policygraph/schema"
)

// Lookup is the divisions that a name stands for on a date (YYYY-MM-DD, or "" for the newest) inside the division
// with the ID in ("" for all of China), by ID in ascending order. The name is a full, short, earlier or other name, a
// town's, or a chain of them such as 四川成都郫都区; nothing else may stand in it. Where no division has the name on
// the date, those that had it at another time are given, with what replaced them.
func (g *Gazetteer) Lookup(name, on, in string) []schema.Division {
	name = strings.TrimSpace(name)
	found := g.named(name, dateOf(on))
	if len(found) == 0 {
		found = g.chained(name, on, in)
	}
	if len(found) == 0 {
		found = g.townsNamed(name)
	}
	if len(found) == 0 {
		found = g.otherwise(name)
	}
	var out []schema.Division
	for _, d := range found {
		if in == "" || g.liesIn(d, in) {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b schema.Division) int { return strings.Compare(a.ID, b.ID) })
	return slices.CompactFunc(out, func(a, b schema.Division) bool { return a.ID == b.ID })
}

// named are the divisions of which the whole text is a name: those that have it on the date, or else ever.
func (g *Gazetteer) named(text string, on index.Date) []schema.Division {
	var buf [maxMatches]match
	found := g.matches(text, 0, &buf)
	if len(found) == 0 || found[len(found)-1].end != len(text) {
		return nil
	}
	n := g.f.Name(found[len(found)-1].name)
	var valid, ever []schema.Division
	for i := range n.Len() {
		e := n.At(i)
		d := g.describe(g.f.Division(e.Division))
		ever = append(ever, d)
		if e.Valid(on) {
			valid = append(valid, d)
		}
	}
	if len(valid) > 0 {
		return valid
	}
	return ever
}

// chained are the divisions that a text names which is one chain and nothing else.
func (g *Gazetteer) chained(text, on, in string) []schema.Division {
	var out []schema.Division
	for _, m := range g.Scan(text, Context{On: on, Within: in}) {
		if m.Start != 0 || m.End != len(text) {
			continue
		}
		if z, ok := m.ZoneDivision(g); ok {
			out = append(out, z)
		}
		for _, id := range append(m.Candidates, m.Division) {
			if d, ok := g.Division(id); ok {
				out = append(out, d)
			}
		}
	}
	return out
}

// townsNamed are the towns of a full name. A text never means a town by its bare name, but who asks for one does.
func (g *Gazetteer) townsNamed(name string) []schema.Division {
	if !strings.HasSuffix(name, "镇") && !strings.HasSuffix(name, "乡") && !strings.HasSuffix(name, "街道") &&
		!strings.HasSuffix(name, "苏木") {
		return nil
	}
	var out []schema.Division
	for i := range g.f.Divisions() {
		d := g.f.Division(i)
		lo, hi := d.Towns()
		for k := lo; k < hi; k++ {
			if t := g.f.Town(k); t.Name() == name {
				out = append(out, g.describeTown(t, d))
			}
		}
	}
	return out
}

// otherwise are the divisions whose short name the text is but for its suffix: 永川县 for 永川区.
func (g *Gazetteer) otherwise(text string) []schema.Division {
	for _, x := range otherSuffixes {
		short, ok := strings.CutSuffix(text, x.word)
		if !ok {
			continue
		}
		var out []schema.Division
		for _, d := range g.named(short, 0) {
			if d.Level == levels[index.AtCounty] && x.level != index.AtPrefecture ||
				d.Level == levels[index.AtPrefecture] && x.level != index.AtCounty {
				out = append(out, d)
			}
		}
		return out
	}
	return nil
}

// liesIn says whether d is or lies in the division with an ID.
func (g *Gazetteer) liesIn(d schema.Division, in string) bool {
	for {
		if d.ID == in {
			return true
		}
		up, ok := g.Division(d.Parent)
		if !ok {
			return false
		}
		d = up
	}
}
