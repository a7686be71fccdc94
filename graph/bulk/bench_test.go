package bulk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph/pebblekv"
)

// benchFile is the N-Quads file to measure by.
func benchFile(b *testing.B) string {
	path := os.Getenv("POLICYGRAPH_BENCH_FILE")
	if path == "" {
		b.Skip("POLICYGRAPH_BENCH_FILE names no file of N-Quads")
	}
	return path
}

func BenchmarkStore(b *testing.B) {
	path := benchFile(b)
	b.ReportAllocs()
	for b.Loop() {
		dir := b.TempDir()
		o := pebblekv.Options(vfs.Default, 0, quiet{})
		start := time.Now()
		db, err := pebble.Open(filepath.Join(dir, "store"), o)
		if err != nil {
			b.Fatal(err)
		}
		p := NewPlan(context.Background(), Options{})
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if err := p.Text(path, f, nil); err != nil {
			b.Fatal(err)
		}
		read := time.Since(start)
		r, err := Write(context.Background(), p, Target{DB: db, Files: vfs.Default, Dir: dir + "/building", Options: o})
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		p.Close()
		f.Close()
		b.ReportMetric(float64(r.Quads)/time.Since(start).Seconds(), "quads/s")
		fmt.Println(r, read, time.Since(start))
	}
}

type quiet struct{}

func (quiet) Infof(string, ...any)  {}
func (quiet) Errorf(string, ...any) {}
func (quiet) Fatalf(f string, a ...any) {
	panic(fmt.Sprintf(f, a...))
}

// BenchmarkDump writes the store of the file as text; the text is thrown away.
func BenchmarkDump(b *testing.B) {
	path := benchFile(b)
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	db, r := buildPlan(b, Options{}, func(p *Plan) error { return p.Text(path, f, nil) })
	defer db.Close()
	b.ReportAllocs()
	b.ResetTimer()
	var n counter
	for b.Loop() {
		n = 0
		if _, err := Dump(context.Background(), db, &n, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(n))
	b.ReportMetric(float64(r.Quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}

// A counter counts what is written.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func BenchmarkPostgres(b *testing.B) {
	path := benchFile(b)
	for b.Loop() {
		b.StopTimer()
		url := database(b, "bench")
		b.StartTimer()
		start := time.Now()
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		r := buildPostgres(b, url, func(p *Plan) error { return p.Text(path, f, nil) })
		f.Close()
		b.ReportMetric(float64(r.Quads)/time.Since(start).Seconds(), "quads/s")
	}
}
