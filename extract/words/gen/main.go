// Command gen writes dict.txt, the trimmed dictionary that package words embeds, from the dictionary inside the gse
// module and the list of administrative terms in terms.txt. Run it with go generate.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

const module = "github.com/go-ego/gse"

// minFreq is the frequency, in gse's corpus of 57.6 million words, below which a word is left out; places, which the
// veto on place names needs, come in from minPlaceFreq on.
const (
	minFreq      = 60
	minPlaceFreq = 20
	minCharFreq  = 20000 // for a single character to be a word
	// minNouns and maxVerbFreq tell verbs that also stand as nouns (审批): they have as many compounds, and are not
	// so frequent as to say nothing (提供).
	minNouns    = 4
	maxVerbFreq = 6000
)

// A row is a word with its frequency and part of speech.
type row struct {
	word string
	freq int
	pos  string
}

func main() {
	log.SetFlags(0)
	if err := generate("dict.txt", "gen/terms.txt"); err != nil {
		log.Fatal(err)
	}
}

func generate(out, terms string) error {
	version, dir, err := moduleDir()
	if err != nil {
		return err
	}
	all, err := readRows(filepath.Join(dir, "data", "dict", "zh", "s_1.txt"))
	if err != nil {
		return err
	}
	own, err := readRows(terms)
	if err != nil {
		return err
	}
	return write(out, version, trim(all, own))
}

// moduleDir is the version and the folder of the gse module that go.mod names.
func moduleDir() (version, dir string, err error) {
	b, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}\t{{.Dir}}", module).Output()
	if err != nil {
		return "", "", fmt.Errorf("find module %s: %w", module, err)
	}
	version, dir, _ = strings.Cut(strings.TrimSpace(string(b)), "\t")
	return version, dir, nil
}

// readRows reads lines of word, frequency and part of speech; other lines are passed over.
func readRows(file string) ([]row, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read dictionary: %w", err)
	}
	defer f.Close()
	var rows []row
	for s := bufio.NewScanner(f); s.Scan(); {
		p := strings.Fields(s.Text())
		if len(p) != 3 || strings.HasPrefix(p[0], "#") {
			continue
		}
		if freq, err := strconv.Atoi(p[1]); err == nil {
			rows = append(rows, row{p[0], freq, p[2]})
		}
	}
	return rows, nil
}

// trim chooses the rows to keep, marks verbs that also stand as nouns, and sorts by word.
func trim(all, own []row) []row {
	nouns := nounCounts(all)
	freq := make(map[string]int, len(all))
	for _, r := range all {
		freq[r.word] = r.freq
	}
	seen := map[string]bool{}
	var kept []row
	for _, r := range own {
		if !seen[r.word] {
			seen[r.word] = true
			r.freq = max(r.freq, freq[r.word])
			kept = append(kept, r)
		}
	}
	for _, r := range all {
		if seen[r.word] || !wanted(r) {
			continue
		}
		seen[r.word] = true
		if r.pos == "v" && nouns[r.word] >= minNouns && r.freq < maxVerbFreq {
			r.pos = "vn"
		}
		kept = append(kept, r)
	}
	kept = append(kept, characters(kept, seen)...)
	sort.Slice(kept, func(i, j int) bool { return kept[i].word < kept[j].word })
	return kept
}

// characters are rows of frequency 0 for the characters of the words that are no words of their own: with them gse
// needs not make up a token for each such character, which is most of what it allocates.
func characters(kept []row, seen map[string]bool) []row {
	var rows []row
	for _, r := range kept {
		for _, c := range r.word {
			if !seen[string(c)] {
				seen[string(c)] = true
				rows = append(rows, row{string(c), 0, "x"})
			}
		}
	}
	for _, mark := range "，。、；：！？“”（）《》…—·％０１２３４５６７８９" {
		rows = append(rows, row{string(mark), 0, "x"})
	}
	return rows
}

// nounCounts says for each verb of two characters how many longer nouns begin or end with it: 审批 has 审批权,
// 审批制 and more, 提供 hardly any.
func nounCounts(all []row) map[string]int {
	counts := map[string]int{}
	for _, r := range all {
		if r.pos == "v" && utf8.RuneCountInString(r.word) == 2 {
			counts[r.word] = 0
		}
	}
	for _, r := range all {
		n := []rune(r.word)
		if len(n) < 3 || r.pos != "n" && r.pos != "l" && r.pos != "vn" {
			continue
		}
		for _, part := range []string{string(n[:2]), string(n[len(n)-2:])} {
			if _, ok := counts[part]; ok {
				counts[part]++
			}
		}
	}
	return counts
}

// wanted reports a word of two to four Chinese characters that is frequent enough and neither a person's name nor an
// idiom, or a very frequent single character.
func wanted(r row) bool {
	for _, c := range r.word {
		if c < 0x4E00 || c > 0x9FFF {
			return false
		}
	}
	switch n := utf8.RuneCountInString(r.word); {
	case n == 1:
		return r.freq >= minCharFreq && r.pos != "nr"
	case n > 4:
		return false
	}
	switch r.pos {
	case "ns":
		return r.freq >= minPlaceFreq
	case "n", "v", "vn", "a", "an", "ad", "d", "b", "c", "p", "r", "f", "s", "t", "j", "nt", "l", "u", "q":
		return r.freq >= minFreq
	}
	return false
}

func write(out, version string, rows []row) error {
	var b strings.Builder
	fmt.Fprintf(&b, `# Words of Chinese with frequency and part of speech, sorted. Generated by gen; do not edit.
# Source: data/dict/zh/s_1.txt of %s %s (Apache-2.0; its words come from jieba, MIT) and gen/terms.txt.
# Left out: words of a frequency below %d (places: %d), names of persons, idioms, words of more than four characters.
`, module, version, minFreq, minPlaceFreq)
	for _, r := range rows {
		fmt.Fprintf(&b, "%s %d %s\n", r.word, r.freq, r.pos)
	}
	if err := os.WriteFile(out, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("write dictionary: %w", err)
	}
	return nil
}
