package graph_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph"
	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
)

// TestOpenRefuses gives what is no store, and what is none any more: each is one sentence, and nothing is written.
func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		make   func(t *testing.T, folder string)
		o      graph.Options
		is     error
		saying string
	}{
		{"nothing there", func(*testing.T, string) {}, graph.Options{MustExist: true}, graph.ErrNotFound, "check the name"},
		{"nothing there to read", func(*testing.T, string) {}, graph.Options{ReadOnly: true}, graph.ErrNotFound, "check the name"},
		{"a file", func(t *testing.T, f string) { write(t, f, "x") }, graph.Options{}, nil, "this is a file"},
		{"a folder of other files", func(t *testing.T, f string) { write(t, filepath.Join(f, "notes.txt"), "x") },
			graph.Options{}, nil, `it holds "notes.txt"`},
		{"an empty folder that must be a store", func(t *testing.T, f string) { mkdir(t, f) },
			graph.Options{MustExist: true}, graph.ErrNotFound, "check the name"},
		{"another base", made, graph.Options{Base: "http://example.org/"}, nil, "it was made with the base"},
		{"a base without a slash", made, graph.Options{Base: "http://example.org"}, nil, "end in a slash"},
		{"another version", meta(layout.VersionKey, layout.AppendInt(nil, 1)), graph.Options{}, nil, "has version 1"},
		{"other indexes", meta(layout.IndexesKey, []byte("[]")), graph.Options{}, nil, "other indexes"},
		{"a newer format", meta(layout.StampKey, []byte(`{"format":9}`)), graph.Options{}, nil, "newer version"},
		{"a garbled stamp", meta(layout.StampKey, []byte(`{`)), graph.Options{}, graph.ErrDamaged, "restore"},
		{"another program's database", foreign, graph.Options{}, nil, "another program"},
		{"a manifest of garbage", spoil("MANIFEST-*", garble), graph.Options{}, graph.ErrDamaged, "restore"},
		{"a table cut off", spoil("*.sst", cut), graph.Options{}, graph.ErrDamaged, "restore"},
		{"a table missing", spoil("*.sst", os.Remove), graph.Options{}, graph.ErrDamaged, "restore"},
		{"a manifest missing", spoil("MANIFEST-*", os.Remove), graph.Options{}, graph.ErrDamaged, "restore"},
		{"markers missing", spoil("marker.manifest*", os.Remove), graph.Options{}, graph.ErrDamaged, "MANIFEST"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "store")
			c.make(t, folder)
			before := listing(t, folder)
			s, err := graph.Open(t.Context(), folder, c.o)
			if err == nil {
				s.Close()
				t.Fatal("opened")
			}
			if c.is != nil && !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.saying) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v; want it to say %q and be %v", err, c.saying, c.is)
			}
			if !strings.HasPrefix(err.Error(), `open store "`+folder) {
				t.Errorf("%v does not name the store", err)
			}
			if c.is == nil && len(before) > 0 && before[0] == "notes.txt" && len(listing(t, folder)) != len(before) {
				t.Errorf("written to: %v", listing(t, folder))
			}
		})
	}
}

func TestOpenRefusesAddresses(t *testing.T) {
	for address, saying := range map[string]string{
		"":                       "the address is empty",
		"mysql://localhost/x":    "no kind of store",
		"postgres://localhost/x": "PostgreSQL",
	} {
		if _, err := graph.Open(t.Context(), address, graph.Options{}); err == nil || !strings.Contains(err.Error(), saying) {
			t.Errorf("%q: %v; want it to say %q", address, err, saying)
		}
	}
}

func TestStoreIsHeldByOne(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "store")
	s := open(t, folder, graph.Options{})
	if _, err := graph.Open(t.Context(), folder, graph.Options{}); !errors.Is(err, graph.ErrInUse) {
		t.Errorf("second open: %v", err)
	}
	closeStore(t, s)
	open(t, folder, graph.Options{ReadOnly: true})
}

