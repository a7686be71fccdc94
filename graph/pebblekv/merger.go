package pebblekv

import (
	"bytes"
	"io"
	"slices"

	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/column"
	"policygraph/graph/layout"
)

// ColumnPrefix is what the keys of kept chunks begin with, whose values are those of package column. All other keys
// that are merged are those of index entries, as package layout has them.
const ColumnPrefix = "kept/"

// merger applies changes to index entries and kept chunks where they are read and when tables are rewritten, so that
// a write does not write the long entry of, say, a class anew. What readers see is always plain. Whoever takes the
// last id out of an entry must delete it: an entry cannot delete itself here, since Pebble 2.1's compaction mishandles
// mergers that do (it brings the base back). A chunk may stay behind empty.
var merger = &pebble.Merger{
	Name: "policygraph.ids",
	Merge: func(key, value []byte) (pebble.ValueMerger, error) {
		m := &valueMerger{apply: layout.ApplyChanges, changes: [][]byte{slices.Clone(value)}}
		if bytes.HasPrefix(key, []byte(ColumnPrefix)) {
			m.apply = column.Apply
		}
		return m, nil
	},
}

// valueMerger collects the changes to one value: older ones from the newest to the oldest, then newer ones.
type valueMerger struct {
	apply          func(dst []byte, whole bool, values ...[]byte) ([]byte, error)
	older, changes [][]byte
}

// MergeNewer adds the change that follows.
func (m *valueMerger) MergeNewer(value []byte) error {
	m.changes = append(m.changes, slices.Clone(value))
	return nil
}

// MergeOlder adds the change that precedes.
func (m *valueMerger) MergeOlder(value []byte) error {
	m.older = append(m.older, slices.Clone(value))
	return nil
}

// Finish gives the value, or the one change that all come to where the base is still to come.
func (m *valueMerger) Finish(includesBase bool) ([]byte, io.Closer, error) {
	slices.Reverse(m.older)
	value, err := m.apply(nil, includesBase, append(m.older, m.changes...)...)
	return value, nil, err
}
