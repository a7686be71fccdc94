package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
	"policygraph/schema"
)

// readTables reads all tables of the data folder.
func readTables(dir string) (index.Tables, error) {
	t := index.Tables{Flags: map[string]uint32{}, Fold: map[rune]rune{}}
	for _, step := range []struct {
		file string
		read func(*index.Tables, [][]string) error
	}{
		{"divisions.tsv", readDivisions},
		{"aliases.tsv", readAliases},
		{"zones.tsv", readZones},
		{"towns.tsv", readTowns},
		{"words.tsv", readWords},
		{"edges.tsv", readEdges},
		{"fold.tsv", readFold},
	} {
		rows, err := readTSV(dir + "/" + step.file)
		if err != nil {
			return t, err
		}
		if err := step.read(&t, rows); err != nil {
			return t, fmt.Errorf("%s: %w", step.file, err)
		}
	}
	return t, nil
}

// date reads YYYY-MM-DD; "" is 0.
func date(s string) (index.Date, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(strings.ReplaceAll(s, "-", ""), 10, 32)
	if err != nil || len(s) != 10 {
		return 0, fmt.Errorf("date %q is not YYYY-MM-DD", s)
	}
	return index.Date(n), nil
}

// readDivisions joins the periods of each code into a division and its names.
func readDivisions(t *index.Tables, rows [][]string) error {
	at := map[string]int{}
	for _, r := range rows {
		if _, ok := at[r[0]]; !ok {
			at[r[0]] = len(t.Divisions)
			t.Divisions = append(t.Divisions, index.DivisionRow{ID: r[0], Level: level(r[0])})
		}
	}
	known := func(code string) bool { _, ok := at[code]; return ok }
	newest := map[string]index.Date{}
	for _, r := range rows {
		from, err := date(r[2])
		if err != nil {
			return err
		}
		to, err := date(r[3])
		if err != nil {
			return err
		}
		d := &t.Divisions[at[r[0]]]
		if first := d.Name == ""; first || from < d.From {
			d.From = from
		}
		d.OtherNames = append(d.OtherNames, r[1])
		d.Next = append(d.Next, list(r[4])...)
		if d.Name == "" || to == 0 || newest[d.ID] != 0 && to > newest[d.ID] {
			d.Name, d.To, newest[d.ID] = r[1], to, to
		}
		d.Parent = parentOf(d.ID, known)
		if d.Level != index.AtProvince {
			d.Province = d.ID[:2] + "0000"
		}
		t.Names = append(t.Names, index.NameRow{Name: r[1], Division: d.ID, Kind: index.Full, From: from, To: to})
		if short := shortName(r[1], d.Level); short != "" {
			d.OtherNames = append(d.OtherNames, short)
			t.Names = append(t.Names, index.NameRow{Name: short, Division: d.ID, Kind: index.Short, From: from, To: to})
		}
		if usual := usualName(r[1], d.Level); usual != "" {
			d.OtherNames = append(d.OtherNames, usual)
			t.Names = append(t.Names, index.NameRow{Name: usual, Division: d.ID, Kind: index.Alias, From: from, To: to})
		}
	}
	for i := range t.Divisions {
		d := &t.Divisions[i]
		d.OtherNames = without(d.OtherNames, d.Name)
	}
	return nil
}

func without(list []string, s string) []string {
	var out []string
	for _, x := range list {
		if x != s {
			out = append(out, x)
		}
	}
	return out
}

func (t tables) find(id string) (*index.DivisionRow, error) {
	for i := range t.Divisions {
		if t.Divisions[i].ID == id {
			return &t.Divisions[i], nil
		}
	}
	return nil, fmt.Errorf("no division %s", id)
}

type tables struct{ *index.Tables }

// readAliases adds names in use beside the full and the short one.
func readAliases(t *index.Tables, rows [][]string) error {
	for _, r := range rows {
		d, err := tables{t}.find(r[0])
		if err != nil {
			return err
		}
		from, to := d.From, d.To
		if r[2] != "" { // an earlier name: the code may be younger than the name
			if to, err = date(r[2] + "-12-31"); err != nil {
				return err
			}
			from = 0
		}
		d.OtherNames = append(d.OtherNames, r[1])
		t.Names = append(t.Names, index.NameRow{Name: r[1], Division: d.ID, Kind: index.Alias, From: from, To: to})
	}
	return nil
}

// readZones adds zones; the host is the finest division that holds the whole zone.
func readZones(t *index.Tables, rows [][]string) error {
	for _, r := range rows {
		id, name, host := r[0], r[1], r[2]
		h, err := tables{t}.find(host)
		if err != nil {
			return fmt.Errorf("host of %s: %w", name, err)
		}
		z := index.DivisionRow{ID: id, Name: name, Level: index.AtZone, Parent: host, Province: h.Province}
		if h.Level == index.AtProvince && h.Parent == "" {
			z.Province = host
		}
		if id == "" {
			z.ID = host + "/" + schema.Hash(name)
		} else {
			z.Level = index.AtProvince
		}
		z.OtherNames = list(r[3])
		t.Divisions = append(t.Divisions, z)
		for i, s := range append([]string{name}, z.OtherNames...) {
			kind := index.Full
			if i > 0 {
				kind = index.Alias
			}
			t.Names = append(t.Names, index.NameRow{Name: s, Division: z.ID, Kind: kind})
		}
	}
	return nil
}

func readTowns(t *index.Tables, rows [][]string) error {
	for _, r := range rows {
		t.Towns = append(t.Towns, index.TownRow{ID: r[0], Name: r[1], Parent: r[2]})
	}
	return nil
}

// readWords adds the flags of names.
func readWords(t *index.Tables, rows [][]string) error {
	kinds := map[string]uint32{"common": index.Common, "generic": index.Generic, "swallow": index.Swallow}
	for _, r := range rows {
		flag, ok := kinds[r[1]]
		if !ok {
			return fmt.Errorf("%s: kind %q is none of common, generic, swallow", r[0], r[1])
		}
		t.Flags[r[0]] |= flag
	}
	return nil
}

func readEdges(t *index.Tables, rows [][]string) error {
	for _, r := range rows {
		t.Edges = append(t.Edges, r[0])
	}
	return nil
}

func readFold(t *index.Tables, rows [][]string) error {
	for _, r := range rows {
		from, _ := utf8.DecodeRuneInString(r[0])
		to, _ := utf8.DecodeRuneInString(r[1])
		t.Fold[from] = to
	}
	return nil
}
