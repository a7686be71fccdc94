package layout

import (
	"encoding/binary"
	"fmt"

	"github.com/cayleygraph/quad"
)

// Version is the version of Cayley's layout that this package writes.
const Version = 2

// Keys of what a store says of itself.
const (
	VersionKey = "meta/version"
	SizeKey    = "meta/size"
	HorizonKey = "meta/horizon"
	IndexesKey = "meta/indexes"
	StampKey   = "meta/policygraph"
)

// AppendInt appends a number as VersionKey, SizeKey and HorizonKey hold it.
func AppendInt(dst []byte, n uint64) []byte { return binary.LittleEndian.AppendUint64(dst, n) }

// Int reads such a number.
func Int(value []byte) (uint64, error) {
	if len(value) != 8 {
		return 0, fmt.Errorf("number of %d bytes, not 8", len(value))
	}
	return binary.LittleEndian.Uint64(value), nil
}

// IndexesValue is the value of IndexesKey: [Indexes] as Cayley's JSON, where directions are numbered from 1 in the
// order subject, predicate, object, label and written as base64. None is unique: Cayley's unique indexes refuse
// quads that are new.
const IndexesValue = `[{"dirs":"AQI=","unique":false},{"dirs":"AwI=","unique":false},` +
	`{"dirs":"BA==","unique":false},{"dirs":"AgED","unique":false}]`

// A Stamp says what this project last wrote. Whoever else writes into the store leaves it behind: every add
// raises Horizon and every delete lowers Size, so a stamp that equals both was written last.
type Stamp struct {
	// Format is the version of what this project expects of a store beyond Cayley's layout.
	Format int `json:"format"`
	// Base is the base of the IRIs in the store.
	Base string `json:"base"`
	// Size and Horizon repeat the values of SizeKey and HorizonKey.
	Size    uint64 `json:"size"`
	Horizon uint64 `json:"horizon"`
	// Lost are divisions of which it is still to be seen whether anything refers to them: a build was broken off
	// right before its last step.
	Lost []quad.IRI `json:"lost,omitempty"`
}

// StampFormat is the Format that this package writes.
const StampFormat = 1
