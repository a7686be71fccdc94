package bulk

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph/layout"
)

// tableSize is how large the values and keys of one table get, in bytes before compression.
const tableSize = 128 << 20

// Result is what was written.
type Result struct {
	// Nodes and Quads are distinct.
	Nodes, Quads uint64
	// Read is how many quads were read, repeats included.
	Read uint64
	// Horizon is the highest id of the store.
	Horizon uint64
}

// A Target is where [Write] puts the tables of a store.
type Target struct {
	// DB is the open database of the store.
	DB *pebble.DB
	// Files holds DB, and Dir is a directory there for tables before they are part of it, on the same device and
	// best beside the store. Dir is emptied first, and gone afterwards.
	Files vfs.FS
	Dir   string
	// Options are those that DB was opened with.
	Options *pebble.Options
	// Base is the base of IRIs, for the store's stamp.
	Base string
	// Lost is for the store's stamp, too.
	Lost []quad.IRI
	// Columns are kept beside Cayley's indexes; none where it is nil.
	Columns *Columns
}

// Write makes a database hold exactly what is planned, in one atomic and durable step: whatever stands in it goes.
// Ids are given anew. Nobody else may write meanwhile, and no snapshot may be open: it would see the old state go.
// Where readers are not to wait, call [Prepare] and hold them only for [Prepared.Commit].
func Write(ctx context.Context, p *Plan, t Target) (Result, error) {
	w, err := Prepare(ctx, p, t)
	if err != nil {
		return Result{}, err
	}
	defer w.Close()
	return w.Commit(ctx)
}

// Prepared is tables that are written and not yet part of a store.
type Prepared struct {
	target Target
	tables *tables
	result Result
}

// Prepare writes the tables of what is planned, which is nearly all of the work, and leaves the store as it is.
// Close what it gives.
func Prepare(ctx context.Context, p *Plan, t Target) (*Prepared, error) {
	w := &Prepared{target: t, tables: &tables{ctx: ctx, files: t.Files, dir: t.Dir, options: tableOptions(t)}}
	if err := w.prepare(ctx, p); err != nil {
		return nil, fmt.Errorf("write the store: %w", errors.Join(err, w.Close()))
	}
	return w, nil
}

func (w *Prepared) prepare(ctx context.Context, p *Plan) error {
	s, err := p.identified(ctx)
	defer s.release()
	if err != nil {
		return err
	}
	t := &w.target
	if err := errors.Join(t.Files.RemoveAll(t.Dir), t.Files.MkdirAll(t.Dir, 0o755)); err != nil {
		return err
	}
	if err := s.writeAll(w.tables, t); err != nil {
		return err
	}
	w.result = s.result()
	return ctx.Err()
}

// Commit puts the tables in the place of all that the store holds, in some milliseconds. Nobody may have written
// since the plan read the store, or it is lost, and no snapshot may be open.
func (w *Prepared) Commit(ctx context.Context) (Result, error) {
	all := pebble.KeyRange{Start: []byte{0}, End: bytes.Repeat([]byte{0xFF}, 64)}
	if _, err := w.target.DB.IngestAndExcise(ctx, w.tables.paths, nil, nil, all); err != nil {
		return Result{}, fmt.Errorf("write the store: %w", err)
	}
	return w.result, nil
}

// Close removes what is left of the tables.
func (w *Prepared) Close() error { return w.target.Files.RemoveAll(w.target.Dir) }

func (s *sorted) result() Result {
	r := Result{Quads: uint64(s.quads), Read: uint64(s.plan.quads.Load() - s.plan.made), Horizon: s.horizon()}
	for _, c := range s.counts {
		if c > 0 {
			r.Nodes++
		}
	}
	return r
}

// tableOptions are those of tables at the lowest level.
func tableOptions(t Target) sstable.WriterOptions {
	o := t.Options.Clone()
	o.EnsureDefaults()
	return o.MakeWriterOptions(len(o.Levels)-1, t.DB.TableFormat())
}

