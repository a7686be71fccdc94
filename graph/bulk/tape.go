package bulk

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"sync/atomic"
)

const (
	firstPage = 1 << 12 // and each next one twice as large, up to tapePage
	tapePage  = 1 << 18
	tapeRead  = 1 << 18
)

// A budget is memory that tapes share.
type budget struct{ left atomic.Int64 }

func (b *budget) take(n int64) bool {
	if b.left.Add(-n) >= 0 {
		return true
	}
	b.left.Add(n)
	return false
}

// A tape is records written one after another and read from the start. Its first pages are in memory while the
// budget lasts, the rest is in a temporary file without a name. One goroutine writes, then any number read.
type tape struct {
	dir    string
	budget *budget
	pages  [][]byte // each holds whole records
	page   []byte   // being written
	large  int      // how large the page before was
	file   *os.File
	size   int64 // of the file
	err    error
}

// room appends a record of n bytes and gives its place to be filled.
func (t *tape) room(n int) []byte {
	if len(t.page)+n > cap(t.page) {
		t.turn(n)
	}
	at := len(t.page)
	t.page = t.page[:at+n]
	return t.page[at:]
}

// turn puts the page away and starts another, of n bytes at least.
func (t *tape) turn(n int) {
	if size := int64(cap(t.page)); t.file == nil && len(t.page) > 0 && t.budget.take(size) {
		t.pages = append(t.pages, t.page)
		t.page = nil
	} else {
		t.spill()
	}
	if n > cap(t.page) {
		t.large = min(max(2*t.large, firstPage), tapePage)
		t.page = make([]byte, 0, max(n, t.large))
	}
	t.page = t.page[:0]
}

func (t *tape) spill() {
	if t.err != nil || len(t.page) == 0 {
		return
	}
	if t.file == nil {
		if t.file, t.err = temporary(t.dir); t.err != nil {
			return
		}
	}
	n, err := t.file.Write(t.page)
	t.size += int64(n)
	t.err = err
	t.page = t.page[:0]
}

// temporary makes a file that vanishes with the process.
func temporary(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, "policygraph-*.run")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	os.Remove(f.Name()) // where a system can't remove an open file, close does
	return f, nil
}

// done ends the writing and tells what went wrong in it.
func (t *tape) done() error {
	if t.file != nil {
		t.spill()
		t.page = nil
	} else if len(t.page) > 0 {
		t.pages = append(t.pages, t.page)
		t.page = nil
	}
	if t.err != nil {
		return fmt.Errorf("write a temporary file in %s: %w", t.dir, t.err)
	}
	return nil
}

// free gives the space back.
func (t *tape) free() {
	if t == nil {
		return
	}
	for _, p := range t.pages {
		t.budget.left.Add(int64(cap(p)))
	}
	t.pages, t.page = nil, nil
	if t.file != nil {
		t.file.Close()
		os.Remove(t.file.Name())
		t.file = nil
	}
}

// A tapeReader reads a tape from its start.
type tapeReader struct {
	tape   *tape
	pages  [][]byte
	buf    []byte // what is read and not yet given
	room   []byte // the buffer of the file
	offset int64
	err    error
}

func (t *tape) reader() *tapeReader { return &tapeReader{tape: t, pages: t.pages} }

// next gives the next n bytes, nil at the end. They stay until the next call. A record must be read in parts that
// it was written in, or smaller ones.
func (r *tapeReader) next(n int) []byte {
	if len(r.buf) < n && !r.fill(n) {
		return nil
	}
	b := r.buf[:n:n]
	r.buf = r.buf[n:]
	return b
}

func (r *tapeReader) fill(n int) bool {
	if len(r.buf) == 0 && len(r.pages) > 0 {
		r.buf, r.pages = r.pages[0], r.pages[1:]
		return len(r.buf) >= n
	}
	if r.err != nil || r.tape.file == nil || r.offset == r.tape.size {
		return false
	}
	if size := max(n, tapeRead); len(r.room) < size {
		r.room = make([]byte, size)
	}
	kept := copy(r.room, r.buf)
	want := min(int64(len(r.room)-kept), r.tape.size-r.offset)
	got, err := r.tape.file.ReadAt(r.room[kept:kept+int(want)], r.offset)
	if int64(got) < want {
		if err == nil {
			err = io.ErrUnexpectedEOF
		}
		r.err = fmt.Errorf("read a temporary file in %s: %w", r.tape.dir, err)
	}
	r.offset += int64(got)
	r.buf = r.room[:kept+got]
	return len(r.buf) >= n
}

// text gives the next record that putText wrote.
func (r *tapeReader) text() []byte {
	head := r.next(4)
	if head == nil {
		return nil
	}
	return r.next(int(binary.LittleEndian.Uint32(head)))
}

// putText appends a record of any length.
func (t *tape) putText(b []byte) {
	dst := t.room(4 + len(b))
	binary.LittleEndian.PutUint32(dst, uint32(len(b)))
	copy(dst[4:], b)
}
