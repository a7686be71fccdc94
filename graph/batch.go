package graph

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"policygraph/graph/layout"
)

// What follows asks a snapshot for much at once, which takes a fraction of the time of asking for each. A store in a
// folder or in memory answers from the columns that it keeps (see [keptColumn]) where they are of its state; any
// snapshot answers the same.

// batchReader is what a snapshot has that answers in one pass.
type batchReader interface {
	join(ctx context.Context, p quad.IRI, subjects []Node) ([][]Node, error)
	firstObjects(ctx context.Context, p quad.IRI, subjects []Node) ([]Node, error)
	joinTexts(ctx context.Context, p quad.IRI, subjects []Node) ([][]string, error)
	firstTexts(ctx context.Context, p quad.IRI, subjects []Node) ([]string, error)
	matching(ctx context.Context, p quad.IRI, subjects []Node, test func(text []byte) bool) ([]Node, error)
	subjectsOf(ctx context.Context, p quad.IRI, objects []Node) ([]Node, error)
	nodeTexts(ctx context.Context, nodes []Node) ([]string, error)
	through(ctx context.Context, p, q quad.IRI) (*Links, error)
}

// joinFrom is the number of subjects from which a snapshot without batches is read in one pass over a predicate.
const joinFrom = 2000

// Join gives, for each of the subjects, which must be distinct and in ascending order, the distinct objects that p
// joins to it in any graph, in ascending order.
func Join(ctx context.Context, snap Snapshot, p quad.IRI, subjects []Node) ([][]Node, error) {
	if b, ok := snap.(batchReader); ok {
		return b.join(ctx, p, subjects)
	}
	n, ok, err := snap.Node(ctx, p)
	if err != nil || !ok {
		return make([][]Node, len(subjects)), err
	}
	if len(subjects) >= joinFrom {
		return joinPairs(ctx, snap, n, subjects)
	}
	out := make([][]Node, len(subjects))
	for i, s := range subjects {
		if out[i], err = snap.Objects(ctx, s, n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func joinPairs(ctx context.Context, snap Snapshot, p Node, subjects []Node) ([][]Node, error) {
	r := newRows[Node](len(subjects))
	at := 0
	for pair, err := range snap.Pairs(ctx, p) {
		if err != nil {
			return nil, err
		}
		for at < len(subjects) && compareNodes(subjects[at], pair.Subject) < 0 {
			at++
		}
		if at == len(subjects) {
			break
		}
		if subjects[at] == pair.Subject {
			r.add(at, pair.Object)
		}
	}
	return r.lists(len(subjects)), nil
}

// FirstObjects gives, for each of the subjects, which must be distinct and in ascending order, the least object that p
// joins to it in any graph, and the zero Node where there is none.
func FirstObjects(ctx context.Context, snap Snapshot, p quad.IRI, subjects []Node) ([]Node, error) {
	if b, ok := snap.(batchReader); ok {
		return b.firstObjects(ctx, p, subjects)
	}
	return firstOf(Join(ctx, snap, p, subjects))
}

// JoinTexts is [Join] with the texts of the objects, see [Text], in ascending order.
func JoinTexts(ctx context.Context, snap Snapshot, p quad.IRI, subjects []Node) ([][]string, error) {
	if b, ok := snap.(batchReader); ok {
		return b.joinTexts(ctx, p, subjects)
	}
	lists, err := Join(ctx, snap, p, subjects)
	if err != nil {
		return nil, err
	}
	return textsOf(ctx, snap, lists)
}

// FirstTexts gives, for each of the subjects, which must be distinct and in ascending order, the least text of what p
// joins to it in any graph, and "" where that is nothing.
func FirstTexts(ctx context.Context, snap Snapshot, p quad.IRI, subjects []Node) ([]string, error) {
	if b, ok := snap.(batchReader); ok {
		return b.firstTexts(ctx, p, subjects)
	}
	return firstOf(JoinTexts(ctx, snap, p, subjects))
}

// firstOf is the first of each list.
func firstOf[T any](lists [][]T, err error) ([]T, error) {
	out := make([]T, len(lists))
	for i, list := range lists {
		if len(list) > 0 {
			out[i] = list[0]
		}
	}
	return out, err
}

// Matching gives those of the subjects, which must be distinct and in ascending order, to which p joins, in any graph,
// something whose text passes a test; where test is nil, anything. The test must not keep the text.
func Matching(ctx context.Context, snap Snapshot, p quad.IRI, subjects []Node, test func(text []byte) bool) ([]Node, error) {
	if b, ok := snap.(batchReader); ok {
		return b.matching(ctx, p, subjects, test)
	}
	return matchingTexts(ctx, snap, p, subjects, test)
}

func matchingTexts(ctx context.Context, snap Snapshot, p quad.IRI, subjects []Node, test func(text []byte) bool) ([]Node, error) {
	lists, err := JoinTexts(ctx, snap, p, subjects)
	if err != nil {
		return nil, err
	}
	var out []Node
	for i, n := range subjects {
		if slices.ContainsFunc(lists[i], func(text string) bool { return test == nil || test([]byte(text)) }) {
			out = append(out, n)
		}
	}
	return out, nil
}

// textsOf gives the texts of nodes in lists, each list in ascending order.
func textsOf(ctx context.Context, snap Snapshot, lists [][]Node) ([][]string, error) {
	nodes := slices.Concat(lists...)
	slices.SortFunc(nodes, compareNodes)
	nodes = slices.Compact(nodes)
	values, err := snap.Values(ctx, nodes...)
	if err != nil {
		return nil, err
	}
	out := make([][]string, len(lists))
	for i, list := range lists {
		for _, n := range list {
			at, _ := slices.BinarySearchFunc(nodes, n, compareNodes)
			out[i] = append(out[i], Text(values[at]))
		}
		slices.Sort(out[i])
	}
	return out, nil
}

// SubjectsOf gives the distinct subjects that p joins to any of the objects, which must be distinct and in ascending
// order, in any graph; in ascending order.
func SubjectsOf(ctx context.Context, snap Snapshot, p quad.IRI, objects []Node) ([]Node, error) {
	if b, ok := snap.(batchReader); ok {
		return b.subjectsOf(ctx, p, objects)
	}
	n, ok, err := snap.Node(ctx, p)
	if err != nil || !ok {
		return nil, err
	}
	return subjectsOneByOne(ctx, snap, n, objects)
}

func subjectsOneByOne(ctx context.Context, snap Snapshot, p Node, objects []Node) ([]Node, error) {
	var out []Node
	for _, o := range objects {
		list, err := snap.Subjects(ctx, p, o)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	slices.SortFunc(out, compareNodes)
	return slices.Compact(out), nil
}

// Texts gives the text of each node, see [Text]. The nodes must be distinct and in ascending order.
func Texts(ctx context.Context, snap Snapshot, nodes []Node) ([]string, error) {
	if b, ok := snap.(batchReader); ok {
		return b.nodeTexts(ctx, nodes)
	}
	values, err := snap.Values(ctx, nodes...)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = Text(v)
	}
	return out, nil
}

// Text is the lexical form of a literal without datatype and language, an IRI without brackets, and "" for no value.
// What Cayley holds as a number of its own has its decimal form.
func Text(v quad.Value) string { return layout.Text(v) }
