package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"policygraph/graph/layout"
)

// replace collects what makes the graph notice exactly the quads of that label.
func (c *change) replace(ctx context.Context, notice quad.IRI, quads []quad.Quad) error {
	own, divisions, err := c.split(notice, quads)
	if err != nil {
		return err
	}
	label, err := c.find(notice)
	if err != nil {
		return err
	}
	old, err := c.graph(label.id)
	if err != nil {
		return err
	}
	if err := c.know(old); err != nil {
		return err
	}
	stays, err := c.addMissing(ctx, own, old)
	if err != nil {
		return err
	}
	for i, f := range old {
		if stays[i] {
			continue
		}
		if derived, err := c.isLink(f.fact); err != nil {
			return err
		} else if derived {
			continue // relink decides
		}
		if err := c.del(f.id, f.fact); err != nil {
			return err
		}
	}
	for _, q := range divisions {
		if err := c.addQuad(q); err != nil {
			return err
		}
	}
	return c.settle(ctx)
}

// know reads the nodes of quads, which stand in a row, so that none of them need be looked up by its hash.
func (c *change) know(facts []storedFact) error {
	for _, f := range facts {
		for _, id := range [...]uint64{f.subject, f.predicate, f.object, f.label} {
			if id == 0 {
				continue
			}
			if _, err := c.term(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// addMissing adds the quads that are not among the old ones, and tells which of the old ones stay.
func (c *change) addMissing(ctx context.Context, quads []quad.Quad, old []storedFact) (stays []bool, err error) {
	place := make(map[fact]int, len(old))
	for i, f := range old {
		place[f.fact] = i // of a quad that was stored twice, one stays
	}
	stays = make([]bool, len(old))
	for i, q := range quads {
		if i%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		f, known, err := c.resolve(q)
		if err != nil {
			return nil, err
		}
		if known {
			if i, ok := place[f]; ok {
				stays[i] = true
				continue
			}
		}
		if err := c.addQuad(q); err != nil {
			return nil, err
		}
	}
	return stays, nil
}

// remove collects what takes a named graph out of the store.
func (c *change) remove(ctx context.Context, notice quad.IRI) error {
	if notice == c.store.iris.DivisionGraph() {
		return errors.New("this is the graph of divisions, which goes with the notices that refer to it")
	}
	label, err := c.find(notice)
	if err != nil {
		return err
	}
	if label.id == 0 {
		return ErrNotFound
	}
	old, err := c.graph(label.id)
	if err != nil {
		return err
	}
	if len(old) == 0 {
		return ErrNotFound
	}
	for _, f := range old {
		if err := c.del(f.id, f.fact); err != nil {
			return err
		}
	}
	return c.settle(ctx)
}

// load collects quads that the store lacks.
func (c *change) load(ctx context.Context, quads []quad.Quad) error {
	for i, q := range quads {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := checkQuad(q); err != nil {
			return err
		}
		if err := c.addQuad(q); err != nil {
			return err
		}
	}
	return c.relink()
}

// settle does what follows from the quads added and removed: links from cited titles, and divisions dropped.
func (c *change) settle(ctx context.Context) error {
	if err := c.relink(); err != nil {
		return err
	}
	if err := c.dropDivisions(); err != nil {
		return err
	}
	return ctx.Err()
}

// A storedFact is a quad of the store with its id.
type storedFact struct {
	id uint64
	fact
}

// graph is the quads of a named graph before the change, by id.
func (c *change) graph(label uint64) ([]storedFact, error) {
	if label == 0 {
		return nil, nil
	}
	ids, err := c.list(nil, layout.Label.AppendPrefix(nil, label))
	if err != nil {
		return nil, err
	}
	facts := make([]storedFact, 0, len(ids))
	err = c.records(ids, func(r *layout.Record) (bool, error) {
		facts = append(facts, storedFact{r.ID, factOf(r)})
		return true, nil
	})
	return facts, err
}

// split checks the quads of a notice and parts them into its own and those of divisions it refers to.
func (c *change) split(notice quad.IRI, quads []quad.Quad) (own, divisions []quad.Quad, err error) {
	iris := c.store.iris
	if _, ok := iris.ID(notice, "notice"); !ok {
		return nil, nil, fmt.Errorf("a notice's IRI begins with %snotice/", iris.Base)
	}
	own = make([]quad.Quad, 0, len(quads))
	for _, q := range quads {
		if err := checkQuad(q); err != nil {
			return nil, nil, err
		}
		switch q.Label {
		case notice:
			if !isLinkQuad(iris, q) {
				own = append(own, q)
			}
		case iris.DivisionGraph():
			divisions = append(divisions, q)
		default:
			return nil, nil, fmt.Errorf("quad %v stands neither in the notice's graph nor in that of divisions", q)
		}
	}
	return own, reachable(iris, own, divisions), nil
}
