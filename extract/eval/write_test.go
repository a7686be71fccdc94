package eval

import (
	"bytes"
	"encoding/json"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func someReports(t *testing.T) []Report {
	t.Helper()
	g := small(t)
	perfect := Score(g, noticeWithErrors(g, rand.New(rand.NewSource(1)), 0))
	n := noticeWithErrors(g, rand.New(rand.NewSource(1)), 0)
	n.Practices = n.Practices[:1]
	n.Practices[0].Metrics[0].Unit = "米"
	return []Report{perfect, Score(g, n)}
}

func TestWriteText(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, "text", someReports(t)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"practice-localities      P 1.000  R 0.500  F1 0.667   (1 right, 0 spurious, 1 missed)\n",
		"  metrics: missed: 公交专用道 ≈?条 (几十条)\n      正文　云南昆明建成公交专用道几十条，群众出行更加便利。\n",
		"\nall\npractice-localities      P 1.000  R 0.750  F1 0.857   (3 right, 0 spurious, 1 missed)\n",
		"head                     title=ok number=ok issued=ok\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestWriteJSON(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, "json", someReports(t)); err != nil {
		t.Fatal(err)
	}
	var out struct {
		Notices []struct {
			Misses []Miss `json:"misses"`
		} `json:"notices"`
		All struct {
			Practices struct {
				F1 float64 `json:"f1"`
				FN int     `json:"fn"`
			} `json:"practice-localities"`
		} `json:"all"`
	}
	if err := json.Unmarshal(b.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	if len(out.Notices) != 2 || len(out.Notices[1].Misses) == 0 || out.All.Practices.F1 != 0.8571 || out.All.Practices.FN != 1 {
		t.Errorf("%+v", out)
	}
}

func TestWriteTableAndCSV(t *testing.T) {
	for format, want := range map[string]string{
		"table": "0.857      0.857      0.727", "csv": "all,0.857,0.857,0.727",
	} {
		var b bytes.Buffer
		if err := Write(&b, format, someReports(t)); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s: no %q in\n%s", format, want, b.String())
		}
	}
	if err := Write(new(bytes.Buffer), "xml", nil); err == nil {
		t.Error("format xml is taken")
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	write := func(parts ...string) string {
		path := filepath.Join(append([]string{root}, parts[:len(parts)-1]...)...)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(parts[len(parts)-1]), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	named := write("gold", "a.json", `{"file": "other.md"}`)
	other := write("corpus", "other.md", "")
	based := write("gold", "b.json", `{}`)
	beside := write("gold", "b.html", "")
	twice := write("gold", "c.json", `{}`)
	write("gold", "c.txt", "")
	write("gold", "c.md", "")
	lost := write("gold", "d.json", `{"file": "d.txt"}`)
	for gold, want := range map[string]string{named: other, based: beside, twice: "", lost: ""} {
		have, err := Find(gold)
		if (err != nil) != (want == "") || filepath.Clean(have) != filepath.Clean(want) {
			t.Errorf("notice of %s: have %q (%v), want %q", filepath.Base(gold), have, err, want)
		}
	}
}
