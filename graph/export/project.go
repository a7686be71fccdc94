package export

import (
	"bytes"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// A Projection is a graph of nodes and edges with properties, as GraphML, GEXF and Neo4j know it. The same
// projection stands in all three:
//
//   - Named graphs are merged. Each IRI or blank node that is a subject or an object is one node; its ID is the
//     IRI, or _: and the label.
//   - rdf:type gives the node's labels: the local names of the vocabulary's classes (Practice, Division), prefix:name
//     for other terms of its namespaces, and else the IRI (with %3A for its colon where that looks like the former). The first label in the order of the vocabulary is its kind.
//   - A literal is a property of its subject, an IRI or a blank node an edge to it; both are named as labels are.
//     A language tag other than zh stands behind the name: title@en.
//   - A property is an integer (64 bits) where all its values are, a double where all are numbers that a double
//     holds to the last digit, a boolean where all are booleans, and else a text.
//   - A property that some node has more than once is a list: an array in Neo4j, and elsewhere one text with the
//     values between " | ".
//   - The name of a node, for showing it, is its prefLabel, title, asWritten or statement, or else the last part of
//     its IRI.
//   - Characters that XML 1.0 cannot have (control characters, U+FFFE, U+FFFF) are written \u001F, in all three.
type Projection struct {
	a     *arrangement
	names names
	ranks map[quad.IRI]int
	// Columns are the properties that nodes have, in the order of the vocabulary, then by name.
	Columns []Column
	byKey   map[columnKey]int
}

// A Node is a node of a projection. Its slices are valid until the next one.
type Node struct {
	ID     string
	Name   string
	Labels []string
	// Values are the values of each column, in the order of [Projection.Columns].
	Values [][]string
}

// An Edge is an edge of a projection.
type Edge struct {
	Source, Target, Name string
}

// project makes the projection of quads, which must be closed.
func project(source Source, o Options) (*Projection, error) {
	by := readingOrder(o)
	by.Ends = isEnd
	a, err := arrange(source, by)
	if err != nil {
		return nil, err
	}
	p := &Projection{a: a, names: newNames(), ranks: map[quad.IRI]int{}, byKey: map[columnKey]int{}}
	for i, c := range schema.Terms.Classes {
		p.ranks[c.IRI] = i + 1
	}
	if err := p.findColumns(); err != nil {
		a.Close()
		return nil, err
	}
	return p, nil
}

func (p *Projection) close() error { return p.a.Close() }

// Nodes gives every node, in reading order.
func (p *Projection) Nodes() iter.Seq2[*Node, error] {
	return func(yield func(*Node, error) bool) {
		n := &Node{Values: make([][]string, len(p.Columns))}
		for d, err := range descriptions(p.a.quads()) {
			if err != nil {
				yield(nil, err)
				return
			}
			p.describe(n, d)
			if !yield(n, nil) {
				return
			}
		}
	}
}

// describe makes n the node of a description.
func (p *Projection) describe(n *Node, d description) {
	n.ID, n.Labels = nodeID(d.subject), n.Labels[:0]
	for i := range n.Values {
		n.Values[i] = n.Values[i][:0]
	}
	var classes []quad.IRI
	for _, q := range d.quads {
		if class, ok := q.Object.(quad.IRI); ok && q.Predicate == schema.Type {
			classes = append(classes, class)
		} else if form, key, ok := property(q); ok {
			i := p.byKey[key]
			n.Values[i] = append(n.Values[i], form)
		}
	}
	slices.SortStableFunc(classes, func(a, b quad.IRI) int { return p.rank(a) - p.rank(b) })
	for _, c := range classes {
		n.Labels = append(n.Labels, p.names.of(c))
	}
	n.Name = p.nameOf(n)
}

// rank puts the vocabulary's classes first, in its order.
func (p *Projection) rank(class quad.IRI) int {
	if rank, ok := p.ranks[class]; ok {
		return rank
	}
	return len(p.ranks) + 1
}

func (p *Projection) nameOf(n *Node) string {
	for _, iri := range []quad.IRI{schema.PrefLabel, schema.Title, schema.PolAsWritten, schema.PolStatement} {
		if i, ok := p.byKey[columnKey{predicate: iri}]; ok && len(n.Values[i]) > 0 {
			return n.Values[i][0]
		}
	}
	return n.ID[strings.LastIndexAny(n.ID, "/#:")+1:]
}

// Edges gives every edge, in the reading order of its source.
func (p *Projection) Edges() iter.Seq2[Edge, error] {
	return func(yield func(Edge, error) bool) {
		var e Edge
		var source []byte
		known := map[string]string{} // names of predicates
		for st, err := range p.a.Statements() {
			if err != nil {
				yield(Edge{}, err)
				return
			}
			if !isEdgeText(st) {
				continue
			}
			if !bytes.Equal(st.Subject, source) {
				source = append(source[:0], st.Subject...)
				e.Source = textID(st.Subject)
			}
			var ok bool
			if e.Name, ok = known[string(st.Predicate)]; !ok {
				e.Name = p.names.of(quad.IRI(textID(st.Predicate)))
				known[string(st.Predicate)] = e.Name
			}
			e.Target = textID(st.Object)
			if !yield(e, nil) {
				return
			}
		}
	}
}

// isEdgeText says whether a statement joins two nodes: its object is a resource, but not the class of its subject.
func isEdgeText(st *nquads.Statement) bool {
	if len(st.Object) == 0 {
		return false
	}
	return isEnd(st.Predicate, st.Object[0])
}

// isEnd says whether objects of a predicate whose text begins with c are nodes.
func isEnd(predicate []byte, c byte) bool {
	return c == '_' || c == '<' && string(predicate) != typeText
}

// textID is the ID of a node, see [nodeID], by its text.
func textID(text []byte) string {
	if text[0] == '<' {
		text = text[1 : len(text)-1]
	}
	return string(text)
}

// projected calls write with the projection of quads.
func projected(source Source, o Options, write func(p *Projection) error) error {
	p, err := project(source, o)
	if err != nil {
		return err
	}
	err = write(p)
	if closing := p.close(); err == nil {
		err = closing
	}
	return err
}
