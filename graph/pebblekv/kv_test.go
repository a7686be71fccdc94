package pebblekv

import (
	"context"
	"errors"
	"testing"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/hidal-go/hidalgo/kv/kvtest"

	"policygraph/graph/layout"
)

type quiet struct{}

func (quiet) Infof(string, ...any)      {}
func (quiet) Errorf(string, ...any)     {}
func (quiet) Fatalf(f string, _ ...any) { panic(f) }

func openDB(t testing.TB, files vfs.FS, path string) *pebble.DB {
	t.Helper()
	db, err := pebble.Open(path, Options(files, 1<<20, quiet{}))
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// TestAdapter runs hidalgo's own tests.
func TestAdapter(t *testing.T) {
	kvtest.RunTestLocal(t, func(path string) (kv.KV, error) {
		db, err := pebble.Open(path, Options(vfs.Default, 1<<20, quiet{}))
		if err != nil {
			return nil, err
		}
		return Open(db), nil
	}, &kvtest.Options{NoTx: true})
}

func TestViewRefusesWrites(t *testing.T) {
	db := openDB(t, vfs.NewMem(), "x")
	defer db.Close()
	view := View(db)
	if _, err := view.Tx(context.Background(), true); !errors.Is(err, flat.ErrReadOnly) {
		t.Errorf("writing transaction: %v", err)
	}
	if err := view.Update(context.Background(), func(kv.Tx) error { return nil }); !errors.Is(err, flat.ErrReadOnly) {
		t.Errorf("update: %v", err)
	}
}

// TestMergerThroughLevels changes an entry with flushes and compactions between, and reads it after each.
func TestMergerThroughLevels(t *testing.T) {
	db := openDB(t, vfs.NewMem(), "x")
	defer db.Close()
	key := []byte("k")
	check := func(step string, want ...uint64) {
		t.Helper()
		value, closer, err := db.Get(key)
		if err != nil {
			t.Fatalf("%s: %v", step, err)
		}
		defer closer.Close()
		if string(value) != string(layout.AppendIDs(nil, want...)) {
			t.Errorf("%s: %x, want %v", step, value, want)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	settle := []func(){
		func() {}, func() { must(db.Flush()) },
		func() { must(db.Flush()); must(db.Compact(context.Background(), []byte("a"), []byte("z"), false)) },
	}
	for _, do := range settle {
		must(db.Delete(key, pebble.Sync))
		must(db.Set(key, layout.AppendIDs(nil, 1, 2, 300), pebble.Sync))
		do()
		must(db.Merge(key, layout.AppendRemoval(layout.AppendIDs(nil, 400, 500), 2), pebble.Sync))
		check("one change", 1, 300, 400, 500)
		do()
		must(db.Merge(key, layout.AppendRemoval(nil, 400, 1), pebble.Sync))
		must(db.Merge(key, layout.AppendIDs(nil, 600), pebble.Sync))
		check("three changes", 300, 500, 600)
		do()
		check("settled", 300, 500, 600)
		must(db.Delete(key, pebble.Sync))
		must(db.Merge(key, layout.AppendIDs(nil, 700), pebble.Sync))
		do()
		check("anew", 700)
	}
}
