package place

import (
	"slices"
	"strings"
	"testing"

	"policygraph/extract/place/internal/index"
	"policygraph/schema"
)

// everyDivision calls f with all divisions but the towns.
func everyDivision(f func(d index.Division, s schema.Division)) {
	g := Default()
	for i := range g.f.Divisions() {
		d := g.f.Division(i)
		f(d, g.describe(d))
	}
}

func TestIDsAreSortedAndUnique(t *testing.T) {
	last := ""
	everyDivision(func(_ index.Division, s schema.Division) {
		if s.ID <= last {
			t.Errorf("%s after %s", s.ID, last)
		}
		last = s.ID
	})
}

func TestEveryDivisionHasItsParents(t *testing.T) {
	everyDivision(func(_ index.Division, s schema.Division) {
		if s.Level == schema.Province && s.ID != "XPCC" {
			if s.Parent != "" || s.Province != "" {
				t.Errorf("%s %s: a province in %s", s.ID, s.Name, s.Parent)
			}
			return
		}
		up, ok := Default().Division(s.Parent)
		if !ok {
			t.Errorf("%s %s: no parent %q", s.ID, s.Name, s.Parent)
		}
		if p, ok := Default().Division(s.Province); !ok || p.Level != schema.Province {
			t.Errorf("%s %s: no province %q", s.ID, s.Name, s.Province)
		}
		if order(up.Level) >= order(s.Level) && s.Level != schema.Zone && s.ID != "XPCC" {
			t.Errorf("%s %s, a %s, lies in %s %s, a %s", s.ID, s.Name, s.Level, up.ID, up.Name, up.Level)
		}
	})
}

func order(l schema.DivisionLevel) int { return slices.Index(levels[:], l) }

func TestSuccessionHasNoCycle(t *testing.T) {
	g := Default()
	var walk func(id string, seen []string)
	walk = func(id string, seen []string) {
		if slices.Contains(seen, id) {
			t.Errorf("%s succeeds itself: %v", id, seen)
			return
		}
		d, ok := g.Division(id)
		if !ok {
			t.Errorf("no successor %s after %v", id, seen)
			return
		}
		for _, next := range d.ReplacedBy {
			walk(next, append(slices.Clone(seen), id))
		}
	}
	everyDivision(func(_ index.Division, s schema.Division) { walk(s.ID, nil) })
}

func TestWhatEndedHasASuccessor(t *testing.T) {
	everyDivision(func(d index.Division, s schema.Division) {
		if d.To() != 0 && len(s.ReplacedBy) == 0 {
			t.Errorf("%s %s ended %d and nothing replaced it", s.ID, s.Name, d.To())
		}
		if d.To() == 0 && len(s.ReplacedBy) > 0 {
			t.Errorf("%s %s holds still and was replaced by %v", s.ID, s.Name, s.ReplacedBy)
		}
	})
}

func TestEveryNameFindsItsDivision(t *testing.T) {
	everyDivision(func(_ index.Division, s schema.Division) {
		for _, name := range append([]string{s.Name}, s.OtherNames...) {
			if found := Default().named(name, "", nil); len(found) == 0 {
				t.Errorf("%s %s: nothing is named %s", s.ID, s.Name, name)
			}
		}
		if !slices.IsSorted(s.OtherNames) || slices.Contains(s.OtherNames, s.Name) {
			t.Errorf("%s %s: other names %v", s.ID, s.Name, s.OtherNames)
		}
	})
}

func TestTowns(t *testing.T) {
	g := Default()
	n := 0
	everyDivision(func(d index.Division, s schema.Division) {
		lo, hi := d.Towns()
		n += hi - lo
		for i := lo; i < hi; i += 97 {
			town, ok := g.Division(g.f.Town(i).ID())
			if !ok || town.Parent != s.ID || town.Level != schema.Town || town.Code != town.ID || town.Province != s.ID[:2]+"0000" {
				t.Errorf("town %d of %s: %+v", i, s.ID, town)
			}
		}
	})
	if n < 38000 {
		t.Errorf("%d towns, want 38000 and more", n)
	}
}

func TestCounts(t *testing.T) {
	count := map[schema.DivisionLevel]int{}
	everyDivision(func(d index.Division, s schema.Division) {
		if d.To() == 0 {
			count[s.Level]++
		}
	})
	// 34 provinces and the Corps; 333 prefectures; 2,846 counties and four that 大兴安岭 runs.
	if count[schema.Province] != 35 || count[schema.Prefecture] != 333 || count[schema.County] < 2846 || count[schema.County] > 2860 {
		t.Errorf("divisions of today: %v", count)
	}
}

func TestClosure(t *testing.T) {
	g := Default()
	zone := g.ZoneDivision("320481", "溧阳高新技术产业开发区")
	got := g.Closure([]string{"220381", zone.ID, "no such"}, zone)
	var list []string
	for _, d := range got {
		list = append(list, d.ID)
	}
	want := "220000 220100 220184 220300 220381 320000 320400 320481 " + zone.ID
	if strings.Join(list, " ") != want {
		t.Errorf("closure is %v\nwant %s", list, want)
	}
	if got := g.Closure(nil); len(got) != 0 {
		t.Errorf("closure of nothing is %v", got)
	}
}

