package main

import (
	"runtime"
	"runtime/debug"
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

// How much of the heap is to stand on large pages, in bytes: where notices are read or a store is asked, where quads or many
// notices go into a store, and where a store is exported. A run that does little else than start is sooner done without,
// for the collection of garbage that it takes.
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
