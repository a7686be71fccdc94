package canon

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
)

// canonicalizer is the canonicalization state of RDFC-1.0, section 4.2.
type canonicalizer struct {
	options    Options
	work       int
	canonical  *issuer
	labels     []string                // the blank nodes, in the order of first appearance
	statements map[string][]*quad.Quad // the quads that mention each
	first      map[string]string       // the first degree hash of each
	alike      [][]string              // blank nodes that share a first degree hash, by hash
}

// index checks the quads, takes each once, and lists those of each blank node.
func (c *canonicalizer) index(quads []quad.Quad) ([]*quad.Quad, error) {
	seen := make(map[string]bool, len(quads))
	var distinct []*quad.Quad
	var line []byte
	for i := range quads {
		q := &quads[i]
		if err := nquads.Check(*q); err != nil {
			return nil, fmt.Errorf("canonicalize: %w", err)
		}
		if line = nquads.Append(line[:0], *q); seen[string(line)] {
			continue
		}
		seen[string(line)] = true
		distinct = append(distinct, q)
		for _, v := range []quad.Value{q.Subject, q.Object, q.Label} {
			if b, ok := v.(quad.BNode); ok {
				c.mention(string(b), q)
			}
		}
	}
	return distinct, nil
}

func (c *canonicalizer) mention(label string, q *quad.Quad) {
	list, known := c.statements[label]
	if !known {
		c.labels = append(c.labels, label)
	}
	if n := len(list); n == 0 || list[n-1] != q {
		c.statements[label] = append(list, q)
	}
}

// nameDistinct issues a label to each blank node that no other looks like (steps 3 and 4).
func (c *canonicalizer) nameDistinct() {
	c.first = make(map[string]string, len(c.labels))
	byHash := map[string][]string{}
	for _, label := range c.labels {
		h := c.hashFirstDegree(label)
		c.first[label] = h
		byHash[h] = append(byHash[h], label)
	}
	for _, h := range sortedKeys(byHash) {
		if list := byHash[h]; len(list) > 1 {
			c.alike = append(c.alike, list)
		} else {
			c.canonical.name(list[0])
		}
	}
}

func sortedKeys(m map[string][]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// hashFirstDegree hashes a blank node by its own quads alone (section 4.6).
func (c *canonicalizer) hashFirstDegree(label string) string {
	var lines []string
	for _, q := range c.statements[label] {
		lines = append(lines, string(nquads.Append(nil, rename(q, func(other string) string {
			if other == label {
				return "a"
			}
			return "z"
		}))))
	}
	slices.Sort(lines)
	return c.joined(lines)
}

// nameAlike issues labels to the blank nodes that look alike, by what surrounds them (step 5).
func (c *canonicalizer) nameAlike() error {
	for _, group := range c.alike {
		var paths []path
		for _, label := range group {
			if _, done := c.canonical.issued[label]; done {
				continue
			}
			temporary := newIssuer("b")
			temporary.name(label)
			p, err := c.hashNDegree(label, temporary)
			if err != nil {
				return err
			}
			paths = append(paths, p)
		}
		slices.SortStableFunc(paths, func(a, b path) int { return strings.Compare(a.hash, b.hash) })
		for _, p := range paths {
			for _, label := range p.issuer.order {
				c.canonical.name(label)
			}
		}
	}
	return nil
}

// A path is a hash of a blank node with its neighbours, and the labels issued on the way.
type path struct {
	hash   string
	issuer *issuer
}

func (c *canonicalizer) spend() error {
	if c.work++; c.work > c.options.MaxWork {
		return ErrTooComplex
	}
	return nil
}

// hashNDegree hashes a blank node by its quads and its neighbours, in that order of the neighbours which gives
// the lowest text (section 4.8).
func (c *canonicalizer) hashNDegree(label string, from *issuer) (path, error) {
	if err := c.spend(); err != nil {
		return path{}, err
	}
	related := c.related(label, from)
	var data []string
	for _, h := range sortedKeys(related) {
		best, err := c.bestOrder(related[h], from)
		if err != nil {
			return path{}, err
		}
		data = append(data, h, best.hash)
		from = best.issuer
	}
	return path{hash: c.joined(data), issuer: from}, nil
}

// related lists the neighbours of a blank node by the hash of how they stand to it (section 4.7 and step 3 of 4.8).
func (c *canonicalizer) related(label string, from *issuer) map[string][]string {
	out := map[string][]string{}
	for _, q := range c.statements[label] {
		for _, at := range []struct {
			position  string
			value     quad.Value
			predicate string
		}{{"s", q.Subject, q.Predicate.String()}, {"o", q.Object, q.Predicate.String()}, {"g", q.Label, ""}} {
			if b, ok := at.value.(quad.BNode); ok && string(b) != label {
				h := hash(c.options.Hash, at.position, at.predicate, c.nameOrHash(string(b), from))
				out[h] = append(out[h], string(b))
			}
		}
	}
	return out
}

func (c *canonicalizer) nameOrHash(label string, from *issuer) string {
	if name, ok := c.canonical.issued[label]; ok {
		return "_:" + name
	}
	if name, ok := from.issued[label]; ok {
		return "_:" + name
	}
	return c.first[label]
}

// bestOrder tries all orders of neighbours that stand alike, and gives the lowest path (step 5.4 of 4.8); the
// hash of what it gives is the path itself.
func (c *canonicalizer) bestOrder(labels []string, from *issuer) (best path, err error) {
	for order := range permutations(labels) {
		if err := c.spend(); err != nil {
			return best, err
		}
		p, ok, err := c.follow(order, from.clone(), best.hash)
		if err != nil {
			return best, err
		}
		if ok && (best.issuer == nil || p.hash < best.hash) {
			best = p
		}
	}
	return best, nil
}

// follow writes the path along neighbours in the order given; ok is false where it is sure to lie above best.
func (c *canonicalizer) follow(order []string, from *issuer, best string) (p path, ok bool, err error) {
	var text string
	var open []string
	above := func() bool { return best != "" && len(text) >= len(best) && text > best }
	for _, label := range order {
		if name, done := c.canonical.issued[label]; done {
			text += "_:" + name
		} else {
			if _, done := from.issued[label]; !done {
				open = append(open, label)
			}
			text += "_:" + from.name(label)
		}
		if above() {
			return path{}, false, nil
		}
	}
	for _, label := range open {
		inner, err := c.hashNDegree(label, from)
		if err != nil {
			return path{}, false, err
		}
		text += "_:" + from.name(label) + "<" + inner.hash + ">"
		from = inner.issuer
		if above() {
			return path{}, false, nil
		}
	}
	return path{hash: text, issuer: from}, true, nil
}
