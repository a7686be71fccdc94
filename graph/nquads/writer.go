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
	clean   [cleanSlots]quad.IRI
}

// A memo is the IRI written last at one place, and its bytes with the space after it.
type memo struct {
	iri  quad.IRI
	form []byte
}

// cleanSlots is how many IRIs a [Writer] remembers that need nothing but brackets; a power of two.
const cleanSlots = 1 << 8

// NewWriter gives a writer to w. What it has collected is written by [Writer.Flush] or [Writer.Close].
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: w, buf: make([]byte, 0, flushAt+4<<10)}
}

// WriteQuad writes a quad. One that is not RDF (see [Check]) is an error, and nothing of it is written.
func (w *Writer) WriteQuad(q quad.Quad) error {
	start := len(w.buf)
	if !w.node(&w.subject, q.Subject) || !w.predicate(q.Predicate) || !w.object(q.Object) || q.Label != nil && !w.node(&w.label, q.Label) {
		w.buf = w.buf[:start]
		return fmt.Errorf("write N-Quads: %w", Check(q))
	}
	w.buf = append(w.buf, '.', '\n')
	if len(w.buf) < flushAt {
		return nil
	}
	return w.Flush()
}

// node writes an IRI or a blank node and a space, and reports whether it may stand as a subject or a label.
func (w *Writer) node(m *memo, v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	if ok && iri == m.iri && len(m.form) > 0 {
		w.buf = append(w.buf, m.form...)
		return true
	}
	if from := len(w.buf); ok {
		ok = w.iri(iri)
		m.iri, m.form = iri, append(m.form[:0], w.buf[from:]...)
		return ok
	}
	if checkNode(v, "") != nil {
		return false
	}
	w.buf = append(AppendValue(w.buf, v), ' ')
	return true
}

func (w *Writer) predicate(v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	return ok && w.iri(iri)
}

func (w *Writer) object(v quad.Value) bool {
	switch v := v.(type) {
	case quad.IRI:
		return w.iri(v)
	case quad.TypedString:
		if v.Type == "" || v.Type == xsdString {
			break
		}
		w.buf = append(appendString(w.buf, string(v.Value)), "^^"...)
		return w.iri(v.Type)
	}
	if checkObject(v) != nil {
		return false
	}
	w.buf = append(AppendValue(w.buf, v), ' ')
	return true
}

// iri writes an IRI in brackets and a space, and reports whether it is absolute.
func (w *Writer) iri(iri quad.IRI) bool {
	slot := &w.clean[slotOf(iri)]
	if *slot != iri || iri == "" {
		if !hasScheme(iri) {
			return false
		}
		from := len(w.buf)
		w.buf = appendIRI(w.buf, string(iri))
		if len(w.buf) == from+len(iri)+len("<>") {
			*slot = iri
		}
		w.buf = append(w.buf, ' ')
		return true
	}
	w.buf = append(w.buf, '<')
	w.buf = append(w.buf, iri...)
	w.buf = append(w.buf, '>', ' ')
	return true
}

// slotOf is where an IRI is remembered: by its length and its last bytes, in which those of one graph differ.
func slotOf(iri quad.IRI) uint32 {
	n := len(iri)
	if n < 4 {
		return 0
	}
	h := uint32(iri[n-1]) | uint32(iri[n-2])<<8 | uint32(iri[n-3])<<16 | uint32(iri[n-4])<<24
	h = (h ^ uint32(n)*0x85EBCA6B) * 0x9E3779B1
	return h >> 24 & (cleanSlots - 1)
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
