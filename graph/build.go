package graph

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"

	"policygraph/graph/bulk"
	"policygraph/graph/layout"
	"policygraph/graph/nquads"
	"policygraph/schema"
)

// Build adds many quads at once, by writing the whole store anew in sorted tables: some hundred thousand quads a
// second, those that it holds already among them. add puts the quads into the plan. The named graphs in replaced
// are left out of what is carried over, so that they hold just what add puts in; divisions that only they referred
// to go. The new state, links from cited titles included, takes the place of the old one in one atomic, durable step,
// which waits until no snapshot is open.
func (s *Store) Build(ctx context.Context, o bulk.Options, replaced []quad.IRI, add func(p *bulk.Plan) error) (bulk.Result, error) {
	r, err := s.backend.build(ctx, o, replaced, add)
	if err != nil {
		err = fmt.Errorf("build store %q: %w", s.address, err)
	}
	return r, err
}

// Dump writes the store as sorted, canonical N-Quads and returns how many quads it wrote. It reads one state, and is
// faster than a [Snapshot] where the quads are to be sorted.
func (s *Store) Dump(ctx context.Context, w io.Writer, o bulk.Options) (int64, error) {
	sorted, err := s.Sort(ctx, nquads.Order{}, o)
	if err != nil {
		return 0, err
	}
	defer sorted.Close()
	n, err := sorted.WriteTo(w)
	if err != nil {
		err = fmt.Errorf("dump store %q: %w", s.address, err)
	}
	return n, err
}

// Sort gives the quads of one state of the store in order. It is faster than a [Snapshot] where all quads are read, and
// needs no more memory than o says. What it gives must be closed.
func (s *Store) Sort(ctx context.Context, by nquads.Order, o bulk.Options) (*bulk.Sorted, error) {
	sorted, err := s.backend.sort(ctx, by, o)
	if err != nil {
		err = fmt.Errorf("read store %q: %w", s.address, err)
	}
	return sorted, err
}

func (s *kvStore) sort(ctx context.Context, by nquads.Order, o bulk.Options) (*bulk.Sorted, error) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	return bulk.Sort(ctx, snap.(*kvSnapshot).snap, by, o)
}

func (s *kvStore) build(ctx context.Context, o bulk.Options, replaced []quad.IRI, add func(p *bulk.Plan) error) (bulk.Result, error) {
	c, err := s.begin(ctx)
	if err != nil {
		return bulk.Result{}, err
	}
	defer s.write.Unlock()
	lost, err := c.divisionsOf(replaced)
	if err := errors.Join(err, c.close()); err != nil {
		return bulk.Result{}, err
	}
	o.Links = linksOf(s.iris)
	plan := bulk.NewPlan(ctx, o)
	defer plan.Close()
	if err := s.carryOver(plan, replaced); err != nil {
		return bulk.Result{}, err
	}
	if err := add(plan); err != nil {
		return bulk.Result{}, err
	}
	return s.swap(ctx, plan, lost)
}

// linksOf are the links from cited titles, for a build to make.
func linksOf(iris schema.IRIs) *bulk.Links {
	kind := func(kind string) func(quad.IRI) bool {
		return func(iri quad.IRI) bool {
			_, is := iris.ID(iri, kind)
			return is
		}
	}
	return &bulk.Links{Text: schema.Title, Link: schema.IsVersionOf, Cited: kind("title"), Holder: kind("notice")}
}

// divisionsOf are the divisions that some named graphs refer to.
func (c *change) divisionsOf(graphs []quad.IRI) (divisions []quad.IRI, err error) {
	seen := map[uint64]bool{}
	for _, g := range graphs {
		label, err := c.find(g)
		if err != nil {
			return nil, err
		}
		facts, err := c.graph(label.id)
		if err != nil {
			return nil, err
		}
		for _, f := range facts {
			if seen[f.object] {
				continue
			}
			seen[f.object] = true
			t, err := c.term(f.object)
			if err != nil {
				return nil, err
			}
			if d := asDivision(c.store.iris, t.value); d != "" {
				divisions = append(divisions, d)
			}
		}
	}
	return divisions, nil
}

// carryOver puts the quads of the store into a plan, but for the replaced graphs.
func (s *kvStore) carryOver(plan *bulk.Plan, replaced []quad.IRI) error {
	if size, err := s.number(layout.SizeKey); err != nil || size == 0 {
		return err
	}
	drop := make(map[quad.Value]bool, len(replaced))
	for _, g := range replaced {
		drop[g] = true
	}
	snap := s.db.NewSnapshot()
	err := plan.Store(snap, func(label quad.Value) bool { return drop[label] })
	return errors.Join(err, snap.Close())
}

// swap puts what is planned in the place of what the store holds. Readers wait only while tables that are written
// change places, at a moment when no snapshot is open: one that was would lose what it reads. Divisions that may have
// lost their last reference are dropped before readers go on; should that be broken off, the stamp says that it is due,
// and who opens the store for writing makes up for it.
func (s *kvStore) swap(ctx context.Context, plan *bulk.Plan, lost []quad.IRI) (r bulk.Result, err error) {
	s.wrote = true
	dir := s.files.PathJoin(s.folder, tablesFolder)
	target := bulk.Target{DB: s.db, Files: s.files, Dir: dir, Options: s.options, Base: s.iris.Base, Columns: columnsOfBuild(), Lost: lost}
	var tables *bulk.Prepared
	err = s.guard(func() (err error) {
		tables, err = bulk.Prepare(ctx, plan, target)
		return err
	})
	if err != nil {
		return r, explain(err)
	}
	if err := s.holdReaders(ctx); err != nil {
		return r, errors.Join(err, tables.Close())
	}
	defer s.life.Unlock()
	err = s.guard(func() (err error) {
		r, err = tables.Commit(ctx)
		return errors.Join(err, tables.Close())
	})
	if err != nil {
		return r, explain(err)
	}
	s.state = state{reader: s.db, values: newValueCache(s.memory / 2)} // ids are given anew
	if len(lost) > 0 {
		err = s.dropLost(lost)
	}
	return r, err
}

// tablesFolder is where tables stand in the folder of a store before they are part of it.
const tablesFolder = "building"

// dropLost drops those of the divisions that have lost their last reference.
func (s *kvStore) dropLost(lost []quad.IRI) error {
	c, err := newChange(s)
	if err != nil {
		return err
	}
	defer c.close()
	graph, err := c.find(s.iris.DivisionGraph())
	if err != nil {
		return err
	}
	var from []uint64
	for _, d := range lost {
		t, err := c.find(d)
		if err != nil {
			return err
		}
		if t.id != 0 && graph.id != 0 {
			from = append(from, t.id)
		}
	}
	if err := c.dropDivisionsOf(from, graph.id); err != nil {
		return err
	}
	done, err := c.commit()
	if err != nil || done.Changed() {
		return err
	}
	b := s.db.NewBatch()
	if err := s.setMeta(b, c.size, c.horizon); err != nil {
		return errors.Join(err, b.Close())
	}
	return s.commit(b)
}
