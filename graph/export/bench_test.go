package export

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// manyNotices are the quads of n made-up notices with 50 practices each.
func manyNotices(n int) []quad.Quad {
	var quads []quad.Quad
	for i := range n {
		notice := example()
		notice.ID = fmt.Sprintf("%016x", i)
		for len(notice.Practices) < 50 {
			notice.Practices = append(notice.Practices, notice.Practices[0])
		}
		quads = append(quads, notice.Quads(schema.IRIs{Base: schema.DefaultBase})...)
	}
	return quads
}

// BenchmarkWrite writes each format; quads/s is what one second makes of it.
func BenchmarkWrite(b *testing.B) {
	quads := manyNotices(20)
	size := 0
	for _, q := range quads {
		size += len(nquads.Append(nil, q))
	}
	for _, f := range Formats {
		b.Run(f.Name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := f.Write(io.Writer(&out), all(quads), Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(quads)*b.N)/b.Elapsed().Seconds(), "quads/s")
		})
	}
}
