package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/schema"
)

// Stats are the sizes of a store.
type Stats struct {
	Notices   int `json:"notices"`
	Graphs    int `json:"graphs"`
	Divisions int `json:"divisions"`
	Nodes     int `json:"nodes"`
	Quads     int `json:"quads"`
	// Bytes is the size of the store on the disk, or in memory.
	Bytes int64 `json:"bytes"`
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st, err := s.backend.stats(ctx)
	if err != nil {
		err = fmt.Errorf("count store %q: %w", s.address, err)
	}
	return st, err
}

func (s *kvStore) stats(ctx context.Context) (st Stats, err error) {
	opened, err := s.snapshot(ctx)
	if err != nil {
		return st, err
	}
	defer opened.Close()
	snap := opened.(*kvSnapshot)
	size, err := snap.number(layout.SizeKey)
	if err != nil {
		return st, err
	}
	st.Quads = int(size)
	if st.Nodes, err = snap.countNodes(ctx); err != nil {
		return st, err
	}
	graphs, err := snap.Graphs(ctx)
	if err != nil {
		return st, err
	}
	st.Graphs = len(graphs)
	st.Notices, err = countInstances(ctx, snap, schema.ClassNotice)
	if err == nil {
		st.Divisions, err = countInstances(ctx, snap, schema.ClassDivision)
	}
	st.Bytes = int64(s.db.Metrics().DiskSpaceUsage())
	return st, err
}

// countNodes counts the keys of values, which begin with v.
func (s *kvSnapshot) countNodes(ctx context.Context) (n int, err error) {
	err = s.scan([]byte("v"), func(key []byte, _ *pebble.Iterator) (bool, error) {
		if _, ok := layout.KeyHash(key); ok {
			n++
		}
		if n%1000 == 0 {
			return true, ctx.Err()
		}
		return true, nil
	})
	return n, err
}

// countInstances counts the subjects of a class.
func countInstances(ctx context.Context, snap Snapshot, class quad.IRI) (int, error) {
	p, ok1, err1 := snap.Node(ctx, schema.Type)
	o, ok2, err2 := snap.Node(ctx, class)
	if err := errors.Join(err1, err2); err != nil || !ok1 || !ok2 {
		return 0, err
	}
	nodes, err := snap.Subjects(ctx, p, o)
	return len(nodes), err
}
