// Policygraph builds a knowledge graph of local practice from Chinese policy notices; see the README.
package main

import (
	"os"

	"policygraph/internal/hugepages"
)

// How much of the heap is to stand on large pages, in bytes: at the start of every run, and where a graph or many notices
// pass through.
const (
	smallHeap = 32 << 20
	largeHeap = 320 << 20
)

func main() {
	hugepages.Reserve(smallHeap)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
