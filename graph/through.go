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
	var b linksBuilder
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
	return b.links(), nil
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

// A linksBuilder collects links in any order. Nodes are few beside links, so that a link is kept and sorted as one
// number, of the places of both nodes.
type linksBuilder struct {
	first, second places
	found         []uint64
}

func (b *linksBuilder) add(first, second Node) {
	b.found = append(b.found, b.first.of(first)<<32|b.second.of(second))
}

// links are what was added, sorted and each once.
func (b *linksBuilder) links() *Links {
	l := &Links{}
	var firsts, seconds []uint32
	l.First, firsts = b.first.sorted()
	l.Second, seconds = b.second.sorted()
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

// places are distinct nodes by the order of their coming.
type places struct {
	nodes []Node
	known map[Node]uint64
}

func (p *places) of(n Node) uint64 {
	at, ok := p.known[n]
	if !ok {
		if p.known == nil {
			p.known = map[Node]uint64{}
		}
		at = uint64(len(p.nodes))
		p.known[n] = at
		p.nodes = append(p.nodes, n)
	}
	return at
}

// sorted are the nodes in ascending order, and the place there of each by the order of its coming.
func (p *places) sorted() (nodes []Node, at []uint32) {
	nodes = slices.Clone(p.nodes)
	slices.SortFunc(nodes, compareNodes)
	at = make([]uint32, len(nodes))
	for i, n := range nodes {
		at[p.known[n]] = uint32(i)
	}
	return nodes, at
}
