package main

import (
	"context"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/schema"
)

// A stream puts notices into an empty store as they are read, all in one step at its end.
type stream struct {
	in   chan *schema.Notice
	done chan struct{} // closed when the store is written, or will not be
	stop context.CancelCauseFunc

	count int // notices given
	r     bulk.Result
	err   error
}

// openStream starts a stream into a store.
func openStream(ctx context.Context, store *graph.Store, memory int64) *stream {
	ctx, stop := context.WithCancelCause(ctx)
	s := &stream{in: make(chan *schema.Notice, 16), done: make(chan struct{}), stop: stop}
	quads := onlyOnce(store.IRIs())
	go func() {
		defer close(s.done)
		s.r, s.err = store.Build(ctx, bulk.Options{Memory: memory}, nil, func(p *bulk.Plan) error {
			for {
				select {
				case n, ok := <-s.in:
					if !ok {
						return nil
					}
					if err := p.Quads(quads(n)...); err != nil {
						return err
					}
				case <-ctx.Done():
					return context.Cause(ctx)
				}
			}
		})
	}()
	return s
}

// add gives the stream a notice.
func (s *stream) add(n *schema.Notice) error {
	select {
	case s.in <- n:
		s.count++
		return nil
	case <-s.done:
		return s.err
	}
}

// end waits until the store is written.
func (s *stream) end() (bulk.Result, error) {
	close(s.in)
	<-s.done
	s.stop(nil)
	return s.r, s.err
}

// drop leaves the store as it was.
func (s *stream) drop(cause error) {
	s.stop(cause)
	<-s.done
}

// onlyOnce gives the quads of notices that go in together, each division with the first that has it.
func onlyOnce(m schema.IRIs) func(*schema.Notice) []quad.Quad {
	in := map[string]bool{}
	known := func(id string) bool {
		was := in[id]
		in[id] = true
		return was
	}
	return func(n *schema.Notice) []quad.Quad { return n.QuadsBut(m, known) }
}
