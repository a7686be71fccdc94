package main

import (
	"context"

	"policygraph/graph"
	"policygraph/internal/hugepages"
)

// reading opens the store for reading and gives one state of it; both are closed when use is done.
func (a *app) reading(ctx context.Context, use func(*graph.Store, graph.Snapshot) error) error {
	return a.readingWith(ctx, graph.Options{}, use)
}

// answering is reading for one answer.
func (a *app) answering(ctx context.Context, use func(*graph.Store, graph.Snapshot) error) error {
	hugepages.Reserve(smallHeap)
	collectLater()
	return a.readingWith(ctx, graph.Options{Memory: answerMemory}, use)
}

func (a *app) readingWith(ctx context.Context, o graph.Options, use func(*graph.Store, graph.Snapshot) error) error {
	o.Base, o.ReadOnly, o.MustExist = a.base, true, true
	store, err := graph.Open(ctx, a.store, o)
	if err != nil {
		return err
	}
	defer store.Close()
	snapshot, err := store.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	return use(store, snapshot)
}

// writing opens a store that must exist.
func (a *app) writing(ctx context.Context, use func(*graph.Store) error) error {
	store, err := graph.Open(ctx, a.store, graph.Options{Base: a.base, MustExist: true})
	if err != nil {
		return err
	}
	err = use(store)
	if shut := store.Close(); err == nil {
		err = shut
	}
	return err
}
