// Package imports proves that imports point inward: see docs/architecture.md.
package imports

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "policygraph/"

// allowed is what each package of the project may import of the project; a folder stands for all below it.
var allowed = map[string][]string{
	"schema":          {},
	"extract/source":  {},
	"extract/words":   {},
	"extract/place":   {"schema", "extract/place"},
	"extract/metric":  {"schema"},
	"extract":         {"schema", "extract/source", "extract/place", "extract/metric", "extract/words"},
	"extract/eval":    {"schema", "extract", "extract/source"},
	"graph":           {"schema", "graph"},
	"queries":         {"schema", "graph", "queries", "extract/place", "extract/metric", "extract/words"},
	"web":             {"schema", "graph", "queries"},
	"cmd/policygraph": {"schema", "extract", "graph", "queries", "web", "internal/hugepages"},
}

// everywhere is what any package may import of the project.
var everywhere = []string{"internal/lazyregexp"}

// homes are the only folders that may import what stands outside the project.
var homes = map[string][]string{
	"github.com/PuerkitoBio/goquery": {"extract/source"},
	"github.com/go-ego/gse":          {"extract/words"},
	"github.com/cayleygraph/cayley":  {"graph", "queries"},
	"github.com/cockroachdb/pebble":  {"graph"},
	"github.com/jackc/pgx":           {"graph"},
	"github.com/spf13/cobra":         {"cmd"},
	"github.com/cayleygraph/quad":    {"schema", "graph", "queries", "cmd", "extract/eval"},
	"github.com/hidal-go/hidalgo":    {"graph"},
	"golang.org/x/net/html":          {"extract/source"},
	"github.com/dop251/goja":         {"queries"},
}

func TestImportsPointInward(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("../..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2 || d.Name() == "testdata" || d.Name() == "gen" || d.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
			seen++
			check(t, filepath.ToSlash(strings.TrimPrefix(file, "../../")))
		}
		return nil
	})
	if err != nil || seen < 100 {
		t.Fatalf("%d files, %v", seen, err)
	}
}

func check(t *testing.T, file string) {
	f, err := parser.ParseFile(token.NewFileSet(), "../../"+file, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	folder := path.Dir(file)
	for _, spec := range f.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		if inner, ok := strings.CutPrefix(name, module); ok {
			if !within(inner, rule(folder)) && !within(inner, everywhere) && inner != folder {
				t.Errorf("%s imports %s", file, name)
			}
			continue
		}
		for outer, places := range homes {
			if (name == outer || strings.HasPrefix(name, outer+"/")) && !within(folder, places) {
				t.Errorf("%s imports %s, which stands only in %s", file, name, strings.Join(places, ", "))
			}
		}
	}
}

// rule is the rule of the innermost folder that has one.
func rule(folder string) []string {
	for ; folder != "." && folder != "/"; folder = path.Dir(folder) {
		if list, ok := allowed[folder]; ok {
			return list
		}
	}
	return nil
}

// within reports whether name is one of folders or lies in one. The folder extract stands for itself alone, since
// its leaves have rules of their own.
func within(name string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool {
		return name == f || strings.HasPrefix(name, f+"/")
	})
}
