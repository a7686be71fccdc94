package source

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// read opens inputs and gives the documents' names and texts, the names skipped, and the errors.
func read(ctx context.Context, o Options, inputs ...string) (docs []*Document, skipped []string, errs []error) {
	for d, err := range Open(ctx, inputs, o) {
		var s *Skipped
		switch {
		case errors.As(err, &s):
			skipped = append(skipped, filepath.Base(s.Name))
		case err != nil:
			errs = append(errs, err)
		default:
			docs = append(docs, d)
		}
	}
	return docs, skipped, errs
}

// folder writes files below a new folder.
func folder(t *testing.T, files ...member) string {
	t.Helper()
	root := t.TempDir()
	for _, f := range files {
		path := filepath.Join(root, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(f.data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestFolderIsReadInOrder(t *testing.T) {
	root := folder(t, member{"b.txt", "乙"}, member{"a/z.md", "# 甲"}, member{".git/x.txt", "隐"}, member{"c.png", "\x89PNG"},
		member{"d.unknown", "\x00\x01\x02"}, member{"e.html", ""}, member{"f.txt", "\x00\x01"}, member{"g.txt", "己"})
	docs, skipped, errs := read(context.Background(), Options{}, root)
	var texts []string
	for _, d := range docs {
		texts = append(texts, d.Text)
	}
	if want := []string{"甲", "乙", "己"}; !slices.Equal(texts, want) {
		t.Errorf("got %v, want %v", texts, want)
	}
	if want := []string{"c.png", "d.unknown"}; !slices.Equal(skipped, want) {
		t.Errorf("skipped %v, want %v", skipped, want)
	}
	if len(errs) != 2 || !errors.Is(errs[0], ErrEmpty) || !errors.Is(errs[1], ErrBinary) {
		t.Errorf("got %v: an empty page and a text that is none are errors", errs)
	}
}

func TestSameTextFromFileFolderAndStdin(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		if strings.HasSuffix(page, ".golden") {
			continue
		}
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		root := folder(t, member{"x.unknown", string(data)})
		var texts []string
		for _, input := range []string{page, root, "-"} {
			docs, _, errs := read(context.Background(), Options{Stdin: strings.NewReader(string(data))}, input)
			if len(docs) != 1 || len(errs) > 0 {
				t.Fatalf("%s from %s: %d documents, %v", page, input, len(docs), errs)
			}
			texts = append(texts, docs[0].Text)
		}
		if texts[0] != texts[1] || texts[0] != texts[2] {
			t.Errorf("%s: texts differ", page)
		}
	}
}

func TestInputs(t *testing.T) {
	root := folder(t, member{"a1.txt", "甲"}, member{"a2.txt", "乙"}, member{"b.txt", "丙"}, member{"x[1].txt", "丁"})
	ctx := context.Background()
	docs, _, errs := read(ctx, Options{}, filepath.Join(root, "a*.txt"), filepath.Join(root, "no.txt"), filepath.Join(root, "no*.txt"), filepath.Join(root, "x[1].txt"))
	if len(docs) != 3 || docs[0].Text != "甲" || docs[1].Text != "乙" || docs[2].Text != "丁" {
		t.Errorf("got %s", brief(docs))
	}
	if len(errs) != 2 || !errors.Is(errs[0], fs.ErrNotExist) || !errors.Is(errs[1], fs.ErrNotExist) {
		t.Errorf("got %v", errs)
	}
	if _, _, errs := read(ctx, Options{}, "-"); len(errs) != 1 {
		t.Errorf("no standard input: got %v", errs)
	}
}

func TestOpenStopsWithItsContext(t *testing.T) {
	root := folder(t, member{"a.txt", "甲"}, member{"b.txt", "乙"}, member{"c.txt", "丙"})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	n := 0
	for _, err := range Open(ctx, []string{root, root}, Options{}) {
		if last = err; err == nil {
			n++
			cancel()
		}
	}
	if n != 1 || !errors.Is(last, context.Canceled) {
		t.Errorf("read %d documents, then %v", n, last)
	}
}

func TestOpenStopsWithItsReader(t *testing.T) {
	root := folder(t, member{"a.txt", "甲"}, member{"b.jsonl", "{\"text\":\"示例省推广示例经验。\"}\n{\"text\":\"示例市推广示例经验。\"}\n"}, member{"c.tar", tarOf(t, member{"a.txt", "甲"}, member{"b.txt", "乙"})})
	for stop := range 5 {
		n := 0
		for range Open(context.Background(), []string{root}, Options{}) {
			if n++; n > stop {
				break
			}
		}
		if n != min(stop+1, 5) {
			t.Errorf("read %d documents after stopping at %d", n, stop)
		}
	}
}
