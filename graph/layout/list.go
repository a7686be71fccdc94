package layout

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
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

// Removal begins the part of a change to an index entry that names ids to take out. It is no id.
const Removal = 0

// AppendRemoval appends a change that takes ids out of an index entry. It is no entry by itself: the store applies
// it, see [ApplyChanges].
func AppendRemoval(dst []byte, ids ...uint64) []byte {
	return AppendIDs(append(dst, Removal), ids...)
}

// ApplyChanges appends the index entry that comes of changes, oldest first: an entry or additions, each of which
// may be followed by a removal. Ids are never given twice, so that what is removed anywhere is not in the result.
// Where whole is false, older changes are still to come and the result keeps the removals for them.
func ApplyChanges(dst []byte, whole bool, changes ...[]byte) ([]byte, error) {
	added, gone := make([][]byte, len(changes)), make([][]byte, len(changes))
	size := 0
	for i, c := range changes {
		var err error
		if added[i], gone[i], err = cutRemoval(c); err != nil {
			return dst, err
		}
		size += len(gone[i])
	}
	removed := make([]uint64, 0, size/2) // an id takes two bytes or more but in the smallest stores
	for _, list := range gone {
		var err error
		if removed, err = IDs(removed, list); err != nil {
			return dst, err
		}
	}
	slices.Sort(removed)
	removed = slices.Compact(removed)
	dst, met, err := appendExcept(dst, added, removed)
	if !whole { // what was met here stands in no older change
		removed = slices.DeleteFunc(removed, func(id uint64) bool { _, is := slices.BinarySearch(met, id); return is })
		if len(removed) > 0 {
			dst = AppendRemoval(dst, removed...)
		}
	}
	return dst, err
}

// cutRemoval parts a change at its removal mark. A byte 0 that is no mark ends a padded number, which is not
// written.
func cutRemoval(change []byte) (adds, dels []byte, err error) {
	at := bytes.IndexByte(change, Removal)
	if at < 0 {
		return change, nil, nil
	}
	if at > 0 && change[at-1] >= 0x80 {
		return nil, nil, errList
	}
	return change[:at], change[at+1:], nil
}

// appendExcept appends the ids of the lists without those that are removed, which ascend; met are the removed ones
// among them, ascending.
func appendExcept(dst []byte, lists [][]byte, removed []uint64) (out []byte, met []uint64, err error) {
	for _, list := range lists {
		if len(removed) == 0 {
			dst = append(dst, list...)
			continue
		}
		for len(list) > 0 {
			id, n := binary.Uvarint(list)
			if n <= 0 {
				return dst, met, errList
			}
			if _, gone := slices.BinarySearch(removed, id); gone {
				met = append(met, id)
			} else {
				dst = append(dst, list[:n]...)
			}
			list = list[n:]
		}
	}
	slices.Sort(met)
	return dst, met, nil
}
