package sample

import (
	"context"
	"testing"

	"policygraph/graph"
	"policygraph/schema"
)

// Open makes a store with the samples at an address and gives a snapshot of it; both close with the test.
func Open(t testing.TB, address string) graph.Snapshot {
	t.Helper()
	ctx := context.Background()
	store, err := graph.Open(ctx, address, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	m := schema.IRIs{Base: Base}
	for _, n := range Notices() {
		if _, err := store.Replace(ctx, m.Notice(n.ID), n.Quads(m)); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
