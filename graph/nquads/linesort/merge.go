package linesort

import (
	"bufio"
	"bytes"
	"container/heap"
	"fmt"
	"io"
	"os"
)

// runBuffer is how much of each run is read at once, in bytes.
const runBuffer = 64 << 10

// A runReader reads the lines of one run.
type runReader struct {
	r    *bufio.Reader
	line []byte // the next line without its LF
	long []byte // holds a line that is longer than the buffer
}

// next moves to the next line; it gives [io.EOF] behind the last.
func (r *runReader) next() error {
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

// mergeRuns gives the lines of all runs in order, each once.
func mergeRuns(file *os.File, runs []run, yield func([]byte, error) bool) {
	var h runHeap
	failed := func(err error) bool {
		if err != nil && err != io.EOF {
			yield(nil, fmt.Errorf("sort: read temporary file %s: %w", file.Name(), err))
			return true
		}
		return false
	}
	for _, run := range runs {
		r := &runReader{r: bufio.NewReaderSize(io.NewSectionReader(file, run.start, run.end-run.start), runBuffer)}
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
