package graph

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/cayleygraph/quad"

	"policygraph/graph/bulk"
	"policygraph/graph/column"
	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
	"policygraph/schema"
)

// A keptColumn is what one predicate joins, kept beside Cayley's indexes in a form that is read at once: objects as
// nodes, or as their texts where texts is set. Column iris, which has no predicate, is the IRI of every node that
// has a type.
//
// A column is cut into chunks, each one key of the engine, see package column: a write alters those of the subjects it
// touches, in the batch in which it alters the indexes. keep.go writes all chunks, keepchange.go alters them, kept.go
// reads them.
type keptColumn struct {
	predicate quad.IRI
	texts     bool
	long      bool // whether its texts are long, of which a question reads few
}

// form is that of the column's chunks: a chunk is read whole, so those of long texts have few.
func (c *keptColumn) form() column.Form {
	if c.long {
		return column.Form{Texts: c.texts, Bits: column.MaxBits - 3}
	}
	return column.Form{Texts: c.texts, Bits: column.MaxBits}
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
	10:   {predicate: schema.PolStatement, texts: true, long: true},
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
	23:   {predicate: schema.PolAsWritten, texts: true},
	24:   {predicate: schema.PolPeriod, texts: true},
	25:   {predicate: schema.MaxValue, texts: true},
}

// columnsOfBuild are the columns as the bulk loader writes them.
func columnsOfBuild() *bulk.Columns {
	list := make([]bulk.Column, len(keptColumns))
	for i, c := range keptColumns {
		list[i] = bulk.Column{Predicate: c.predicate, Form: c.form()}
	}
	list[iris].Predicate, list[iris].Own = keptColumns[types].predicate, true
	return &bulk.Columns{List: list, Key: appendChunkKey, Stamp: func(size, horizon uint64) (key, value []byte) {
		return []byte(keptPrefix), keptStamp{keptFormat, size, horizon}.append(nil)
	}}
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
	keptPrefix = pebblekv.ColumnPrefix // what all keys of columns begin with, and the key of their stamp
	keptEnd    = "kept0"               // the first key after them
	keptFormat = 3
)

// rankOf is a node as the number that it is.
func rankOf(n Node) uint64 { return binary.BigEndian.Uint64(n[:8]) }

func nodeOfRank(rank uint64) (n Node) {
	binary.BigEndian.PutUint64(n[:], rank)
	return n
}

// rankOfID and idOfRank pass between ids and the numbers by which columns name nodes.
func rankOfID(id uint64) uint64 { return rankOf(nodeOf(id)) }

func idOfRank(rank uint64) uint64 { return idOf(nodeOfRank(rank)) }

// appendChunkKey appends the key of a chunk: the column's letter and the number of the chunk, eight bytes.
func appendChunkKey(dst []byte, column int, number uint64) []byte {
	return binary.BigEndian.AppendUint64(append(append(dst, keptPrefix...), 'A'+byte(column)), number)
}

// columnPrefix is what the keys of a column's chunks begin with.
func columnPrefix(column int) []byte { return append([]byte(keptPrefix), 'A'+byte(column)) }

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
