package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/bulk"
	"policygraph/graph/nquads"
	"policygraph/schema"
)

// Options say how a store is opened. The zero value opens or makes a store under the default base.
type Options struct {
	// Base is what the IRIs of the project begin with; "" takes the store's own, or [schema.DefaultBase] for a
	// new store. A store keeps the base it was made with.
	Base string
	// Memory is the room for caches in bytes; 0 means 64 MiB.
	Memory int64
	// ReadOnly opens an existing store that cannot be changed.
	ReadOnly bool
	// MustExist refuses to make a new store, so that a mistyped name is an error.
	MustExist bool
}

// A Store keeps quads under an address. It is safe for concurrent use: many snapshots beside one writer at a time.
type Store struct {
	address string
	backend backend
}

// backend is one way of keeping a store.
type backend interface {
	base() string
	replace(ctx context.Context, notice quad.IRI, quads []quad.Quad) (Change, error)
	remove(ctx context.Context, notice quad.IRI) (Change, error)
	load(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (int, error)
	build(ctx context.Context, o bulk.Options, replaced []quad.IRI, add func(p *bulk.Plan) error) (bulk.Result, error)
	sort(ctx context.Context, by nquads.Order, o bulk.Options) (*bulk.Sorted, error)
	snapshot(ctx context.Context) (Snapshot, error)
	verify(ctx context.Context) (Report, error)
	stats(ctx context.Context) (Stats, error)
	close() error
}

// A Change is what a write did.
type Change struct {
	// Added and Removed count quads.
	Added, Removed int
}

// Changed reports whether anything was written.
func (c Change) Changed() bool { return c.Added+c.Removed > 0 }

// Errors that callers tell apart.
var (
	// ErrNotFound: there is no such store, or no such notice in it.
	ErrNotFound = errors.New("not found")
	// ErrInUse: another process, or another part of this one, has the store open.
	ErrInUse = errors.New("in use")
	// ErrDamaged: the store's files do not fit together.
	ErrDamaged = errors.New("damaged")
	// ErrReadOnly: the store was opened for reading only.
	ErrReadOnly = errors.New("opened for reading only")
	// ErrFailed: an earlier write failed, so that the store must be closed and opened again.
	ErrFailed = errors.New("an earlier write failed")
)

// Open opens the store at an address, and makes it where there is none unless the options say otherwise. The
// address is a folder, "mem:" for a store in memory that Close drops, or a postgres:// URL.
//
// A store in use is an error at once, see [ErrInUse]; a folder with other files in it is never written to.
func Open(ctx context.Context, address string, o Options) (*Store, error) {
	setLibraries()
	shown := hidePassword(address)
	if o.Base != "" && !strings.HasSuffix(o.Base, "/") {
		return nil, fmt.Errorf("open store %q: the base %q must end in a slash", shown, o.Base)
	}
	b, err := openBackend(ctx, address, o)
	if err != nil {
		return nil, fmt.Errorf("open store %q: %w", shown, err)
	}
	return &Store{address: shown, backend: b}, nil
}

func openBackend(ctx context.Context, address string, o Options) (backend, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	scheme, _, isURL := strings.Cut(address, "://")
	switch {
	case address == "":
		return nil, errors.New("the address is empty; name a folder, mem: or a postgres:// URL")
	case address == "mem:":
		return openMemory(o)
	case isURL && (scheme == "postgres" || scheme == "postgresql"):
		return openPostgres(ctx, address, o)
	case isURL:
		return nil, fmt.Errorf("%s:// is no kind of store; name a folder, mem: or a postgres:// URL", scheme)
	}
	return openFolder(address, o)
}

// Address is the address that the store was opened at, without a password.
func (s *Store) Address() string { return s.address }

// IRIs mints IRIs under the store's base.
func (s *Store) IRIs() schema.IRIs { return schema.IRIs{Base: s.backend.base()} }

// Replace makes the named graph notice hold exactly those quads that have it as their label, in one atomic,
// durable step. Quads labelled with the graph of divisions are merged into it as far as the notice refers to
// their division, directly or through other divisions; divisions that nothing refers to any more go. Another
// label is an error. The links from cited titles to the notices that bear them (dcterms:isVersionOf) are the
// store's own: they are kept right here and ignored in quads. The same notice again changes nothing.
func (s *Store) Replace(ctx context.Context, notice quad.IRI, quads []quad.Quad) (Change, error) {
	c, err := s.backend.replace(ctx, notice, quads)
	return c, s.wrap(err, "replace notice", notice)
}

// Remove takes a named graph out of the store in one atomic, durable step, and with it the nodes and divisions
// that nothing refers to any more. An unknown notice is [ErrNotFound].
func (s *Store) Remove(ctx context.Context, notice quad.IRI) (Change, error) {
	c, err := s.backend.remove(ctx, notice)
	return c, s.wrap(err, "remove notice", notice)
}

// Load adds quads of any kind, leaving out those that the store has, and returns how many it added. Every
// [LoadBatch] quads are one atomic, durable step; an error, of the sequence too, leaves the steps before it in.
// It links cited titles as Replace does. Memory is bounded by the batch.
func (s *Store) Load(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (int, error) {
	n, err := s.backend.load(ctx, quads)
	if err != nil {
		err = fmt.Errorf("load into store %q: %w", s.address, err)
	}
	return n, err
}

// Snapshot is the state of the store now; close it after use.
func (s *Store) Snapshot(ctx context.Context) (Snapshot, error) {
	snap, err := s.backend.snapshot(ctx)
	if err != nil {
		return nil, fmt.Errorf("read store %q: %w", s.address, err)
	}
	return snap, nil
}

// Close ends the use of the store. It is an error to close it with snapshots open: close them first.
func (s *Store) Close() error {
	if err := s.backend.close(); err != nil {
		return fmt.Errorf("close store %q: %w", s.address, err)
	}
	return nil
}

func (s *Store) wrap(err error, act string, notice quad.IRI) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s in store %q: %w", act, notice, s.address, err)
}
