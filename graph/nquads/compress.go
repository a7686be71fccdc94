package nquads

import (
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Compression is how a file is packed: "gz", "zst", or "" where it is not.
type Compression string

// The compressions.
const (
	Uncompressed Compression = ""
	Gzip         Compression = "gz"
	Zstandard    Compression = "zst"
)

// CompressionOf is the compression that a file name tells, and the name without its ending: graph.nq.gz is Gzip
// and graph.nq.
func CompressionOf(name string) (Compression, string) {
	for _, c := range []Compression{Gzip, Zstandard} {
		if rest, ok := strings.CutSuffix(name, "."+string(c)); ok {
			return c, rest
		}
	}
	return Uncompressed, name
}

// NewReader unpacks r. Closing it does not close r.
func (c Compression) NewReader(r io.Reader) (io.ReadCloser, error) {
	switch c {
	case Gzip:
		unpacked, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("read gzip: %w", err)
		}
		return unpacked, nil
	case Zstandard:
		unpacked, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, fmt.Errorf("read zstd: %w", err)
		}
		return unpacked.IOReadCloser(), nil
	}
	return io.NopCloser(r), nil
}

// NewWriter packs what is written and writes it to w; the same input gives the same bytes. Closing it ends the
// packed stream and does not close w.
func (c Compression) NewWriter(w io.Writer) (io.WriteCloser, error) {
	switch c {
	case Gzip:
		return gzip.NewWriter(w), nil
	case Zstandard:
		packed, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return nil, fmt.Errorf("write zstd: %w", err)
		}
		return packed, nil
	}
	return nopCloser{w}, nil
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }
