package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph/pebblekv"
)

// openFolder opens the store in a folder, and makes it where the options allow.
func openFolder(path string, o Options) (*kvStore, error) {
	return openFolderOn(vfs.Default, path, o)
}

// openMemory makes a store in memory.
func openMemory(o Options) (*kvStore, error) {
	o.MustExist, o.ReadOnly = false, false
	return openFolderOn(vfs.NewMem(), "store", o)
}

// openFolderOn opens the store in a folder of a file system.
func openFolderOn(files vfs.FS, path string, o Options) (*kvStore, error) {
	found, err := inspect(files, path)
	if err != nil {
		return nil, err
	}
	if !found {
		if o.MustExist || o.ReadOnly {
			return nil, fmt.Errorf("%w: there is no store here; check the name, or make one with build or import", ErrNotFound)
		}
		if err := files.MkdirAll(path, 0o755); err != nil {
			return nil, explain(err)
		}
	}
	lock, err := pebble.LockDirectory(path, files)
	if err != nil {
		return nil, explainLock(err)
	}
	return openLocked(files, path, lock, o)
}

// isOwnFile reports whether a file has a name that Pebble gives: 000004.sst, MANIFEST-000001 and the like.
func isOwnFile(name string) bool {
	switch name {
	case "LOCK", "CURRENT", tablesFolder:
		return true
	}
	if kind, number, _ := strings.Cut(name, "-"); kind == "MANIFEST" || kind == "OPTIONS" {
		return number != "" && isNumber(number[:1])
	}
	if strings.HasPrefix(name, "marker.") || strings.HasPrefix(name, "REMOTE-OBJ-CATALOG") {
		return true
	}
	base, extension, _ := strings.Cut(name, ".")
	switch extension {
	case "sst", "blob":
		return isNumber(base)
	case "log":
		number, part, isPart := strings.Cut(base, "-")
		return isNumber(number) && (!isPart || isNumber(part))
	}
	number, isTemporary := strings.CutSuffix(extension, ".dbtmp")
	return isTemporary && (base == "temporary" || base == "CURRENT") && isNumber(number)
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// inspect reports whether path holds a store. A file, or a folder that holds anything else, is an error, so that
// nothing is ever written among other files.
func inspect(files vfs.FS, path string) (found bool, err error) {
	info, err := files.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, explain(err)
	}
	if !info.IsDir() {
		return false, errors.New("this is a file, and a store is a folder; name another, or read the file with import")
	}
	names, err := files.List(path)
	if err != nil {
		return false, explain(err)
	}
	for _, name := range names {
		if !isOwnFile(name) {
			return false, fmt.Errorf("this folder is no store, it holds %q; name an empty or a new folder", name)
		}
	}
	if len(names) == 0 {
		return false, nil
	}
	desc, err := pebble.Peek(path, files)
	if err != nil {
		return false, explainOpen(err)
	}
	if !desc.Exists && hasTables(names) {
		return false, fmt.Errorf("%w: the store's MANIFEST is missing; %s", ErrDamaged, whatToDo)
	}
	return desc.Exists, nil
}

// hasTables reports whether a folder holds tables, which a store that was not yet made cannot.
func hasTables(names []string) bool {
	for _, name := range names {
		if filepath.Ext(name) == ".sst" {
			return true
		}
	}
	return false
}

// openLocked opens the database in a locked folder and the store in it; it unlocks the folder if it cannot.
func openLocked(files vfs.FS, path string, lock *pebble.Lock, o Options) (*kvStore, error) {
	s := &kvStore{
		folder: path, files: &gate{FS: files}, lock: lock, readOnly: o.ReadOnly, memory: o.Memory, failed: make(chan struct{}),
	}
	s.files.fail = s.fail
	if s.memory <= 0 {
		s.memory = pebblekv.DefaultMemory
	}
	po := pebblekv.Options(s.files, s.memory/2, &engineLog{s})
	s.options = po
	po.Lock, po.ReadOnly = lock, o.ReadOnly
	po.EventListener = &pebble.EventListener{BackgroundError: s.fail}
	err := s.guard(func() (err error) {
		s.db, err = pebble.Open(path, po)
		return err
	})
	if err != nil {
		s.files.shut.Store(true)
		return nil, errors.Join(explainOpen(err), s.unlock())
	}
	s.state = state{reader: s.db, values: newValueCache(s.memory / 2)}
	err = s.start(o)
	if err == nil && !o.ReadOnly { // what a build that was killed left
		err = s.files.RemoveAll(files.PathJoin(path, tablesFolder))
	}
	if err != nil {
		if s.failure.Load() == nil {
			err = errors.Join(err, s.guard(s.db.Close))
		}
		s.files.shut.Store(true)
		return nil, errors.Join(err, s.unlock())
	}
	return s, nil
}

// whatToDo ends messages about damaged stores.
const whatToDo = "restore the folder from a copy, or delete it and build the store again from the notices"

// explain says in plain words why a file operation failed.
func explain(err error) error {
	switch {
	case isDiskFull(err):
		return fmt.Errorf("the disk is full; make room and try again: %w", err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("no permission; change the rights of the folder or name another: %w", err)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	return err
}
