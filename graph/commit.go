package graph

import (
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
)

// fail marks the store as failed, once: its files are shut and every later call says so.
func (s *kvStore) fail(err error) {
	if s.failure.CompareAndSwap(nil, &err) {
		s.files.shut.Store(true)
		close(s.failed)
	}
}

var errClosed = errors.New("the store is closed")

// usable says why a store cannot be used, or nil.
func (s *kvStore) usable() error {
	if err := s.failure.Load(); err != nil {
		return fmt.Errorf("%w; close the store and open it again (%v)", ErrFailed, *err)
	}
	s.life.Lock()
	defer s.life.Unlock()
	if s.closed {
		return errClosed
	}
	return nil
}

// commit writes the batch, closes it and waits until it is on the disk. After an error the state on the disk is the old one
// or the new one, and the store must be opened again.
func (s *kvStore) commit(b *pebble.Batch) error {
	s.wrote = true
	err := s.guard(func() error { return b.Commit(pebble.Sync) })
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		s.fail(err) // the batch is not closed: whoever still holds it would find it in use again
		return fmt.Errorf("%w (nothing is half written: the store holds what it held before, or all of this step)", explain(err))
	}
	return nil
}

// guard runs an operation of the engine's in a goroutine of its own, since one that meets a fatal error never comes
// back (see gate), and gives that error back.
func (s *kvStore) guard(do func() error) error {
	done := make(chan error, 1)
	go func() {
		err := errors.New("the engine stopped")
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("%w: %v", ErrDamaged, r)
			}
			done <- err
		}()
		err = do()
	}()
	select {
	case err := <-done:
		if f := s.failure.Load(); f != nil {
			return *f
		}
		return err
	case <-s.failed:
		return *s.failure.Load()
	}
}

// close flushes what the log still holds, so that the next open has nothing to replay, and unlocks the folder.
func (s *kvStore) close() error {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.end(); err != nil {
		return err
	}
	var err error
	if s.failure.Load() == nil && s.wrote {
		err = s.guard(s.db.Flush)
	}
	if s.failure.Load() == nil {
		err = errors.Join(err, s.guard(s.db.Close))
	}
	s.files.shut.Store(true)
	return errors.Join(err, s.unlock())
}

// unlock releases the folder, also for a database that failed and so still holds it.
func (s *kvStore) unlock() error {
	if s.failure.Load() != nil {
		_ = s.lock.Close() // the database's own hold
	}
	return s.lock.Close()
}

// end marks the store as closed, unless snapshots are open.
func (s *kvStore) end() error {
	s.life.Lock()
	defer s.life.Unlock()
	if s.closed {
		return errClosed
	}
	if s.snapshots > 0 && s.failure.Load() == nil {
		return fmt.Errorf("%d snapshots are still open; close them first", s.snapshots)
	}
	s.closed = true
	return nil
}
