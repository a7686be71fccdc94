package graph

import (
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5/pgconn"

	"policygraph/graph/layout"
)

// writeAttempts is how often a write is tried where a program that knows nothing of the lock of writers, such as
// plain Cayley, writes the same quads at the same time.
const writeAttempts = 5

// errOvertaken: such a program did.
var errOvertaken = errors.New("another program wrote the same quads meanwhile; try again")

// write runs one change in a transaction, and commits it if it changed anything.
func (s *pgStore) write(ctx context.Context, collect func(c *pgChange) error) (Change, error) {
	if err := s.writable(ctx); err != nil {
		return Change{}, err
	}
	var err error
	for range writeAttempts {
		var done Change
		if done, err = s.writeOnce(ctx, collect); err == nil {
			return done, nil
		}
		if !overtaken(err) {
			break
		}
	}
	return Change{}, s.explain(err)
}

// overtaken reports whether to try again may help: two waited for each other, or a node went or a quad came between.
func overtaken(err error) bool {
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		switch refused.Code {
		case "40001", "40P01", "23503", "23505":
			return true
		}
	}
	return errors.Is(err, errOvertaken)
}

func (s *pgStore) writeOnce(ctx context.Context, collect func(c *pgChange) error) (Change, error) {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return Change{}, contextFirst(ctx, err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	if _, err := tx.Exec(ctx, pgBegin); err != nil {
		return Change{}, contextFirst(ctx, err)
	}
	c := newPGChange(ctx, s, tx)
	if err := collect(c); err != nil {
		return Change{}, contextFirst(ctx, err)
	}
	if !c.done.Changed() {
		return Change{}, nil
	}
	if err := c.finish(); err != nil {
		return Change{}, contextFirst(ctx, err)
	}
	return c.done, contextFirst(ctx, tx.Commit(ctx))
}

// contextFirst is the error of the context where it has ended, which is then why the server was not waited for.
func contextFirst(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (s *pgStore) replace(ctx context.Context, notice quad.IRI, quads []quad.Quad) (Change, error) {
	rules := change{store: &kvStore{iris: s.iris}} // which are the same, and need the base alone
	own, divisions, err := rules.split(notice, quads)
	if err != nil {
		return Change{}, err
	}
	return s.write(ctx, func(c *pgChange) error { return c.replace(notice, own, divisions) })
}

func (s *pgStore) remove(ctx context.Context, notice quad.IRI) (Change, error) {
	if notice == s.iris.DivisionGraph() {
		return Change{}, errDivisionGraph
	}
	return s.write(ctx, func(c *pgChange) error { return c.removeGraph(notice) })
}

var errDivisionGraph = errors.New("this is the graph of divisions, which goes with the notices that refer to it")

func (s *pgStore) load(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (int, error) {
	total := 0
	batch := make([]quad.Quad, 0, LoadBatch)
	flush := func() error {
		done, err := s.write(ctx, func(c *pgChange) error { return c.load(batch) })
		total += done.Added
		batch = batch[:0]
		return err
	}
	for q, err := range quads {
		if err != nil {
			return total, err
		}
		if err := checkQuad(q); err != nil {
			return total, err
		}
		if batch = append(batch, q); len(batch) < LoadBatch {
			continue
		}
		if err := flush(); err != nil {
			return total, err
		}
	}
	return total, flush()
}

// replace makes the graph notice exactly these quads, and adds those of divisions.
func (c *pgChange) replace(notice quad.IRI, own, divisions []quad.Quad) error {
	old, err := c.graph(layout.HashOf(notice))
	if err != nil {
		return err
	}
	stays := make(map[pgQuad]bool, len(old))
	for _, q := range old {
		stays[q.pgQuad] = false
	}
	var fresh []pgQuad
	for _, q := range own {
		h := c.hash(q)
		if _, known := stays[h]; !known {
			fresh = append(fresh, h)
		}
		stays[h] = true
	}
	missing, err := c.missing(divisions)
	if err != nil {
		return err
	}
	if err := c.insert(append(fresh, missing...)); err != nil {
		return err
	}
	old = slices.DeleteFunc(old, func(q pgStored) bool { return stays[q.pgQuad] })
	if old, err = c.withoutLinks(old); err != nil { // of these relink decides
		return err
	}
	if err := c.delete(old); err != nil {
		return err
	}
	return c.settle()
}

// removeGraph takes a named graph out of the store.
func (c *pgChange) removeGraph(notice quad.IRI) error {
	old, err := c.graph(layout.HashOf(notice))
	if err != nil {
		return err
	}
	if len(old) == 0 {
		return ErrNotFound
	}
	if err := c.delete(old); err != nil {
		return err
	}
	return c.settle()
}

// load adds quads that the store lacks.
func (c *pgChange) load(quads []quad.Quad) error {
	missing, err := c.missing(quads)
	if err != nil {
		return err
	}
	if err := c.insert(missing); err != nil {
		return err
	}
	return c.relink()
}

// settle does what follows from the quads added and removed: links from cited titles, and divisions dropped.
func (c *pgChange) settle() error {
	if err := c.relink(); err != nil {
		return err
	}
	return c.dropDivisions()
}
