package graph_test

import (
	"slices"
	"sync"
	"testing"

	"policygraph/graph"
)

// TestReadersBesideAWriter reads states whole while they change: each is one that a write left.
func TestReadersBesideAWriter(t *testing.T) {
	onEachBackend(t, func(t *testing.T, s *graph.Store) {
		const steps = 25
		model := open(t, "mem:", graph.Options{})
		states := [][]string{nil}
		for i := range steps {
			operate(t, model, i)
			states = append(states, content(t, model))
		}
		stop := make(chan struct{})
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() { readStates(t, s, states, stop) })
		}
		for i := range steps {
			operate(t, s, i)
		}
		close(stop)
		wg.Wait()
	})
}

// readStates reads the store until stopped; each state must be one of those given, and none older than the last.
func readStates(t *testing.T, s *graph.Store, states [][]string, stop chan struct{}) {
	at := 0
	for round := 0; ; round++ {
		select {
		case <-stop:
			return
		default:
		}
		snap, err := s.Snapshot(t.Context())
		if err != nil {
			t.Error(err)
			return
		}
		got, again := read(t, snap), read(t, snap)
		viaCayley := got
		if round%5 == 0 { // its way through the log is slow
			viaCayley = cayleyContent(t, snap.QuadStore())
		}
		if err := snap.Close(); err != nil {
			t.Error(err)
		}
		for at < len(states) && !slices.Equal(got, states[at]) {
			at++
		}
		if at == len(states) || !slices.Equal(got, again) || !slices.Equal(got, viaCayley) {
			t.Errorf("a reader met a state that no write left")
			return
		}
	}
}
