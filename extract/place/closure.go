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
	c := closure{g: g, zones: zones, seen: make([]bool, g.f.Divisions())}
	for _, id := range ids {
		c.add(id)
	}
	return c.divisions()
}

// A closure is the divisions found so far: those of the gazetteer's table by number, towns and other zones as they are.
type closure struct {
	g      *Gazetteer
	zones  []schema.Division
	seen   []bool // by number, which is the order of IDs
	count  int
	others []schema.Division
}

// add adds the division with an ID and all that belongs to it.
func (c *closure) add(id string) {
	if id == "" {
		return
	}
	if d, ok := c.g.f.FindDivision(id); ok {
		c.number(d.Index())
		return
	}
	if slices.ContainsFunc(c.others, func(d schema.Division) bool { return d.ID == id }) {
		return
	}
	d, ok := c.g.Division(id)
	if !ok {
		i := slices.IndexFunc(c.zones, func(z schema.Division) bool { return z.ID == id })
		if i < 0 {
			return
		}
		d = c.zones[i]
	}
	c.others = append(c.others, d)
	c.add(d.Parent)
	c.add(d.Province)
	for _, id := range d.ReplacedBy {
		c.add(id)
	}
}

// number adds a division of the table and all that belongs to it.
func (c *closure) number(i int) {
	if i < 0 || c.seen[i] {
		return
	}
	c.seen[i] = true
	c.count++
	d := c.g.f.Division(i)
	c.number(d.Parent())
	c.number(d.Province())
	for k := range d.Next().Len() {
		c.number(d.Next().At(k))
	}
}

// divisions are the divisions found, by ID, or nil for none.
func (c *closure) divisions() []schema.Division {
	if c.count+len(c.others) == 0 {
		return nil
	}
	out := make([]schema.Division, 0, c.count+len(c.others))
	for i, seen := range c.seen {
		if seen {
			out = append(out, c.g.describe(c.g.f.Division(i)))
		}
	}
	if len(c.others) > 0 {
		out = append(out, c.others...)
		slices.SortFunc(out, func(a, b schema.Division) int { return strings.Compare(a.ID, b.ID) })
	}
	return out
}
