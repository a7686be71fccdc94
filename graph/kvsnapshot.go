package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
)

// kvSnapshot is a state of a kvStore. Its nodes are the ranks of ids, so that nodes are in the order of keys and
// what an index holds in key order is in node order.
type kvSnapshot struct {
	state
	store *kvStore
	snap  *pebble.Snapshot
	quads cayley.QuadStore
	close sync.Once

	kept       sync.Once // guards what follows
	isColumnar bool      // the columns are of this state
	keptErr    error
}

func (s *kvStore) snapshot(ctx context.Context) (Snapshot, error) {
	if err := errors.Join(ctx.Err(), s.usable()); err != nil {
		return nil, err
	}
	if err := s.enter(ctx); err != nil {
		return nil, err
	}
	defer s.life.Unlock()
	if s.closed {
		s.snapshots--
		return nil, errClosed
	}
	snap := s.db.NewSnapshot()
	quads, err := kv.New(pebblekv.View(snap), cayley.Options{kv.OptNoBloom: true})
	if err != nil {
		s.snapshots--
		return nil, errors.Join(err, snap.Close())
	}
	return &kvSnapshot{state: state{reader: snap, values: s.values, stale: s.stale}, store: s, snap: snap, quads: quads}, nil
}

// Close ends the snapshot; to close it again does nothing.
func (s *kvSnapshot) Close() (err error) {
	s.close.Do(func() {
		if s.store.failure.Load() == nil {
			err = s.snap.Close()
		}
		s.store.life.Lock()
		defer s.store.life.Unlock()
		s.store.snapshots--
	})
	return err
}

// QuadStore is the state behind Cayley's interface.
func (s *kvSnapshot) QuadStore() cayley.QuadStore { return s.quads }

// nodeOf and idOf pass between ids and nodes.
func nodeOf(id uint64) (n Node) {
	rank := layout.Rank(id)
	copy(n[:], rank[:])
	return n
}

func idOf(n Node) uint64 { return layout.Unrank([8]byte(n[:8])) }

// Node finds the node of a value.
func (s *kvSnapshot) Node(ctx context.Context, v quad.Value) (Node, bool, error) {
	if err := ctx.Err(); err != nil || v == nil {
		return Node{}, false, err
	}
	h := layout.HashOf(v)
	id, err := s.id(&h)
	if err != nil || id == 0 {
		return Node{}, false, err
	}
	return nodeOf(id), true, nil
}

// Values gives the values of nodes.
func (s *kvSnapshot) Values(ctx context.Context, nodes ...Node) ([]quad.Value, error) {
	log := s.log()
	values := make([]quad.Value, len(nodes))
	for i, n := range nodes {
		if i%1000 == 0 && ctx.Err() != nil {
			return nil, errors.Join(ctx.Err(), log.close())
		}
		v, err := log.value(idOf(n))
		if err != nil {
			return nil, errors.Join(err, log.close())
		}
		values[i] = v
	}
	return values, log.close()
}

// Objects gives the objects of a subject and predicate, from the keys that begin with both.
func (s *kvSnapshot) Objects(ctx context.Context, subject, p Node) (nodes []Node, err error) {
	prefix := layout.PredicateSubjectObject.AppendPrefix(nil, idOf(p), idOf(subject))
	err = s.triples(ctx, prefix, func(_, o uint64) bool {
		nodes = append(nodes, nodeOf(o))
		return true
	})
	return nodes, err
}

// Pairs gives what p joins, from the keys that begin with it.
func (s *kvSnapshot) Pairs(ctx context.Context, p Node) iter.Seq2[Pair, error] {
	return func(yield func(Pair, error) bool) {
		prefix := layout.PredicateSubjectObject.AppendPrefix(nil, idOf(p))
		err := s.triples(ctx, prefix, func(subject, o uint64) bool {
			return yield(Pair{nodeOf(subject), nodeOf(o)}, nil)
		})
		if err != nil {
			yield(Pair{}, err)
		}
	}
}

// triples hands subject and object of the triple index's keys with a prefix to use, until it returns false.
func (s *kvSnapshot) triples(ctx context.Context, prefix []byte, use func(subject, object uint64) bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	n := 0
	return s.scan(prefix, func(key []byte, it *pebble.Iterator) (bool, error) {
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		if live, err := s.isLive(it); err != nil || !live {
			return true, err
		}
		var ids [3]uint64
		if !layout.PredicateSubjectObject.KeyIDs(key, ids[:]) {
			return true, nil // the marker of the bucket, where Cayley made the store
		}
		return use(ids[1], ids[2]), nil
	})
}

// isLive reports whether the index entry at an iterator names a quad. One that a removal left empty names none.
func (s *kvSnapshot) isLive(it *pebble.Iterator) (bool, error) {
	if s.stale {
		return s.anyLive(it.Value())
	}
	return len(it.Value()) > 0, nil
}

