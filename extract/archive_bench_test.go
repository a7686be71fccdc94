package extract_test

import (
	"context"
	"os"
	"os/exec"
	"testing"

	"policygraph/extract"
	"policygraph/extract/source"
)

// BenchmarkArchive reads an archive of years of news and extracts every day of it, on as many processors as there are.
func BenchmarkArchive(b *testing.B) { readAll(b, newsArchive(b)) }

// BenchmarkFiles reads the same files unpacked.
func BenchmarkFiles(b *testing.B) {
	folder := b.TempDir()
	if out, err := exec.Command("tar", "-xJf", newsArchive(b), "-C", folder).CombinedOutput(); err != nil {
		b.Skipf("the archive is not unpacked: %v: %s", err, out)
	}
	readAll(b, folder)
}

func newsArchive(b *testing.B) string {
	const path = "../../shared/corpus/bulk/xwlb-md.tar.xz"
	if _, err := os.Stat(path); err != nil {
		b.Skip("the archive is not here")
	}
	return path
}

func readAll(b *testing.B, path string) {
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
