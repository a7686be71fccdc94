package export

import (
	"io"
	"strconv"
	"strings"
)

// listSeparator stands between the values of a list where a format has none.
const listSeparator = " | "

// ownColumns are what every node has beside its properties.
var ownColumns = []string{"iri", "label", "class", "classes"}

// own are the values of [ownColumns].
func (n *Node) own() [4]string {
	class := ""
	if len(n.Labels) > 0 {
		class = n.Labels[0]
	}
	return [4]string{n.ID, n.Name, class, strings.Join(n.Labels, listSeparator)}
}

// typeName is the name of a column's type in GraphML and GEXF.
func (c *Column) typeName() string {
	if c.List {
		return "string"
	}
	return [...]string{Boolean: "boolean", Integer: "long", Double: "double", Text: "string"}[c.Type]
}

// writeGraphML writes GraphML 1.0. IDs are made of the IRI so that they are the name tokens its schema asks for
// (see [nodeToken]); the IRI itself is a property, and so are the node's name and classes. Edges have the name of
// their property as `label`.
func writeGraphML(w io.Writer, source Source, o Options) error {
	return projected(source, o, func(p *Projection) error {
		g := graphMLWriter{newPen(w), p, o.iris().Base}
		g.keys()
		for n, err := range p.Nodes() {
			if err != nil {
				return err
			}
			g.node(n)
		}
		id := 0
		for e, err := range p.Edges() {
			if err != nil {
				return err
			}
			g.xml(`    <edge id="e`+strconv.Itoa(id)+`" source="`+nodeToken(g.base, e.Source)+`" target="`+nodeToken(g.base, e.Target)+
				`"><data key="edge">`, e.Name, "</data></edge>\n")
			id++
		}
		g.text("  </graph>\n</graphml>\n")
		return g.close()
	})
}

type graphMLWriter struct {
	*pen
	p    *Projection
	base string
}

func (g *graphMLWriter) keys() {
	g.text(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">` + "\n")
	for _, name := range ownColumns {
		g.text(`  <key id="` + name + `" for="node" attr.name="` + name + `" attr.type="string"/>` + "\n")
	}
	for i := range g.p.Columns {
		c := &g.p.Columns[i]
		g.xml(`  <key id="d`+strconv.Itoa(i)+`" for="node" attr.name="`, c.Name, `" attr.type="`+c.typeName()+`"/>`+"\n")
	}
	g.text(`  <key id="edge" for="edge" attr.name="label" attr.type="string"/>`+"\n",
		`  <graph id="G" edgedefault="directed">`+"\n")
}

func (g *graphMLWriter) node(n *Node) {
	g.text(`    <node id="`, nodeToken(g.base, n.ID), `">`)
	for i, value := range n.own() {
		if value != "" {
			g.xml(`<data key="`+ownColumns[i]+`">`, value, `</data>`)
		}
	}
	for i, values := range n.Values {
		if len(values) > 0 {
			g.xml(`<data key="d`+strconv.Itoa(i)+`">`, strings.Join(values, listSeparator), `</data>`)
		}
	}
	g.text("</node>\n")
}

// nodeToken is the ID of a node as an XML name token: pg: and the path under the base, or iri: and the whole; / is
// written as a full stop, and any byte but letters, digits and hyphens as _ and two hexadecimal digits.
func nodeToken(base, id string) string {
	const digits = "0123456789ABCDEF"
	dst := make([]byte, 0, len(id)+8)
	rest, own := strings.CutPrefix(id, base)
	if own {
		dst = append(dst, "pg:"...)
	} else {
		dst = append(dst, "iri:"...)
	}
	for i := range len(rest) {
		switch c := rest[i]; {
		case c == '/':
			dst = append(dst, '.')
		case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9', c == '-':
			dst = append(dst, c)
		default:
			dst = append(dst, '_', digits[c>>4], digits[c&15])
		}
	}
	return string(dst)
}
