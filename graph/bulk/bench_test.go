package bulk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph/pebblekv"
)

// benchFile is the N-Quads file to measure by: the one that POLICYGRAPH_BENCH_FILE names, or a million generated
// quads where the generator is there.
func benchFile(b *testing.B) (path string, size int64) {
	b.Helper()
	path = os.Getenv("POLICYGRAPH_BENCH_FILE")
	if path == "" {
		path = filepath.Join(b.TempDir(), "graph.nq")
		generate(b, path, 660)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return path, info.Size()
}

// readFile plans a file.
func readFile(p *Plan, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(p.Text(path, f, nil), f.Close())
}

// measure runs what handles so many quads and bytes of text.
func measure(b *testing.B, size int64, run func() Result) {
	b.Helper()
	b.SetBytes(size)
	b.ReportAllocs()
	var quads uint64
	for b.Loop() {
		quads = run().Quads
	}
	b.ReportMetric(float64(quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}

// BenchmarkPlan reads the file and puts its quads in order, and writes nothing.
func BenchmarkPlan(b *testing.B) {
	path, size := benchFile(b)
	measure(b, size, func() Result {
		p := NewPlan(context.Background(), Options{})
		defer p.Close()
		if err := readFile(p, path); err != nil {
			b.Fatal(err)
		}
		s, err := p.identified(context.Background())
		defer s.release()
		if err := errors.Join(err, s.sortQuads()); err != nil {
			b.Fatal(err)
		}
		return s.result()
	})
}

// BenchmarkStore makes a store of the file: from opening an empty database to a synced, closed one.
func BenchmarkStore(b *testing.B) {
	path, size := benchFile(b)
	measure(b, size, func() Result {
		dir := b.TempDir()
		o := pebblekv.Options(vfs.Default, 0, quiet{})
		db, err := pebble.Open(filepath.Join(dir, "store"), o)
		if err != nil {
			b.Fatal(err)
		}
		p := NewPlan(context.Background(), Options{})
		defer p.Close()
		if err := readFile(p, path); err != nil {
			b.Fatal(err)
		}
		r, err := Write(context.Background(), p, Target{DB: db, Files: vfs.Default, Dir: filepath.Join(dir, "building"), Options: o})
		if err := errors.Join(err, db.Close()); err != nil {
			b.Fatal(err)
		}
		return r
	})
}

// BenchmarkRebuild makes a store of a store and nothing else, as adding to a filled one does.
func BenchmarkRebuild(b *testing.B) {
	path, size := benchFile(b)
	db, _ := buildPlan(b, Options{}, func(p *Plan) error { return readFile(p, path) })
	defer db.Close()
	measure(b, size, func() Result {
		to, r := buildPlan(b, Options{}, func(p *Plan) error { return p.Store(db, nil) })
		to.Close()
		return r
	})
}

// BenchmarkDump writes the store of the file as text, to a file.
func BenchmarkDump(b *testing.B) {
	path, size := benchFile(b)
	db, r := buildPlan(b, Options{}, func(p *Plan) error { return readFile(p, path) })
	defer db.Close()
	measure(b, size, func() Result {
		f, err := os.Create(filepath.Join(b.TempDir(), "out.nq"))
		if err != nil {
			b.Fatal(err)
		}
		_, err = Dump(context.Background(), db, f, Options{})
		if err := errors.Join(err, f.Close()); err != nil {
			b.Fatal(err)
		}
		return r
	})
}

// BenchmarkPostgres makes the tables of the file in an empty database.
func BenchmarkPostgres(b *testing.B) {
	path, size := benchFile(b)
	measure(b, size, func() Result {
		b.StopTimer()
		url := database(b, "bench")
		b.StartTimer()
		return buildPostgres(b, url, func(p *Plan) error { return readFile(p, path) })
	})
}

// quiet is a logger that says nothing.
type quiet struct{}

func (quiet) Infof(string, ...any)  {}
func (quiet) Errorf(string, ...any) {}
func (quiet) Fatalf(format string, args ...any) {
	panic(fmt.Sprintf(format, args...))
}
