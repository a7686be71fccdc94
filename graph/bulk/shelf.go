package bulk

// A shelf holds texts by their numbers, from 0: the first in memory, the others in a temporary file.
type shelf struct {
	memory  texts
	limit   int64 // bytes in memory
	dir     string
	file    paged
	offsets ledger // of each text in the file, and the end
}

func newShelf(limit int64, dir string) *shelf {
	return &shelf{limit: limit, dir: dir, file: paged{dir: dir}, offsets: ledger{file: paged{dir: dir}}}
}

func (s *shelf) add(text []byte) {
	if s.file.size == 0 && s.memory.bytes+int64(len(text))+12*int64(s.memory.len()) <= s.limit {
		s.memory.keep(text)
		return
	}
	s.offsets.add(uint64(s.file.size))
	s.file.write(text)
}

// done ends the adding.
func (s *shelf) done() error {
	if s.file.size > 0 {
		s.offsets.add(uint64(s.file.size))
	}
	if err := s.file.done(); err != nil {
		return err
	}
	return s.offsets.done()
}

// appendText appends a text to dst.
func (s *shelf) appendText(dst []byte, n uint32) ([]byte, error) {
	if int(n) < s.memory.len() {
		return append(dst, s.memory.text(n)...), nil
	}
	n -= uint32(s.memory.len())
	at, err := s.offsets.number(n)
	if err != nil {
		return dst, err
	}
	end, err := s.offsets.number(n + 1)
	if err != nil {
		return dst, err
	}
	return s.file.append(dst, int64(at), int64(end))
}

// text gives a text; one that is not in memory lies in room.
func (s *shelf) text(n uint32, room *[]byte) (text []byte, err error) {
	if int(n) < s.memory.len() {
		return s.memory.text(n), nil
	}
	*room, err = s.appendText((*room)[:0], n)
	return *room, err
}

func (s *shelf) free() {
	if s != nil {
		s.file.free()
		s.offsets.free()
	}
}
