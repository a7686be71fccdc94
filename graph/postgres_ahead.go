package graph

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"
)

// pgAhead reads ahead for one snapshot. Every statement costs a way to the server and back, and a query that has a
// list of subjects mostly asks for the objects of one after the other: so where the objects of one in a list are
// asked for, those of the next ones for the same predicate are read with it.
type pgAhead struct {
	sync.Mutex
	lists [aheadLists][]Node // ascending
	last  int                // the list that came last
	known map[Pair][]Node    // objects by subject and predicate
	room  int                // entries left in known
}

const (
	aheadLists   = 8       // lists that are remembered
	aheadFor     = 500     // subjects read at once
	aheadEntries = 200_000 // entries that are kept
)

// expect remembers nodes in ascending order, of which each may be the subject of what is asked next.
func (a *pgAhead) expect(nodes []Node) {
	if len(nodes) < 2 {
		return
	}
	a.Lock()
	defer a.Unlock()
	a.last = (a.last + 1) % len(a.lists)
	a.lists[a.last] = nodes
}

// objects gives the objects of a subject and predicate.
func (a *pgAhead) objects(ctx context.Context, s *pgSnapshot, subject, p Node) ([]Node, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	a.Lock()
	objects, ok := a.known[Pair{subject, p}]
	subjects := []Node{subject}
	if !ok {
		subjects = a.following(subject)
	}
	a.Unlock()
	if ok {
		return slices.Clone(objects), nil
	}
	pairs, err := onConn(ctx, s, func(ctx context.Context, conn *pgx.Conn) ([]Pair, error) {
		return rowsOf(ctx, conn, scanPair, `SELECT subject_hash, object_hash FROM quads
			WHERE subject_hash = ANY($1) AND predicate_hash = $2 ORDER BY 1, 2`, bytesOf(subjects), p[:])
	})
	if err != nil {
		return nil, err
	}
	return a.keep(subjects, slices.Compact(pairs), p), nil
}

// following are a subject and those that follow it in the newest list that has it.
func (a *pgAhead) following(subject Node) []Node {
	for i := range a.lists {
		list := a.lists[(a.last-i+len(a.lists))%len(a.lists)]
		if at, ok := slices.BinarySearchFunc(list, subject, compareNodes); ok {
			return list[at:min(at+aheadFor, len(list))]
		}
	}
	return []Node{subject}
}

func compareNodes(a, b Node) int { return cmp.Compare(string(a[:]), string(b[:])) }

// keep keeps the objects of subjects, which the pairs have in the same order, and gives those of the first.
func (a *pgAhead) keep(subjects []Node, pairs []Pair, p Node) (first []Node) {
	a.Lock()
	defer a.Unlock()
	if a.room < len(subjects)+len(pairs) {
		a.known, a.room = map[Pair][]Node{}, aheadEntries
	}
	a.room -= len(subjects) + len(pairs)
	var all []Node
	for i, s := range subjects {
		var objects []Node
		for len(pairs) > 0 && pairs[0].Subject == s {
			objects = append(objects, pairs[0].Object)
			pairs = pairs[1:]
		}
		a.known[Pair{s, p}] = objects
		all = append(all, objects...)
		if i == 0 {
			first = slices.Clone(objects)
		}
	}
	if slices.SortFunc(all, compareNodes); len(all) > 1 { // which may be the subjects of the next step
		a.last = (a.last + 1) % len(a.lists)
		a.lists[a.last] = slices.Compact(all)
	}
	return first
}
