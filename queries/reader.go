package queries

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/schema"
)

// scanFrom is the number of subjects from which one scan over a predicate is taken to be cheaper than a look-up
// for each: a look-up costs about as much as reading twenty neighbours.
const scanFrom = 2000

// A reader reads one snapshot for one query. It keeps the first error, after which every method gives nothing, so
// that a query checks once, before it answers.
type reader struct {
	ctx      context.Context
	snapshot graph.Snapshot
	terms    map[quad.IRI]graph.Node
	texts    map[graph.Node]string
	err      error
}

func newReader(ctx context.Context, s graph.Snapshot) *reader {
	return &reader{ctx: ctx, snapshot: s, terms: map[quad.IRI]graph.Node{}, texts: map[graph.Node]string{}}
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

func (r *reader) objects(s graph.Node, p quad.IRI) []graph.Node {
	t := r.term(p)
	if r.err != nil || t == (graph.Node{}) {
		return nil
	}
	list, err := r.snapshot.Objects(r.ctx, s, t)
	r.err = err
	return list
}

func (r *reader) subjects(p quad.IRI, o graph.Node) []graph.Node {
	t := r.term(p)
	if r.err != nil || t == (graph.Node{}) {
		return nil
	}
	list, err := r.snapshot.Subjects(r.ctx, t, o)
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

// pairs calls each for every subject and object that p joins, in ascending order.
func (r *reader) pairs(p quad.IRI, each func(graph.Pair)) {
	t := r.term(p)
	if r.err != nil || t == (graph.Node{}) {
		return
	}
	for pair, err := range r.snapshot.Pairs(r.ctx, t) {
		if err != nil {
			r.err = err
			return
		}
		each(pair)
	}
}

// join gives the objects of p for each of the subjects, which must be in ascending order and distinct.
func (r *reader) join(subjects []graph.Node, p quad.IRI) [][]graph.Node {
	out := make([][]graph.Node, len(subjects))
	if len(subjects) < scanFrom {
		for i, s := range subjects {
			out[i] = r.objects(s, p)
		}
		return out
	}
	at := 0
	r.pairs(p, func(pair graph.Pair) {
		for at < len(subjects) && compare(subjects[at], pair.Subject) < 0 {
			at++
		}
		if at < len(subjects) && subjects[at] == pair.Subject {
			out[at] = append(out[at], pair.Object)
		}
	})
	return out
}

// load resolves the texts of nodes in one batch, for [reader.text].
func (r *reader) load(lists ...[]graph.Node) {
	var missing []graph.Node
	for _, list := range lists {
		for _, n := range list {
			if _, known := r.texts[n]; !known && n != (graph.Node{}) {
				r.texts[n] = ""
				missing = append(missing, n)
			}
		}
	}
	if r.err != nil || len(missing) == 0 {
		return
	}
	slices.SortFunc(missing, compare)
	values, err := r.snapshot.Values(r.ctx, missing...)
	if err != nil {
		r.err = err
		return
	}
	for i, v := range values {
		r.texts[missing[i]] = literal(v)
	}
}

// text is the text of a loaded node.
func (r *reader) text(n graph.Node) string { return r.texts[n] }

// first is the text of the first of some loaded nodes by text, or "": where a property that should be single has
// several values, the answer doesn't hang on how the store orders them.
func (r *reader) first(nodes []graph.Node) string {
	least := ""
	for i, n := range nodes {
		if s := r.texts[n]; i == 0 || s < least {
			least = s
		}
	}
	return least
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

// distinct sorts nodes and drops repeats, in place.
func distinct(nodes []graph.Node) []graph.Node {
	slices.SortFunc(nodes, compare)
	return slices.Compact(nodes)
}

// intersect is what two sorted lists share.
func intersect(a, b []graph.Node) []graph.Node {
	var out []graph.Node
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

// literal is the lexical form of a literal, or the IRI itself. Cayley turns some literals into numbers of its own;
// they give their decimal form.
func literal(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.Int:
		return strconv.FormatInt(int64(v), 10)
	case quad.Float:
		return strconv.FormatFloat(float64(v), 'f', -1, 64)
	}
	return quad.StringOf(v)
}
