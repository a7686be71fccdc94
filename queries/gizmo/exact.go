package gizmo

import (
	"context"
	"math"
	"strconv"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"

	"policygraph/queries"
	"policygraph/schema"
)

// exactStore is a quad store in whose queries a comparison with a number compares all numbers exactly, xsd:decimal
// literals among them. It rewrites the query's shape, which is Cayley's own way for a store to answer better.
type exactStore struct {
	cayley.QuadStore
}

// OptimizeShape implements [shape.Optimizer]. What the store below makes of a shape is bound to that store, because
// its shapes refuse any other.
func (s exactStore) OptimizeShape(ctx context.Context, in shape.Shape) (shape.Shape, bool) {
	if f, ok := in.(shape.Filter); ok {
		if exact, changed := exactFilters(f.Filters); changed {
			return shape.Filter{From: f.From, Filters: exact}, true
		}
	}
	below, ok := s.QuadStore.(shape.Optimizer)
	if !ok {
		return in, false
	}
	out, changed := below.OptimizeShape(ctx, in)
	if changed && !shape.IsNull(out) {
		out = bound{out, s.QuadStore}
	}
	return out, changed
}

// exactFilters replaces comparisons with numbers.
func exactFilters(list []shape.ValueFilter) ([]shape.ValueFilter, bool) {
	out := make([]shape.ValueFilter, len(list))
	changed := false
	for i, f := range list {
		out[i] = f
		if c, ok := f.(shape.Comparison); ok {
			if bound, ok := number(c.Val); ok {
				out[i] = numberFilter{c.Op, bound}
				changed = true
			}
		}
	}
	return out, changed
}

// bound is a shape that is built on one store, whichever is given.
type bound struct {
	shape.Shape
	store cayley.QuadStore
}

func (b bound) BuildIterator(cayley.QuadStore) iterator.Shape { return b.Shape.BuildIterator(b.store) }

func (b bound) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return b, false }

// numberFilter keeps numbers that stand in a relation to a bound.
type numberFilter struct {
	op    iterator.Operator
	bound string
}

func (f numberFilter) BuildIterator(store cayley.QuadStore, from iterator.Shape) iterator.Shape {
	return iterator.NewValueFilter(store, from, func(v quad.Value) (bool, error) {
		n, ok := number(v)
		return ok && f.holds(queries.CompareDecimals(n, f.bound)), nil
	})
}

func (f numberFilter) holds(c int) bool {
	switch f.op {
	case iterator.CompareLT:
		return c < 0
	case iterator.CompareLTE:
		return c <= 0
	case iterator.CompareGT:
		return c > 0
	case iterator.CompareGTE:
		return c >= 0
	}
	return false
}

// number is the decimal form of a numeric value.
func number(v quad.Value) (string, bool) {
	switch v := v.(type) {
	case quad.Int:
		return strconv.FormatInt(int64(v), 10), true
	case quad.Float:
		if f := float64(v); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return strconv.FormatFloat(f, 'f', -1, 64), true
		}
	case quad.TypedString:
		if t := v.Type.Full(); t == schema.XSDDecimal || t == schema.XSDInteger {
			return string(v.Value), queries.IsDecimal(string(v.Value))
		}
	}
	return "", false
}
