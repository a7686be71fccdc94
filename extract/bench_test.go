package extract_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"policygraph/extract"
	"policygraph/extract/source"
	"policygraph/graph/nquads"
	"policygraph/schema"
)

// BenchmarkNotice reads a notice, extracts it and writes its quads, from bytes to bytes.
func BenchmarkNotice(b *testing.B) {
	for _, c := range []struct{ name, path string }{
		{"example", "../examples/green-cities.html"},
		{"real", "../../shared/corpus/ndrc-2021-668.md"},
	} {
		b.Run(c.name, func(b *testing.B) {
			data, err := os.ReadFile(c.path)
			if err != nil {
				b.Skipf("%s is not here", filepath.Base(c.path))
			}
			read(b, c.path, data) // loads the dictionaries
			iris := schema.IRIs{Base: schema.DefaultBase}
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			var out bytes.Buffer
			w := nquads.NewWriter(&out)
			for b.Loop() {
				out.Reset()
				docs, err := source.Parse(c.path, data, source.Options{})
				if err != nil {
					b.Fatal(err)
				}
				for q := range extract.Read(docs[0]).AllQuads(iris) {
					if err := w.WriteQuad(q); err != nil {
						b.Fatal(err)
					}
				}
				if err := w.Flush(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
		})
	}
}
