package graph

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"policygraph/schema"
)

var testIRIs = schema.IRIs{Base: schema.DefaultBase}

// version is the quads of a made-up notice in one of many versions, large enough to fill buffers.
func version(notice, v int) (iri quad.IRI, quads []quad.Quad) {
	iri = testIRIs.Notice(fmt.Sprintf("%016d", notice))
	for i := range 60 {
		s := quad.IRI(fmt.Sprintf("%s/practice/%d", iri, i))
		quads = append(quads,
			quad.Quad{Subject: s, Predicate: schema.Type, Object: schema.ClassPractice, Label: iri},
			quad.Quad{Subject: s, Predicate: schema.PolStatement, Object: quad.String(fmt.Sprint(strings.Repeat("示例", 50), v, i)), Label: iri})
	}
	return iri, quads
}

func contentOf(t *testing.T, s *kvStore) []string {
	t.Helper()
	snap, err := s.snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var lines []string
	for q, err := range snap.Quads(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprint(q))
	}
	slices.Sort(lines)
	return lines
}

func openOn(t *testing.T, files vfs.FS) *kvStore {
	t.Helper()
	s, err := openFolderOn(files, "store", Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.verify(context.Background())
	if err != nil || !r.OK() {
		t.Fatal(r, err)
	}
	return s
}

// fullDisk is a file system that has room for so many more writes.
func fullDisk(files vfs.FS, room *atomic.Int64) vfs.FS {
	return errorfs.Wrap(files, errorfs.InjectorFunc(func(op errorfs.Op) error {
		switch op.Kind {
		case errorfs.OpFileWrite, errorfs.OpFileWriteAt, errorfs.OpCreate, errorfs.OpFilePreallocate, errorfs.OpReuseForWrite, errorfs.OpMkdirAll:
			if room.Add(-1) < 0 {
				return syscall.ENOSPC
			}
		}
		return nil
	}))
}

// TestFullDiskLeavesOldStateOrNew lets the disk fill up at each of many moments: a write fails with a sentence, and
// the store opened again holds what it held before or all of the write.
func TestFullDiskLeavesOldStateOrNew(t *testing.T) {
	ctx := context.Background()
	failures := 0
	for room := int64(0); room < 120; room += 1 + room/8 {
		files := vfs.NewMem()
		left := &atomic.Int64{}
		left.Store(1 << 40)
		s, err := openFolderOn(fullDisk(files, left), "store", Options{})
		if err != nil {
			t.Fatal(err)
		}
		iri, quads := version(1, 0)
		if _, err := s.replace(ctx, iri, quads); err != nil {
			t.Fatal(err)
		}
		before := contentOf(t, s)
		left.Store(room)
		var after []string
		for v := 1; v < 400 && err == nil; v++ {
			iri, quads = version(1+v%3, v)
			if _, err = s.replace(ctx, iri, quads); err == nil {
				before = contentOf(t, s)
			}
		}
		if err == nil {
			err = s.db.Flush()
		} else {
			after = changed(t, before, iri, quads)
			failures++
			if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "disk is full") {
				t.Errorf("room %d: %v", room, err)
			}
			if _, err := s.replace(ctx, iri, quads); !errors.Is(err, ErrFailed) {
				t.Errorf("room %d: after the failure: %v", room, err)
			}
		}
		if cerr := s.close(); err == nil && cerr != nil {
			t.Errorf("room %d: close: %v", room, cerr)
		}
		s = openOn(t, files)
		if got := contentOf(t, s); !slices.Equal(got, before) && !slices.Equal(got, after) {
			t.Errorf("room %d: %d quads, want the %d of before or the %d of after", room, len(got), len(before), len(after))
		}
		if _, err := s.replace(ctx, iri, quads); err != nil {
			t.Errorf("room %d: write after opening again: %v", room, err)
		}
		if err := s.close(); err != nil {
			t.Error(err)
		}
	}
	if failures == 0 {
		t.Error("no write failed")
	}
}

// changed is the content with the quads of one graph replaced.
func changed(t *testing.T, content []string, label quad.IRI, quads []quad.Quad) []string {
	t.Helper()
	out := slices.DeleteFunc(slices.Clone(content), func(l string) bool { return strings.Contains(l, label.String()+")") })
	out = slices.DeleteFunc(out, func(l string) bool { return strings.Contains(l, string(label)+"/") })
	for _, q := range quads {
		out = append(out, fmt.Sprint(q))
	}
	slices.Sort(out)
	return out
}

// TestPowerLossKeepsWhatWasCommitted drops what was not synced, wholly or in part, after each write.
func TestPowerLossKeepsWhatWasCommitted(t *testing.T) {
	ctx := context.Background()
	files := vfs.NewCrashableMem()
	s, err := openFolderOn(files, "store", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for v := range 20 {
		iri, quads := version(v%4, v)
		if v%5 == 4 {
			_, err = s.remove(ctx, iri)
		} else {
			_, err = s.replace(ctx, iri, quads)
		}
		if err != nil {
			t.Fatal(err)
		}
		crashed := files.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: v % 3 * 50, RNG: rand.New(rand.NewPCG(1, uint64(v)))})
		again := openOn(t, crashed)
		if !slices.Equal(contentOf(t, again), contentOf(t, s)) {
			t.Errorf("write %d: lost", v)
		}
		if err := again.close(); err != nil {
			t.Error(err)
		}
	}
	if err := s.close(); err != nil {
		t.Error(err)
	}
}
