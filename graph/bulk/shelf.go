package bulk

import (
	"fmt"
	"os"
)

const (
	shelfBlock  = 1 << 12
	shelfBlocks = 1 << 12
)

// A shelf holds texts by their numbers, from 0: the first in memory, the others in a temporary file.
type shelf struct {
	memory  texts
	limit   int64 // bytes in memory
	dir     string
	file    *os.File
	page    []byte  // to be written
	size    int64   // of file and page
	offsets []int64 // of each text in the file
	blocks  map[int64][]byte
	err     error
}

func (s *shelf) add(text []byte) {
	if s.file == nil && s.memory.bytes+int64(len(text))+12*int64(s.memory.len()) <= s.limit {
		s.memory.keep(text)
		return
	}
	if s.file == nil && s.err == nil {
		s.file, s.err = temporary(s.dir)
	}
	s.offsets = append(s.offsets, s.size)
	s.size += int64(len(text))
	if s.page = append(s.page, text...); len(s.page) >= tapePage {
		s.flush()
	}
}

func (s *shelf) flush() {
	if s.err == nil && len(s.page) > 0 {
		_, s.err = s.file.Write(s.page)
	}
	s.page = s.page[:0]
}

// done ends the adding.
func (s *shelf) done() error {
	s.flush()
	s.offsets = append(s.offsets, s.size)
	s.blocks = map[int64][]byte{}
	if s.err != nil {
		return fmt.Errorf("write a temporary file in %s: %w", s.dir, s.err)
	}
	return nil
}

// appendText appends a text to dst.
func (s *shelf) appendText(dst []byte, n uint32) ([]byte, error) {
	if int(n) < s.memory.len() {
		return append(dst, s.memory.text(n)...), nil
	}
	n -= uint32(s.memory.len())
	at, end := s.offsets[n], s.offsets[n+1]
	for at < end {
		b, err := s.block(at / shelfBlock)
		if err != nil {
			return dst, fmt.Errorf("read a temporary file in %s: %w", s.dir, err)
		}
		from := at % shelfBlock
		to := min(int64(shelfBlock), from+end-at)
		dst = append(dst, b[from:to]...)
		at += to - from
	}
	return dst, nil
}

// block is a piece of the file, from a cache that holds shelfBlocks of them.
func (s *shelf) block(n int64) ([]byte, error) {
	b, ok := s.blocks[n]
	if ok {
		return b, nil
	}
	if len(s.blocks) >= shelfBlocks {
		for old, room := range s.blocks { // any: what goes does not change what is read
			delete(s.blocks, old)
			b = room[:shelfBlock]
			break
		}
	} else {
		b = make([]byte, shelfBlock)
	}
	b = b[:min(shelfBlock, s.size-n*shelfBlock)]
	if _, err := s.file.ReadAt(b, n*shelfBlock); err != nil {
		return nil, err
	}
	s.blocks[n] = b
	return b, nil
}

func (s *shelf) free() {
	if s != nil && s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
		s.file = nil
	}
}