func TestDivision(t *testing.T) {
	for _, c := range []struct{ id, name, level, parent, province, other string }{
		{"411082", "长葛市", "county", "411000", "410000", "长葛"},
		{"220184103", "范家屯镇", "town", "220184", "220000", ""},
		{"XPCC", "新疆生产建设兵团", "province", "650000", "650000", "兵团 新疆兵团 生产建设兵团"},
		{"469030", "琼中黎族苗族自治县", "county", "460000", "460000", "琼中 琼中县"},
		{"420600", "襄阳市", "prefecture", "420000", "420000", "襄樊 襄樊市 襄阳"},
		{"500118", "永川区", "county", "500000", "500000", "永川"},
	} {
		d, ok := Default().Division(c.id)
		if !ok || d.Name != c.name || string(d.Level) != c.level || d.Parent != c.parent || d.Province != c.province ||
			strings.Join(d.OtherNames, " ") != c.other {
			t.Errorf("%s: %+v", c.id, d)
		}
	}
	for _, id := range []string{"", "1", "999999", "220184999", "abcdefghi", "110000/0000000000000000"} {
		if d, ok := Default().Division(id); ok {
			t.Errorf("%q is %+v", id, d)
		}
	}
}

func TestHeld(t *testing.T) {
	for _, c := range []struct {
		name, on, from, to string
		held               bool
	}{
		{"潞州区", "2010-01-01", "2018-06-19", "", false},
		{"潞州区", "2020-01-01", "2018-06-19", "", true},
		{"襄樊", "", "", "2010-12-09", false},
		{"襄樊", "2009-01-01", "", "2010-12-09", true},
	} {
		found := Default().Lookup(c.name, c.on)
		if len(found) != 1 || found[0].From != c.from || found[0].To != c.to || found[0].Held != c.held {
			t.Errorf("%s on %q: %+v", c.name, c.on, found)
		}
	}
}

func TestRegions(t *testing.T) {
	g := Default()
	for _, row := range table(regionsTSV) {
		r, ok := g.Region(strings.Fields(row[0])[0])
		if !ok || len(r.Members) == 0 || row[3] == "" {
			t.Errorf("%v: %+v", row, r)
		}
		for _, id := range r.Members {
			if _, ok := g.Division(id); !ok {
				t.Errorf("%s: no division %s", r.Name, id)
			}
		}
	}
	for name, want := range map[string]string{"京津冀": "110000 120000 130000", "川渝": "510000 500000", "京津魯": "110000 120000 370000", "示例": "", "京": ""} {
		if r, _ := g.Region(name); strings.Join(r.Members, " ") != want {
			t.Errorf("%s is %v, want %s", name, r.Members, want)
		}
	}
}

func TestSimilar(t *testing.T) {
	for name, want := range map[string]string{"成度市": "510100", "哈尔宾": "230100", "鄭洲": "410100", "示例市": "", "市": ""} {
		got := Default().Similar(name)
		if want == "" && len(got) > 0 || want != "" && (len(got) == 0 || got[0].ID != want) {
			t.Errorf("%s is like %v, want %s first", name, got, want)
		}
	}
}

func TestLookup(t *testing.T) {
	for _, c := range []struct{ rule, name, on, in, want string }{
		{"a full name", "长葛市", "", "", "411082"},
		{"a short name", "长葛", "", "", "411082"},
		{"a name that several have", "鼓楼区", "", "", "320106 320302 350102 410204"},
		{"in a parent", "鼓楼区", "", "350000", "350102"},
		{"a chain", "四川成都郫都区", "", "", "510117"},
		{"an earlier name is what bears it now", "襄樊市", "", "", "420600"},
		{"what ended is itself, with its successor", "常德地区", "", "", "432400"},
		{"on a date", "公主岭市", "2019-01-01", "", "220381"},
		{"on another date", "公主岭市", "2021-01-01", "", "220184"},
		{"a town", "范家屯镇", "", "", "220184103"},
		{"a town in a chain", "公主岭范家屯镇", "", "", "220184103"},
		{"an ordinary word is a name here", "资源", "", "", "450329"},
		{"another suffix", "永川县", "", "", "500118"},
		{"a zone", "雄安新区", "", "", "130600/08d2e495376ae653"},
		{"a zone by rule", "溧阳高新区", "", "", "320481/d92531fc33efecc4"},
		{"the Corps", "新疆生产建设兵团", "", "", "XPCC"},
		{"a province and its prefecture", "吉林", "", "", "220000 220200"},
		{"an abbreviation", "渝", "", "", "500000"},
		{"an abbreviation of two", "宁", "", "", "320100 640000"},
		{"a name of one character more than an abbreviation", "津市", "", "", "430781"},
		{"the Corps in short", "兵团", "", "", "XPCC"},
		{"a code", "411082", "", "", "411082"},
		{"full-width digits", "４１１０８２", "", "", "411082"},
		{"spaces between names", "四川　成都 郫都区", "", "", "510117"},
		{"what lay in a parent before", "公主岭", "", "220300", "220381"},
		{"what lies in a parent only later", "公主岭", "2019-01-01", "220100", "220184"},
		{"what was replaced by one in the parent", "莱城区", "", "370100", "371202"},
		{"what lay in a parent that is no more", "庐江县", "", "341400", "341421"},
		{"a county of a province before another was made of it", "永川县", "1990-01-01", "510000", "500383"},
		{"a region is no division", "京津冀", "", "", ""},
		{"traditional characters", "廣州", "", "", "440100"},
		{"nothing", "无此地方", "", "", ""},
		{"more than a name", "长葛市推进", "", "", ""},
	} {
		t.Run(c.rule, func(t *testing.T) {
			var got []string
			for _, d := range Default().Lookup(c.name, c.on, c.in) {
				got = append(got, d.ID)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%s on %q in %q: %v, want %s", c.name, c.on, c.in, got, c.want)
			}
		})
	}
}
