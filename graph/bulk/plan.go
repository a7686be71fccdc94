package bulk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
)

// A Plan collects quads and puts them in order. Add to it from one goroutine, write it once, and close it. After
// an error it is of no more use.
type Plan struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	o      Options
	budget *budget
	seed   maphash.Seed

	rank, unrank [256]byte
	ids          ids

	jobs    chan *block // to the readers
	queue   chan *block // the same in the order of the input, to the joiner
	spare   chan workbench
	texts   chan []byte
	values  []quad.Quad
	readers sync.WaitGroup
	joined  chan struct{}
	once    sync.Once

	held    *held // from a store
	linker  *linker
	made    int64 // quads that are links
	orphans bool  // some node may have lost the quad that brought it
	open    *chunk
	terms   *dictionary // of the open chunk
	chunks  []*chunk
	sealing chan *dictionary // free to be filled
	seals   sync.WaitGroup
	told    sync.Mutex // guards what was told of progress
	step    string
	last    time.Time
	read    atomic.Int64 // bytes
	quads   atomic.Int64
}

// NewPlan begins a plan, which obeys ctx until it is closed.
func NewPlan(ctx context.Context, o Options) *Plan {
	o = o.withDefaults()
	p := &Plan{o: o, budget: &budget{}, seed: maphash.MakeSeed(), joined: make(chan struct{})}
	p.ctx, p.cancel = context.WithCancelCause(ctx)
	p.rank, p.unrank = o.Order.byteRanks()
	p.ids = o.Order.ids()
	p.budget.left.Store(o.Memory / 4)
	ahead := o.Processors + 1
	p.jobs, p.queue = make(chan *block, ahead), make(chan *block, ahead)
	p.spare, p.texts = make(chan workbench, 2*ahead+2), make(chan []byte, 2*ahead+2)
	p.linker = newLinker(o.Links)
	p.sealing = make(chan *dictionary, 2)
	p.sealing <- nil
	for range o.Processors {
		p.readers.Go(p.readBlocks)
	}
	go p.join()
	return p
}

func (p *Plan) readBlocks() {
	for b := range p.jobs {
		var on workbench
		select {
		case on = <-p.spare:
			on.terms.reset()
		default:
			on.terms = newDictionary(p.seed, 8<<10)
		}
		if p.ctx.Err() == nil {
			b.read(on)
		}
		close(b.done)
	}
}

// send gives a block to the readers.
func (p *Plan) send(b *block) error {
	b.done = make(chan struct{})
	for _, to := range [2]chan *block{p.queue, p.jobs} {
		select {
		case to <- b:
		case <-p.ctx.Done():
			if to == p.jobs {
				close(b.done)
			}
			return context.Cause(p.ctx)
		}
	}
	return nil
}

// Text adds the statements of an N-Quads text, which errors call name. A line that is not N-Quads ends the plan;
// where skip is not nil, skip is told of it, in the order of the lines but from another goroutine, and the line is
// left out.
func (p *Plan) Text(name string, r io.Reader, skip func(*nquads.SyntaxError)) error {
	if err := p.flush(); err != nil {
		return err
	}
	line := 0
	var rest []byte
	for {
		text, err := p.fill(&rest, r)
		if len(text) > 0 {
			b := &block{name: name, text: text, line: line, skip: skip}
			line += bytes.Count(text, []byte{'\n'})
			if err := p.send(b); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		} else if err != nil {
			err = fmt.Errorf("read %s behind line %d: %w", name, line, err)
			p.cancel(err)
			return err
		}
	}
}

// fill reads whole lines, and keeps the beginning of the next one in rest.
func (p *Plan) fill(rest *[]byte, r io.Reader) ([]byte, error) {
	var text []byte
	select {
	case text = <-p.texts:
	default:
	}
	text = append(text[:0], *rest...)
	*rest = (*rest)[:0]
	for size := blockSize; ; size *= 2 {
		if cap(text) < size {
			text = slices.Grow(text, size-len(text))
		}
		from := len(text)
		n, err := io.ReadFull(r, text[from:size])
		text = text[:from+n]
		if err == io.ErrUnexpectedEOF {
			err = io.EOF
		}
		if err != nil {
			return text, err
		}
		if end := bytes.LastIndexByte(text[from:], '\n'); end >= 0 {
			end += from + 1
			*rest = append(*rest, text[end:]...)
			return text[:end], nil
		}
		if len(text) > nquads.DefaultMaxLine {
			return text, nil
		}
	}
}

// Quads adds quads, which must not be changed afterwards.
func (p *Plan) Quads(quads ...quad.Quad) error {
	p.values = append(p.values, quads...)
	if len(p.values) < blockQuads {
		return nil
	}
	return p.flush()
}

func (p *Plan) flush() error {
	if len(p.values) == 0 {
		return nil
	}
	b := &block{name: "quads", values: p.values}
	p.values = nil
	return p.send(b)
}

// finish waits until all input is read.
func (p *Plan) finish() error {
	err := p.flush()
	p.once.Do(func() {
		close(p.jobs)
		close(p.queue)
	})
	p.readers.Wait()
	<-p.joined
	if err == nil {
		err = context.Cause(p.ctx)
	}
	p.spare, p.texts, p.terms, p.sealing = nil, nil, nil, nil
	collect(p.quads.Load())
	return err
}

// Close gives up what the plan holds, written or not. It is for the goroutine that adds, and may be called again.
func (p *Plan) Close() error {
	p.cancel(errors.New("the plan is closed"))
	p.finish()
	for _, c := range p.chunks {
		c.terms.free()
		c.hashes.free()
		c.tuples.free()
		c.shared.free()
	}
	p.chunks = nil
	if p.held != nil {
		p.held.tuples.free()
	}
	return nil
}
