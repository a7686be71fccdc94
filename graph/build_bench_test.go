package graph_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"policygraph/graph"
	"policygraph/graph/bulk"
)

// BenchmarkBuild makes a store of the N-Quads file that POLICYGRAPH_BENCH_FILE names: from opening a new folder to a
// synced, closed store.
func BenchmarkBuild(b *testing.B) {
	path := os.Getenv("POLICYGRAPH_BENCH_FILE")
	if path == "" {
		b.Skip("POLICYGRAPH_BENCH_FILE names no file")
	}
	processor(b)
	var quads uint64
	for b.Loop() {
		quads += buildFile(b, path)
	}
	b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
}

func buildFile(b *testing.B, path string) uint64 {
	s, err := graph.Open(b.Context(), filepath.Join(b.TempDir(), "store"), graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	r, err := s.Build(b.Context(), bulk.Options{}, nil, func(p *bulk.Plan) error { return p.Text(path, f, nil) })
	if err := errors.Join(err, f.Close(), s.Close()); err != nil {
		b.Fatal(err)
	}
	return r.Quads
}
