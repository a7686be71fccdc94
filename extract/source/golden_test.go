package source

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestPages reads made-up pages of every layout and compares what is read with the .golden file beside each.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, page := range pages {
		if strings.HasSuffix(page, ".golden") {
			continue
		}
		n++
		t.Run(filepath.Base(page), func(t *testing.T) {
			data, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			d := parseOne(t, "-", string(data))
			got := fmt.Sprintf("%+v\n%s", d.Meta, show(d))
			if *update {
				if err := os.WriteFile(page+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(page + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
	if n < 7 {
		t.Fatalf("only %d pages", n)
	}
}
