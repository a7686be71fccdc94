package graph

import (
	"sync"

	"github.com/cayleygraph/quad"
)

// valueCache keeps values of nodes by id across snapshots: no id is ever given twice, so a value never changes.
// It holds two generations; when the younger is full, the older goes.
type valueCache struct {
	shards [16]valueShard
}

type valueShard struct {
	sync.Mutex
	young, old map[uint64]quad.Value
	room, full int // estimated bytes left in young, and of a whole generation
}

// valueOverhead is roughly what a map entry and an interface value take beside the text, in bytes.
const valueOverhead = 64

// newValueCache makes a cache of about so many bytes.
func newValueCache(size int64) *valueCache {
	c := &valueCache{}
	for i := range c.shards {
		c.shards[i].full = int(size) / len(c.shards) / 2
	}
	return c
}

func (c *valueCache) shard(id uint64) *valueShard { return &c.shards[id%uint64(len(c.shards))] }

func (c *valueCache) get(id uint64) (quad.Value, bool) {
	s := c.shard(id)
	s.Lock()
	defer s.Unlock()
	if v, ok := s.young[id]; ok {
		return v, true
	}
	v, ok := s.old[id]
	if ok {
		s.put(id, v)
	}
	return v, ok
}

func (c *valueCache) put(id uint64, v quad.Value) {
	s := c.shard(id)
	s.Lock()
	defer s.Unlock()
	s.put(id, v)
}

func (s *valueShard) put(id uint64, v quad.Value) {
	size := valueOverhead + textLen(v)
	if size > s.full/4 {
		return // one long text would push out all else
	}
	if s.room < size {
		s.old, s.young, s.room = s.young, make(map[uint64]quad.Value), s.full
	}
	s.young[id] = v
	s.room -= size
}

// textLen is the length of a value's text in bytes.
func textLen(v quad.Value) int {
	switch v := v.(type) {
	case quad.IRI:
		return len(v)
	case quad.BNode:
		return len(v)
	case quad.String:
		return len(v)
	case quad.LangString:
		return len(v.Value) + len(v.Lang)
	case quad.TypedString:
		return len(v.Value) + len(v.Type)
	}
	return 0
}
