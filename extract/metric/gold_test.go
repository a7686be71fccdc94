package metric

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// goldMetric is a metric of an answer key.
type goldMetric struct {
	Value      json.Number
	Unit       string
	Comparator string
	Indicator  string
	Quote      string
}

// goldPractice is a practice of an answer key.
type goldPractice struct {
	Localities []struct{ Name string }
	Quote      string
	Metrics    []goldMetric
	Optional   []goldMetric `json:"optional_metrics"`
}

// score counts what was found against an answer key.
type score struct {
	right, spurious, missed  int
	qualifier, named, withOf float64
}

func (s *score) f1() float64 {
	if s.right == 0 {
		return 0
	}
	return 2 * float64(s.right) / float64(2*s.right+s.spurious+s.missed)
}

// TestGold reads the practices of annotated notices and holds floors: those of the evaluation set, which never skip,
// and real ones where they are at hand beside the project.
func TestGold(t *testing.T) {
	for _, pattern := range []string{"../eval/testdata/dev-*.json", "../eval/testdata/test-*.json", "../../../shared/gold/*.json"} {
		t.Run(pattern, func(t *testing.T) { scoreFiles(t, pattern) })
	}
}

func scoreFiles(t *testing.T, pattern string) {
	files, _ := filepath.Glob(filepath.FromSlash(pattern))
	if len(files) == 0 {
		t.Skip("no annotated notices at " + pattern + ": nothing to score against")
	}
	var all score
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var key struct{ Practices []goldPractice }
		if err := json.Unmarshal(data, &key); err != nil {
			t.Fatal(err)
		}
		var s score
		if strings.Contains(file, "traditional") {
			continue // its reader folds the characters first
		}
		for _, p := range shared(key.Practices) {
			s.add(t, p)
		}
		all.sum(s)
		if s.right+s.missed+s.spurious > 0 {
			t.Logf("%-32s F1 %.3f (%d right, %d spurious, %d missed), qualifier %.3f, indicator %.3f", filepath.Base(file),
				s.f1(), s.right, s.spurious, s.missed, s.qualifier/float64(s.right), s.named/s.withOf)
		}
	}
	t.Logf("all: F1 %.3f, qualifier %.3f, indicator %.3f", all.f1(), all.qualifier/float64(all.right), all.named/all.withOf)
	if all.f1() < 0.97 || all.qualifier/float64(all.right) < 0.97 || all.named/all.withOf < 0.88 {
		t.Error("below the floors: F1 0.97, qualifier 0.97, indicator 0.88")
	}
}

// shared joins practices that have one quote: their localities are its subject, and its numbers are all of theirs.
func shared(list []goldPractice) []goldPractice {
	var out []goldPractice
	at := map[string]int{}
	for _, p := range list {
		k, ok := at[p.Quote]
		if !ok {
			at[p.Quote] = len(out)
			out = append(out, p)
			continue
		}
		out[k].Localities = append(out[k].Localities, p.Localities...)
		for _, m := range p.Metrics {
			// One number that holds for each of the localities is read once.
			if !slices.ContainsFunc(out[k].Metrics, func(o goldMetric) bool { return o.Quote == m.Quote && o.Value == m.Value && len(o.Quote) > 20 }) {
				out[k].Metrics = append(out[k].Metrics, m)
			}
		}
	}
	return out
}

func (s *score) sum(o score) {
	s.right, s.spurious, s.missed = s.right+o.right, s.spurious+o.spurious, s.missed+o.missed
	s.qualifier, s.named, s.withOf = s.qualifier+o.qualifier, s.named+o.named, s.withOf+o.withOf
}

// add scores one practice.
func (s *score) add(t *testing.T, p goldPractice) {
	text := withoutSubject(p)
	left := Parse(text)
	for _, g := range p.Metrics {
		k := find(left, g)
		if k < 0 {
			s.missed++
			t.Logf("missed: %s %s %s (%s)", g.Comparator, g.Value, g.Unit, g.Quote)
			continue
		}
		s.right++
		if left[k].Qualifier.Sign() == g.Comparator {
			s.qualifier++
		} else {
			t.Logf("qualifier: %s for %s (%s)", left[k].Qualifier.Sign(), g.Comparator, g.Quote)
		}
		if g.Indicator != "" {
			o := overlap(g.Indicator, left[k].Indicator)
			s.withOf++
			s.named += o
			if o < 0.9 {
				t.Logf("indicator %.2f: %q for %q (%s)", o, left[k].Indicator, g.Indicator, g.Quote)
			}
		}
		left = append(left[:k], left[k+1:]...)
	}
	for _, g := range p.Optional {
		if k := find(left, g); k >= 0 {
			left = append(left[:k], left[k+1:]...)
		}
	}
	for _, q := range left {
		s.spurious++
		t.Logf("spurious: %s %s%s %q of %q in %s", q.Qualifier.Sign(), q.Value, q.Unit, text[q.Start:q.End], q.Indicator, text)
	}
}

// withoutSubject is the quote after the names of its localities.
func withoutSubject(p goldPractice) string {
	text := p.Quote
	for cut := true; cut; {
		cut = false
		for _, l := range p.Localities {
			name := strings.TrimRight(l.Name, "省市区县自治")
			for _, w := range []string{l.Name, name} {
				if at := strings.Index(text, w); w != "" && at >= 0 && at <= 36 {
					text, cut = text[at+len(w):], true
				}
			}
		}
		for _, w := range []string{"、", "和", "及", "省", "市", "区", "县", "，"} {
			if rest, ok := strings.CutPrefix(text, w); ok {
				text, cut = rest, true
			}
		}
	}
	return text
}

func (q *Quantity) value() float64 {
	v := q.Value
	if v == "" {
		v = q.Min
	}
	return number64(json.Number(v))
}

func number64(n json.Number) float64 {
	f, err := strconv.ParseFloat(string(n), 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

func find(list []Quantity, g goldMetric) int {
	for k, q := range list {
		if q.Unit != g.Unit {
			continue
		}
		a, b := number64(g.Value), q.value()
		if math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= math.Abs(a)*0.001 {
			return k
		}
	}
	return -1
}

// overlap is the Dice overlap of the characters of two strings, but for punctuation.
func overlap(a, b string) float64 {
	count := map[rune]int{}
	a, b = bareText(a), bareText(b)
	for _, r := range a {
		count[r]++
	}
	common := 0
	for _, r := range b {
		if count[r] > 0 {
			count[r]--
			common++
		}
	}
	return 2 * float64(common) / float64(max(1, utf8.RuneCountInString(a)+utf8.RuneCountInString(b)))
}

func bareText(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" （）()《》“”\"'，,。.、；;：:", r) {
			return -1
		}
		return r
	}, s)
}
