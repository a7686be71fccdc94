package linesort

import (
	"bufio"
	"bytes"
	"container/heap"
	"fmt"
	"io"
	"iter"
)

// runBuffer is how much of each run is read at once, in bytes.
const runBuffer = 64 << 10

// A runReader reads the lines of one run, or those in memory.
type runReader struct {
	pull func() ([]byte, bool) // gives the lines in memory, or is nil
	r    *bufio.Reader
	line []byte // the next line without its LF
	long []byte // holds a line that is longer than the buffer
}

// next moves to the next line; it gives [io.EOF] behind the last.
func (r *runReader) next() error {
	if r.pull != nil {
		line, ok := r.pull()
		if !ok {
			return io.EOF
		}
		r.line = line
		return nil
	}
	line, err := r.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.long = r.long[:0]
		for err == bufio.ErrBufferFull {
			r.long = append(r.long, line...)
			line, err = r.r.ReadSlice('\n')
		}
		r.long = append(r.long, line...)
		line = r.long
	}
	if err != nil {
		return err
	}
	r.line = line[:len(line)-1]
	return nil
}

// runHeap has the run with the lowest line first.
type runHeap []*runReader

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return bytes.Compare(h[i].line, h[j].line) < 0 }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)        { *h = append(*h, x.(*runReader)) }
func (h *runHeap) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}

// merge gives the lines of all runs and of memory in order, each once.
func (s *Sorter) merge(yield func([]byte, error) bool) {
	failed := func(err error) bool {
		if err != nil && err != io.EOF {
			yield(nil, fmt.Errorf("sort: read temporary file %s: %w", s.file.Name(), err))
			return true
		}
		return false
	}
	pull, stop := iter.Pull(s.memory())
	defer stop()
	readers := []*runReader{{pull: pull}}
	for _, run := range s.runs {
		section := io.NewSectionReader(s.file, run.start, run.end-run.start)
		readers = append(readers, &runReader{r: bufio.NewReaderSize(section, runBuffer)})
	}
	var h runHeap
	for _, r := range readers {
		err := r.next()
		if failed(err) {
			return
		}
		if err == nil {
			h = append(h, r)
		}
	}
	heap.Init(&h)
	var last []byte
	for first := true; len(h) > 0; {
		if first || !bytes.Equal(h[0].line, last) {
			first = false
			last = append(last[:0], h[0].line...)
			if !yield(last, nil) {
				return
			}
		}
		err := h[0].next()
		if failed(err) {
			return
		}
		if err == io.EOF {
			heap.Pop(&h)
		} else {
			heap.Fix(&h, 0)
		}
	}
}
