package pebblekv

import (
	"io"
	"slices"

	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/layout"
)

// merger applies changes to index entries where they are read and when tables are rewritten, so that a write
// does not write the long entry of, say, a class anew. What readers see is always a plain entry. Whoever takes the
// last id out of an entry must delete it: an entry cannot delete itself here, since Pebble 2.1's compaction mishandles
// mergers that do (it brings the base back).
var merger = &pebble.Merger{
	Name: "policygraph.ids",
	Merge: func(_, value []byte) (pebble.ValueMerger, error) {
		return &entryMerger{changes: [][]byte{slices.Clone(value)}}, nil
	},
}

// entryMerger collects the changes to one entry: older ones from the newest to the oldest, then newer ones.
type entryMerger struct {
	older, changes [][]byte
}

// MergeNewer adds the change that follows.
func (m *entryMerger) MergeNewer(value []byte) error {
	m.changes = append(m.changes, slices.Clone(value))
	return nil
}

// MergeOlder adds the change that precedes.
func (m *entryMerger) MergeOlder(value []byte) error {
	m.older = append(m.older, slices.Clone(value))
	return nil
}

// Finish gives the entry, or the one change that all come to where the base is still to come.
func (m *entryMerger) Finish(includesBase bool) ([]byte, io.Closer, error) {
	slices.Reverse(m.older)
	value, err := layout.ApplyChanges(nil, includesBase, append(m.older, m.changes...)...)
	return value, nil, err
}
