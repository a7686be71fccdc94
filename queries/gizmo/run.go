package gizmo

import (
	"context"
	"errors"
	"fmt"
	"runtime/metrics"
	"time"

	"github.com/cayleygraph/cayley/query"
	"github.com/dop251/goja"
)

// errPanic says that Cayley or the engine panicked, which the guard is there to prevent.
var errPanic = errors.New("the script made the engine fail")

// An outcome is how a script ended.
type outcome struct {
	value any
	err   error
	// dead says that the engine can't be used again.
	dead bool
}

// execute runs a program and watches it.
func (s *Session) execute(ctx context.Context, program *goja.Program) (*Output, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, s.options.Timeout, ErrTimeout)
	defer cancel()
	// Executing nothing gives Cayley's iterators a context that ends with it, and the form of values that tells
	// IRIs from literals. Its own goroutine never starts, since nobody asks for its results.
	it, err := s.inner.Execute(ctx, "null", query.Options{Collation: query.JSONLD})
	if err != nil {
		return nil, err
	}
	defer it.Close()
	out := &collector{limit: s.options.Limit, short: !s.options.FullIRIs}
	s.guard.out, s.guard.nesting = out, 0
	s.runtime.ClearInterrupt()
	done := make(chan outcome, 1)
	go func() { done <- s.call(program) }()
	end, stopped := s.watch(ctx, done, func() { it.Close() })
	s.dead = end.dead
	switch {
	case stopped != nil:
		return nil, stopped
	case out.full:
		return &Output{Results: out.results, Cut: true}, nil
	case end.err != nil:
		return nil, end.err
	}
	return &Output{Results: out.results, Value: end.value}, nil
}

// call runs a program to its end on this goroutine; nothing that panics in it gets out.
func (s *Session) call(program *goja.Program) (end outcome) {
	defer func() {
		if x := recover(); x != nil {
			end = outcome{err: fmt.Errorf("%w: %v", errPanic, x), dead: true}
		}
	}()
	value, err := s.runtime.RunProgram(program)
	if err != nil {
		return outcome{err: scriptError(err)} // it may call the script's own toString, so it belongs here
	}
	plain, err := s.guard.plain(value, 0)
	if err != nil { // a path or a function, which can't be shown
		plain = nil
	}
	return outcome{value: plain}
}

// watch waits for a script to end and stops it where the context ends, a result too many is given or the heap has
// grown too much. Where the script doesn't notice within a grace, the session is dead and it is left behind.
func (s *Session) watch(ctx context.Context, done <-chan outcome, closeIterators func()) (end outcome, stopped error) {
	before := heap()
	tick := time.NewTicker(pulse)
	defer tick.Stop()
	stop := func(reason error) (outcome, error) {
		closeIterators()
		for deadline := time.Now().Add(grace); time.Now().Before(deadline); {
			s.runtime.Interrupt(reason) // again and again: a script may catch an error and go on
			select {
			case end := <-done:
				return end, reason
			case <-tick.C:
			}
		}
		return outcome{dead: true}, reason
	}
	for {
		select {
		case end := <-done:
			return end, nil
		case <-ctx.Done():
			return stop(context.Cause(ctx))
		case <-tick.C:
			if now := heap(); now > before && now-before > s.options.Memory {
				return stop(ErrMemory)
			}
		}
	}
}

// heap is the memory that the process's objects and stacks take, in bytes.
func heap() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() + samples[1].Value.Uint64()
}
