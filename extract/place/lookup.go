package place

import (
	"slices"
	"strings"

	"policygraph/schema"
)

// Lookup is the divisions that a name stands for on a date (YYYY-MM-DD, or "" for the newest) inside the division
// with the ID in ("" for all of China), by ID in ascending order. The name is a full, short, earlier or other name,
// or a chain of them such as 四川成都郫都区; it must be nothing else.
func (g *Gazetteer) Lookup(name, on, in string) []schema.Division {
	name = strings.TrimSpace(name)
	var buf [maxMatches]match
	var ids []string
	if found := g.matches(name, 0, &buf); len(found) > 0 && found[len(found)-1].end == len(name) {
		for _, d := range g.entries(nil, found[len(found)-1].name, dateOf(on)) {
			ids = append(ids, g.f.Division(int(d)).ID())
		}
	} else {
		for _, m := range g.Scan(name, Context{On: on, Within: in}) {
			if m.Start != 0 || m.End != len(name) {
				continue
			}
			ids = append(append(ids, m.Candidates...), m.Division)
		}
	}
	var out []schema.Division
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		if d, ok := g.Division(id); ok && (in == "" || g.liesIn(d, in)) {
			out = append(out, d)
		}
	}
	return out
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
