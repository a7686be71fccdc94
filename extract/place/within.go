package place

import (
	"slices"

	"policygraph/extract/place/internal/index"
	"policygraph/schema"
)

// liesInAny says whether d is or lies in one of the divisions with the IDs in.
func (g *Gazetteer) liesInAny(d schema.Division, in []string) bool {
	for {
		if slices.Contains(in, d.ID) {
			return true
		}
		up, ok := g.Division(d.Parent)
		if !ok {
			return false
		}
		d = up
	}
}

// onceInAny says whether d lies in a province that was part of one of in on the date.
func (g *Gazetteer) onceInAny(d schema.Division, in []string, on index.Date) bool {
	row, ok := g.f.FindDivision(d.ID)
	return ok && slices.ContainsFunc(in, func(id string) bool {
		o, ok := g.f.FindDivision(id)
		return ok && g.once(row.Index(), o.Index(), on)
	})
}

// relatedToAny says whether d, or what replaced it, lies in one of in or in what replaced that.
func (g *Gazetteer) relatedToAny(d schema.Division, in []string) bool {
	here, there := g.onward([]string{d.ID}), g.onward(in)
	return slices.ContainsFunc(here, func(id string) bool {
		x, ok := g.Division(id)
		return ok && g.liesInAny(x, there)
	})
}

// onward are the divisions with the IDs and all that replaced them.
func (g *Gazetteer) onward(ids []string) []string {
	out := slices.Clone(ids)
	for i := 0; i < len(out); i++ {
		d, _ := g.Division(out[i])
		for _, next := range d.ReplacedBy {
			if !slices.Contains(out, next) {
				out = append(out, next)
			}
		}
	}
	return out
}
