package nquads

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"syscall"
	"testing"

	"github.com/cayleygraph/quad"
	peer "github.com/cayleygraph/quad/nquads"
)

// sample is the graph of made-up practices, in bytes of N-Quads.
func sample(practices int) []byte {
	var out []byte
	add := func(s, p string, o quad.Value) {
		const base = "https://w3id.org/policygraph/"
		out = Append(out, quad.Quad{
			Subject: quad.IRI(base + "notice/0123456789abcdef/" + s), Predicate: quad.IRI(base + "ns#" + p), Object: o,
			Label: quad.IRI(base + "notice/0123456789abcdef"),
		})
	}
	for i := range practices {
		s := fmt.Sprintf("practice/%d", i)
		add(s, "locality", quad.IRI(fmt.Sprintf("https://w3id.org/policygraph/division/%06d", i*7919%3000)))
		add(s, "statement", quad.LangString{Value: "示例市推进城乡融合发展，建成社区服务中心12个，惠及居民3.5万人。", Lang: "zh"})
		add(s, "start", quad.TypedString{Value: quad.String(fmt.Sprint(i * 31)), Type: xsd + "integer"})
		add(s, "keyword", quad.LangString{Value: "城乡融合", Lang: "zh"})
		add(s, "unit", quad.String("个"))
	}
	return out
}

func BenchmarkReader(b *testing.B) {
	data := sample(10000)
	drain := func(b *testing.B, open func(io.Reader) quad.Reader) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			r := open(bytes.NewReader(data))
			for {
				if _, err := r.ReadQuad(); err == io.EOF {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.Run("own", func(b *testing.B) {
		drain(b, func(r io.Reader) quad.Reader { return NewReader(r, Options{}) })
	})
	b.Run("cayley", func(b *testing.B) {
		drain(b, func(r io.Reader) quad.Reader { return peer.NewReader(r, true) })
	})
}

func BenchmarkScanner(b *testing.B) {
	data := sample(10000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		s := NewScanner(bytes.NewReader(data), Options{})
		for s.Scan() {
		}
		if s.Err() != nil {
			b.Fatal(s.Err())
		}
	}
}

func BenchmarkWriter(b *testing.B) {
	data := sample(10000)
	var quads []quad.Quad
	for q, err := range NewReader(bytes.NewReader(data), Options{}).Quads() {
		if err != nil {
			b.Fatal(err)
		}
		quads = append(quads, q)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewWriter(io.Discard).WriteQuads(quads); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFile reads, and writes anew, the file that POLICYGRAPH_BENCH_FILE names; writing does not count reading.
func BenchmarkFile(b *testing.B) {
	name := os.Getenv("POLICYGRAPH_BENCH_FILE")
	if name == "" {
		b.Skip("POLICYGRAPH_BENCH_FILE names no file; make bench does")
	}
	open := func(b *testing.B) *os.File {
		f, err := os.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		if info, err := f.Stat(); err == nil {
			b.SetBytes(info.Size())
		}
		return f
	}
	read := func(b *testing.B, r quad.Reader) (n int) {
		for ; ; n++ {
			if _, err := r.ReadQuad(); err == io.EOF {
				return n
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("read", func(b *testing.B) {
		processor(b)
		for b.Loop() {
			f := open(b)
			read(b, NewReader(f, Options{}))
			f.Close()
		}
	})
	b.Run("cayley", func(b *testing.B) {
		processor(b)
		for b.Loop() {
			f := open(b)
			read(b, peer.NewReader(f, true))
			f.Close()
		}
	})
	b.Run("write", func(b *testing.B) {
		f := open(b)
		var quads []quad.Quad
		for q, err := range NewReader(f, Options{}).Quads() {
			if err != nil {
				b.Fatal(err)
			}
			quads = append(quads, q)
		}
		f.Close()
		runtime.GC()
		b.ResetTimer()
		processor(b)
		for b.Loop() {
			if _, err := NewWriter(io.Discard).WriteQuads(quads); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// processor reports the processor time of an operation beside the clock's, which other work on the machine lengthens.
func processor(b *testing.B) {
	used := func() int64 {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return (u.Utime.Sec+u.Stime.Sec)*1e6 + u.Utime.Usec + u.Stime.Usec
	}
	before := used()
	b.Cleanup(func() { b.ReportMetric(float64(used()-before)/1e3/float64(b.N), "cpu-ms/op") })
}
