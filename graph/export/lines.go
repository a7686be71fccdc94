package export

import (
	"errors"
	"io"

	"policygraph/graph/nquads"
)

func writeNQuads(w io.Writer, source Source, o Options) error {
	p := newPen(w)
	err := lines(source, o, func(st *nquads.Statement) {
		p.buf = st.Append(p.buf)
		p.flushAt(penSize)
	})
	return errors.Join(err, p.close())
}

func writeNTriples(w io.Writer, source Source, o Options) error { return writeNQuads(w, source, o) }

// lines calls use with each statement, in the order of the lines of N-Quads.
func lines(source Source, o Options, use func(*nquads.Statement)) error {
	sorted, err := source(nquads.Order{Merged: o.Flat})
	if err != nil {
		return err
	}
	for st, err := range sorted.Statements() {
		if err != nil {
			return errors.Join(err, sorted.Close())
		}
		use(st)
	}
	return sorted.Close()
}
