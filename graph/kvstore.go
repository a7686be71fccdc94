package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/schema"
)

// kvStore is a store in Cayley's key-value layout on Pebble.
//
// Pebble, by measurement: two million random keys, then 6,000 of them, about what a notice touches, changed in one
// synced step (two cores, shared; the best of 40 / processor time of each):
//
//	               change            disk    open     look-up
//	pebble/v2 2.1  4.1 ms / 21 ms     75 MB  7.6 ms   32 µs
//	pebble of 2022 3.2 ms / 12 ms     71 MB  7.2 ms   30 µs
//	bbolt 1.3      171 ms / 144 ms   273 MB  0.2 ms    5 µs
//
// bbolt rewrites a page for every key that is touched. The two Pebbles are alike; the current one is looked after,
// can put sorted tables in the place of all that stands (see Build), and its adapter reads from snapshots.
type kvStore struct {
	files    *gate
	lock     *pebble.Lock
	folder   string
	options  *pebble.Options // of the database
	memory   int64           // for caches, in bytes
	db       *pebble.DB
	readOnly bool
	iris     schema.IRIs

	write sync.Mutex // held by the one writer
	state            // what the writer reads

	failure atomic.Pointer[error]
	failed  chan struct{} // closed when failure is set
	wrote   bool          // since the store was opened

	life   sync.Mutex // guards what follows
	closed bool
	admission
}

// LoadBatch is how many quads [Store.Load] adds in one step.
const LoadBatch = 10_000

// start makes a new store in an empty database, or checks that the one there is a store of ours.
func (s *kvStore) start(o Options) error {
	version, err := s.number(layout.VersionKey)
	if err != nil {
		return explainOpen(err)
	}
	if version == 0 {
		return s.create(o)
	}
	if version != layout.Version {
		return fmt.Errorf("its layout has version %d and this program reads version %d; export it with the program "+
			"that made it and import the file into a new store", version, layout.Version)
	}
	if err := s.checkIndexes(); err != nil {
		return err
	}
	return s.checkStamp(o)
}

// create writes what an empty store says of itself.
func (s *kvStore) create(o Options) error {
	empty := true
	err := s.scan(nil, func([]byte, *pebble.Iterator) (bool, error) {
		empty = false
		return false, nil
	})
	if err != nil {
		return explainOpen(err)
	}
	if !empty {
		return errors.New("this is a Pebble database of another program; name an empty or a new folder")
	}
	if s.readOnly {
		return fmt.Errorf("%w: the store was never finished; make it with build or import", ErrNotFound)
	}
	if s.iris.Base = o.Base; s.iris.Base == "" {
		s.iris.Base = schema.DefaultBase
	}
	b := s.db.NewBatch()
	set := func(key string, value []byte) {
		err = errors.Join(err, b.Set([]byte(key), value, nil))
	}
	set(layout.VersionKey, layout.AppendInt(nil, layout.Version))
	set(layout.IndexesKey, []byte(layout.IndexesValue))
	set(keptPrefix, keptStamp{format: keptFormat}.append(nil))
	if err := errors.Join(err, s.setMeta(b, 0, 0)); err != nil {
		return err
	}
	return s.commit(b)
}

// checkIndexes refuses a store that was made with other indexes, as plain Cayley does by default.
func (s *kvStore) checkIndexes() error {
	same := false
	_, err := s.get([]byte(layout.IndexesKey), func(value []byte) error {
		same = string(value) == layout.IndexesValue
		return nil
	})
	if err == nil && !same {
		err = errors.New("it was made with other indexes, as Cayley does by itself; export its quads with Cayley and " +
			"import the file into a new store")
	}
	return err
}

