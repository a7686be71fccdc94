package place

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"policygraph/schema"
)

// An areaCode is a row of the independent list: a code had a name from one year to another.
type areaCode struct {
	code, name string
	from, to   int // to is 0 where it still holds
	next       []string
}

// areaCodes reads the list that stands beside the project's folder, or skips the test.
func areaCodes(t *testing.T) []areaCode {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "areacodes.csv"))
	if err != nil {
		t.Skip("the independent list of codes is not beside the project; nothing to compare with")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []areaCode
	for _, r := range rows[1:] {
		from, _ := strconv.Atoi(r[6])
		to, _ := strconv.Atoi(r[7])
		a := areaCode{code: r[0], name: r[3], from: from, to: to}
		for _, next := range strings.FieldsFunc(r[8], func(c rune) bool { return c == ';' }) {
			code, _, _ := strings.Cut(next, "[")
			a.next = append(a.next, code)
		}
		if n := len(out); n > 0 && out[n-1].code == a.code && out[n-1].name == a.name && out[n-1].from == a.to {
			out[n-1].from = a.from // the list begins a new row where only the prefecture's name changed
			continue
		}
		out = append(out, a)
	}
	return out
}

// day is a day on which the row held for certain, or "" where it began and ended in one year.
func (a areaCode) day() string {
	to := a.to
	if to == 0 {
		to = 2024
	}
	switch {
	case to-a.from >= 2:
		return fmt.Sprintf("%d-07-01", (a.from+to)/2)
	case to > a.from:
		return fmt.Sprintf("%d-12-31", a.from)
	}
	return ""
}

// TestAreaCodes looks every name of the independent list up on a day on which it held. The division found must have the
// list's code; for the time before the editions begin (2002-12), or what it became. What differs stands in
// testdata/areacodes-differences.tsv with its reason, and nothing else does.
func TestAreaCodes(t *testing.T) {
	list := areaCodes(t)
	became := map[string][]string{}
	for _, a := range list {
		became[a.code] = append(became[a.code], a.next...)
	}
	differs := map[string]string{}
	for _, a := range list {
		on := a.day()
		if on == "" {
			continue
		}
		got := Default().Lookup(a.name, on)
		if !fits(a, on, got, became) {
			differs[a.code+"\t"+a.name] = fmt.Sprintf("%s: want %s, got %s", on, a.code, ids(got))
		}
	}
	explained := readReasons(t, "testdata/areacodes-differences.tsv")
	for _, key := range slices.Sorted(mapKeys(differs)) {
		if !slices.Contains(explained, key) {
			t.Errorf("%s\t%s", key, differs[key])
		}
	}
	for _, key := range explained {
		if _, ok := differs[key]; !ok {
			t.Errorf("%s: explained but does not differ", key)
		}
	}
}

func fits(a areaCode, on string, got []Entry, became map[string][]string) bool {
	for _, d := range got {
		if d.ID == a.code {
			return true
		}
		if on < "2002-12-28" && reaches(a.code, d.Division, became, 12) {
			return true
		}
	}
	return false
}

// reaches says whether a code became d, or what d became, in the list's own succession.
func reaches(code string, d schema.Division, became map[string][]string, depth int) bool {
	if depth == 0 {
		return false
	}
	for _, next := range became[code] {
		if next == code {
			continue
		}
		if next == d.ID || slices.Contains(d.ReplacedBy, next) || reaches(next, d, became, depth-1) {
			return true
		}
	}
	return false
}

func ids(list []Entry) string {
	var out []string
	for _, d := range list {
		out = append(out, d.ID+d.Name)
	}
	return strings.Join(out, " ")
}

func mapKeys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// readReasons gives the code and name of each row of a table whose third column is a reason.
func readReasons(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || f[0] == "code" {
			continue
		}
		if len(f) != 3 || f[2] == "" {
			t.Fatalf("%s: %q has no reason", path, line)
		}
		out = append(out, f[0]+"\t"+f[1])
	}
	return out
}
