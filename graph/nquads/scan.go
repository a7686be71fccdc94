package nquads

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// DefaultMaxLine is the longest line that is read unless [Options] says otherwise, in bytes.
const DefaultMaxLine = 256 << 20

// firstBuffer is how much is read at once, in bytes; longer lines make the buffer grow.
const firstBuffer = 256 << 10

// Options change how lines are read. The zero value is strict.
type Options struct {
	// MaxLine is the longest line read, in bytes without its end; 0 means [DefaultMaxLine]. A longer line is
	// a [SyntaxError].
	MaxLine int
	// Skip makes the reader lenient: it is told of every line that is not N-Quads, and reading goes on with
	// the next line. Where it is nil the first such line ends reading.
	Skip func(*SyntaxError)
}

// A Scanner reads statements and gives their terms as bytes of the input. It allocates only for its buffer.
type Scanner struct {
	// Subject, Predicate, Object and Label are the terms of the statement that [Scanner.Scan] found last; Label
	// has [KindNone] for the default graph. They are overwritten by the next call.
	Subject, Predicate, Object, Label Term

	r       io.Reader
	skip    func(*SyntaxError)
	maxLine int
	buf     []byte
	start   int // of what is not yet read as a line, in buf
	end     int // of what buf holds
	line    int // number of the last line, from 1
	afterCR bool
	readErr error
	err     error
	scratch []byte // unescaped values of the current statement
}

// NewScanner gives a scanner of r. It reads ahead of the statement it gives.
func NewScanner(r io.Reader, o Options) *Scanner {
	if o.MaxLine <= 0 {
		o.MaxLine = DefaultMaxLine
	}
	return &Scanner{r: r, skip: o.Skip, maxLine: o.MaxLine, buf: make([]byte, firstBuffer)}
}

// Scan moves to the next statement and says whether there is one. Where there is none, [Scanner.Err] says why.
func (s *Scanner) Scan() bool {
	for s.err == nil {
		line, err := s.nextLine()
		if err == nil {
			var found bool
			if found, err = s.parse(line); found && err == nil {
				return true
			}
		}
		if err != nil {
			s.fail(err)
		}
	}
	return false
}

// fail ends the scan, unless err is a bad line that may be skipped.
func (s *Scanner) fail(err error) {
	var bad *SyntaxError
	if s.skip != nil && errors.As(err, &bad) {
		s.skip(bad)
		return
	}
	s.err = err
}

// Err is the error that ended the scan, or nil at the end of the input. A line that is not N-Quads gives a
// [*SyntaxError].
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Line is the number of the line that the last statement stands on, from 1. A line ends in LF, CR or CR LF.
func (s *Scanner) Line() int { return s.line }

// nextLine gives the next line without its end. The slice is valid until the next call.
func (s *Scanner) nextLine() ([]byte, error) {
	searched := 0
	for {
		s.skipLineFeed()
		if n := lineLength(s.buf[s.start:s.end], searched); n >= 0 {
			line := s.buf[s.start : s.start+n]
			s.start += n + 1
			s.afterCR = s.buf[s.start-1] == '\r'
			return line, s.startLine(len(line))
		}
		searched = s.end - s.start
		if s.readErr != nil {
			return s.lastLine()
		}
		if searched > s.maxLine {
			return nil, s.dropLine()
		}
		s.fill()
	}
}

// lineLength is the number of bytes before the first line end in b, of which the first `searched` have none; -1
// where b has no line end.
func lineLength(b []byte, searched int) int {
	n := bytes.IndexByte(b[searched:], '\n')
	if n >= 0 {
		b = b[:searched+n]
	}
	if cr := bytes.IndexByte(b[searched:], '\r'); cr >= 0 {
		return searched + cr
	}
	if n >= 0 {
		return searched + n
	}
	return -1
}

// skipLineFeed steps over the LF of a CR LF whose CR ended the last line.
func (s *Scanner) skipLineFeed() {
	if s.afterCR && s.start < s.end {
		s.afterCR = false
		if s.buf[s.start] == '\n' {
			s.start++
		}
	}
}

// byteOrderMark may stand at the start of a file; it is not part of the text.
var byteOrderMark = []byte("\uFEFF")

// startLine counts a line of n bytes.
func (s *Scanner) startLine(n int) error {
	s.line++
	if n > s.maxLine {
		return s.tooLong()
	}
	return nil
}

func (s *Scanner) tooLong() error {
	return &SyntaxError{Line: s.line, Column: 1, Message: fmt.Sprintf("the line has more than %d bytes", s.maxLine)}
}

// lastLine gives what stands behind the last line end, and the read error where there is nothing.
func (s *Scanner) lastLine() ([]byte, error) {
	if s.start == s.end || s.readErr != io.EOF {
		return nil, s.readErr
	}
	line := s.buf[s.start:s.end]
	s.start = s.end
	return line, s.startLine(len(line))
}

// dropLine reads to the end of a line that is too long.
func (s *Scanner) dropLine() error {
	s.line++
	for s.readErr == nil {
		s.start, s.end = 0, 0
		s.fill()
		if n := lineLength(s.buf[:s.end], 0); n >= 0 {
			s.start = n + 1
			s.afterCR = s.buf[n] == '\r'
			return s.tooLong()
		}
	}
	s.start = s.end
	return s.tooLong()
}

// fill reads more behind what is not yet read as a line.
func (s *Scanner) fill() {
	if s.start > 0 {
		s.end = copy(s.buf, s.buf[s.start:s.end])
		s.start = 0
	}
	if s.end == len(s.buf) {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if err != nil && err != io.EOF {
			err = fmt.Errorf("read N-Quads behind line %d: %w", s.line, err)
		}
		if s.readErr = err; n > 0 || err != nil {
			return
		}
	}
	s.readErr = io.ErrNoProgress
}

// syntaxError places a message at a byte of a line.
func (s *Scanner) syntaxError(line []byte, at int, format string, args ...any) error {
	return &SyntaxError{
		Line:    s.line,
		Column:  utf8.RuneCount(line[:min(at, len(line))]) + 1,
		Message: fmt.Sprintf(format, args...),
	}
}
