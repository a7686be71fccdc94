package bulk

import "encoding/binary"

// A heap is nodes of a store as N-Quads text, with their ids.
type heap struct {
	texts texts
	ids   []uint32
	order []uint32 // of the texts, once sorted
	tape  *tape    // or here, in order: id and text
}

func (h *heap) add(id uint32, text []byte) {
	h.texts.keep(text)
	h.ids = append(h.ids, id)
}

// size is what the heap takes in memory, in bytes.
func (h *heap) size() int64 {
	const each = 4 + 12 + 4 + 16 // id, place, order, and the key to sort by
	return h.texts.bytes + each*int64(len(h.ids))
}

func (h *heap) sort() { h.order = h.texts.order() }

// spill puts the heap on a tape.
func (h *heap) spill(t *tape) error {
	for _, n := range h.order {
		text := h.texts.text(n)
		b := t.room(8 + len(text))
		binary.LittleEndian.PutUint32(b, uint32(len(text)))
		binary.LittleEndian.PutUint32(b[4:], h.ids[n])
		copy(b[8:], text)
	}
	*h = heap{tape: t}
	return t.done()
}

// cursor reads the heap in order.
func (h *heap) cursor(source uint32) *cursor {
	if h.tape != nil {
		return &cursor{source: source, in: h.tape.reader()}
	}
	return &cursor{source: source, heap: h}
}

func nextText(c *cursor) bool {
	if c.in != nil {
		head := c.in.next(8)
		if head == nil {
			return false
		}
		c.number = binary.LittleEndian.Uint32(head[4:])
		c.text = c.in.next(int(binary.LittleEndian.Uint32(head)))
	} else {
		if c.at == len(c.heap.order) {
			return false
		}
		n := c.heap.order[c.at]
		c.number, c.text = c.heap.ids[n], c.heap.texts.text(n)
		c.at++
	}
	c.hi, c.lo = prefix8(c.text), 0
	if len(c.text) > 8 {
		c.lo = prefix8(c.text[8:])
	}
	return true
}