// checkStamp learns the base of the store, and mends what Cayley's own writes left behind.
func (s *kvStore) checkStamp(o Options) error {
	var stamp layout.Stamp
	ok, err := s.get([]byte(layout.StampKey), func(value []byte) error { return json.Unmarshal(value, &stamp) })
	if err != nil {
		return explainOpen(err)
	}
	if stamp.Format > layout.StampFormat {
		return fmt.Errorf("a newer version of this program wrote it (format %d, this one reads up to %d); update this "+
			"program", stamp.Format, layout.StampFormat)
	}
	if stamp.Base == "" {
		if stamp.Base = o.Base; stamp.Base == "" {
			stamp.Base = schema.DefaultBase
		}
	}
	if o.Base != "" && o.Base != stamp.Base {
		return fmt.Errorf("it was made with the base %s, not %s; leave the base out, or name another store", stamp.Base, o.Base)
	}
	s.iris.Base = stamp.Base
	size, err1 := s.number(layout.SizeKey)
	horizon, err2 := s.number(layout.HorizonKey)
	if err := errors.Join(err1, err2); err != nil {
		return explainOpen(err)
	}
	if !ok || stamp.Size != size || stamp.Horizon != horizon {
		if err := s.adopt(); err != nil {
			return err
		}
	}
	if len(stamp.Lost) == 0 || s.readOnly {
		return nil
	}
	return s.dropLost(stamp.Lost)
}

// setMeta sets size, horizon and stamp.
func (s *kvStore) setMeta(b *pebble.Batch, size, horizon uint64) error {
	stamp, err := json.Marshal(layout.Stamp{Format: layout.StampFormat, Base: s.iris.Base, Size: size, Horizon: horizon})
	return errors.Join(err,
		b.Set([]byte(layout.SizeKey), layout.AppendInt(nil, size), nil),
		b.Set([]byte(layout.HorizonKey), layout.AppendInt(nil, horizon), nil),
		b.Set([]byte(layout.StampKey), stamp, nil))
}

func (s *kvStore) base() string { return s.iris.Base }

// begin starts a write: it waits for the writer before it, and refuses where writing is not possible.
func (s *kvStore) begin(ctx context.Context) (*change, error) {
	s.write.Lock()
	err := ctx.Err()
	if err == nil {
		err = s.usable()
	}
	if err == nil && s.readOnly {
		err = fmt.Errorf("%w; open it for writing", ErrReadOnly)
	}
	var c *change
	if err == nil {
		c, err = newChange(s)
	}
	if err != nil {
		s.write.Unlock()
		return nil, err
	}
	return c, nil
}

// finish ends a write.
func (s *kvStore) finish(c *change) {
	_ = c.close() // what it read was checked as it was read
	s.write.Unlock()
}

func (s *kvStore) replace(ctx context.Context, notice quad.IRI, quads []quad.Quad) (Change, error) {
	c, err := s.begin(ctx)
	if err != nil {
		return Change{}, err
	}
	defer s.finish(c)
	if err := c.replace(ctx, notice, quads); err != nil {
		return Change{}, err
	}
	return c.commit()
}

func (s *kvStore) remove(ctx context.Context, notice quad.IRI) (Change, error) {
	c, err := s.begin(ctx)
	if err != nil {
		return Change{}, err
	}
	defer s.finish(c)
	if err := c.remove(ctx, notice); err != nil {
		return Change{}, err
	}
	return c.commit()
}

func (s *kvStore) load(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (int, error) {
	total := 0
	batch := make([]quad.Quad, 0, LoadBatch)
	for q, err := range quads {
		if err != nil {
			return total, err
		}
		if batch = append(batch, q); len(batch) < LoadBatch {
			continue
		}
		n, err := s.loadBatch(ctx, batch)
		if total += n; err != nil {
			return total, err
		}
		batch = batch[:0]
	}
	n, err := s.loadBatch(ctx, batch)
	return total + n, err
}

func (s *kvStore) loadBatch(ctx context.Context, quads []quad.Quad) (int, error) {
	c, err := s.begin(ctx)
	if err != nil {
		return 0, err
	}
	defer s.finish(c)
	if err := c.load(ctx, quads); err != nil {
		return 0, err
	}
	done, err := c.commit()
	return done.Added, err
}
