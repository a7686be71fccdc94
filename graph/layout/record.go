package layout

import (
	"errors"

	"google.golang.org/protobuf/encoding/protowire"
)

// A Record is an entry of the log: a node where Value is not empty, a quad otherwise.
type Record struct {
	ID                                uint64
	Subject, Predicate, Object, Label uint64
	// Value is the node's value as [AppendValue] writes it.
	Value []byte
	// Deleted marks a quad that Cayley deleted: its indexes still name it.
	Deleted bool
}

// IsNode reports whether the record is a node's.
func (r *Record) IsNode() bool { return len(r.Value) > 0 }

// Field numbers of Cayley's Primitive message. Field 6 was never written and field 7 is a time, which nothing
// reads: it is left out, so that the same quads make the same store.
const (
	fieldID        = 1
	fieldSubject   = 2
	fieldPredicate = 3
	fieldObject    = 4
	fieldLabel     = 5
	fieldValue     = 8
	fieldDeleted   = 9
)

// AppendRecord appends the record as Cayley's protocol buffer message.
func AppendRecord(dst []byte, r *Record) []byte {
	dst = appendVarint(dst, fieldID, r.ID)
	dst = appendVarint(dst, fieldSubject, r.Subject)
	dst = appendVarint(dst, fieldPredicate, r.Predicate)
	dst = appendVarint(dst, fieldObject, r.Object)
	dst = appendVarint(dst, fieldLabel, r.Label)
	if len(r.Value) > 0 {
		dst = protowire.AppendTag(dst, fieldValue, protowire.BytesType)
		dst = protowire.AppendBytes(dst, r.Value)
	}
	if r.Deleted {
		dst = appendVarint(dst, fieldDeleted, 1)
	}
	return dst
}

func appendVarint(dst []byte, field protowire.Number, v uint64) []byte {
	if v == 0 {
		return dst
	}
	return protowire.AppendVarint(protowire.AppendTag(dst, field, protowire.VarintType), v)
}

var errRecord = errors.New("log record is no message of Cayley's")

// ParseRecord reads a record. Its Value is a part of data.
func ParseRecord(data []byte, r *Record) error {
	*r = Record{}
	for len(data) > 0 {
		field, kind, n := protowire.ConsumeTag(data)
		if n < 0 {
			return errRecord
		}
		data = data[n:]
		if field == fieldValue && kind == protowire.BytesType {
			if r.Value, n = protowire.ConsumeBytes(data); n < 0 {
				return errRecord
			}
		} else if kind == protowire.VarintType {
			var v uint64
			if v, n = protowire.ConsumeVarint(data); n < 0 {
				return errRecord
			}
			r.set(field, v)
		} else if n = protowire.ConsumeFieldValue(field, kind, data); n < 0 {
			return errRecord
		}
		data = data[n:]
	}
	return nil
}

func (r *Record) set(field protowire.Number, v uint64) {
	switch field {
	case fieldID:
		r.ID = v
	case fieldSubject:
		r.Subject = v
	case fieldPredicate:
		r.Predicate = v
	case fieldObject:
		r.Object = v
	case fieldLabel:
		r.Label = v
	case fieldDeleted:
		r.Deleted = v != 0
	}
}
