package queries_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"

	"policygraph/graph"
)

// memory is a snapshot of quads in maps, the plainest reading of what a snapshot must give.
type memory struct {
	values   map[graph.Node]quad.Value
	objects  map[[2]graph.Node][]graph.Node
	subjects map[[2]graph.Node][]graph.Node
	pairs    map[graph.Node][]graph.Pair
}

func newMemory(quads []quad.Quad) *memory {
	m := &memory{map[graph.Node]quad.Value{}, map[[2]graph.Node][]graph.Node{}, map[[2]graph.Node][]graph.Node{},
		map[graph.Node][]graph.Pair{}}
	put := func(v quad.Value) graph.Node {
		n := graph.Node(refs.HashOf(v))
		m.values[n] = v
		return n
	}
	for _, q := range quads {
		s, p, o := put(q.Subject), put(q.Predicate), put(q.Object)
		m.objects[[2]graph.Node{s, p}] = append(m.objects[[2]graph.Node{s, p}], o)
		m.subjects[[2]graph.Node{p, o}] = append(m.subjects[[2]graph.Node{p, o}], s)
		m.pairs[p] = append(m.pairs[p], graph.Pair{Subject: s, Object: o})
	}
	for _, lists := range []map[[2]graph.Node][]graph.Node{m.objects, m.subjects} {
		for k, list := range lists {
			slices.SortFunc(list, func(a, b graph.Node) int { return bytes.Compare(a[:], b[:]) })
			lists[k] = slices.Compact(list)
		}
	}
	for p, list := range m.pairs {
		slices.SortFunc(list, func(a, b graph.Pair) int {
			if c := bytes.Compare(a.Subject[:], b.Subject[:]); c != 0 {
				return c
			}
			return bytes.Compare(a.Object[:], b.Object[:])
		})
		m.pairs[p] = slices.Compact(list)
	}
	return m
}

func (m *memory) Node(ctx context.Context, v quad.Value) (graph.Node, bool, error) {
	n := graph.Node(refs.HashOf(v))
	_, ok := m.values[n]
	return n, ok, ctx.Err()
}

func (m *memory) Values(ctx context.Context, nodes ...graph.Node) ([]quad.Value, error) {
	out := make([]quad.Value, len(nodes))
	for i, n := range nodes {
		out[i] = m.values[n]
	}
	return out, ctx.Err()
}

func (m *memory) Objects(ctx context.Context, s, p graph.Node) ([]graph.Node, error) {
	return m.objects[[2]graph.Node{s, p}], ctx.Err()
}

func (m *memory) Subjects(ctx context.Context, p, o graph.Node) ([]graph.Node, error) {
	return m.subjects[[2]graph.Node{p, o}], ctx.Err()
}

func (m *memory) Pairs(ctx context.Context, p graph.Node) iter.Seq2[graph.Pair, error] {
	return func(yield func(graph.Pair, error) bool) {
		for _, pair := range m.pairs[p] {
			if !yield(pair, ctx.Err()) {
				return
			}
		}
	}
}

var errNotKept = errors.New("not kept in this snapshot")

func (m *memory) Graphs(context.Context) ([]quad.Value, error) { return nil, errNotKept }

func (m *memory) Graph(context.Context, quad.Value) iter.Seq2[quad.Quad, error] {
	return m.Quads(context.Background())
}

func (m *memory) Quads(context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) { yield(quad.Quad{}, errNotKept) }
}

func (m *memory) QuadStore() cayley.QuadStore { return nil }

func (m *memory) Close() error { return nil }
