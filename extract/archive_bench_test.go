package extract_test

import (
	"context"
	"os"
	"testing"

	"policygraph/extract"
	"policygraph/extract/source"
)

// BenchmarkArchive reads an archive of years of news and extracts every day of it, on as many processors as there are.
func BenchmarkArchive(b *testing.B) {
	const path = "../../shared/corpus/bulk/xwlb-md.tar.xz"
	if _, err := os.Stat(path); err != nil {
		b.Skip("the archive is not here")
	}
	extract.Prepare()
	b.ReportAllocs()
	docs, bytes := 0, int64(0)
	for b.Loop() {
		for r, err := range extract.ReadAll(source.Open(context.Background(), []string{path}, source.Options{})) {
			if err != nil {
				continue
			}
			docs++
			bytes += int64(len(r.Notice.Text))
		}
	}
	b.SetBytes(bytes / int64(b.N))
	b.ReportMetric(float64(docs)/b.Elapsed().Seconds(), "docs/s")
}
