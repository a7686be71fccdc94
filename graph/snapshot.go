package graph

import (
	"context"
	"iter"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A Node names a value within one snapshot. Nodes are comparable and ordered by their bytes; they mean nothing
// outside the snapshot that gave them. The zero Node is no node.
type Node [20]byte

// A Pair is the subject and object of a quad.
type Pair struct {
	Subject, Object Node
}

// A Snapshot is one consistent state of a store: what is written later is not seen. It is safe for concurrent
// use and must be closed. Every method obeys its context: one that ended gives the context's error, never a part
// of the answer.
type Snapshot interface {
	// Node finds the node of a value; ok is false where the store holds no such value.
	Node(ctx context.Context, v quad.Value) (n Node, ok bool, err error)
	// Values gives the value of each node, in the same order.
	Values(ctx context.Context, nodes ...Node) ([]quad.Value, error)

	// Objects gives the distinct objects of (s, p, ?) in any graph, in ascending order of node.
	Objects(ctx context.Context, s, p Node) ([]Node, error)
	// Subjects gives the distinct subjects of (?, p, o) in any graph, in ascending order of node.
	Subjects(ctx context.Context, p, o Node) ([]Node, error)
	// Pairs gives every distinct (subject, object) that p joins, in ascending order of subject, then object.
	Pairs(ctx context.Context, p Node) iter.Seq2[Pair, error]

	// Graphs gives the labels of the named graphs, sorted by their N-Quads form.
	Graphs(ctx context.Context) ([]quad.Value, error)
	// Graph gives the quads of one named graph (nil: the default graph), in no order that means anything.
	Graph(ctx context.Context, label quad.Value) iter.Seq2[quad.Quad, error]
	// Quads gives all quads, in no order that means anything.
	Quads(ctx context.Context) iter.Seq2[quad.Quad, error]

	// QuadStore is the same state behind Cayley's own interface, for paths, shapes and Gizmo; it refuses writes.
	QuadStore() cayley.QuadStore
	// Close ends the snapshot.
	Close() error
}
