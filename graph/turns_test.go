package graph_test

import (
	"testing"
	"time"

	"policygraph/graph"
	"policygraph/graph/bulk"
)

// TestAReaderMayAskForMoreBesideABuild has a build wait for a reader, which meanwhile reads on, by Cayley's interface too
// and by a second snapshot. Neither may wait for the other.
func TestAReaderMayAskForMoreBesideABuild(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		snap, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		n := sample("1号", nil, places["411082"])
		built := make(chan error, 1)
		go func() {
			_, err := s.Build(t.Context(), bulk.Options{}, nil, func(p *bulk.Plan) error { return p.Quads(n.Quads(iris)...) })
			built <- err
		}()
		for range 10 { // in some of them the build waits
			time.Sleep(50 * time.Millisecond)
			equal(t, "by the snapshot", read(t, snap), nil)
			equal(t, "by Cayley", cayleyContent(t, snap.QuadStore()), nil)
			equal(t, "by a second snapshot", content(t, s), nil)
		}
		select {
		case err := <-built:
			t.Errorf("the build is done beside a reader of the old state: %v", err)
		default:
		}
		if err := snap.Close(); err != nil {
			t.Error(err)
		}
		if err := <-built; err != nil {
			t.Error(err)
		}
		equal(t, "built", content(t, s), lines(n.Quads(iris)))
	})
}
