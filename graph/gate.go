package graph

import (
	"fmt"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// gate is the file system under a database. Pebble panics where a write fails, in places with a mutex in a state
// that ends the process. So the first write that fails, because the disk is full or broken, marks the store as
// failed, and the goroutine it failed in never comes back; nor does any that writes after it. Whoever waits for them
// hears of the failure (see guard), and the files stay as they were, for another Open to read.
type gate struct {
	vfs.FS
	fail func(error)
	shut atomic.Bool
}

// enter holds whoever comes to write after the gate was shut.
func (g *gate) enter() {
	if g.shut.Load() {
		select {}
	}
}

// passed holds whoever's write failed; errors that Pebble reckons with go through.
func (g *gate) passed(err error) error {
	if err != nil && (isDiskFull(err) || isBroken(err)) {
		g.fail(err)
		select {}
	}
	return err
}

// Unwrap is the file system below.
func (g *gate) Unwrap() vfs.FS { return g.FS }

func (g *gate) file(f vfs.File, err error) (vfs.File, error) {
	if err := g.passed(err); err != nil {
		return nil, err
	}
	return &gateFile{f, g}, nil
}

// Create makes a file.
func (g *gate) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	g.enter()
	return g.file(g.FS.Create(name, c))
}

// OpenReadWrite opens a file for writing.
func (g *gate) OpenReadWrite(name string, c vfs.DiskWriteCategory, opts ...vfs.OpenOption) (vfs.File, error) {
	g.enter()
	return g.file(g.FS.OpenReadWrite(name, c, opts...))
}

// ReuseForWrite takes an old file for a new one.
func (g *gate) ReuseForWrite(old, name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	g.enter()
	return g.file(g.FS.ReuseForWrite(old, name, c))
}

// Link gives a file a second name.
func (g *gate) Link(old, name string) error {
	g.enter()
	return g.passed(g.FS.Link(old, name))
}

// Remove removes a file.
func (g *gate) Remove(name string) error {
	g.enter()
	return g.FS.Remove(name)
}

// RemoveAll removes a folder.
func (g *gate) RemoveAll(name string) error {
	g.enter()
	return g.FS.RemoveAll(name)
}

// Rename renames a file.
func (g *gate) Rename(old, name string) error {
	g.enter()
	return g.passed(g.FS.Rename(old, name))
}

// gateFile is a file that is written through a gate.
type gateFile struct {
	vfs.File
	gate *gate
}

// Write writes.
func (f *gateFile) Write(p []byte) (int, error) {
	f.gate.enter()
	n, err := f.File.Write(p)
	return n, f.gate.passed(err)
}

// WriteAt writes at a place.
func (f *gateFile) WriteAt(p []byte, at int64) (int, error) {
	f.gate.enter()
	n, err := f.File.WriteAt(p, at)
	return n, f.gate.passed(err)
}

// Sync waits until what was written is on the disk.
func (f *gateFile) Sync() error {
	f.gate.enter()
	return f.gate.passed(f.File.Sync())
}

// SyncData is Sync for the content alone.
func (f *gateFile) SyncData() error {
	f.gate.enter()
	return f.gate.passed(f.File.SyncData())
}

// SyncTo is Sync for the beginning of the file.
func (f *gateFile) SyncTo(length int64) (bool, error) {
	f.gate.enter()
	full, err := f.File.SyncTo(length)
	return full, f.gate.passed(err)
}

// OpenDir opens a folder for syncing.
func (g *gate) OpenDir(name string) (vfs.File, error) {
	return g.file(g.FS.OpenDir(name))
}

// engineLog hears Pebble's messages. They are no business of the user's, except the fatal ones.
type engineLog struct {
	store *kvStore
}

// Infof drops the message.
func (l *engineLog) Infof(string, ...any) {}

// Errorf drops the message; what matters comes back as an error too.
func (l *engineLog) Errorf(string, ...any) {}

// Fatalf is called where Pebble cannot go on and must not return. The store is marked as failed, and the goroutine
// never comes back, as with the gate.
func (l *engineLog) Fatalf(format string, args ...any) {
	l.store.fail(fatal(format, args))
	select {}
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
