package graph

import (
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
	"policygraph/schema"
)

// divisionLinks are the predicates by which one division leads to others that must be kept with it.
var divisionLinks = [...]quad.IRI{schema.ContainedIn, schema.PolProvince, schema.IsReplacedBy}

// asDivision is the IRI of a division that v is, or "".
func asDivision(iris schema.IRIs, v quad.Value) quad.IRI {
	iri, _ := v.(quad.IRI)
	if _, ok := iris.ID(iri, "division"); ok {
		return iri
	}
	return ""
}

// reachable is those of the divisions' quads whose division a quad of own refers to, directly or by way of others.
func reachable(iris schema.IRIs, own, divisions []quad.Quad) []quad.Quad {
	seen := map[quad.IRI]bool{}
	var open []quad.IRI
	see := func(v quad.Value) {
		if d := asDivision(iris, v); d != "" && !seen[d] {
			seen[d] = true
			open = append(open, d)
		}
	}
	leads := map[quad.IRI][]quad.Value{}
	for _, q := range divisions {
		if p, ok := q.Predicate.(quad.IRI); ok && slices.Contains(divisionLinks[:], p) {
			s := asDivision(iris, q.Subject)
			leads[s] = append(leads[s], q.Object)
		}
	}
	for _, q := range own {
		see(q.Object)
	}
	for len(open) > 0 {
		d := open[len(open)-1]
		open = open[:len(open)-1]
		for _, v := range leads[d] {
			see(v)
		}
	}
	return slices.DeleteFunc(slices.Clone(divisions), func(q quad.Quad) bool {
		return !seen[asDivision(iris, q.Subject)]
	})
}

// A division is one that may have lost its last reference.
type division struct {
	facts []storedFact // what the graph of divisions says of it
	leads []uint64     // the divisions that it leads to
	kept  bool
}

// dropDivisions removes the divisions that a removed quad referred to and to which, after the change, no graph
// refers any more, directly or by way of a division that stays.
func (c *change) dropDivisions() error {
	graph, err := c.find(c.store.iris.DivisionGraph())
	if err != nil || graph.id == 0 {
		return err
	}
	var from []uint64
	for _, id := range c.order {
		if f := c.dels[id]; f.label != graph.id {
			from = append(from, f.object)
		}
	}
	return c.dropDivisionsOf(from, graph.id)
}

// dropDivisionsOf is dropDivisions for the divisions among these nodes.
func (c *change) dropDivisionsOf(from []uint64, graph uint64) error {
	lost, order, err := c.lostDivisions(from, graph)
	if err != nil {
		return err
	}
	for _, id := range order {
		if held, err := c.isHeld(id, graph, lost); err != nil {
			return err
		} else if held {
			keep(lost, id)
		}
	}
	for _, id := range order {
		if lost[id].kept {
			continue
		}
		for _, f := range lost[id].facts {
			if err := c.del(f.id, f.fact); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep marks a division and those that it leads to.
func keep(lost map[uint64]*division, id uint64) {
	d := lost[id]
	if d == nil || d.kept {
		return
	}
	d.kept = true
	for _, next := range d.leads {
		keep(lost, next)
	}
}

// lostDivisions are the divisions among some nodes with all that they lead to, and their ids in the order of
// finding.
func (c *change) lostDivisions(from []uint64, graph uint64) (lost map[uint64]*division, order []uint64, err error) {
	lost = map[uint64]*division{}
	add := func(id uint64) error {
		if lost[id] != nil {
			return nil
		}
		t, err := c.term(id)
		if err == nil && asDivision(c.store.iris, t.value) != "" {
			lost[id] = &division{}
			order = append(order, id)
		}
		return err
	}
	for _, id := range from {
		if err := add(id); err != nil {
			return nil, nil, err
		}
	}
	var links [len(divisionLinks)]uint64
	for i, p := range divisionLinks {
		t, err := c.find(p)
		if err != nil {
			return nil, nil, err
		}
		links[i] = t.id
	}
	for i := 0; i < len(order); i++ {
		d := lost[order[i]]
		if d.facts, err = c.statements(order[i], graph); err != nil {
			return nil, nil, err
		}
		for _, f := range d.facts {
			if f.predicate != 0 && slices.Contains(links[:], f.predicate) {
				d.leads = append(d.leads, f.object)
				if err := add(f.object); err != nil {
					return nil, nil, err
				}
			}
		}
	}
	return lost, order, nil
}

// statements are the quads of a subject in a graph before the change.
func (c *change) statements(subject, graph uint64) (facts []storedFact, err error) {
	var ids []uint64
	err = c.scan(layout.SubjectPredicate.AppendPrefix(nil, subject), func(_ []byte, it *pebble.Iterator) (bool, error) {
		ids, err = layout.IDs(ids, it.Value())
		return true, err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(ids)
	err = c.records(ids, func(r *layout.Record) (bool, error) {
		if r.Label == graph {
			facts = append(facts, storedFact{r.ID, factOf(r)})
		}
		return true, nil
	})
	return facts, err
}

// isHeld reports whether, after the change, a quad refers to a division that is of another graph, or says
// something of a subject that is not itself in question.
func (c *change) isHeld(id, graph uint64, lost map[uint64]*division) (held bool, err error) {
	holds := func(f fact) bool { return f.label != graph || lost[f.subject] == nil }
	for _, f := range c.adds {
		if f.object == id && holds(f) {
			return true, nil
		}
	}
	err = c.scan(layout.ObjectPredicate.AppendPrefix(nil, id), func(_ []byte, it *pebble.Iterator) (bool, error) {
		ids, err := layout.IDs(c.ids[:0], it.Value())
		if err != nil {
			return false, err
		}
		c.ids = ids
		left := slices.DeleteFunc(ids, func(id uint64) bool { _, gone := c.dels[id]; return gone })
		err = c.records(left, func(r *layout.Record) (bool, error) {
			held = holds(factOf(r))
			return !held, nil
		})
		return !held, err
	})
	return held, err
}
