package layout

import "encoding/binary"

// Separator joins the parts of a flat key; it and Escape are preceded by Escape inside a part.
const (
	Separator = '/'
	Escape    = '\\'
)

// An Index is one of the four lists of quads that a store keeps. Its name is the bucket: the letters of its
// directions, c for the label.
type Index string

// The indexes. They serve, in this order: what a node says, what is said of a node, the quads of a named graph,
// and all pairs that a predicate joins, which are answered from the keys alone.
const (
	SubjectPredicate       Index = "sp"
	ObjectPredicate        Index = "op"
	Label                  Index = "c"
	PredicateSubjectObject Index = "pso"
)

// Indexes are all indexes, in the order in which Cayley is told of them: it takes the first that fits.
var Indexes = []Index{SubjectPredicate, ObjectPredicate, Label, PredicateSubjectObject}

// AppendKey appends the index key of a quad.
func (x Index) AppendKey(dst []byte, r *Record) []byte {
	switch x {
	case SubjectPredicate:
		return x.AppendPrefix(dst, r.Subject, r.Predicate)
	case ObjectPredicate:
		return x.AppendPrefix(dst, r.Object, r.Predicate)
	case Label:
		return x.AppendPrefix(dst, r.Label)
	}
	return x.AppendPrefix(dst, r.Predicate, r.Subject, r.Object)
}

// AppendPrefix appends what the index keys that begin with these ids have in common: the whole key where all
// directions are given, all keys of the index where none is.
func (x Index) AppendPrefix(dst []byte, ids ...uint64) []byte {
	dst = append(append(dst, x...), Separator)
	for _, id := range ids {
		dst = appendID(dst, id)
	}
	return dst
}

// KeyIDs reads the ids of an index key into ids and reports whether key holds exactly so many.
func (x Index) KeyIDs(key []byte, ids []uint64) bool {
	if len(key) < len(x)+1 {
		return false
	}
	key = key[len(x)+1:]
	for i := range ids {
		var ok bool
		if ids[i], key, ok = cutID(key); !ok {
			return false
		}
	}
	return len(key) == 0
}

// LogPrefix is what the keys of all log records begin with.
const LogPrefix = "log/"

// AppendLogKey appends the key of the log record of a node or quad.
func AppendLogKey(dst []byte, id uint64) []byte {
	return appendID(append(dst, LogPrefix...), id)
}

// LogID is the id in the key of a log record.
func LogID(key []byte) (uint64, bool) {
	if len(key) < len(LogPrefix) {
		return 0, false
	}
	id, rest, ok := cutID(key[len(LogPrefix):])
	return id, ok && len(rest) == 0
}

// AppendValueKey appends the key under which the id of the node with this hash stands.
func AppendValueKey(dst []byte, h *Hash) []byte { return appendHashKey(dst, 'v', h) }

// AppendCountKey appends the key under which the reference count of the node with this hash stands.
func AppendCountKey(dst []byte, h *Hash) []byte { return appendHashKey(dst, 'n', h) }

func appendHashKey(dst []byte, bucket byte, h *Hash) []byte {
	dst = append(dst, bucket)
	dst = appendEscaped(dst, h[:2])
	dst = append(dst, Separator)
	return appendEscaped(dst, h[:])
}

// KeyHash is the hash in a key of a value or a count.
func KeyHash(key []byte) (h Hash, ok bool) {
	if len(key) == 0 {
		return h, false
	}
	var raw [3 + len(h)]byte // two bytes of hash, separator, hash
	rest, ok := cutEscaped(key[1:], raw[:2])
	if !ok || len(rest) == 0 || rest[0] != Separator {
		return h, false
	}
	rest, ok = cutEscaped(rest[1:], h[:])
	return h, ok && len(rest) == 0
}

func appendID(dst []byte, id uint64) []byte {
	var raw [8]byte
	binary.BigEndian.PutUint64(raw[:], id)
	return appendEscaped(dst, raw[:])
}

func appendEscaped(dst, raw []byte) []byte {
	for _, b := range raw {
		if b == Separator || b == Escape {
			dst = append(dst, Escape)
		}
		dst = append(dst, b)
	}
	return dst
}

func cutID(key []byte) (id uint64, rest []byte, ok bool) {
	var raw [8]byte
	rest, ok = cutEscaped(key, raw[:])
	return binary.BigEndian.Uint64(raw[:]), rest, ok
}

// cutEscaped fills raw with the bytes that stand escaped at the start of key.
func cutEscaped(key, raw []byte) (rest []byte, ok bool) {
	i := 0
	for n := range raw {
		if i < len(key) && key[i] == Escape {
			i++
		}
		if i >= len(key) {
			return nil, false
		}
		raw[n] = key[i]
		i++
	}
	return key[i:], true
}
