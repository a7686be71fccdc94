package eval_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policygraph/extract"
	"policygraph/extract/eval"
	"policygraph/extract/source"
)

var update = flag.Bool("update", false, "write the figures of the evaluation set into docs/evaluation.md")

// A half is a part of the evaluation set with the least that may be read right in it.
type half struct {
	name, title string
	// The floors are F1 of localities under measures, of metrics and of measures, and the mean boundary.
	practices, metrics, measures, boundary float64
	// told is whether misses are logged; those of the held-out half are not, so that no rule is made for them.
	told bool
}

var halves = []half{
	{"dev", "Development half", 0.95, 0.95, 0.95, 0.92, true},
	{"test", "Held-out half", 0.94, 0.94, 0.93, 0.90, false},
}

// TestEvaluationSet reads every notice of the project's own set and holds the figures to floors and to the page that
// tells them.
func TestEvaluationSet(t *testing.T) {
	var page bytes.Buffer
	for _, h := range halves {
		reports := scoreSet(t, h.name)
		h.check(t, eval.Summarize(reports))
		if h.told {
			tell(t, reports)
		}
		page.WriteString("\n### " + h.title + "\n\n")
		if err := eval.Markdown(&page, reports); err != nil {
			t.Fatal(err)
		}
	}
	page.WriteString("\n")
	figures(t, filepath.Join("..", "..", "docs", "evaluation.md"), page.String())
}

// scoreSet scores the notices whose gold's name begins with the half's.
func scoreSet(t *testing.T, half string) []eval.Report {
	t.Helper()
	golds, err := filepath.Glob(filepath.Join("testdata", half+"-*.json"))
	if err != nil || len(golds) == 0 {
		t.Fatalf("no golds named %s-* (%v)", half, err)
	}
	var reports []eval.Report
	for _, path := range golds {
		reports = append(reports, scoreOne(t, path))
	}
	return reports
}

// tell logs every miss with its sentence.
func tell(t *testing.T, reports []eval.Report) {
	for _, r := range reports {
		for _, m := range r.Misses {
			t.Logf("%s: %s: %s: %s: %s", r.Name, m.What, m.Kind, m.Item, m.Sentence)
		}
	}
}

func scoreOne(t *testing.T, path string) eval.Report {
	t.Helper()
	gold, err := eval.OpenGold(path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := eval.Find(path)
	if err != nil {
		t.Fatal(err)
	}
	doc := open(t, text)
	for _, wrong := range eval.Check(gold, doc.Text) {
		t.Errorf("%s: %s", path, wrong)
	}
	r := eval.Score(gold, extract.Read(doc))
	if len(gold.Practices)+len(gold.Optional) == 0 && r.Practices.Spurious > 0 {
		t.Errorf("%s: %d practices read where there is none", path, r.Practices.Spurious)
	}
	if r.Traced.Or(1) != 1 {
		t.Errorf("%s: only %.3f of the statements and metrics stand where they say", path, r.Traced.Or(1))
	}
	return r
}

func open(t *testing.T, path string) *source.Document {
	t.Helper()
	for doc, err := range source.Open(context.Background(), []string{path}, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	t.Fatalf("%s holds no document", path)
	return nil
}

func (h *half) check(t *testing.T, sum eval.Report) {
	t.Helper()
	for _, x := range []struct {
		what       string
		have, want float64
	}{
		{"practice-localities F1", sum.Practices.F1(), h.practices}, {"metrics F1", sum.Metrics.F1(), h.metrics},
		{"measures F1", sum.Measures.F1(), h.measures}, {"boundary", sum.Boundary.Or(1), h.boundary},
	} {
		if x.have < x.want {
			t.Errorf("%s of the %s half is %.3f, below %.3f", x.what, h.name, x.have, x.want)
		}
	}
}

// figures holds the part of a page between two marks to its content, or writes it.
func figures(t *testing.T, path, want string) {
	t.Helper()
	const from, to = "<!-- figures -->\n", "<!-- end of figures -->"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(data), from)
	have, after, ended := strings.Cut(rest, to)
	switch {
	case !found || !ended:
		t.Fatalf("%s has no %q and %q", path, from, to)
	case have == want:
	case *update:
		if err := os.WriteFile(path, []byte(before+from+want+to+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the figures of %s are out of date: run go test ./extract/eval -run TestEvaluationSet -update", path)
	}
}
