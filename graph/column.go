package graph

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/layout"
	"policygraph/schema"
)

// A keptColumn is what one predicate joins, kept beside Cayley's indexes in a form that is read at once: objects as
// nodes, or as their texts where texts is set. Column iris, which has no predicate, is the IRI of every node that
// has a type.
//
// A column is cut into chunks of keptRanks subjects, each one key of the engine, so that a write renews only the
// chunks of the subjects it touches. See keep.go for how they are written and kept.go for how they are read.
type keptColumn struct {
	predicate quad.IRI
	texts     bool
}

// keptColumns are what is kept. Their places stand in keys: a change here is a new keptFormat.
var keptColumns = [...]keptColumn{
	iris: {texts: true},
	1:    {predicate: schema.Type},
	2:    {predicate: schema.PolLocality},
	3:    {predicate: schema.PolProvince},
	4:    {predicate: schema.PolMeasure},
	5:    {predicate: schema.PolTheme},
	6:    {predicate: schema.PolMetric},
	7:    {predicate: schema.DerivedFrom},
	8:    {predicate: schema.InScheme},
	9:    {predicate: schema.ContainedIn},
	10:   {predicate: schema.PolStatement, texts: true},
	11:   {predicate: schema.PolIndicator, texts: true},
	12:   {predicate: schema.PolRole, texts: true},
	13:   {predicate: schema.PolQualifier, texts: true},
	14:   {predicate: schema.Value, texts: true},
	15:   {predicate: schema.MinValue, texts: true},
	16:   {predicate: schema.UnitText, texts: true},
	17:   {predicate: schema.PrefLabel, texts: true},
	18:   {predicate: schema.Notation, texts: true},
	19:   {predicate: schema.Identifier, texts: true},
	20:   {predicate: schema.Title, texts: true},
	21:   {predicate: schema.Issued, texts: true},
	22:   {predicate: schema.PolLevel, texts: true},
}

// Places of columns that are treated apart.
const (
	iris  = 0
	types = 1
)

// columnOf is the place of the column of a predicate.
func columnOf(p quad.IRI) (int, bool) {
	at := slices.IndexFunc(keptColumns[:], func(c keptColumn) bool { return c.predicate == p })
	return at, at > iris
}

const (
	keptPrefix = "kept/" // what all keys of columns begin with, and the key of their stamp
	keptEnd    = "kept0" // the first key after them
	keptFormat = 1
	keptBits   = 9
	keptRanks  = 1 << keptBits // ranks of subjects in a chunk
)

// chunkOf is the number of the chunk that a subject belongs to. Chunks are in the order of nodes.
func chunkOf(n Node) uint64 { return rankOf(n) >> keptBits }

// rankOf is a node as the number that it is.
func rankOf(n Node) uint64 { return binary.BigEndian.Uint64(n[:8]) }

func nodeOfRank(rank uint64) (n Node) {
	binary.BigEndian.PutUint64(n[:], rank)
	return n
}

// appendChunkKey appends the key of a chunk: the column's letter and the number of the chunk, eight bytes.
func appendChunkKey(dst []byte, column int, chunk uint64) []byte {
	return binary.BigEndian.AppendUint64(append(append(dst, keptPrefix...), 'A'+byte(column)), chunk)
}

// A chunkWriter makes the value of a chunk: the number of distinct objects, their length, the objects, and pairs of a subject, as
// the step from the one before, and the place of its object. Ids stand as they are; a text as the length of what it
// shares with the text before, the length of the rest, and the rest.
type chunkWriter struct {
	objects []byte
	pairs   []byte
	places  map[uint64]uint64 // of objects, by id
	last    string            // the text before
	subject uint64
}

func (w *chunkWriter) reset(chunk uint64) {
	clear(w.places)
	w.objects, w.pairs, w.last, w.subject = w.objects[:0], w.pairs[:0], "", chunk<<keptBits
}

// addID adds a pair; subjects must ascend.
func (w *chunkWriter) addID(subject, object uint64) {
	at, known := w.place(object)
	if !known {
		w.objects = binary.AppendUvarint(w.objects, object)
	}
	w.pair(subject, at)
}

