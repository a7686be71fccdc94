package bulk

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
)

// openPebble opens an empty database.
func openPebble(t testing.TB, dir string) (*pebble.DB, *pebble.Options) {
	t.Helper()
	o := pebblekv.Options(vfs.Default, 0, quiet{})
	db, err := pebble.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return db, o
}

// buildText builds a store from a text.
func buildText(t testing.TB, text string, o Options) (*pebble.DB, Result) {
	t.Helper()
	return buildPlan(t, o, func(p *Plan) error { return p.Text("text", strings.NewReader(text), nil) })
}

func buildPlan(t testing.TB, o Options, add func(p *Plan) error) (*pebble.DB, Result) {
	t.Helper()
	dir := t.TempDir()
	o.Dir = dir
	p := NewPlan(context.Background(), o)
	defer p.Close()
	if err := add(p); err != nil {
		t.Fatal(err)
	}
	db, po := openPebble(t, filepath.Join(dir, "store"))
	r, err := Write(context.Background(), p, Target{DB: db, Files: vfs.Default, Dir: filepath.Join(dir, "building"), Options: po})
	if err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("temporary files stay: %v %v", entries, err)
	}
	return db, r
}

// stockLoad loads quads by Cayley's own loader.
func stockLoad(t testing.TB, quads []quad.Quad) *pebble.DB {
	t.Helper()
	db, _ := openPebble(t, filepath.Join(t.TempDir(), "stock"))
	if err := kv.Init(pebblekv.Open(db), nil); err != nil {
		t.Fatal(err)
	}
	if err := db.Set([]byte(layout.IndexesKey), []byte(layout.IndexesValue), pebble.Sync); err != nil {
		t.Fatal(err)
	}
	w, err := openCayley(t, db).NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteQuads(quads); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return db
}

func openCayley(t testing.TB, db *pebble.DB) cayley.QuadStore {
	t.Helper()
	qs, err := kv.New(pebblekv.Open(db), cayley.Options{kv.OptNoBloom: true})
	if err != nil {
		t.Fatal(err)
	}
	return qs
}