// writeAll sorts the quads and writes all parts. Nodes are written while quads are sorted, unless some may be gone.
func (s *sorted) writeAll(t *tables, target *Target) error {
	parts := append(s.quadParts(), part{name: "meta", write: func(emit emitter) error { return s.writeMeta(target, emit) }})
	if target.Columns != nil {
		parts = append([]part{s.columnPart(target.Columns)}, parts...)
	}
	if s.mayLose() {
		if err := s.sortQuads(); err != nil {
			return err
		}
		return s.writeParts(t, append(s.nodeParts(), parts...), s.plan.o.Processors)
	}
	err := both(s.sortQuads, func() error { return s.writeParts(t, s.nodeParts(), 1) })
	if err != nil {
		return err
	}
	collect(s.plan.quads.Load())
	return s.writeParts(t, parts, s.plan.o.Processors)
}

// writeParts writes parts, some at once.
func (s *sorted) writeParts(t *tables, parts []part, workers int) error {
	next := make(chan part, len(parts))
	for _, p := range parts {
		next <- p
	}
	close(next)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() {
			for p := range next {
				if errs[i] == nil {
					errs[i] = t.write(p)
				}
				s.plan.report("write", int64(len(parts)-len(next)), int64(len(parts)))
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// both runs two functions side by side.
func both(first, second func() error) error {
	var errs [2]error
	var wg sync.WaitGroup
	wg.Go(func() { errs[0] = first() })
	wg.Go(func() { errs[1] = second() })
	wg.Wait()
	return errors.Join(errs[:]...)
}

func (s *sorted) writeMeta(target *Target, emit emitter) error {
	size, horizon := uint64(s.quads), s.horizon()
	stamp, err := json.Marshal(layout.Stamp{Format: layout.StampFormat, Base: target.Base, Size: size, Horizon: horizon, Lost: target.Lost})
	if err != nil {
		return err
	}
	entries := []struct {
		key   string
		value []byte
	}{
		{layout.IndexesKey, []byte(layout.IndexesValue)},
		{layout.VersionKey, layout.AppendInt(nil, layout.Version)},
		{layout.StampKey, stamp},
		{layout.SizeKey, layout.AppendInt(nil, size)},
		{layout.HorizonKey, layout.AppendInt(nil, horizon)},
	}
	slices.SortFunc(entries, func(a, b struct {
		key   string
		value []byte
	}) int {
		return cmp.Compare(a.key, b.key)
	})
	for _, e := range entries {
		if err := emit([]byte(e.key), e.value); err != nil {
			return err
		}
	}
	return nil
}

// tables are the sorted tables of a store.
type tables struct {
	ctx     context.Context
	files   vfs.FS
	dir     string
	options sstable.WriterOptions

	mu    sync.Mutex
	paths []string
}

// write writes a part into tables of its own.
func (t *tables) write(p part) error {
	var w *sstable.Writer
	size, n := 0, 0
	err := p.write(func(key, value []byte) error {
		if w != nil && size > tableSize {
			if err := w.Close(); err != nil {
				return err
			}
			w = nil
		}
		if w == nil {
			var err error
			if w, err = t.create(fmt.Sprintf("%s-%d.sst", p.name, n), &p); err != nil {
				return err
			}
			size = 0
			n++
		}
		if size += len(key) + len(value); size&0xFFF < len(key) && t.ctx.Err() != nil {
			return t.ctx.Err()
		}
		return w.Set(key, value)
	})
	if w != nil {
		err = errors.Join(err, w.Close())
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", p.name, err)
	}
	return nil
}

// scannedBlock is the size of blocks that are read one after another, in bytes.
const scannedBlock = 16 << 10

// create begins a table of a part.
func (t *tables) create(name string, p *part) (*sstable.Writer, error) {
	path := t.files.PathJoin(t.dir, name)
	f, err := t.files.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	t.paths = append(t.paths, path)
	t.mu.Unlock()
	o := t.options
	if !p.sought {
		o.FilterPolicy = nil
	}
	if !p.random {
		o.BlockSize, o.IndexBlockSize = scannedBlock, scannedBlock
	}
	if p.packed {
		o.Compression = sstable.NoCompression
	}
	return sstable.NewWriter(objstorageprovider.NewFileWritable(f), o), nil
}
