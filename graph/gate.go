package graph

import (
	"fmt"
	"runtime"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// gate is the file system under a database, which can be shut: after a write that failed half way, no goroutine
// that Pebble left behind may touch the files, since another Open may be reading them.
type gate struct {
	vfs.FS
	shut atomic.Bool
}

func newGate(files vfs.FS) *gate { return &gate{FS: files} }

func (g *gate) check() error {
	if g.shut.Load() {
		return ErrFailed
	}
	return nil
}

// Unwrap is the file system below.
func (g *gate) Unwrap() vfs.FS { return g.FS }

func (g *gate) file(f vfs.File, err error) (vfs.File, error) {
	if err != nil {
		return nil, err
	}
	return &gateFile{f, g}, nil
}

// Create makes a file, unless the gate is shut. The same holds for all that follow.
func (g *gate) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	return g.file(g.FS.Create(name, c))
}

// OpenReadWrite opens a file for writing.
func (g *gate) OpenReadWrite(name string, c vfs.DiskWriteCategory, opts ...vfs.OpenOption) (vfs.File, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	return g.file(g.FS.OpenReadWrite(name, c, opts...))
}

// ReuseForWrite takes an old file for a new one.
func (g *gate) ReuseForWrite(old, name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	return g.file(g.FS.ReuseForWrite(old, name, c))
}

// Link gives a file a second name.
func (g *gate) Link(old, name string) error {
	if err := g.check(); err != nil {
		return err
	}
	return g.FS.Link(old, name)
}

// Remove removes a file.
func (g *gate) Remove(name string) error {
	if err := g.check(); err != nil {
		return err
	}
	return g.FS.Remove(name)
}

// RemoveAll removes a folder.
func (g *gate) RemoveAll(name string) error {
	if err := g.check(); err != nil {
		return err
	}
	return g.FS.RemoveAll(name)
}

// Rename renames a file.
func (g *gate) Rename(old, name string) error {
	if err := g.check(); err != nil {
		return err
	}
	return g.FS.Rename(old, name)
}

// gateFile is a file that is written through a gate.
type gateFile struct {
	vfs.File
	gate *gate
}

// Write writes, unless the gate is shut.
func (f *gateFile) Write(p []byte) (int, error) {
	if err := f.gate.check(); err != nil {
		return 0, err
	}
	return f.File.Write(p)
}

// WriteAt writes, unless the gate is shut.
func (f *gateFile) WriteAt(p []byte, at int64) (int, error) {
	if err := f.gate.check(); err != nil {
		return 0, err
	}
	return f.File.WriteAt(p, at)
}

// engineLog hears Pebble's messages. They are no business of the user's, except the fatal ones.
type engineLog struct {
	store *kvStore
}

// Infof drops the message.
func (l *engineLog) Infof(string, ...any) {}

// Errorf drops the message; what matters comes back as an error too.
func (l *engineLog) Errorf(string, ...any) {}

// Fatalf is called where Pebble cannot go on: a write to its log or its manifest failed. It must not return. The
// store is marked as failed and its files are shut, and the goroutine ends; commit waits for it in another.
func (l *engineLog) Fatalf(format string, args ...any) {
	l.store.fail(fatal(format, args))
	runtime.Goexit()
}

// fatal is the error of a fatal message; an error among its arguments is wrapped.
func fatal(format string, args []any) error {
	for _, a := range args {
		if err, ok := a.(error); ok {
			return err
		}
	}
	return fmt.Errorf(format, args...)
}
