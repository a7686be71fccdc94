package nquads

import (
	"hash/maphash"

	"github.com/cayleygraph/quad"
)

// cacheSlots is how many terms a [termCache] keeps at most; a power of two.
const cacheSlots = 1 << 13

// A termCache keeps terms seen before, so that a term that is repeated is allocated once. Each term has one
// slot, and the latest takes it: memory is bounded and nothing is ever searched.
type termCache struct {
	seed  maphash.Seed
	nodes []quad.Value
	texts []string
}

func newTermCache() termCache {
	return termCache{
		seed:  maphash.MakeSeed(),
		nodes: make([]quad.Value, cacheSlots),
		texts: make([]string, cacheSlots/32),
	}
}

// node is the value of an IRI or a blank node.
func (c *termCache) node(t *Term) quad.Value {
	slot := &c.nodes[maphash.Bytes(c.seed, t.Value)&(cacheSlots-1)]
	if t.Kind == KindBlank {
		if v, ok := (*slot).(quad.BNode); ok && string(v) == string(t.Value) {
			return *slot
		}
		*slot = quad.BNode(t.Value)
		return *slot
	}
	if v, ok := (*slot).(quad.IRI); ok && string(v) == string(t.Value) {
		return *slot
	}
	*slot = quad.IRI(t.Value)
	return *slot
}

// text is b as a string.
func (c *termCache) text(b []byte) string {
	slot := &c.texts[maphash.Bytes(c.seed, b)%uint64(len(c.texts))]
	if *slot != string(b) {
		*slot = string(b)
	}
	return *slot
}
