package column

import (
	"encoding/binary"
	"errors"
	"strings"
)

// A Chunk is a chunk as it is read: first [Chunk.Parse], then the objects, by [Chunk.ReadNodes] or [Chunk.ReadTexts],
// before or after the pairs, by [Chunk.Next]. It can be used again for another.
type Chunk struct {
	// Nodes are the objects' ranks, by place, once they are read.
	Nodes []uint64
	// Count is how many distinct objects there are.
	Count int

	texts   bool
	objects varints
	pairs   varints
	subject uint64
	text    []byte   // room: the texts, one after the other
	ends    []uint32 // where each ends
}

var errCut = errors.New("a kept chunk is cut off")

// Parse begins to read a chunk by the least rank of a subject of it, see [Form.First]. The chunk reads from value, which
// must stay as it is. An empty value is a chunk without pairs.
func (c *Chunk) Parse(first uint64, value []byte) error {
	c.Count, c.subject, c.objects, c.pairs = 0, first, varints{}, varints{}
	if len(value) == 0 {
		return nil
	}
	if value[0] > tagTexts {
		return errors.New("a kept chunk is of no known form")
	}
	c.texts = value[0] == tagTexts
	r := varints{value[1:]}
	n, length := r.next(), r.next()
	if n > uint64(len(value)) || length > uint64(len(r.rest)) {
		return errCut
	}
	c.Count = int(n)
	c.objects, c.pairs = varints{r.rest[:length]}, varints{r.rest[length:]}
	return nil
}

// Next gives the next pair: a subject and the place of its object; ok is false at the end.
func (c *Chunk) Next() (subject uint64, object int, ok bool, err error) {
	if len(c.pairs.rest) == 0 {
		return 0, 0, false, nil
	}
	c.subject += c.pairs.next()
	at := c.pairs.next()
	if at >= uint64(c.Count) {
		return 0, 0, false, errCut
	}
	return c.subject, int(at), true, nil
}

// ReadNodes reads the objects of a chunk of nodes into Nodes.
func (c *Chunk) ReadNodes() {
	c.Nodes = c.Nodes[:0]
	for range c.Count {
		c.Nodes = append(c.Nodes, c.objects.next())
	}
}

// ReadTexts reads the objects of a chunk of texts, for [Chunk.Text].
func (c *Chunk) ReadTexts() error {
	c.Nodes, c.ends, c.text = c.Nodes[:0], c.ends[:0], c.text[:0]
	before, object := 0, uint64(0) // where the text before begins, and its node
	for range c.Count {
		object += c.objects.step()
		shared, length := c.objects.next(), c.objects.next()
		if shared > uint64(len(c.text)-before) || length > uint64(len(c.objects.rest)) {
			return errCut
		}
		start := len(c.text)
		c.text = append(c.text, c.text[before:before+int(shared)]...)
		c.text = append(c.text, c.objects.rest[:length]...)
		c.objects.rest = c.objects.rest[length:]
		c.Nodes, c.ends = append(c.Nodes, object), append(c.ends, uint32(len(c.text)))
		before = start
	}
	return nil
}

// Text is the text of an object, as part of room that the next [Chunk.ReadTexts] takes.
func (c *Chunk) Text(object int) []byte {
	from := uint32(0)
	if object > 0 {
		from = c.ends[object-1]
	}
	return c.text[from:c.ends[object]]
}

// AppendTexts appends, for each object, its text where it is wanted, and else an unspecified one. The texts are parts
// of one string.
func (c *Chunk) AppendTexts(dst []string, wanted []bool) []string {
	size := 0
	for i, w := range wanted {
		if w {
			size += len(c.Text(i))
		}
	}
	var b strings.Builder
	b.Grow(size)
	for i, w := range wanted {
		from := b.Len()
		if w {
			b.Write(c.Text(i))
		}
		dst = append(dst, b.String()[from:])
	}
	return dst
}

// varints reads numbers; after the end it gives the greatest.
type varints struct{ rest []byte }

func (v *varints) next() uint64 {
	if len(v.rest) > 0 && v.rest[0] < 0x80 {
		n := uint64(v.rest[0])
		v.rest = v.rest[1:]
		return n
	}
	n, size := binary.Uvarint(v.rest)
	if size <= 0 {
		v.rest = nil
		return 1<<64 - 1
	}
	v.rest = v.rest[size:]
	return n
}

// step reads a number that may be negative, for adding.
func (v *varints) step() uint64 {
	n, size := binary.Varint(v.rest)
	if size <= 0 {
		v.rest = nil
		return 1<<64 - 1
	}
	v.rest = v.rest[size:]
	return uint64(n)
}