// addText adds a pair with the object's text; subjects must ascend.
func (w *chunkWriter) addText(subject, object uint64, text string) {
	at, known := w.place(object)
	if !known {
		shared := sharedPrefix(w.last, text)
		w.objects = binary.AppendUvarint(w.objects, uint64(shared))
		w.objects = binary.AppendUvarint(w.objects, uint64(len(text)-shared))
		w.objects = append(w.objects, text[shared:]...)
		w.last = text
	}
	w.pair(subject, at)
}

func (w *chunkWriter) place(object uint64) (at uint64, known bool) {
	if at, known = w.places[object]; !known {
		at = uint64(len(w.places))
		w.places[object] = at
	}
	return at, known
}

func (w *chunkWriter) pair(subject, at uint64) {
	w.pairs = binary.AppendUvarint(w.pairs, subject-w.subject)
	w.pairs = binary.AppendUvarint(w.pairs, at)
	w.subject = subject
}

// appendValue appends the value of the chunk, nothing where no pair was added.
func (w *chunkWriter) appendValue(dst []byte) []byte {
	if len(w.pairs) == 0 {
		return dst
	}
	dst = binary.AppendUvarint(dst, uint64(len(w.places)))
	dst = binary.AppendUvarint(dst, uint64(len(w.objects)))
	return append(append(dst, w.objects...), w.pairs...)
}

func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// A chunk is a part of a column as it is read.
type chunk struct {
	size    int     // how many distinct objects it has
	objects varints // as they stand
	pairs   varints
	subject uint64
	nodes   []Node
	texts   []string // parts of one string
}

var errChunk = errors.New("a kept chunk is cut off")

// parse parts a chunk in objects and pairs, which are parts of value.
func (c *chunk) parse(number uint64, value []byte) error {
	r := varints{value}
	n, length := r.next(), r.next()
	if n > uint64(len(value)) || length > uint64(len(r.rest)) {
		return errChunk
	}
	c.size, c.subject = int(n), number<<keptBits
	c.objects, c.pairs = varints{r.rest[:length]}, varints{r.rest[length:]}
	return nil
}

// readNodes reads the objects of a chunk of nodes.
func (c *chunk) readNodes() {
	c.nodes = c.nodes[:0]
	for range c.size {
		c.nodes = append(c.nodes, nodeOf(c.objects.next()))
	}
}

// readTexts reads those objects of a chunk of texts that are wanted; the places of others have no text.
func (c *chunk) readTexts(wanted []bool) error {
	var b strings.Builder
	b.Grow(len(c.objects.rest))
	var text []byte
	c.texts = c.texts[:0]
	for i := range c.size {
		shared, length := c.objects.next(), c.objects.next()
		if shared > uint64(len(text)) || length > uint64(len(c.objects.rest)) {
			return errChunk
		}
		text = append(text[:shared], c.objects.rest[:length]...)
		c.objects.rest = c.objects.rest[length:]
		from := b.Len()
		if wanted[i] {
			b.Write(text)
		}
		c.texts = append(c.texts, b.String()[from:])
	}
	return nil
}

// next gives the next pair: the rank of a subject and the place of its object; ok is false at the end.
func (c *chunk) next() (subject uint64, object int, ok bool, err error) {
	if len(c.pairs.rest) == 0 {
		return 0, 0, false, nil
	}
	c.subject += c.pairs.next()
	at := c.pairs.next()
	if at >= uint64(c.size) {
		return 0, 0, false, errChunk
	}
	return c.subject, int(at), true, nil
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

// A keptStamp says of which state of the store the columns are: every add raises the horizon and every delete lowers
// the size, Cayley's own ones too, so that no other state has the same two.
type keptStamp struct{ format, size, horizon uint64 }

func (k keptStamp) append(dst []byte) []byte {
	return layout.AppendInt(layout.AppendInt(layout.AppendInt(dst, k.format), k.size), k.horizon)
}

// isKept reports whether the columns are of the state as it stands.
func (s state) isKept() (bool, error) {
	size, err1 := s.number(layout.SizeKey)
	horizon, err2 := s.number(layout.HorizonKey)
	if err := errors.Join(err1, err2); err != nil || s.stale {
		return false, err
	}
	kept := false
	_, err := s.get([]byte(keptPrefix), func(value []byte) error {
		kept = string(value) == string(keptStamp{keptFormat, size, horizon}.append(nil))
		return nil
	})
	return kept, err
}
