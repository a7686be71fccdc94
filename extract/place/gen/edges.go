package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

const edgesHeader = `# Words of two characters that are frequent in running Chinese and no names of divisions. A short name of which an
# end makes such a word with the character beside it is doubtful (黄河|南, 和|平台).
# Made by gen from the dictionary of the Go module github.com/go-ego/gse (Apache-2.0, data/dict/zh/s_1.txt).
`

// minFrequency is how often a word must stand in the dictionary's own corpus to count as frequent.
const minFrequency = 60

// writeEdges writes edges.tsv. Words that are names of divisions are left out.
func writeEdges(dir string, names map[string]bool) error {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-ego/gse").Output()
	if err != nil {
		return fmt.Errorf("find the module github.com/go-ego/gse: %w", err)
	}
	data, err := os.ReadFile(strings.TrimSpace(string(out)) + "/data/dict/zh/s_1.txt")
	if err != nil {
		return err
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) != 3 || utf8.RuneCountInString(f[0]) != 2 || len(f[0]) != 6 || names[f[0]] {
			continue
		}
		if n, err := strconv.Atoi(f[1]); err != nil || n < minFrequency {
			continue
		}
		rows = append(rows, f[:1])
	}
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return writeTSV(dir+"/edges.tsv", edgesHeader, []string{"word"}, rows)
}
