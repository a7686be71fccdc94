package queries

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/schema"
)

// A reader reads one snapshot for one query. It keeps the first error, after which every method gives nothing, so
// that a query checks once, before it answers.
type reader struct {
	ctx      context.Context
	snapshot graph.Snapshot
	terms    map[quad.IRI]graph.Node
	err      error
}

func newReader(ctx context.Context, s graph.Snapshot) *reader {
	return &reader{ctx: ctx, snapshot: s, terms: map[quad.IRI]graph.Node{}}
}

// node finds a value; ok is false where the store doesn't hold it.
func (r *reader) node(v quad.Value) (n graph.Node, ok bool) {
	if r.err != nil {
		return n, false
	}
	n, ok, r.err = r.snapshot.Node(r.ctx, v)
	return n, ok && r.err == nil
}

// term is the node of a term of the vocabulary, looked up once; the zero node where the store doesn't use it.
func (r *reader) term(iri quad.IRI) graph.Node {
	n, seen := r.terms[iri]
	if !seen {
		n, _ = r.node(iri)
		r.terms[iri] = n
	}
	return n
}

// subjects are the subjects that p joins to an object, sorted.
func (r *reader) subjects(p quad.IRI, o graph.Node) []graph.Node {
	return r.subjectsOf(p, []graph.Node{o})
}

// subjectsOf are the subjects that p joins to any of the objects, which must be sorted and distinct; sorted.
func (r *reader) subjectsOf(p quad.IRI, objects []graph.Node) []graph.Node {
	if r.err != nil || len(objects) == 0 {
		return nil
	}
	list, err := graph.SubjectsOf(r.ctx, r.snapshot, p, objects)
	r.err = err
	return list
}

// instances are the nodes of a class.
func (r *reader) instances(class quad.IRI) []graph.Node {
	c := r.term(class)
	if c == (graph.Node{}) {
		return nil
	}
	return r.subjects(schema.Type, c)
}

// join gives the objects of p for each of the subjects, which must be in ascending order and distinct.
func (r *reader) join(subjects []graph.Node, p quad.IRI) [][]graph.Node {
	if r.err == nil && len(subjects) > 0 {
		var lists [][]graph.Node
		if lists, r.err = graph.Join(r.ctx, r.snapshot, p, subjects); r.err == nil {
			return lists
		}
	}
	return make([][]graph.Node, len(subjects))
}

// firstObjects gives the first object of p for each of the subjects, which must be in ascending order and distinct, and
// the zero node where there is none.
func (r *reader) firstObjects(subjects []graph.Node, p quad.IRI) []graph.Node {
	if r.err == nil && len(subjects) > 0 {
		var nodes []graph.Node
		if nodes, r.err = graph.FirstObjects(r.ctx, r.snapshot, p, subjects); r.err == nil {
			return nodes
		}
	}
	return make([]graph.Node, len(subjects))
}

// labels gives the label of each of some themes or measures, in any order and repeated; "" for the zero node.
func (r *reader) labels(nodes []graph.Node) []string {
	sorted := known(nodes)
	texts := r.firsts(sorted, schema.PrefLabel)
	out := make([]string, len(nodes))
	for i, n := range nodes {
		if at, ok := slices.BinarySearchFunc(sorted, n, compare); ok {
			out[i] = texts[at]
		}
	}
	return out
}

// known are the nodes that are not zero, sorted and distinct.
func known(nodes []graph.Node) []graph.Node {
	isNext := func(i int) bool { return nodes[i] != (graph.Node{}) && (i == 0 || nodes[i] != nodes[i-1]) }
	size := 0
	for i := range nodes {
		if isNext(i) {
			size++
		}
	}
	out := make([]graph.Node, 0, size)
	for i, n := range nodes {
		if isNext(i) {
			out = append(out, n)
		}
	}
	return distinct(out)
}

// firsts gives the first text of p for each of the subjects, which must be in ascending order and distinct, and "" where
// there is none: where a property that should be single has several values, the answer doesn't hang on how the store
// orders them.
func (r *reader) firsts(subjects []graph.Node, p quad.IRI) []string {
	if r.err == nil && len(subjects) > 0 {
		var texts []string
		if texts, r.err = graph.FirstTexts(r.ctx, r.snapshot, p, subjects); r.err == nil {
			return texts
		}
	}
	return make([]string, len(subjects))
}

// matching gives those of the subjects, which must be in ascending order and distinct, of which a text of p passes a
// test; where test is nil, those that have one.
func (r *reader) matching(subjects []graph.Node, p quad.IRI, test func(text []byte) bool) []graph.Node {
	if r.err != nil || len(subjects) == 0 {
		return nil
	}
	found, err := graph.Matching(r.ctx, r.snapshot, p, subjects, test)
	r.err = err
	return found
}

// names gives the IRIs of nodes, which must be in ascending order and distinct.
func (r *reader) names(nodes []graph.Node) []string {
	if r.err == nil && len(nodes) > 0 {
		var names []string
		if names, r.err = graph.Texts(r.ctx, r.snapshot, nodes); r.err == nil {
			return names
		}
	}
	return make([]string, len(nodes))
}

// compare orders nodes by their bytes, as snapshots do. The first eight tell most apart; as numbers they compare in
// a fraction of the time of [bytes.Compare].
func compare(a, b graph.Node) int {
	x, y := binary.BigEndian.Uint64(a[:8]), binary.BigEndian.Uint64(b[:8])
	if x != y {
		if x < y {
			return -1
		}
		return 1
	}
	return bytes.Compare(a[8:], b[8:])
}

// distinct sorts nodes and drops repeats, in place. Nodes that differ in nothing but their first eight bytes, as those
// of an embedded store, are sorted as numbers.
func distinct(nodes []graph.Node) []graph.Node {
	numbers := make([]uint64, len(nodes))
	for i := range nodes {
		if [12]byte(nodes[i][8:]) != [12]byte(nodes[0][8:]) {
			slices.SortFunc(nodes, compare)
			return slices.Compact(nodes)
		}
		numbers[i] = binary.BigEndian.Uint64(nodes[i][:8])
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	for i, n := range numbers {
		binary.BigEndian.PutUint64(nodes[i][:8], n)
	}
	return nodes[:len(numbers)]
}

// intersect is what two sorted lists share.
func intersect(a, b []graph.Node) []graph.Node {
	out := make([]graph.Node, 0, min(len(a), len(b)))
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch c := compare(a[i], b[k]); {
		case c < 0:
			i++
		case c > 0:
			k++
		default:
			out = append(out, a[i])
			i, k = i+1, k+1
		}
	}
	return out
}

// contains reports whether a sorted list has a node.
func contains(list []graph.Node, n graph.Node) bool {
	_, ok := slices.BinarySearchFunc(list, n, compare)
	return ok
}
