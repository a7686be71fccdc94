package layout

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// AppendIDs appends ids, which ascend, to the value of an index entry, whose last id is below the first of them.
func AppendIDs(dst []byte, ids ...uint64) []byte {
	for _, id := range ids {
		dst = binary.AppendUvarint(dst, id)
	}
	return dst
}

var errList = errors.New("index entry is cut off")

// IDs appends the ids of an index entry to dst.
func IDs(dst []uint64, list []byte) ([]uint64, error) {
	for len(list) > 0 {
		id, n := binary.Uvarint(list)
		if n <= 0 {
			return dst, errList
		}
		dst, list = append(dst, id), list[n:]
	}
	return dst, nil
}

// Uvarint reads the value of an id or a count.
func Uvarint(value []byte) (uint64, error) {
	v, n := binary.Uvarint(value)
	if n <= 0 || n != len(value) {
		return 0, fmt.Errorf("number of %d bytes is cut off", len(value))
	}
	return v, nil
}
