package graph

import (
	"context"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	cayleysql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// pgQuads is Cayley's SQL store, made to refuse writes and mended where it panics.
type pgQuads struct {
	*cayleysql.QuadStore
}

// ApplyDeltas refuses.
func (pgQuads) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error { return errReadSnapshot }

// NewQuadWriter refuses.
func (pgQuads) NewQuadWriter() (quad.WriteCloser, error) { return nil, errReadSnapshot }

// Close does nothing: the snapshot's Close ends it.
func (pgQuads) Close() error { return nil }

// OptimizeShape turns parts of a query into SQL. What comes of it refuses any store but Cayley's own and so is bound
// to it. Each part is a statement of its own: Cayley does not join what is bound.
func (q pgQuads) OptimizeShape(ctx context.Context, s shape.Shape) (shape.Shape, bool) {
	out, changed := q.QuadStore.OptimizeShape(ctx, s)
	if changed && !shape.IsNull(out) {
		out = pgShape{out, q.QuadStore}
	}
	return out, changed
}

// A pgShape is a part of a query in SQL.
type pgShape struct {
	shape.Shape
	quads *cayleysql.QuadStore
}

// BuildIterator builds on Cayley's own store, whichever is given.
func (s pgShape) BuildIterator(cayley.QuadStore) iterator.Shape {
	return pathsOnce{s.Shape.BuildIterator(s.quads)}
}

// Optimize leaves it as it is.
func (s pgShape) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

// pathsOnce asks an iterator of Cayley's sql package for no further path once there was none, which others do and it
// does not bear.
type pathsOnce struct{ iterator.Shape }

func (p pathsOnce) Iterate() iterator.Scanner { return &scanPaths{p.Shape.Iterate(), true} }
func (p pathsOnce) Lookup() iterator.Index    { return &lookupPaths{p.Shape.Lookup(), true} }

// Optimize leaves it as it is.
func (p pathsOnce) Optimize(context.Context) (iterator.Shape, bool) { return p, false }

type scanPaths struct {
	iterator.Scanner
	none bool // no further path
}

// Next goes to the next result.
func (p *scanPaths) Next(ctx context.Context) bool {
	p.none = !p.Scanner.Next(ctx)
	return !p.none
}

// NextPath goes to the next path to the result.
func (p *scanPaths) NextPath(ctx context.Context) bool {
	p.none = p.none || !p.Scanner.NextPath(ctx)
	return !p.none
}

type lookupPaths struct {
	iterator.Index
	none bool
}

// Contains looks a node up.
func (p *lookupPaths) Contains(ctx context.Context, v refs.Ref) bool {
	p.none = !p.Index.Contains(ctx, v)
	return !p.none
}

// NextPath goes to the next path to the node.
func (p *lookupPaths) NextPath(ctx context.Context) bool {
	p.none = p.none || !p.Index.NextPath(ctx)
	return !p.none
}
