package export

import (
	"io"
	"strconv"
	"strings"
)

// A gexfVersion is what differs between the versions of GEXF.
type gexfVersion struct {
	version, namespace, schema string
	kind                       bool // edges have a kind, so that several may join two nodes
}

var (
	gexf13 = gexfVersion{"1.3", "http://gexf.net/1.3", "http://gexf.net/1.3/gexf.xsd", true}
	gexf12 = gexfVersion{"1.2", "http://www.gexf.net/1.2draft", "http://www.gexf.net/1.2draft/gexf.xsd", false}
)

func writeGEXF13(w io.Writer, source Source, o Options) error { return gexf13.write(w, source, o) }

func writeGEXF12(w io.Writer, source Source, o Options) error { return gexf12.write(w, source, o) }

// write writes GEXF (https://gexf.net/schema.html). Node IDs are the IRIs; the name of an edge is its label, and in
// 1.3 its kind as well.
func (v gexfVersion) write(w io.Writer, source Source, o Options) error {
	return projected(source, o, func(p *Projection) error {
		g := newPen(w)
		g.text(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="` + v.namespace + `" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="` + v.namespace + ` ` +
			v.schema + `" version="` + v.version + `">
  <graph mode="static" defaultedgetype="directed">
    <attributes class="node">
`)
		gexfAttributes(g, p)
		g.text("    </attributes>\n    <nodes>\n")
		for n, err := range p.Nodes() {
			if err != nil {
				return err
			}
			gexfNode(g, n)
		}
		g.text("    </nodes>\n    <edges>\n")
		if err := v.edges(g, p); err != nil {
			return err
		}
		g.text("    </edges>\n  </graph>\n</gexf>\n")
		return g.close()
	})
}

// gexfAttributes declares the properties: class and classes, then the columns. IRI and name are the ID and label.
func gexfAttributes(g *pen, p *Projection) {
	const begin = `      <attribute id="`
	g.text(begin + `class" title="class" type="string"/>` + "\n" + begin + `classes" title="classes" type="string"/>` + "\n")
	for i := range p.Columns {
		c := &p.Columns[i]
		g.xml(begin+strconv.Itoa(i)+`" title="`, c.Name, `" type="`+c.typeName()+`"/>`+"\n")
	}
}

func gexfNode(g *pen, n *Node) {
	own := n.own()
	g.xml(`      <node id="`, n.ID, `" label="`, n.Name, `">`)
	const begin = `<attvalue for="`
	separator := "<attvalues>"
	value := func(id, text string) {
		g.xml(separator+begin+id+`" value="`, text, `"/>`)
		separator = ""
	}
	for i, id := range ownColumns[2:] {
		if own[i+2] != "" {
			value(id, own[i+2])
		}
	}
	for i, values := range n.Values {
		if len(values) > 0 {
			value(strconv.Itoa(i), strings.Join(values, listSeparator))
		}
	}
	if separator == "" {
		g.text("</attvalues>")
	}
	g.text("</node>\n")
}

func (v gexfVersion) edges(g *pen, p *Projection) error {
	id := 0
	for e, err := range p.Edges() {
		if err != nil {
			return err
		}
		g.xml(`      <edge id="`+strconv.Itoa(id)+`" source="`, e.Source, `" target="`, e.Target, `" label="`, e.Name, `"`)
		if v.kind {
			g.xml(` kind="`, e.Name, `"`)
		}
		g.text("/>\n")
		id++
	}
	return nil
}
