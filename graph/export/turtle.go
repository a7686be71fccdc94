package export

import (
	"io"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

func writeTurtle(w io.Writer, source Source, o Options) error { return writeTriG(w, source, o) }

// writeTriG writes a block for each graph and in it one for each subject. Without named graphs it is Turtle.
func writeTriG(w io.Writer, source Source, o Options) error {
	return writeTurtleWith(w, source, o, schema.Prefixes)
}

func writeTurtleWith(w io.Writer, source Source, o Options, prefixes []schema.Prefix) error {
	return arranged(source, o, func(a *arrangement) error {
		t := turtleWriter{pen: newPen(w), turtleTerms: turtleTerms{o.iris().Base, prefixes}}
		t.buf = t.head(t.buf)
		for d, err := range descriptions(a.quads()) {
			if err != nil {
				return err
			}
			t.description(d)
		}
		t.closeGraph()
		return t.close()
	})
}

// turtleWriter writes descriptions, and opens and closes the blocks of named graphs.
type turtleWriter struct {
	*pen
	turtleTerms
	label  quad.Value
	indent string
}

func (t *turtleWriter) closeGraph() {
	if t.label != nil {
		t.text("}\n")
	}
	t.label, t.indent = nil, ""
}

func (t *turtleWriter) description(d description) {
	if d.label != t.label {
		t.closeGraph()
		if t.label = d.label; d.label != nil {
			t.text("\n")
			t.buf = t.append(t.buf, d.label)
			t.text(" {")
			t.indent = "  "
		}
	}
	t.text("\n", t.indent)
	t.buf = t.append(t.buf, d.subject)
	for i, q := range d.quads {
		switch {
		case i == 0:
			t.text(" ")
		case q.Predicate == d.quads[i-1].Predicate:
			t.text(" , ")
			t.buf = t.append(t.buf, q.Object)
			continue
		default:
			t.text(" ;\n", t.indent, "  ")
		}
		if q.Predicate == schema.Type {
			t.text("a ")
		} else {
			t.buf = append(t.append(t.buf, q.Predicate), ' ')
		}
		t.buf = t.append(t.buf, q.Object)
	}
	t.text(" .\n")
}
