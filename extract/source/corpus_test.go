package source

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared is the folder with real notices, which stand beside the project and are no part of it.
const shared = "../../../shared"

// bare is a text without white space.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }

// TestRealNotices reads real notices and looks for every quotation of their answer keys in the text, and for words
// that only sites write.
func TestRealNotices(t *testing.T) {
	keys, err := filepath.Glob(filepath.Join(shared, "gold", "*.json"))
	if err != nil || len(keys) == 0 {
		t.Skip("the folder of real notices does not stand beside the project")
	}
	for _, key := range keys {
		t.Run(filepath.Base(key), func(t *testing.T) {
			data, err := os.ReadFile(key)
			if err != nil {
				t.Fatal(err)
			}
			var gold struct {
				Title, Number string
				Practices     []struct{ Quote string }
			}
			if err := json.Unmarshal(data, &gold); err != nil {
				t.Fatal(err)
			}
			docs, _, errs := read(context.Background(), Options{}, filepath.Join(shared, "corpus", strings.TrimSuffix(filepath.Base(key), "json")+"*"))
			if len(docs) != 1 || len(errs) > 0 {
				t.Fatalf("%d documents, %v", len(docs), errs)
			}
			d := docs[0]
			checkDocument(t, d)
			text := bare(d.Text)
			for _, p := range gold.Practices {
				if !strings.Contains(text, bare(p.Quote)) {
					t.Errorf("the text is without %q", p.Quote)
				}
			}
			if !strings.Contains(text, bare(gold.Number)) || !strings.Contains(text+bare(d.Meta.Title), bare(gold.Title)) {
				t.Errorf("neither text nor metadata has %q and %q", gold.Number, gold.Title)
			}
			for _, word := range []string{"责任编辑", "扫一扫", "新浪财经APP", "查看原文", "时间戳", "索引号", "<", "&nbsp"} {
				if strings.Contains(text, word) {
					t.Errorf("the text holds %q", word)
				}
			}
		})
	}
}

// TestRealArchive reads the first 200 of years of daily news out of an archive.
func TestRealArchive(t *testing.T) {
	archive := filepath.Join(shared, "corpus", "bulk", "xwlb-md.tar.xz")
	if _, err := os.Stat(archive); err != nil {
		t.Skip("the folder of real notices does not stand beside the project")
	}
	n := 0
	for d, err := range Open(context.Background(), []string{archive}, Options{}) {
		if err != nil {
			t.Error(err)
			continue
		}
		if n++; n > 200 {
			break
		}
		if n%10 == 0 {
			checkDocument(t, d)
		}
		if strings.Contains(d.Text, "查看原文") || strings.Contains(d.Text, "时间戳") || strings.Contains(d.Text, "<p") {
			t.Errorf("%s holds words of the site", d.Name)
		}
	}
	if n <= 200 {
		t.Errorf("only %d documents", n)
	}
}
