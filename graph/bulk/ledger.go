package bulk

import "encoding/binary"

// ledgerWidth is how many bytes a number takes. Numbers are below 1<<40.
const ledgerWidth = 5

// A ledger holds numbers by their places, from 0: the first in memory, the others in a temporary file.
type ledger struct {
	memory []byte
	limit  int // bytes in memory
	file   paged
}

func (l *ledger) add(n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	if len(l.memory)+ledgerWidth <= l.limit {
		l.memory = append(l.memory, b[:ledgerWidth]...)
	} else {
		l.file.write(b[:ledgerWidth])
	}
}

// done ends the adding.
func (l *ledger) done() error { return l.file.done() }

// number is the number at a place, 0 behind the last.
func (l *ledger) number(place uint32) (uint64, error) {
	at := int64(place) * ledgerWidth
	if at < int64(len(l.memory)) {
		return numberOf(l.memory[at:]), nil
	}
	at -= int64(len(l.memory))
	if at >= l.file.size {
		return 0, nil
	}
	var b [ledgerWidth]byte
	_, err := l.file.append(b[:0], at, at+ledgerWidth)
	return numberOf(b[:]), err
}

func (l *ledger) free() {
	l.memory = nil
	l.file.free()
}

func numberOf(b []byte) uint64 { return uint64(binary.LittleEndian.Uint32(b)) | uint64(b[4])<<32 }
