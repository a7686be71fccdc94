package place

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestAreaCodesYears compares the rows of divisions.tsv that hold at any time from 2003 on with the independent list:
// the years in which they begin and end, and the successors. What differs stands in testdata/areacodes-years.tsv.
func TestAreaCodesYears(t *testing.T) {
	list := map[string]areaCode{}
	for _, a := range areaCodes(t) {
		if key := a.code + "\t" + a.name; a.from >= list[key].from {
			list[key] = a // a code may come back to a name; the latest time counts
		}
	}
	differs := map[string]string{}
	for _, r := range divisionRows(t) {
		key := r[0] + "\t" + r[1]
		if r[3] != "" && r[3] < "2003" || r[0] >= "710000" {
			continue
		}
		if a, ok := list[key]; !ok {
			differs[key] = "not in the list"
		} else if why := unlike(a, r); why != "" {
			differs[key] = why
		}
	}
	explained := readReasons(t, "testdata/areacodes-years.tsv")
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

// unlike says in what a row of the list and one of divisions.tsv differ. The list has no successors of prefectures.
func unlike(a areaCode, r []string) string {
	year := func(date string) int {
		n := 0
		fmt.Sscanf(date, "%4d", &n)
		return n
	}
	if a.from >= 2003 && a.from != year(r[2]) {
		return fmt.Sprintf("begins %d, here %s", a.from, r[2])
	}
	if a.to != year(r[3]) {
		return fmt.Sprintf("ends %d, here %s", a.to, r[3])
	}
	next := strings.Fields(r[4])
	if len(next) == 0 || strings.HasSuffix(a.code, "00") {
		return ""
	}
	for _, n := range next {
		if slices.Contains(a.next, n) {
			return ""
		}
	}
	return fmt.Sprintf("became %v, here %v", a.next, next)
}

// divisionRows are the rows of data/divisions.tsv.
func divisionRows(t *testing.T) [][]string {
	t.Helper()
	data, err := os.ReadFile("data/divisions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) == 6 && f[0] != "code" {
			rows = append(rows, f)
		}
	}
	return rows
}
