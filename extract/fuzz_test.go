package extract_test

import (
	"os"
	"path/filepath"
	"testing"

	"policygraph/extract"
	"policygraph/extract/source"
	"policygraph/schema"
)

// FuzzRead holds that no document makes Read panic, and that every span lies in the text, says what it holds, and
// lies inside its practice.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("../examples/*")
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(filepath.Base(file), data)
		}
	}
	f.Add("a.txt", []byte("一、（一）1.江苏南京、在浙江，（其中“：；分别为1、2和3个。"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		docs, _ := source.Parse(name, data, source.Options{})
		for _, doc := range docs {
			checkSpans(t, extract.Read(doc))
		}
	})
}

func checkSpans(t *testing.T, n *schema.Notice) {
	text := []rune(n.Text)
	holds := func(what string, s schema.Span, words string) {
		t.Helper()
		if s.Start < 0 || s.Start >= s.End || s.End > len(text) || string(text[s.Start:s.End]) != words {
			t.Fatalf("%s %v does not hold %q", what, s, words)
		}
	}
	before := 0
	for _, p := range n.Practices {
		holds("practice", p.Span, p.Statement)
		if p.Start < before {
			t.Fatalf("practice at %d comes after one at %d", p.Start, before)
		}
		before = p.Start
		if len(p.Localities) == 0 || p.Measure > len(n.Measures) || p.Theme > len(n.Themes) {
			t.Fatalf("practice %v has no locality, or a measure that there is none of", p)
		}
		for _, m := range p.Mentions {
			holds("mention", m.Span, m.AsWritten)
		}
		for _, m := range p.Metrics {
			holds("metric", m.Span, m.AsWritten)
			if m.Start < p.Start || m.End > p.End || len(m.Localities) == 0 {
				t.Fatalf("metric %v lies outside its practice %v, or has no owner", m, p.Span)
			}
		}
	}
	for _, x := range n.Notes {
		if x.Kind != schema.Unreadable {
			holds("note", x.Span, x.AsWritten)
		}
	}
}
