package export

import (
	"bytes"
	"fmt"
	"io"
	"iter"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/graph/nquads/linesort"
)

// A Source gives quads in the order that a format asks for, each once. What it gives is closed by the format.
type Source func(by nquads.Order) (Sorted, error)

// Sorted is quads in order: those of a stream, sorted here, or those of a store, which knows how to sort its own
// faster.
type Sorted interface {
	// Statements gives the quads, as often as is needed. A statement is valid until the next; an error is the last
	// thing given.
	Statements() iter.Seq2[*nquads.Statement, error]
	// Close gives up what was needed for sorting.
	Close() error
}

// WriteFrom writes the quads of a source to w.
func (f Format) WriteFrom(w io.Writer, source Source, o Options) error {
	o.Flat = !f.table && (o.Flat || !f.Graphs)
	if err := f.write(w, source, o); err != nil {
		return fmt.Errorf("export %s: %w", f.Name, err)
	}
	return nil
}

// Write writes quads to w. Quads that are not RDF (see [nquads.Check]) are an error. The order of quads does not
// matter, and repeats count once.
func (f Format) Write(w io.Writer, quads Quads, o Options) error {
	return f.WriteFrom(w, stream(quads, o), o)
}

// stream is a source of quads that come in any order.
func stream(quads Quads, o Options) Source {
	return func(by nquads.Order) (Sorted, error) { return sortLines(quads, by, o.Sort) }
}

// sortedLines are quads as sorted lines: what they sort by, a tab, and the quad as N-Quads.
type sortedLines struct {
	lines *linesort.Sorter
	by    nquads.Order
	room  []byte // for the terms of a quad
}

// sortLines puts quads in order.
func sortLines(quads Quads, by nquads.Order, o linesort.Options) (Sorted, error) {
	s := &sortedLines{lines: linesort.New(o), by: by}
	for q, err := range quads {
		if err == nil {
			err = s.add(q)
		}
		if err != nil {
			s.Close()
			return nil, err
		}
	}
	return s, nil
}

func (s *sortedLines) Close() error { return s.lines.Close() }

// add takes a quad; one that is not RDF is an error.
func (s *sortedLines) add(q quad.Quad) error {
	if err := nquads.Check(q); err != nil {
		return err
	}
	if s.by.Merged {
		q.Label = nil
	}
	if s.by.Node == nil {
		line := nquads.Append(s.lines.Line(), q)
		return s.lines.Add(line[:len(line)-1])
	}
	var st nquads.Statement
	room := s.room[:0]
	for _, t := range []struct {
		text  *[]byte
		value quad.Value
	}{{&st.Label, q.Label}, {&st.Subject, q.Subject}, {&st.Predicate, q.Predicate}, {&st.Object, q.Object}} {
		from := len(room)
		room = nquads.AppendValue(room, t.value)
		*t.text = room[from:]
	}
	s.room = room
	return s.addStatement(&st)
}

// addStatement adds a statement, and its object where the order asks for it.
func (s *sortedLines) addStatement(st *nquads.Statement) error {
	line := s.appendKey(s.lines.Line(), st)
	line = st.Append(append(line, keyEnd))
	if err := s.lines.Add(line[:len(line)-1]); err != nil {
		return err
	}
	if s.by.Ends == nil || !s.by.Ends(st.Predicate, st.Object[0]) {
		return nil
	}
	end := nquads.Statement{Label: st.Label, Subject: st.Object}
	line = s.appendKey(s.lines.Line(), &end)
	return s.lines.Add(append(append(line, keyEnd), end.Subject...))
}

// What stands between the parts of a key, and at its end.
const (
	keyPart = 1
	keyEnd  = '\t'
)

// appendKey adds what a statement sorts by. The terms' own texts behind it are in the line.
func (s *sortedLines) appendKey(dst []byte, st *nquads.Statement) []byte {
	if len(st.Label) > 0 {
		dst = s.by.Node(dst, st.Label)
	}
	dst = s.by.Node(append(dst, keyPart), st.Subject)
	dst = append(dst, keyPart)
	if len(st.Predicate) == 0 {
		return dst
	}
	dst = s.by.Predicate(dst, st.Predicate)
	return s.by.Node(append(dst, keyPart), st.Object)
}

func (s *sortedLines) Statements() iter.Seq2[*nquads.Statement, error] {
	return func(yield func(*nquads.Statement, error) bool) {
		var st nquads.Statement
		for line, err := range s.lines.Lines() {
			if err == nil {
				line = line[bytes.IndexByte(line, keyEnd)+1:]
				if !st.Split(line) {
					err = fmt.Errorf("%.200q is no statement", line)
				}
			}
			if !yield(&st, err) || err != nil {
				return
			}
		}
	}
}
