package bulk

import (
	"fmt"
	"os"
)

const (
	pagedBlock  = 1 << 12
	pagedBlocks = 1 << 11
)

// A paged is bytes that are written once, one after another, and then read anywhere: a temporary file, of which some
// blocks are in memory.
type paged struct {
	dir    string
	file   *os.File
	page   []byte // to be written
	size   int64  // of file and page
	blocks map[int64][]byte
	err    error
}

func (f *paged) write(b []byte) {
	if f.file == nil && f.err == nil {
		f.file, f.err = temporary(f.dir)
	}
	f.size += int64(len(b))
	if f.page = append(f.page, b...); len(f.page) >= tapePage {
		f.flush()
	}
}

func (f *paged) flush() {
	if f.err == nil && len(f.page) > 0 {
		_, f.err = f.file.Write(f.page)
	}
	f.page = f.page[:0]
}

// done ends the writing.
func (f *paged) done() error {
	f.flush()
	f.page, f.blocks = nil, map[int64][]byte{}
	if f.err != nil {
		return fmt.Errorf("write a temporary file in %s: %w", f.dir, f.err)
	}
	return nil
}

// append appends the bytes from one place to another to dst.
func (f *paged) append(dst []byte, at, end int64) ([]byte, error) {
	for at < end {
		b, err := f.block(at / pagedBlock)
		if err != nil {
			return dst, fmt.Errorf("read a temporary file in %s: %w", f.dir, err)
		}
		from := at % pagedBlock
		to := min(int64(len(b)), from+end-at)
		dst = append(dst, b[from:to]...)
		at += to - from
	}
	return dst, nil
}

// block is a piece of the file, from a cache that holds pagedBlocks of them.
func (f *paged) block(n int64) ([]byte, error) {
	b, ok := f.blocks[n]
	if ok {
		return b, nil
	}
	if len(f.blocks) >= pagedBlocks {
		for old, room := range f.blocks { // any: what goes does not change what is read
			delete(f.blocks, old)
			b = room[:pagedBlock]
			break
		}
	} else {
		b = make([]byte, pagedBlock)
	}
	b = b[:min(pagedBlock, f.size-n*pagedBlock)]
	if _, err := f.file.ReadAt(b, n*pagedBlock); err != nil {
		return nil, err
	}
	f.blocks[n] = b
	return b, nil
}

func (f *paged) free() {
	if f.file != nil {
		f.file.Close()
		os.Remove(f.file.Name())
		f.file = nil
	}
}