// anyLive reports whether an index entry names a quad that is not deleted.
func (s *kvSnapshot) anyLive(list []byte) (live bool, err error) {
	ids, err := layout.IDs(nil, list)
	if err != nil {
		return false, err
	}
	log := s.log()
	err = log.records(ids, func(*layout.Record) (bool, error) {
		live = true
		return false, nil
	})
	return live, errors.Join(err, log.close())
}

// Subjects gives the subjects of a predicate and object, by the quads under both; where these are many, by the
// keys of the predicate, of which five are read as fast as one quad is found.
func (s *kvSnapshot) Subjects(ctx context.Context, p, o Node) (nodes []Node, err error) {
	ids, err := s.list(nil, layout.ObjectPredicate.AppendPrefix(nil, idOf(o), idOf(p)))
	if err != nil {
		return nil, err
	}
	if len(ids) > 256 {
		if nodes, all, err := s.subjectsByKeys(ctx, p, o, 5*len(ids)); all || err != nil {
			return nodes, err
		}
	}
	err = s.recordsUnder(ctx, ids, func(_ *logReader, r *layout.Record) (bool, error) {
		nodes = append(nodes, nodeOf(r.Subject))
		return true, nil
	})
	slices.SortFunc(nodes, func(a, b Node) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(nodes), err
}

// subjectsByKeys reads at most so many keys of a predicate; all reports whether these were all.
func (s *kvSnapshot) subjectsByKeys(ctx context.Context, p, o Node, most int) (nodes []Node, all bool, err error) {
	object, n := idOf(o), 0
	err = s.triples(ctx, layout.PredicateSubjectObject.AppendPrefix(nil, idOf(p)), func(subject, other uint64) bool {
		if other == object {
			nodes = append(nodes, nodeOf(subject))
		}
		n++
		return n < most
	})
	return nodes, n < most, err
}

// recordsUnder hands the live quads with these ids to use and obeys a context.
func (s *kvSnapshot) recordsUnder(ctx context.Context, ids []uint64, use func(log *logReader, r *layout.Record) (bool, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	log, n := s.log(), 0
	err := log.records(ids, func(r *layout.Record) (bool, error) {
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		return use(log, r)
	})
	return errors.Join(err, log.close())
}

// Graphs gives the labels of the named graphs.
func (s *kvSnapshot) Graphs(ctx context.Context) ([]quad.Value, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var labels []quad.Value
	log := s.log()
	err := s.scan(layout.Label.AppendPrefix(nil), func(key []byte, it *pebble.Iterator) (bool, error) {
		var id [1]uint64
		if !layout.Label.KeyIDs(key, id[:]) || id[0] == 0 {
			return true, ctx.Err()
		}
		if s.stale {
			if live, err := s.anyLive(it.Value()); err != nil || !live {
				return true, err
			}
		}
		v, err := log.value(id[0])
		labels = append(labels, v)
		return true, errors.Join(err, ctx.Err())
	})
	err = errors.Join(err, log.close())
	slices.SortFunc(labels, func(a, b quad.Value) int { return strings.Compare(a.String(), b.String()) })
	return labels, err
}

// Graph gives the quads of one graph.
func (s *kvSnapshot) Graph(ctx context.Context, label quad.Value) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		if err := s.graph(ctx, label, yield); err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

func (s *kvSnapshot) graph(ctx context.Context, label quad.Value, yield func(quad.Quad, error) bool) error {
	id := uint64(0)
	if label != nil {
		n, ok, err := s.Node(ctx, label)
		if err != nil || !ok {
			return err
		}
		id = idOf(n)
	}
	ids, err := s.list(nil, layout.Label.AppendPrefix(nil, id))
	if err != nil {
		return err
	}
	return s.recordsUnder(ctx, ids, func(log *logReader, r *layout.Record) (bool, error) {
		q, err := quadOf(r, log.value)
		return err == nil && yield(q, nil), err
	})
}

// Quads gives all quads, in the order of the log.
func (s *kvSnapshot) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		if err := s.all(ctx, yield); err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

func (s *kvSnapshot) all(ctx context.Context, yield func(quad.Quad, error) bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	log, n := s.log(), 0
	recent := log.recent()
	err := s.scan([]byte(layout.LogPrefix), func(_ []byte, it *pebble.Iterator) (bool, error) {
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		var r layout.Record
		if err := layout.ParseRecord(it.Value(), &r); err != nil {
			return false, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if r.ID == 0 || r.IsNode() || r.Deleted {
			return true, nil
		}
		q, err := quadOf(&r, recent.value)
		return err == nil && yield(q, nil), err
	})
	return errors.Join(err, log.close())
}
