package source

import (
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/mikelolasagasti/xz"
)

// A compression is a way to pack one stream of bytes.
type compression struct {
	name  string
	magic string
	exts  []string // the endings that it adds to a name, and what they stand for
	open  func(io.Reader) (io.ReadCloser, error)
}

// compressions are those that are read, told apart by their first bytes.
var compressions = []compression{
	{"gzip", "\x1f\x8b\x08", []string{".gz", ".tgz"}, openGzip},
	{"xz", "\xfd7zXZ\x00", []string{".xz", ".txz"}, openXZ},
	{"zstd", "\x28\xb5\x2f\xfd", []string{".zst", ".tzst"}, openZstd},
	{"bzip2", "BZh", []string{".bz2", ".tbz2", ".tbz"}, openBzip2},
}

// compressionOf finds the compression that a stream begins with, or nil.
func compressionOf(head []byte) *compression {
	for i := range compressions {
		if bytes.HasPrefix(head, []byte(compressions[i].magic)) {
			return &compressions[i]
		}
	}
	return nil
}

func openGzip(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }

func openBzip2(r io.Reader) (io.ReadCloser, error) { return io.NopCloser(bzip2.NewReader(r)), nil }

// maxWindow bounds the memory that a compressed stream can ask for by its header: 128 MiB, which is what zstd
// --ultra and xz -9e stay below.
const maxWindow = 128 << 20

func openZstd(r io.Reader) (io.ReadCloser, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow),
		zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// openXZ refuses a stream whose first block asks for more memory than maxWindow; later blocks are refused where they
// are read. The decoder takes two thirds of the time of github.com/ulikunitz/xz.
func openXZ(r io.Reader) (io.ReadCloser, error) {
	head := make([]byte, 32)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if size := xzDictionary(head[:n]); size > maxWindow {
		return nil, fmt.Errorf("%w: its dictionary is %d bytes", ErrTooLarge, size)
	}
	x, err := xz.NewReader(io.MultiReader(bytes.NewReader(head[:n]), r), maxWindow)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(xzStream{x}), nil
}

// An xzStream tells of a block that asks for too much memory as the other readers do.
type xzStream struct{ r *xz.Reader }

func (s xzStream) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if errors.Is(err, xz.ErrMemlimit) {
		err = fmt.Errorf("%w: its dictionary is more than %d bytes", ErrTooLarge, maxWindow)
	}
	return n, err
}

// xzDictionary is the size of the dictionary that the first block of an xz stream declares, or 0. See the xz file
// format 1.2.1, sections 3.1 and 5.3.1.
func xzDictionary(head []byte) int64 {
	const streamHeader, lzma2 = 12, 0x21
	if len(head) < streamHeader+2 {
		return 0
	}
	at := streamHeader + 2
	for range int(head[streamHeader+1]>>6&1 + head[streamHeader+1]>>7) { // sizes, if given
		for at < len(head) && head[at] >= 0x80 {
			at++
		}
		at++
	}
	if at+2 >= len(head) || head[at] != lzma2 {
		return 0
	}
	bits := head[at+2] & 0x3F
	if bits >= 40 {
		return 1<<32 - 1
	}
	return int64(2|bits&1) << (bits/2 + 11)
}

// A budget is what one input may still give, over all that nests in it.
type budget struct {
	bytes   int64
	members int
}

// A counter counts the bytes that pass.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// An unpacking is a decompressed stream that stops with ErrTooLarge once it passes the budget or the ratio.
type unpacking struct {
	r      io.Reader
	packed func() int64 // compressed bytes read so far
	ratio  int64
	left   *budget
	n      int64
}

// ratioFree is how much may come out before the ratio counts: headers alone can have any.
const ratioFree = 16 << 20

func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	u.n += int64(n)
	u.left.bytes -= int64(n)
	if u.left.bytes < 0 {
		return n, fmt.Errorf("%w: it unpacks to more than the limit; raise the limit of an archive", ErrTooLarge)
	}
	if u.n > ratioFree && u.n > u.ratio*u.packed() {
		return n, fmt.Errorf("%w: it unpacks to more than %d times its size, as only hostile files do", ErrTooLarge, u.ratio)
	}
	return n, err
}
