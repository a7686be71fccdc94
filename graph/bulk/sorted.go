package bulk

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"slices"

	"policygraph/graph/nquads"
)

// A predicate is one of a [Sorted] whose predicates have an order of their own.
type predicate struct {
	id, rank  uint32
	key, text []byte
}

// rankPredicates puts the predicates in order, where that is another than that of the nodes.
func (d *Sorted) rankPredicates() error {
	for id := range d.placed {
		rank, _, err := d.rankOf(id)
		if err != nil {
			return err
		}
		text, err := d.shelf.appendText(nil, rank-1)
		if err != nil {
			return err
		}
		d.places = append(d.places, predicate{id: id, rank: rank, key: d.by.Predicate(nil, text), text: text})
	}
	slices.SortFunc(d.places, func(a, b predicate) int {
		return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.rank, b.rank))
	})
	for i, p := range d.places {
		d.placed[p.id] = uint32(i + 1)
	}
	return nil
}

// Statements gives the quads in order, as often as is needed. A statement is valid until the next; an error, the
// context's too, is the last thing given.
func (d *Sorted) Statements() iter.Seq2[*nquads.Statement, error] {
	return func(yield func(*nquads.Statement, error) bool) {
		if err := d.statements(yield); err != nil {
			yield(nil, fmt.Errorf("read the sorted store: %w", err))
		}
	}
}

func (d *Sorted) statements(yield func(*nquads.Statement, error) bool) error {
	m := d.sorted.sorted()
	a := assembly{of: d}
	var last pair
	for n := 0; ; n++ {
		c := m.next()
		if c == nil {
			return m.err
		}
		if n > 0 && c.hi == last.hi && c.lo == last.lo {
			continue
		}
		last = pair{c.hi, c.lo}
		if n%4096 == 0 {
			if err := d.ctx.Err(); err != nil {
				return err
			}
		}
		if err := a.take(last); err != nil {
			return err
		}
		if !yield(&a.statement, nil) {
			return nil
		}
	}
}

// An assembly puts the texts of a statement together.
type assembly struct {
	of        *Sorted
	statement nquads.Statement
	ranks     tuple     // label, subject, predicate, object
	rooms     [4][]byte // for texts that are not in memory
}

func (a *assembly) take(p pair) (err error) {
	s := &a.statement
	texts := [...]*[]byte{&s.Label, &s.Subject, &s.Predicate, &s.Object}
	hi, lo := [2]uint32{uint32(p.hi >> 32), uint32(p.hi)}, [2]uint32{uint32(p.lo >> 32), uint32(p.lo)}
	ranks := tuple{hi[0], hi[1], lo[0], lo[1]}
	if a.of.by.Node == nil {
		ranks = tuple{lo[1], hi[0], hi[1], lo[0]}
	}
	for i, rank := range ranks {
		switch {
		case rank == a.ranks[i]:
		case rank == 0:
			*texts[i] = nil
		case i == 2 && a.of.places != nil:
			*texts[i] = a.of.places[rank-1].text
		default:
			if *texts[i], err = a.of.shelf.text(rank-1, &a.rooms[i]); err != nil {
				return err
			}
		}
	}
	a.ranks = ranks
	return nil
}
