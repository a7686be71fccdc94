package nquads

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/cayleygraph/quad"
)

// DefaultSortMemory is how much a [Sorter] keeps in memory unless [SortOptions] says otherwise, in bytes.
const DefaultSortMemory = 128 << 20

// SortOptions say what a [Sorter] may use.
type SortOptions struct {
	// Memory is how many bytes of lines are kept in memory, with the index of their places; 0 means
	// [DefaultSortMemory]. What is more goes to temporary files. One line is always kept, however long.
	Memory int
	// Dir is the folder for temporary files; "" means [os.TempDir].
	Dir string
}

// A Sorter takes quads in any order and gives them sorted, each once, as lines of Canonical N-Quads. Lines are in
// the order of their code points, which is that of their bytes. Close it to remove its temporary files.
type Sorter struct {
	options SortOptions
	buf     []byte
	lines   []place
	runs    []run
	file    *os.File // holds the runs, one behind the other
	size    int64    // of file
	sorted  bool
}

// A run is a part of the temporary file that holds sorted lines.
type run struct{ start, end int64 }

// NewSorter gives an empty sorter.
func NewSorter(o SortOptions) *Sorter {
	if o.Memory <= 0 {
		o.Memory = DefaultSortMemory
	}
	return &Sorter{options: o}
}

// WriteQuad takes a quad. One that is not RDF (see [Check]) is an error.
func (s *Sorter) WriteQuad(q quad.Quad) error {
	if err := Check(q); err != nil {
		return fmt.Errorf("sort N-Quads: %w", err)
	}
	if s.sorted {
		return errors.New("sort N-Quads: a quad came after the sorted lines were read")
	}
	start := len(s.buf)
	s.buf = Append(s.buf, q)
	s.lines = append(s.lines, place{start: start, end: len(s.buf) - 1})
	if len(s.buf)+placeSize*len(s.lines) < s.options.Memory {
		return nil
	}
	return s.spill()
}

// spill writes the lines in memory to the temporary file as one more run.
func (s *Sorter) spill() (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp(s.options.Dir, "policygraph-sort-*.nq"); err != nil {
			return fmt.Errorf("sort N-Quads: make a temporary file: %w", err)
		}
	}
	start := s.size
	w := bufferedWriter{w: io.NewOffsetWriter(s.file, s.size)}
	for line := range s.memory() {
		w.line(line)
		s.size += int64(len(line)) + 1
	}
	if err := w.flush(); err != nil {
		return fmt.Errorf("sort N-Quads: write temporary file %s: %w", s.file.Name(), err)
	}
	s.runs = append(s.runs, run{start, s.size})
	s.buf, s.lines = s.buf[:0], s.lines[:0]
	return nil
}

// memory gives the lines in memory, sorted and each once, without LF.
func (s *Sorter) memory() iter.Seq[[]byte] {
	sortLines(s.buf, s.lines, 0)
	return func(yield func([]byte) bool) {
		var last []byte
		for _, p := range s.lines {
			line := s.buf[p.start:p.end]
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
// often as is needed; quads cannot be added any more. An error is the last thing given.
func (s *Sorter) Lines() iter.Seq2[[]byte, error] {
	s.sorted = true
	if s.file == nil {
		lines := s.memory()
		return func(yield func([]byte, error) bool) {
			lines(func(line []byte) bool { return yield(line, nil) })
		}
	}
	return func(yield func([]byte, error) bool) {
		if len(s.lines) > 0 {
			if err := s.spill(); err != nil {
				yield(nil, err)
				return
			}
		}
		mergeRuns(s.file, s.runs, yield)
	}
}

// Quads gives the sorted quads, as [Sorter.Lines] gives their lines.
func (s *Sorter) Quads() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		r := NewReader(nil, Options{})
		for line, err := range s.Lines() {
			var q quad.Quad
			if err == nil {
				q, err = r.parseLine(line)
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
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
		return out.written, fmt.Errorf("write sorted N-Quads: %w", err)
	}
	return out.written, nil
}

// Close removes the temporary file.
func (s *Sorter) Close() error {
	s.buf, s.lines = nil, nil
	if s.file == nil {
		return nil
	}
	err := errors.Join(s.file.Close(), os.Remove(s.file.Name()))
	s.file = nil
	return err
}

// Sort writes quads to w as Canonical N-Quads, sorted and each once, in bounded memory.
func Sort(w io.Writer, quads iter.Seq2[quad.Quad, error], o SortOptions) (err error) {
	s := NewSorter(o)
	defer func() { err = errors.Join(err, s.Close()) }()
	for q, err := range quads {
		if err != nil {
			return err
		}
		if err := s.WriteQuad(q); err != nil {
			return err
		}
	}
	_, err = s.WriteTo(w)
	return err
}

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