func TestReadOnlyAndClosedStoresRefuse(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "store")
	made(t, folder)
	n := sample("2号", nil)
	s := open(t, folder, graph.Options{ReadOnly: true})
	if _, err := s.Replace(t.Context(), iris.Notice(n.ID), n.Quads(iris)); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("replace: %v", err)
	}
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err == nil || !strings.Contains(err.Error(), "1 snapshots") {
		t.Errorf("close beside a snapshot: %v", err)
	}
	if err := snap.Close(); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	if _, err := s.Snapshot(t.Context()); err == nil {
		t.Error("snapshot of a closed store")
	}
	if err := s.Close(); err == nil {
		t.Error("closed twice")
	}
}

// TestVerifyFindsDamage changes keys behind the store's back.
func TestVerifyFindsDamage(t *testing.T) {
	for name, c := range map[string]struct {
		prefix, saying string
		spoil          func(db *pebble.DB, key []byte) error
	}{
		"count":       {"n", "counted", func(db *pebble.DB, k []byte) error { return db.Set(k, []byte{99}, pebble.Sync) }},
		"no count":    {"n", "counted 0 times", func(db *pebble.DB, k []byte) error { return db.Delete(k, pebble.Sync) }},
		"no hash":     {"v", "not found by its hash", func(db *pebble.DB, k []byte) error { return db.Delete(k, pebble.Sync) }},
		"no record":   {"log/", "", func(db *pebble.DB, k []byte) error { return db.Delete(k, pebble.Sync) }},
		"index lacks": {"sp/", "the index sp lacks quad", func(db *pebble.DB, k []byte) error { return db.Delete(k, pebble.Sync) }},
		"index more":  {"pso/", "the index pso names quad", func(db *pebble.DB, k []byte) error { return db.Merge(k, layout.AppendIDs(nil, 9999), pebble.Sync) }},
		"size":        {"meta/size", "counts 7 quads", func(db *pebble.DB, k []byte) error { return db.Set(k, layout.AppendInt(nil, 7), pebble.Sync) }},
	} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "store")
			made(t, folder)
			onEngine(t, folder, func(db *pebble.DB) error {
				it, err := db.NewIter(pebblekv.PrefixBounds([]byte(c.prefix)))
				if err != nil {
					return err
				}
				it.First()
				key := append([]byte(nil), it.Key()...)
				return errors.Join(it.Close(), c.spoil(db, key))
			})
			s := open(t, folder, graph.Options{})
			r, err := s.Verify(t.Context())
			if err != nil || r.OK() || r.Advice == "" || !strings.Contains(strings.Join(r.Problems, "\n"), c.saying) {
				t.Errorf("%+v, %v; want it to say %q", r, err, c.saying)
			}
		})
	}
}

// made makes a store with one notice.
func made(t *testing.T, folder string) {
	t.Helper()
	s := open(t, folder, graph.Options{})
	replace(t, s, sample("1号", nil, places["411082"]))
	closeStore(t, s)
}

// onEngine changes the database of a closed store.
func onEngine(t *testing.T, folder string, act func(db *pebble.DB) error) {
	t.Helper()
	db, err := pebble.Open(folder, pebblekv.Options(vfs.Default, 0, quiet{}))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(act(db), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// meta makes a store and sets what it says of itself.
func meta(key string, value []byte) func(t *testing.T, folder string) {
	return func(t *testing.T, folder string) {
		made(t, folder)
		onEngine(t, folder, func(db *pebble.DB) error { return db.Set([]byte(key), value, pebble.Sync) })
	}
}

func foreign(t *testing.T, folder string) {
	onEngine(t, folder, func(db *pebble.DB) error { return db.Set([]byte("k"), []byte("v"), pebble.Sync) })
}

// spoil makes a store and does something to its files of a pattern.
func spoil(pattern string, act func(file string) error) func(t *testing.T, folder string) {
	return func(t *testing.T, folder string) {
		made(t, folder)
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		for _, f := range files {
			if err := act(f); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func garble(file string) error {
	return os.WriteFile(file, []byte(strings.Repeat("garbage", 100)), 0o644)
}

func cut(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	return os.Truncate(file, info.Size()/2)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	mkdir(t, filepath.Dir(file))
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, folder string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
}

func listing(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
