package main

import (
	"runtime"
	"runtime/debug"

	"policygraph/queries"
)

// answerMemory is the room for caches, in bytes, of a command that gives one answer and ends: it reads most blocks of
// the store once, and a block that is kept takes fresh memory, which costs more than to read the block again.
const answerMemory = 1 << 20

// usualPercent is the growth of the heap between two collections of garbage that the runtime begins with.
const usualPercent = 100

// collectLater puts off the first collection of garbage from 4 MB, the runtime's least heap, to 32 MB: most commands that
// give one answer end before, and a collection takes as long as their query. From then on all is as usual. Where GOGC
// says otherwise, that holds.
func collectLater() {
	if before := debug.SetGCPercent(8 * usualPercent); before != usualPercent {
		debug.SetGCPercent(before)
		return
	}
	garbage := &struct{ _ *byte }{}
	runtime.AddCleanup(garbage, func(percent int) { debug.SetGCPercent(percent) }, usualPercent)
}

// narrows reports whether arguments narrow a query to a part of the store, as a place, a measure or a notice does. What
// the whole store answers takes some 10 MB.
func narrows(q *queries.Query, given queries.Args) bool {
	for i := range q.Params {
		if p := &q.Params[i]; p.Type == queries.Name && given[p.Name] != "" {
			return true
		}
	}
	return false
}

// How much of the heap is to stand on large pages, in bytes: where notices are read or the whole store is asked, where
// quads or many notices go into a store, and where a store is exported. A run that does little is sooner done without, for
// the collection of garbage that it takes.
const (
	smallHeap  = 32 << 20
	largeHeap  = 320 << 20
	exportHeap = 128 << 20
)

// An export sorts within exportMemory and lets garbage grow by exportGarbage percent of what is in use, so that its
// memory is about the same for a million quads and for ten.
const (
	exportMemory  = 96 << 20
	exportGarbage = 25
)
