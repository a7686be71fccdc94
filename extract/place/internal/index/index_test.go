package index

import (
	"strings"
	"testing"
)

func small() Tables {
	return Tables{
		Divisions: []DivisionRow{
			{ID: "110000", Name: "甲省", Level: AtProvince, OtherNames: []string{"甲"}},
			{ID: "110100", Name: "乙丙市", Level: AtPrefecture, Parent: "110000", Province: "110000", OtherNames: []string{"乙丙"}},
		},
		Names: []NameRow{
			{Name: "甲省", Division: "110000"},
			{Name: "乙丙", Division: "110100", Kind: Short, From: 19900101, To: 20000101},
			{Name: "乙丙市", Division: "110100"},
		},
		Towns: []TownRow{{ID: "110100001", Name: "丁镇", Parent: "110100"}},
		Fold:  map[rune]rune{'東': '丙'},
		Edges: []string{"一二"},
	}
}

func open(t *testing.T, tables Tables) *File {
	t.Helper()
	block, err := Build(tables)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Open(string(block))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestBuildAndRead(t *testing.T) {
	f := open(t, small())
	d, ok := f.FindDivision("110100")
	if !ok || d.Name() != "乙丙市" || f.Division(d.Parent()).Name() != "甲省" || d.OtherNames()[0] != "乙丙" {
		t.Errorf("110100 is %v, %v", d, ok)
	}
	if town, ok := d.FindTown("丁镇的工作"); !ok || town.ID() != "110100001" {
		t.Errorf("the town is %v, %v", town, ok)
	}
	if lo, hi := f.Bucket('乙', '丙'); hi-lo != 2 {
		t.Errorf("names that begin with 乙丙: %d to %d", lo, hi)
	}
	if lo, hi := f.Bucket('丙', '乙'); hi != lo {
		t.Errorf("names that begin with 丙乙: %d to %d", lo, hi)
	}
	if f.Fold('東') != '丙' || f.Fold('一') != 0 || !f.Starts('乙') || f.Starts('丙') {
		t.Error("characters are folded or begin names wrongly")
	}
	if !f.Edge('一', '二') || f.Edge('二', '一') {
		t.Error("edges are wrong")
	}
}

func TestEntryValid(t *testing.T) {
	f := open(t, small())
	n, ok := f.Find("乙丙")
	if !ok || n.Len() != 1 {
		t.Fatalf("乙丙: %v", ok)
	}
	for on, want := range map[Date]bool{0: false, 19891231: false, 19900101: true, 19991231: true, 20000101: false} {
		if got := n.At(0).Valid(on); got != want {
			t.Errorf("on %d: %v, want %v", on, got, want)
		}
	}
}

func TestBuildRefuses(t *testing.T) {
	for why, change := range map[string]func(*Tables){
		"twice":           func(t *Tables) { t.Divisions = append(t.Divisions, t.Divisions[0]) },
		"parent of":       func(t *Tables) { t.Divisions[1].Parent = "999999" },
		"successor of":    func(t *Tables) { t.Divisions[1].Next = []string{"999999"} },
		"shorter than":    func(t *Tables) { t.Names[0].Name = "甲" },
		"not nine digits": func(t *Tables) { t.Towns[0].ID = "11" },
		"two characters":  func(t *Tables) { t.Edges[0] = "一二三" },
	} {
		tables := small()
		change(&tables)
		if _, err := Build(tables); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("want an error with %q, got %v", why, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	block, _ := Build(small())
	for _, bad := range []string{"", "PGPLACE", string(block[:100]), strings.Replace(string(block), magic, "PGPLACE0", 1)} {
		if _, err := Open(bad); err == nil {
			t.Errorf("a block of %d bytes was opened", len(bad))
		}
	}
}
