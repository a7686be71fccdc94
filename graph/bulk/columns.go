package bulk

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/cayleygraph/quad"

	"policygraph/graph/column"
	"policygraph/graph/layout"
)

// Columns say what a store keeps beside Cayley's indexes, in the form of package column.
type Columns struct {
	// List is the columns in the order of their keys.
	List []Column
	// Key appends the key of a chunk: of the column at a place in List, by the chunk's number.
	Key func(dst []byte, column int, number uint64) []byte
	// Stamp gives the entry that says of which state the columns are. Its key comes before those of chunks.
	Stamp func(size, horizon uint64) (key, value []byte)
}

// A Column is what one predicate joins.
type Column struct {
	Predicate quad.IRI
	// Form is that of its chunks.
	Form column.Form
	// Own says that the object of a pair is its subject, where that is an IRI.
	Own bool
}

// maxChunkPairs bounds the pairs of a chunk. A graph in which a node has so many objects is not the project's, and is
// read without columns.
const maxChunkPairs = 1 << 20

var errManyPairs = errors.New("too many objects for a column")

// A keeping makes the columns of a store.
type keeping struct {
	*sorted
	columns *Columns
	of      map[uint32][]int // columns of a predicate, by its node
	made    []keptColumn
	wanted  bitmap // nodes whose texts are wanted, by their numbers less 1
	texts   *shelf // of these nodes, each behind keptIRI or keptOther
	room    []byte
}

const (
	keptIRI   = '<'
	keptOther = ' '
)

// A keptColumn is a column being written.
type keptColumn struct {
	Column
	chunk  column.Writer
	number uint64
	pairs  int    // of the chunk
	last   uint32 // the subject of the pair before
	chunks *tape  // number and length of each chunk, and the chunk
	room   []byte
}

// columnPart is the entries of columns. There are none for a graph that is to be read without.
func (s *sorted) columnPart(columns *Columns) part {
	return part{name: "kept", packed: true, write: func(emit emitter) error {
		k := keeping{sorted: s, columns: columns, texts: newShelf(s.plan.o.Memory/8, s.plan.o.Dir)}
		defer k.free()
		for _, step := range []func() error{k.findPredicates, k.want, k.keepTexts, k.makeChunks} {
			if err := step(); errors.Is(err, errManyPairs) {
				return nil
			} else if err != nil {
				return err
			}
		}
		return k.write(emit)
	}}
}

func (k *keeping) free() {
	k.texts.free()
	for i := range k.made {
		k.made[i].chunks.free()
	}
}

// findPredicates finds the nodes of the columns' predicates.
func (k *keeping) findPredicates() error {
	places := map[layout.Hash][]int{}
	for i, c := range k.columns.List {
		h := k.plan.ranked(layout.HashOf(c.Predicate))
		places[h] = append(places[h], i)
		k.made = append(k.made, keptColumn{Column: c, chunks: k.plan.newTape()})
	}
	var hashes []layout.Hash
	for h := range places {
		hashes = append(hashes, h)
	}
	slices.SortFunc(hashes, func(a, b layout.Hash) int { return bytes.Compare(a[:], b[:]) })
	k.of = map[uint32][]int{}
	in := k.named.reader()
	for b := in.next(hashSize); b != nil && len(hashes) > 0; {
		switch bytes.Compare(b[:len(layout.Hash{})], hashes[0][:]) {
		case -1:
			b = in.next(hashSize)
		case 0:
			k.of[binary.LittleEndian.Uint32(b[len(layout.Hash{}):])] = places[hashes[0]]
			hashes = hashes[1:]
		default:
			hashes = hashes[1:]
		}
	}
	return in.err
}

// want finds the nodes whose texts are wanted.
func (k *keeping) want() error {
	k.wanted = newBitmap(k.nodes)
	err := k.eachPair(func(columns []int, subject, object uint32) error {
		for _, i := range columns {
			switch c := &k.made[i]; {
			case c.Own:
				k.wanted.set(subject - 1)
			case c.Form.Texts:
				k.wanted.set(object - 1)
			}
		}
		return nil
	})
	k.wanted.count()
	return err
}

