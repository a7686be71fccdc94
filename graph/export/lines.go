package export

import (
	"io"

	"policygraph/graph/nquads"
)

func writeNQuads(w io.Writer, quads Quads, o Options) error { return nquads.Sort(w, quads, o.Sort) }

func writeNTriples(w io.Writer, quads Quads, o Options) error { return nquads.Sort(w, quads, o.Sort) }
