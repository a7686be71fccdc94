package source

import (
	"errors"
	"fmt"
	"io/fs"
)

// What can be wrong with an input; test with [errors.Is]. A missing file is [fs.ErrNotExist].
var (
	// ErrEmpty: there are no words in it.
	ErrEmpty = errors.New("empty")
	// ErrBinary: it is neither text nor a format that is read.
	ErrBinary = errors.New("not text")
	// ErrTooLarge: it passes one of [Limits].
	ErrTooLarge = errors.New("too large")
	// ErrNoText: it is an image of text, such as a scanned PDF.
	ErrNoText = errors.New("no text layer")
	// ErrDamaged: it is cut off or breaks its format's rules.
	ErrDamaged = errors.New("damaged")
	// ErrNoField: the field that was asked for, or any with text, is not there.
	ErrNoField = errors.New("no such field")
	// ErrMissingTool: a program that reads the format is not installed.
	ErrMissingTool = errors.New("missing program")
	// ErrRefused: the address may not be fetched.
	ErrRefused = errors.New("refused")
	// ErrFetch: the server could not be reached or did not give the page.
	ErrFetch = errors.New("not fetched")
)

// Skipped is the error for a file in a folder or an archive that is no document, such as an image. It is told so
// that files can be counted; it is no failure.
type Skipped struct {
	Name   string
	Reason string
}

func (s *Skipped) Error() string { return fmt.Sprintf("skipped %q: %s", s.Name, s.Reason) }

// fault is an error of one of the kinds above: what was read, what is wrong with it, and what to do.
func fault(kind error, name, advice string, args ...any) error {
	return fmt.Errorf("read %q: %w: %s", name, kind, fmt.Sprintf(advice, args...))
}

// missing is the error for a path that is not there.
func missing(name string) error {
	return fmt.Errorf("read %q: no such file or folder; check the path: %w", name, fs.ErrNotExist)
}
