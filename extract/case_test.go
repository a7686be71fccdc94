package extract_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"policygraph/extract"
	"policygraph/extract/source"
	"policygraph/schema"
)

var update = flag.Bool("update", false, "rewrite what the cases expect")

// TestCases reads each testdata/cases/RULE.txtar: a notice, and what is to be found in it.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { checkCase(t, file) })
	}
}

func checkCase(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(ar.Files) == 0 || len(ar.Files) > 2 {
		t.Fatalf("%s has %d files; it takes a notice and want", file, len(ar.Files))
	}
	got := summary(read(t, ar.Files[0].Name, ar.Files[0].Data))
	if *update {
		ar.Files = append(ar.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if len(ar.Files) < 2 || got != string(ar.Files[1].Data) {
		t.Errorf("%s\ngot:\n%s", ar.Comment, got)
	}
}

// read extracts the one document in data.
func read(t testing.TB, name string, data []byte) *schema.Notice {
	t.Helper()
	docs, err := source.Parse(name, bytes.Clone(data), source.Options{})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	return extract.Read(docs[0])
}

// summary is what was found in a notice, for people to read.
func summary(n *schema.Notice) string {
	var b strings.Builder
	names := map[string]string{}
	for _, d := range n.Divisions {
		names[d.ID] = d.Name
	}
	fmt.Fprintf(&b, "%s | %s | %s | %s\n", n.Title, n.Number, strings.Join(n.Issuers, "、"), n.Issued)
	for i, m := range n.Measures {
		theme := ""
		if m.Theme > 0 {
			theme = n.Themes[m.Theme-1].Number + " " + n.Themes[m.Theme-1].Label + " > "
		}
		fmt.Fprintf(&b, "# %d %s%s %s\n", i+1, theme, m.Number, m.Label)
		for _, a := range m.Approaches {
			fmt.Fprintf(&b, "  - %s\n", a.Label)
		}
	}
	for _, p := range n.Practices {
		fmt.Fprintf(&b, "%d %s: %s\n", p.Measure, places(p.Localities, names), p.Statement)
		for _, m := range p.Metrics {
			owner := ""
			if len(m.Localities) != len(p.Localities) {
				owner = " of " + places(m.Localities, names)
			}
			fmt.Fprintf(&b, "    %s%s %s%s%s %s%s\n", m.Qualifier.Sign(), m.Value, m.Min+join(m.Max), m.Unit, owner, m.Indicator, roleOf(m))
		}
	}
	for _, x := range n.Notes {
		fmt.Fprintf(&b, "? %s %s %s\n", x.Kind, x.AsWritten, places(x.Candidates, names))
	}
	return b.String()
}

func join(max string) string {
	if max == "" {
		return ""
	}
	return "–" + max
}

func roleOf(m schema.Metric) string {
	out := ""
	if m.Role != schema.Level {
		out = " (" + string(m.Role) + ")"
	}
	if m.Period != "" {
		out += " [" + m.Period + "]"
	}
	return out
}

func places(ids []string, names map[string]string) string {
	var out []string
	for _, id := range ids {
		out = append(out, names[id])
	}
	return strings.Join(out, "、")
}
