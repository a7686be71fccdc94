package queries

import (
	"slices"
	"strings"

	"policygraph/graph"
	"policygraph/schema"
)

// A place is a division as the answers show it.
type place struct {
	iri, code, name, level string
	// province is the name of the province it lies in, its own for a province.
	province string
	// parents are the divisions that contain it directly; provinceNode is the zero node for a province.
	parents      []graph.Node
	provinceNode graph.Node
}

// key orders places as the state's code list does, a zone after its host.
func (p *place) key() string {
	if p.code != "" {
		return p.code
	}
	if _, id, ok := strings.Cut(p.iri, "/division/"); ok {
		return id
	}
	return "~" + p.iri
}

// A gazette is what a query knows of the divisions in the store.
type gazette struct {
	r      *reader
	places map[graph.Node]*place
}

func newGazette(r *reader) *gazette { return &gazette{r: r} }

// load reads the divisions named and their provinces.
func (g *gazette) load(nodes []graph.Node) {
	g.read(nodes)
	var provinces []graph.Node
	for _, n := range nodes {
		if p := g.places[n]; p != nil && g.places[p.provinceNode] == nil {
			provinces = append(provinces, p.provinceNode)
		}
	}
	g.read(provinces)
	for _, n := range nodes {
		p := g.places[n]
		if up := g.places[p.provinceNode]; up != nil {
			p.province = up.name
		} else if p.level == string(schema.Province) {
			p.province = p.name
		}
	}
}

// read reads divisions that are not known yet, without the names of their provinces.
func (g *gazette) read(nodes []graph.Node) {
	if g.places == nil {
		g.places = make(map[graph.Node]*place, len(nodes))
	}
	missing := make([]graph.Node, 0, len(nodes))
	for _, n := range nodes {
		if g.places[n] == nil {
			missing = append(missing, n)
		}
	}
	if missing = known(missing); len(missing) == 0 {
		return
	}
	r := g.r
	iris := r.names(missing)
	names := r.firsts(missing, schema.PrefLabel)
	codes := r.firsts(missing, schema.Identifier)
	levels := r.firsts(missing, schema.PolLevel)
	provinces := r.firstObjects(missing, schema.PolProvince)
	parents := r.join(missing, schema.ContainedIn)
	places := make([]place, len(missing))
	for i, n := range missing {
		p := &places[i]
		*p = place{iri: iris[i], name: names[i], code: codes[i], level: levels[i],
			parents: parents[i]}
		if p.name == "" {
			p.name = p.iri
		}
		if provinces[i] != n {
			p.provinceNode = provinces[i]
		}
		g.places[n] = p
	}
}

// loadUp reads the divisions and all that contain them.
func (g *gazette) loadUp(nodes []graph.Node) {
	seen := map[graph.Node]bool{}
	for len(nodes) > 0 {
		g.load(nodes)
		var up []graph.Node
		for _, n := range nodes {
			for _, parent := range g.places[n].parents {
				if !seen[parent] {
					seen[parent] = true
					up = append(up, parent)
				}
			}
		}
		nodes = up
	}
}

// rollUp gives the division of a level that a division, loaded with [gazette.loadUp], counts for: the one of that
// level that contains it, for a district of a municipality at prefecture level the municipality (a province whose
// name ends in 市), and otherwise itself: a county that no prefecture has, and what is not finer than the level.
func (g *gazette) rollUp(n graph.Node, level schema.DivisionLevel) graph.Node {
	top := n
	for steps := 0; steps < 8; steps++ { // deeper than any real chain; a cycle in imported data ends here
		p := g.places[top]
		if p.level == string(level) {
			return top
		}
		if len(p.parents) == 0 {
			break
		}
		top = p.parents[0]
	}
	last := g.places[top]
	municipality := last.level == string(schema.Province) && strings.HasSuffix(last.name, "市")
	if level == schema.Prefecture && municipality {
		return top
	}
	return n
}

// inside are the divisions given and all that lie in them, sorted.
func (r *reader) inside(divisions []graph.Node) []graph.Node {
	all := distinct(slices.Clone(divisions))
	for next := all; len(next) > 0; {
		next = slices.DeleteFunc(r.subjectsOf(schema.ContainedIn, next), func(n graph.Node) bool { return contains(all, n) })
		all = distinct(append(all, next...))
	}
	return all
}

// byKey sorts divisions, loaded before, by [place.key].
func (g *gazette) byKey(nodes []graph.Node) []graph.Node {
	out := slices.Clone(nodes)
	slices.SortFunc(out, func(a, b graph.Node) int {
		return strings.Compare(g.places[a].key(), g.places[b].key())
	})
	return out
}

// column gives one text of each of some places, the same text once where distinctly is set.
func (g *gazette) column(nodes []graph.Node, of func(*place) string, distinctly bool) Cell {
	var list []string
	for _, n := range nodes {
		s := of(g.places[n])
		if s != "" && !(distinctly && slices.Contains(list, s)) {
			list = append(list, s)
		}
	}
	return Cell{List: list}
}

func placeName(p *place) string     { return p.name }
func placeLevel(p *place) string    { return p.level }
func placeProvince(p *place) string { return p.province }
