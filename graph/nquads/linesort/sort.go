// Package linesort sorts any number of lines in bounded memory and gives each once.
package linesort

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
)

// DefaultMemory is how much a [Sorter] keeps in memory unless [Options] says otherwise, in bytes.
const DefaultMemory = 128 << 20

// Options say what a [Sorter] may use.
type Options struct {
	// Memory is how many bytes of lines are kept in memory, with the index of their places; 0 means
	// [DefaultMemory]. What is more goes to temporary files. One line is always kept, however long.
	Memory int
	// Dir is the folder for temporary files; "" means [os.TempDir].
	Dir string
}

// A Sorter takes lines in any order and gives them in the order of their bytes, each once. No line may hold LF or
// NUL. Close it to remove its temporary file.
type Sorter struct {
	options Options
	blocks  [][]byte // hold the lines, with LF
	current int      // the block that is being filled
	size    int      // of the lines in memory
	lines   []place
	runs    []run
	file    *os.File // holds the runs, one behind the other
	written int64    // to file
	sorted  bool
}

// A run is a part of the temporary file that holds sorted lines.
type run struct{ start, end int64 }

// New gives an empty sorter.
func New(o Options) *Sorter {
	if o.Memory <= 0 {
		o.Memory = DefaultMemory
	}
	return &Sorter{options: o}
}

// Lines are kept in blocks, so that more of them never means that all are copied.
const (
	blockSize = 1 << 20 // bytes
	blockRest = 4 << 10 // with less room than this a block is full
)

// Line gives room to append one line to, which [Sorter.Add] takes.
func (s *Sorter) Line() []byte {
	if len(s.blocks) == 0 {
		s.blocks = append(s.blocks, make([]byte, 0, blockSize))
	}
	if block := s.blocks[s.current]; cap(block)-len(block) < blockRest {
		s.current++
		if s.current == len(s.blocks) {
			s.blocks = append(s.blocks, make([]byte, 0, blockSize))
		}
	}
	return s.blocks[s.current]
}

// Add takes the line that the caller has appended to what [Sorter.Line] gave.
func (s *Sorter) Add(appended []byte) error {
	if s.sorted {
		return errors.New("sort: a line came after the sorted lines were read")
	}
	start := len(s.blocks[s.current])
	s.blocks[s.current] = append(appended, '\n')
	if len(s.lines) == cap(s.lines) { // twice the room: what is copied is then never more than what there is
		s.lines = slices.Grow(s.lines, max(len(s.lines), 1024))
	}
	s.lines = append(s.lines, place{block: s.current, start: start, end: len(appended)})
	s.size += len(appended) + 1 - start
	if s.size+placeSize*len(s.lines) < s.options.Memory {
		return nil
	}
	return s.spill()
}

// forget empties the memory, and keeps the blocks for what comes next.
func (s *Sorter) forget() {
	for i := range s.blocks {
		s.blocks[i] = s.blocks[i][:0]
	}
	s.lines, s.current, s.size = s.lines[:0], 0, 0
}

// spill writes the lines in memory to the temporary file as one more run.
func (s *Sorter) spill() (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp(s.options.Dir, "policygraph-sort-*"); err != nil {
			return fmt.Errorf("sort: make a temporary file: %w", err)
		}
	}
	start := s.written
	w := bufferedWriter{w: io.NewOffsetWriter(s.file, s.written)}
	for line := range s.memory() {
		w.line(line)
		s.written += int64(len(line)) + 1
	}
	if err := w.flush(); err != nil {
		return fmt.Errorf("sort: write temporary file %s: %w", s.file.Name(), err)
	}
	s.runs = append(s.runs, run{start, s.written})
	s.forget()
	return nil
}

// memory gives the lines in memory, sorted and each once, without LF.
func (s *Sorter) memory() iter.Seq[[]byte] {
	sortLines(s.blocks, s.lines, 0)
	return func(yield func([]byte) bool) {
		var last []byte
		for _, p := range s.lines {
			line := p.from(s.blocks, 0)
			if last != nil && bytes.Equal(line, last) {
				continue
			}
			if last = line; !yield(line) {
				return
			}
		}
	}
}

// Lines gives the sorted lines without their LF; each is valid until the next. They can be read again, as
// often as is needed; lines cannot be added any more. An error is the last thing given.
func (s *Sorter) Lines() iter.Seq2[[]byte, error] {
	s.sorted = true
	if s.file == nil {
		lines := s.memory()
		return func(yield func([]byte, error) bool) {
			lines(func(line []byte) bool { return yield(line, nil) })
		}
	}
	return func(yield func([]byte, error) bool) { s.merge(yield) }
}

// WriteTo writes the sorted lines.
func (s *Sorter) WriteTo(w io.Writer) (int64, error) {
	out := bufferedWriter{w: w}
	for line, err := range s.Lines() {
		if err != nil {
			return out.written, err
		}
		if out.line(line); out.err != nil {
			break
		}
	}
	if err := out.flush(); err != nil {
		return out.written, fmt.Errorf("write sorted lines: %w", err)
	}
	return out.written, nil
}

// Close removes the temporary file.
func (s *Sorter) Close() error {
	s.blocks, s.lines = nil, nil
	if s.file == nil {
		return nil
	}
	err := errors.Join(s.file.Close(), os.Remove(s.file.Name()))
	s.file = nil
	return err
}

// flushAt is how many bytes a [bufferedWriter] collects before it writes.
const flushAt = 64 << 10

// A bufferedWriter writes lines in large pieces and keeps its first error.
type bufferedWriter struct {
	w       io.Writer
	buf     []byte
	written int64
	err     error
}

func (w *bufferedWriter) line(line []byte) {
	if w.buf = append(append(w.buf, line...), '\n'); len(w.buf) >= flushAt {
		w.flush()
	}
}

func (w *bufferedWriter) flush() error {
	if w.err == nil {
		var n int
		n, w.err = w.w.Write(w.buf)
		w.written += int64(n)
	}
	w.buf = w.buf[:0]
	return w.err
}