// eachPair gives what the predicates of columns join, by predicate, subject and object, each pair once.
func (k *keeping) eachPair(use func(columns []int, subject, object uint32) error) error {
	m := k.predicates.sorted()
	var columns []int
	var hi, lo uint64
	for n := 0; ; n++ {
		c := m.next()
		if c == nil {
			return m.err
		}
		if n%4096 == 0 {
			if err := k.plan.ctx.Err(); err != nil {
				return err
			}
		}
		if c.hi == hi && c.lo>>32 == lo>>32 {
			continue
		}
		if c.hi>>32 != hi>>32 {
			columns = k.of[uint32(c.hi>>32)]
		}
		hi, lo = c.hi, c.lo
		if len(columns) > 0 {
			if err := use(columns, uint32(hi), uint32(lo>>32)); err != nil {
				return err
			}
		}
	}
}

// keepTexts puts the texts that are wanted on the shelf.
func (k *keeping) keepTexts() error {
	var room []byte
	err := k.eachNode(func(node uint32, text []byte) error {
		if !k.wanted.has(node - 1) {
			return nil
		}
		kind := byte(keptOther)
		if text[0] == '<' {
			kind = keptIRI
		}
		var err error
		k.room, err = appendPlain(append(k.room[:0], kind), text, &room)
		k.texts.add(k.room)
		return err
	})
	return errors.Join(err, k.texts.done())
}

// appendPlain appends what [layout.Text] gives for a kept term. Room is where escapes are taken off.
func appendPlain(dst, text []byte, room *[]byte) ([]byte, error) {
	switch text[0] {
	case nativeTerm:
		v, err := layout.ParseValue(text[1:])
		return append(dst, layout.Text(v)...), err
	case '<':
		return append(dst, text[1:len(text)-1]...), nil
	case '"':
		return append(dst, unquoted(text[1:bytes.LastIndexByte(text, '"')], room)...), nil
	}
	return append(dst, text...), nil
}

// makeChunks puts the chunks of each column on its tape.
func (k *keeping) makeChunks() error {
	err := k.eachPair(func(columns []int, subject, object uint32) error {
		for _, i := range columns {
			if err := k.addPair(&k.made[i], subject, object); err != nil {
				return err
			}
		}
		return nil
	})
	for i := range k.made {
		k.made[i].turn()
		err = errors.Join(err, k.made[i].chunks.done())
	}
	return err
}

func (k *keeping) addPair(c *keptColumn, subject, object uint32) error {
	if c.Own && c.last == subject {
		return nil
	}
	c.last = subject
	rank := k.rankOf(subject)
	if n := c.Form.Number(rank); n != c.number {
		c.turn()
		c.number = n
	}
	if c.pairs == 0 {
		c.chunk.Reset(c.Form)
	}
	if c.pairs++; c.pairs > maxChunkPairs {
		return errManyPairs
	}
	if c.Own {
		object = subject
	}
	if !c.Form.Texts {
		c.chunk.Add(rank, k.rankOf(object), nil)
		return nil
	}
	text, err := k.texts.text(k.wanted.below(object-1), &k.room)
	if err != nil || c.Own && text[0] != keptIRI {
		return err
	}
	c.chunk.Add(rank, k.rankOf(object), text[1:])
	return nil
}

// rankOf is a node's place in the order of keys.
func (k *keeping) rankOf(node uint32) uint64 { return rankOf(k.id(node)) }

// turn puts the chunk on the tape.
func (c *keptColumn) turn() {
	if c.pairs == 0 {
		return
	}
	c.pairs = 0
	if c.room = c.chunk.Append(c.room[:0]); len(c.room) == 0 {
		return
	}
	b := c.chunks.room(12 + len(c.room))
	binary.LittleEndian.PutUint64(b, c.number)
	binary.LittleEndian.PutUint32(b[8:], uint32(len(c.room)))
	copy(b[12:], c.room)
}

// write gives the entries.
func (k *keeping) write(emit emitter) error {
	key, value := k.columns.Stamp(uint64(k.quads), k.horizon())
	if err := emit(key, value); err != nil {
		return err
	}
	for i := range k.made {
		in := k.made[i].chunks.reader()
		for head := in.next(12); head != nil; head = in.next(12) {
			key = k.columns.Key(key[:0], i, binary.LittleEndian.Uint64(head))
			if err := emit(key, in.next(int(binary.LittleEndian.Uint32(head[8:])))); err != nil {
				return err
			}
		}
		if in.err != nil {
			return in.err
		}
	}
	return nil
}
