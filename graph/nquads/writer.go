package nquads

import (
	"fmt"
	"io"

	"github.com/cayleygraph/quad"
)

// flushAt is how many bytes a [Writer] collects before it writes.
const flushAt = 64 << 10

// A Writer writes quads as lines of Canonical N-Quads. It is a [quad.WriteCloser] and a [quad.BatchWriter].
type Writer struct {
	w       io.Writer
	buf     []byte
	subject memo
	label   memo
}

// A memo is the term written last at one place, and its bytes.
type memo struct {
	iri  quad.IRI
	form []byte
}

// NewWriter gives a writer to w. What it has collected is written by [Writer.Flush] or [Writer.Close].
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: w, buf: make([]byte, 0, flushAt+4<<10)}
}

// WriteQuad writes a quad. One that is not RDF (see [Check]) is an error, and nothing of it is written.
func (w *Writer) WriteQuad(q quad.Quad) error {
	if err := Check(q); err != nil {
		return fmt.Errorf("write N-Quads: %w", err)
	}
	w.buf = append(w.subject.append(w.buf, q.Subject), ' ')
	w.buf = append(AppendValue(w.buf, q.Predicate), ' ')
	w.buf = append(AppendValue(w.buf, q.Object), ' ')
	if q.Label != nil {
		w.buf = append(w.label.append(w.buf, q.Label), ' ')
	}
	w.buf = append(w.buf, '.', '\n')
	if len(w.buf) < flushAt {
		return nil
	}
	return w.Flush()
}

// append adds v to dst, from memory where it is the value of the last call.
func (m *memo) append(dst []byte, v quad.Value) []byte {
	iri, ok := v.(quad.IRI)
	if ok && iri == m.iri && m.form != nil {
		return append(dst, m.form...)
	}
	from := len(dst)
	dst = AppendValue(dst, v)
	if ok {
		m.iri, m.form = iri, append(m.form[:0], dst[from:]...)
	}
	return dst
}

// WriteQuads writes quads, and says how many before an error.
func (w *Writer) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

// Flush writes what is collected.
func (w *Writer) Flush() error {
	_, err := w.w.Write(w.buf)
	w.buf = w.buf[:0]
	if err != nil {
		return fmt.Errorf("write N-Quads: %w", err)
	}
	return nil
}

// Close flushes; whoever opened the file closes it.
func (w *Writer) Close() error { return w.Flush() }
