package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/term"

	"policygraph/graph/nquads"
)

// output gives use a writer: standard output where name is "" or "-", else a file that appears under its name only
// once it is whole. A name that ends in .gz or .zst is compressed. What is there and is no file, such as a pipe or
// /dev/null, is written to as it stands.
func (a *app) output(name string, use func(io.Writer) error) error {
	if name == "" || name == "-" {
		w := bufio.NewWriterSize(a.out, 1<<16)
		return errors.Join(use(w), wrapWrite("standard output", w.Flush()))
	}
	if there, err := os.Stat(name); err == nil && !there.Mode().IsRegular() {
		return writeInto(name, use)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	err = writeFile(f, name, use)
	if err != nil && !errors.Is(err, errSome) {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if moved := os.Rename(f.Name(), name); moved != nil {
		return errors.Join(fmt.Errorf("write %q: %w", name, moved), os.Remove(f.Name()))
	}
	return err
}

// writeInto writes to a pipe or device.
func writeInto(name string, use func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	return errors.Join(writeTo(f, name, use), wrapWrite(name, f.Close()))
}

func writeFile(f *os.File, name string, use func(io.Writer) error) error {
	err := writeTo(f, name, use)
	return errors.Join(err, wrapWrite(name, errors.Join(f.Chmod(0o644), f.Sync(), f.Close())))
}

func writeTo(f *os.File, name string, use func(io.Writer) error) error {
	how, _ := nquads.CompressionOf(name)
	buffered := bufio.NewWriterSize(f, 1<<18)
	packed, err := how.NewWriter(buffered)
	if err != nil {
		return wrapWrite(name, err)
	}
	err = use(packed)
	return errors.Join(err, wrapWrite(name, errors.Join(packed.Close(), buffered.Flush())))
}

func wrapWrite(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("write %q: %w", name, err)
}

// width is the width of the terminal that standard output is, or 0 where it is none.
func (a *app) width() int {
	f, ok := a.out.(*os.File)
	if !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}
