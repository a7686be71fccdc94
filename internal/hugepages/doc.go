// Package hugepages has the heap stand on large pages where the system has them.
//
// A process that runs for a tenth of a second, or that fills a gigabyte once, spends much of its time on faults: the
// kernel hands out memory in pages of 4 KB, each at its first touch. Linux hands out 2 MB at once where a program asks
// for it (transparent huge pages, in the mode "madvise" that distributions set, see madvise(2)); the Go runtime does
// not ask.
package hugepages
