package place

import (
	"slices"
	"strings"
	"testing"

	"policygraph/extract/place/internal/index"
	"policygraph/schema"
)

// TestEveryChain writes every division of today behind all that contain it, in full and in short, and reads it back.
func TestEveryChain(t *testing.T) {
	g := Default()
	everyDivision(func(d index.Division, s schema.Division) {
		if d.To() != 0 || s.Level == schema.Zone || s.Level == schema.Province {
			return
		}
		full, short := s.Name, s.Name
		for up, ok := g.f.Division(d.Parent()), true; ok; {
			full = up.Name() + full
			if name := g.shortest(up); name != "" {
				short = name + short
			} else {
				short = up.Name() + short
			}
			ok = up.Parent() >= 0
			if ok {
				up = g.f.Division(up.Parent())
			}
		}
		for _, text := range []string{full, short} {
			if got := written(text, g.Scan(text+"推进示例工作", Context{})); got[len(got)-len(s.ID)-1:] != "="+s.ID {
				t.Errorf("%s: %s, want %s", text, got, s.ID)
			}
		}
	})
}

// TestEveryTown reads towns behind their county's name back: each eleventh, to be quick.
func TestEveryTown(t *testing.T) {
	g := Default()
	everyDivision(func(d index.Division, s schema.Division) {
		lo, hi := d.Towns()
		province, _ := g.Division(s.Province)
		for i := lo; i < hi; i += 11 {
			town := g.f.Town(i)
			text := province.Name + s.Name + town.Name()
			ms := g.Scan(text+"推进示例工作", Context{})
			if len(ms) != 1 || !ms[0].Town || ms[0].Division[:6] != town.ID()[:6] && ms[0].Division[:4] != town.ID()[:4] {
				t.Errorf("%s: %+v, want %s", text, ms, town.ID())
			}
		}
	})
}

// TestEveryPeriod writes each name of divisions.tsv behind its province's, on the first day that it held: the code of
// that day is found, or stands among the candidates.
func TestEveryPeriod(t *testing.T) {
	g := Default()
	for _, r := range divisionRows(t) {
		code, name, on := r[0], r[1], r[2]
		if on == "" {
			on = "2002-12-28"
		}
		if r[3] != "" && r[3] <= on {
			on = "1982-06-30"
		}
		if strings.HasSuffix(code, "0000") || r[3] != "" && r[3] <= on {
			continue
		}
		province, _ := g.Division(code[:2] + "0000")
		text := province.Name + name
		ms := g.Scan(text, Context{On: on})
		if last := ms[len(ms)-1]; last.Division != code && !slices.Contains(last.Candidates, code) {
			t.Errorf("%s on %s: %s %v, want %s", text, on, written(text, ms), last.Candidates, code)
		}
	}
}
