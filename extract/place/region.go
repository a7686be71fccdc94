package place

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/regions.tsv
var regionsTSV string

//go:embed data/abbreviations.tsv
var abbreviationsTSV string

// A Region is what goes by a name of its own and is no division: 京津冀, 长三角, 东北三省, or divisions named together
// by their abbreviations (川渝).
type Region struct {
	Name string
	// Members are the IDs of the divisions that it consists of, in the order of the table or the name.
	Members []string
	// Part says that it takes in only parts of them.
	Part bool
}

// Region is the region of a name, and whether there is one.
func (g *Gazetteer) Region(name string) (Region, bool) {
	name = folded(name)
	for _, row := range table(regionsTSV) {
		if slices.Contains(strings.Fields(row[0]), name) {
			return Region{Name: name, Members: strings.Fields(row[1]), Part: row[2] == "yes"}, true
		}
	}
	if utf8.RuneCountInString(name) < 2 {
		return Region{}, false
	}
	r := Region{Name: name}
	for _, c := range name {
		ids := abbreviations()[c]
		if len(ids) == 0 {
			return Region{}, false
		}
		r.Members = append(r.Members, ids[0])
	}
	return r, true
}

// abbreviations are the IDs that a character stands for, provinces first.
var abbreviations = sync.OnceValue(func() map[rune][]string {
	list := map[rune][]string{}
	for _, row := range table(abbreviationsTSV) {
		r, _ := utf8.DecodeRuneInString(row[0])
		list[r] = append(list[r], row[1])
	}
	return list
})

// abbreviated are the divisions of which the name is the abbreviation, by itself or before 省 or 市.
func (g *Gazetteer) abbreviated(name, on string, _ []string) []Entry {
	name = folded(name)
	r, n := utf8.DecodeRuneInString(name)
	if rest := name[n:]; rest != "" && rest != "省" && rest != "市" {
		return nil
	}
	var out []Entry
	for _, id := range abbreviations()[r] {
		d, _ := g.Division(id)
		out = append(out, Entry{Division: d, Held: true})
	}
	return out
}

// table are the rows of a table, without comments and the line of its columns.
func table(tsv string) [][]string {
	var rows [][]string
	columns := true
	for line := range strings.Lines(tsv) {
		switch {
		case strings.HasPrefix(line, "#"):
		case columns:
			columns = false
		default:
			rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return rows
}
