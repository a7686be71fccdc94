package bulk

import (
	"os"
	"runtime"
)

// DefaultMemory is how much memory a plan aims to stay within.
const DefaultMemory = 400 << 20

// An Order is the order in which a store keeps its keys.
type Order int

const (
	// Escaped is the order of flat keys, in which a slash and a backslash inside a key are escaped.
	Escaped Order = iota
	// Plain is the order of raw bytes.
	Plain
)

// Options say how a plan works. The zero value is good.
type Options struct {
	// Memory is how many bytes of memory to stay within, DefaultMemory where it is 0. Some tens of megabytes are
	// needed for buffers however little is given.
	Memory int64
	// Dir is where temporary files stand, os.TempDir where it is "".
	Dir string
	// Order is the order of keys of the store to be written.
	Order Order
	// Processors is how many processors to use, all where it is 0.
	Processors int
	// Links, where not nil, are made by the plan.
	Links *Links
	// Progress, where not nil, is told how far the work is, some times a second and from one goroutine at a
	// time.
	Progress func(Progress)
}

// Progress is how far the work is.
type Progress struct {
	// Step is what is being done: "read", "sort" or "write".
	Step string
	// Done and Total count bytes of text in step "read", where Total is 0 for not known, and parts of the work
	// in the others.
	Done, Total int64
	// Quads is how many quads were read so far, repeats included.
	Quads int64
}

func (o Options) withDefaults() Options {
	if o.Memory <= 0 {
		o.Memory = DefaultMemory
	}
	if o.Dir == "" {
		o.Dir = os.TempDir()
	}
	if o.Processors <= 0 {
		o.Processors = runtime.GOMAXPROCS(0)
	}
	return o
}
