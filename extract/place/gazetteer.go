package place

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"policygraph/extract/place/internal/index"
	"policygraph/schema"
)

//go:generate go run ./gen

//go:embed data/index.bin
var block string

// A Gazetteer knows the divisions of China. It is read-only and safe for concurrent use.
type Gazetteer struct {
	f *index.File
}

// Default is the gazetteer that is compiled into the program. It is read in place: the first call costs
// microseconds, and pages of it that no text asks for are never read from disk.
func Default() *Gazetteer { return loaded() }

var loaded = sync.OnceValue(func() *Gazetteer {
	f, err := index.Open(block)
	if err != nil {
		panic(err) // the block is part of the program; a test opens it
	}
	return &Gazetteer{f: f}
})

// Division is the division with an ID (six digits; nine for a town; host/hash for a listed zone; XPCC) and whether
// there is one. A zone that is found by rule is none; see [ZoneDivision].
func (g *Gazetteer) Division(id string) (schema.Division, bool) {
	if d, ok := g.f.FindDivision(id); ok {
		return g.describe(d), true
	}
	if len(id) == 9 {
		return g.town(id)
	}
	return schema.Division{}, false
}

var levels = [...]schema.DivisionLevel{
	index.AtProvince:   schema.Province,
	index.AtPrefecture: schema.Prefecture,
	index.AtCounty:     schema.County,
	index.AtTown:       schema.Town,
	index.AtZone:       schema.Zone,
}

func (g *Gazetteer) describe(d index.Division) schema.Division {
	out := schema.Division{ID: d.ID(), Name: d.Name(), OtherNames: d.OtherNames(), Level: levels[d.Level()]}
	if !strings.Contains(out.ID, "/") {
		out.Code = out.ID
	}
	if p := d.Parent(); p >= 0 {
		out.Parent = g.f.Division(p).ID()
	}
	if p := d.Province(); p >= 0 {
		out.Province = g.f.Division(p).ID()
	}
	for i := range d.Next().Len() {
		out.ReplacedBy = append(out.ReplacedBy, g.f.Division(d.Next().At(i)).ID())
	}
	if len(out.OtherNames) == 0 {
		out.OtherNames = nil
	}
	return out
}

// town is a town by its nine digits. It lies in the county of its first six, or, where those are a statistical area
// and no division, in the prefecture of its first four.
func (g *Gazetteer) town(id string) (schema.Division, bool) {
	for _, host := range []string{id[:6], id[:4] + "00"} {
		d, ok := g.f.FindDivision(host)
		if !ok {
			continue
		}
		lo, hi := d.Towns()
		for i := lo; i < hi; i++ {
			if t := g.f.Town(i); t.ID() == id {
				return g.describeTown(t, d), true
			}
		}
	}
	return schema.Division{}, false
}

func (g *Gazetteer) describeTown(t index.Town, host index.Division) schema.Division {
	id := t.ID()
	out := schema.Division{ID: id, Code: id, Name: t.Name(), Level: schema.Town, Parent: host.ID()}
	out.Province = out.Parent
	if p := host.Province(); p >= 0 {
		out.Province = g.f.Division(p).ID()
	}
	return out
}

// dateOf reads YYYY-MM-DD, YYYY-MM or YYYY (taken as its last day); anything else is 0, the newest.
func dateOf(s string) index.Date {
	digits := strings.ReplaceAll(s, "-", "")
	switch len(digits) {
	case 4:
		digits += "1231"
	case 6:
		digits += "31"
	}
	n, err := strconv.ParseUint(digits, 10, 32)
	if err != nil || len(digits) != 8 {
		return 0
	}
	return index.Date(n)
}
