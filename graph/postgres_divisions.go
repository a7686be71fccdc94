package graph

import (
	"slices"

	"github.com/jackc/pgx/v5"

	"policygraph/graph/layout"
)

// A pgDivision is one that may have lost its last reference.
type pgDivision struct {
	facts []pgStored // what the graph of divisions says of it
	leads []layout.Hash
	kept  bool
}

// dropDivisions removes the divisions that a removed quad referred to and to which no graph refers any more,
// directly or by way of a division that stays.
func (c *pgChange) dropDivisions() error {
	graph := layout.HashOf(c.store.iris.DivisionGraph())
	var from []layout.Hash
	for _, q := range c.removed {
		if q.l != graph {
			from = append(from, q.o)
		}
	}
	return c.dropDivisionsOf(from)
}

// dropDivisionsOf is dropDivisions for the divisions among these nodes.
func (c *pgChange) dropDivisionsOf(from []layout.Hash) error {
	lost, order, err := c.lostDivisions(from)
	if err != nil || len(order) == 0 {
		return err
	}
	held, err := c.heldDivisions(order)
	if err != nil {
		return err
	}
	for _, h := range held {
		keepPG(lost, h)
	}
	var facts []pgStored
	for _, h := range order {
		if d := lost[h]; !d.kept {
			facts = append(facts, d.facts...)
		}
	}
	return c.delete(facts)
}

// keepPG marks a division and those that it leads to.
func keepPG(lost map[layout.Hash]*pgDivision, h layout.Hash) {
	d := lost[h]
	if d == nil || d.kept {
		return
	}
	d.kept = true
	for _, next := range d.leads {
		keepPG(lost, next)
	}
}

// lostDivisions are the divisions among some nodes with all that they lead to, and their hashes in the order of
// finding.
func (c *pgChange) lostDivisions(from []layout.Hash) (lost map[layout.Hash]*pgDivision, order []layout.Hash, err error) {
	lost = map[layout.Hash]*pgDivision{}
	for open := distinct(from); len(open) > 0; {
		iris, err := c.iris(open)
		if err != nil {
			return nil, nil, err
		}
		open = slices.DeleteFunc(open, func(h layout.Hash) bool {
			return lost[h] != nil || asDivision(c.store.iris, iris[h]) == ""
		})
		for _, h := range open {
			lost[h] = &pgDivision{}
		}
		order = append(order, open...)
		if open, err = c.followDivisions(lost, open); err != nil {
			return nil, nil, err
		}
	}
	return lost, order, nil
}

// followDivisions reads what the graph of divisions says of some, and gives where they lead.
func (c *pgChange) followDivisions(lost map[layout.Hash]*pgDivision, some []layout.Hash) (next []layout.Hash, err error) {
	if len(some) == 0 {
		return nil, nil
	}
	graph := layout.HashOf(c.store.iris.DivisionGraph())
	facts, err := c.stored(`WHERE subject_hash = ANY($1) AND label_hash = $2`, bytesOf(some), graph[:])
	var links [len(divisionLinks)]layout.Hash
	for i, p := range divisionLinks {
		links[i] = layout.HashOf(p)
	}
	for _, f := range facts {
		d := lost[f.s]
		d.facts = append(d.facts, f)
		if slices.Contains(links[:], f.p) {
			d.leads = append(d.leads, f.o)
			next = append(next, f.o)
		}
	}
	return distinct(next), err
}

// heldDivisions are those of the divisions to which a quad refers that is of another graph, or says something of a
// subject that is not itself in question.
func (c *pgChange) heldDivisions(lost []layout.Hash) (held []layout.Hash, err error) {
	graph := layout.HashOf(c.store.iris.DivisionGraph())
	rows, err := c.tx.Query(c.ctx, `SELECT hash FROM unnest($1::bytea[]) AS hash, LATERAL (
		SELECT FROM quads WHERE object_hash = hash AND (label_hash IS DISTINCT FROM $2 OR subject_hash <> ALL($1)) LIMIT 1) AS one`,
		bytesOf(lost), graph[:])
	if err != nil {
		return nil, err
	}
	var h layout.Hash
	_, err = pgx.ForEachRow(rows, []any{(*pgHash)(&h)}, func() error {
		held = append(held, h)
		return nil
	})
	return held, err
}
