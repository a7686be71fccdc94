package bulk

import "bytes"

// A cursor is the place in a sorted run, and the record there.
type cursor struct {
	hi, lo uint64 // what records sort by, then tail, then text, then source
	tail   uint32
	text   []byte
	number uint32 // of what the record speaks
	source uint32 // of the run
	in     *tapeReader
	pairs  []pair // or a run in memory
	heap   *heap  // or a heap in memory, at this place
	at     int
}

func (c *cursor) before(d *cursor) bool {
	switch {
	case c.hi != d.hi:
		return c.hi < d.hi
	case c.lo != d.lo:
		return c.lo < d.lo
	case c.tail != d.tail:
		return c.tail < d.tail
	}
	if order := bytes.Compare(c.text, d.text); order != 0 {
		return order < 0
	}
	return c.source < d.source
}

// A merger gives the records of sorted runs in one order.
type merger struct {
	advance func(*cursor) bool
	heap    []*cursor
	started bool
	err     error
}

// add takes another run, before the first call of next.
func (m *merger) add(c *cursor) {
	if !m.step(c) {
		return
	}
	m.heap = append(m.heap, c)
	for i := len(m.heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !m.heap[i].before(m.heap[up]) {
			break
		}
		m.heap[i], m.heap[up] = m.heap[up], m.heap[i]
		i = up
	}
}

func (m *merger) step(c *cursor) bool {
	if m.advance(c) {
		return true
	}
	if c.in != nil && c.in.err != nil {
		m.err = c.in.err
	}
	return false
}

// next gives the cursor at the next record, which stays until the next call; nil at the end.
func (m *merger) next() *cursor {
	if m.started && len(m.heap) > 0 {
		if !m.step(m.heap[0]) {
			last := len(m.heap) - 1
			m.heap[0] = m.heap[last]
			m.heap = m.heap[:last]
		}
		m.sink()
	}
	m.started = true
	if len(m.heap) == 0 || m.err != nil {
		return nil
	}
	return m.heap[0]
}

// sink puts the first cursor in its place.
func (m *merger) sink() {
	h := m.heap
	for i := 0; ; {
		least := 2*i + 1
		if least >= len(h) {
			return
		}
		if right := least + 1; right < len(h) && h[right].before(h[least]) {
			least = right
		}
		if !h[least].before(h[i]) {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
