package nquads

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads/linesort"
)

// SortOptions say how much memory sorting may use, and where it may put temporary files.
type SortOptions = linesort.Options

// A Sorter takes quads in any order and gives them sorted, each once, as lines of Canonical N-Quads, in bounded
// memory. Lines are in the order of their code points, which is that of their bytes. Close it to remove its
// temporary file.
type Sorter struct {
	lines *linesort.Sorter
}

// NewSorter gives an empty sorter.
func NewSorter(o SortOptions) *Sorter { return &Sorter{lines: linesort.New(o)} }

// WriteQuad takes a quad. One that is not RDF (see [Check]) is an error.
func (s *Sorter) WriteQuad(q quad.Quad) error {
	if err := Check(q); err != nil {
		return fmt.Errorf("sort N-Quads: %w", err)
	}
	line := Append(s.lines.Line(), q)
	return s.lines.Add(line[:len(line)-1])
}

// WriteTo writes the sorted lines; quads cannot be added any more.
func (s *Sorter) WriteTo(w io.Writer) (int64, error) { return s.lines.WriteTo(w) }

// Quads gives the sorted quads, as often as is needed; quads cannot be added any more. An error is the last thing
// given.
func (s *Sorter) Quads() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		p := NewParser()
		for line, err := range s.lines.Lines() {
			var q quad.Quad
			if err == nil {
				q, err = p.Parse(line)
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

// Close removes the temporary file.
func (s *Sorter) Close() error { return s.lines.Close() }

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
