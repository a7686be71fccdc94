package graph

import (
	"context"
	"time"
)

// admission lets readers in, unless a build waits for its turn.
type admission struct {
	snapshots int           // open ones
	shut      chan struct{} // where not nil, new snapshots wait until it is closed
}

// shutFor and openFor are how long a build that waits keeps new snapshots out, and how long it lets them in again: for
// ever would stop a reader that needs a second snapshot beside its first.
const (
	shutFor = 100 * time.Millisecond
	openFor = 100 * time.Millisecond
	lookAt  = 2 * time.Millisecond
)

// enter counts a snapshot. It returns with life locked, unless it fails.
func (s *kvStore) enter(ctx context.Context) error {
	for {
		s.life.Lock()
		shut := s.shut
		if shut == nil {
			s.snapshots++
			return nil
		}
		s.life.Unlock()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-shut:
		}
	}
}

// admit lets new snapshots in. Life is locked.
func (a *admission) admit() {
	if a.shut != nil {
		close(a.shut)
		a.shut = nil
	}
}

// holdReaders waits until no snapshot is open, and then keeps new ones waiting until life is unlocked. Readers that
// come one after another are kept out for moments, so that a build gets its turn.
func (s *kvStore) holdReaders(ctx context.Context) error {
	turned := time.Now()
	for {
		s.life.Lock()
		if s.snapshots == 0 {
			s.admit()
			return nil
		}
		switch waited := time.Since(turned); {
		case ctx.Err() != nil:
			s.admit()
			s.life.Unlock()
			return ctx.Err()
		case s.shut != nil && waited > shutFor:
			s.admit()
			turned = time.Now()
		case s.shut == nil && waited > openFor:
			s.shut = make(chan struct{})
			turned = time.Now()
		}
		s.life.Unlock()
		select {
		case <-ctx.Done():
		case <-time.After(lookAt):
		}
	}
}
