package place

import (
	"slices"
	"strings"

	"policygraph/schema"
)

// Closure is the divisions with the given IDs, all that contain them, all that replaced them, and all that contain
// those, each once and by ID in ascending order: what [schema.Notice.Divisions] holds. Zones that the gazetteer
// does not list are given as they are (see [ZoneDivision]); an ID that nobody knows is left out.
func (g *Gazetteer) Closure(ids []string, zones ...schema.Division) []schema.Division {
	var out []schema.Division
	seen := map[string]bool{}
	todo := slices.Clone(ids)
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if id == "" || seen[id] {
			continue
		}
		seen[id] = true
		d, ok := g.Division(id)
		if !ok {
			i := slices.IndexFunc(zones, func(z schema.Division) bool { return z.ID == id })
			if i < 0 {
				continue
			}
			d = zones[i]
		}
		out = append(out, d)
		todo = append(append(todo, d.Parent, d.Province), d.ReplacedBy...)
	}
	slices.SortFunc(out, func(a, b schema.Division) int { return strings.Compare(a.ID, b.ID) })
	return out
}
