package graph

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"
)

// Links are what two predicates join through their subjects.
type Links struct {
	// First and Second are the nodes on both sides, distinct and in ascending order.
	First, Second []Node
	// Of has, for each of First, the places in Second of what it is joined with, in ascending order.
	Of [][]uint32
}

// Through joins the objects of p with those objects of q that share a subject with them, in any graph.
func Through(ctx context.Context, snap Snapshot, p, q quad.IRI) (*Links, error) {
	if b, ok := snap.(batchReader); ok {
		return b.through(ctx, p, q)
	}
	return throughPairs(ctx, snap, p, q)
}

// throughPairs is [Through] from the pairs of both predicates, of which one side is held in memory.
func throughPairs(ctx context.Context, snap Snapshot, p, q quad.IRI) (*Links, error) {
	first, ok1, err1 := snap.Node(ctx, p)
	second, ok2, err2 := snap.Node(ctx, q)
	if err := cmp.Or(err1, err2); err != nil || !ok1 || !ok2 {
		return &Links{}, err
	}
	held, err := collect(snap.Pairs(ctx, second))
	if err != nil {
		return nil, err
	}
	var b linksBuilder[Node]
	for pair, err := range snap.Pairs(ctx, first) {
		if err != nil {
			return nil, err
		}
		for len(held) > 0 && compareNodes(held[0].Subject, pair.Subject) < 0 {
			held = held[1:]
		}
		for k := 0; k < len(held) && held[k].Subject == pair.Subject; k++ {
			b.add(pair.Object, held[k].Object)
		}
	}
	return b.links(compareNodes, func(n Node) Node { return n }), nil
}

func collect(pairs iter.Seq2[Pair, error]) (out []Pair, err error) {
	for pair, err := range pairs {
		if err != nil {
			return nil, err
		}
		out = append(out, pair)
	}
	return out, nil
}

// A linksBuilder collects links in any order, of nodes or of what stands for them. Nodes are few beside links, so that
// a link is kept and sorted as one number, of the places of both nodes.
type linksBuilder[K comparable] struct {
	first, second places[K]
	found         []uint64
}

func (b *linksBuilder[K]) add(first, second K) {
	b.found = append(b.found, b.first.of(first)<<32|b.second.of(second))
}

// links are what was added, sorted and each once.
func (b *linksBuilder[K]) links(compare func(x, y K) int, node func(K) Node) *Links {
	l := &Links{}
	var firsts, seconds []uint32
	l.First, firsts = b.first.sorted(compare, node)
	l.Second, seconds = b.second.sorted(compare, node)
	for i, f := range b.found {
		b.found[i] = uint64(firsts[f>>32])<<32 | uint64(seconds[uint32(f)])
	}
	slices.Sort(b.found)
	b.found = slices.Compact(b.found)
	all := make([]uint32, len(b.found))
	for i, f := range b.found {
		all[i] = uint32(f)
	}
	l.Of = make([][]uint32, len(l.First))
	for from := 0; from < len(all); {
		to, at := from, b.found[from]>>32
		for to < len(all) && b.found[to]>>32 == at {
			to++
		}
		l.Of[at], from = all[from:to:to], to
	}
	return l
}

// places are keys by the order of their coming.
type places[K comparable] struct {
	keys  []K
	known map[K]uint32
}

// of is the place of a key that may have come before.
func (p *places[K]) of(key K) uint64 {
	at, ok := p.known[key]
	if !ok {
		if p.known == nil {
			p.known = make(map[K]uint32, 1<<12)
		}
		at = uint32(p.add(key))
		p.known[key] = at
	}
	return uint64(at)
}

// add is the place of a key that is given another place where it came before.
func (p *places[K]) add(key K) uint64 {
	p.keys = append(p.keys, key)
	return uint64(len(p.keys) - 1)
}

// sorted are the nodes of the keys in ascending order, each once, and the place there of each by the order of its coming.
func (p *places[K]) sorted(compare func(x, y K) int, node func(K) Node) (nodes []Node, at []uint32) {
	order := make([]uint32, len(p.keys))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int { return compare(p.keys[x], p.keys[y]) })
	nodes, at = make([]Node, 0, len(order)), make([]uint32, len(order))
	for i, o := range order {
		if i == 0 || p.keys[o] != p.keys[order[i-1]] {
			nodes = append(nodes, node(p.keys[o]))
		}
		at[o] = uint32(len(nodes) - 1)
	}
	return nodes, at
}
