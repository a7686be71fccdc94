package graph

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"
	"sync/atomic"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	cayleysql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// Names under which database/sql and Cayley's sql package know this project's ways to PostgreSQL: plain
// connections, and those that are pinned to a snapshot.
const (
	pgPlain  = "policygraph-postgres"
	pgPinned = "policygraph-postgres-snapshot"
)

// pins are the snapshots that connections can be pinned to, by name. database/sql knows connections by nothing but
// a string, and Cayley takes nothing else.
var pins = &pgDriver{open: map[string]*pgPins{}}

// registerPostgres tells database/sql and Cayley of both ways, once.
var registerPostgres = sync.OnceFunc(func() {
	sql.Register(pgPinned, pins)
	for name, driver := range map[string]string{pgPlain: "pgx", pgPinned: pgPinned} {
		cayleysql.Register(name, cayleysql.Registration{
			Driver: driver, HashType: "BYTEA", BytesType: "BYTEA", HorizonType: "BIGSERIAL",
			TimeType: "timestamp with time zone", QueryDialect: postgres.QueryDialect,
			ConditionalIndexes: true, FillFactor: true,
			Error: func(err error) error { return err },
			Estimated: func(table string) string {
				return fmt.Sprintf("SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = '%s'::regclass", table)
			},
		})
	}
})

// pgDriver is a driver of database/sql whose connections see the state of a snapshot.
type pgDriver struct {
	sync.Mutex
	open map[string]*pgPins
	last atomic.Int64
}

// pgPins make connections that read what one snapshot reads.
type pgPins struct {
	name     string
	config   *pgx.ConnConfig
	exported string // the snapshot's name on the server
}

// Open connects to the server and takes over a snapshot.
func (d *pgDriver) Open(name string) (driver.Conn, error) {
	d.Lock()
	p := d.open[name]
	d.Unlock()
	if p == nil {
		return nil, errSnapshotClosed
	}
	connect := stdlib.GetConnector(*p.config, stdlib.OptionAfterConnect(func(ctx context.Context, conn *pgx.Conn) error {
		return conn.PgConn().Exec(ctx, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET TRANSACTION SNAPSHOT '"+p.exported+"'").Close()
	}))
	conn, err := connect.Connect(context.Background())
	if err != nil {
		return nil, err
	}
	return pinnedConn{conn.(*stdlib.Conn)}, nil
}

func (p *pgPins) close() {
	pins.Lock()
	defer pins.Unlock()
	delete(pins.open, p.name)
}

// A pinnedConn is a connection within a transaction that lasts as long as it does.
type pinnedConn struct{ *stdlib.Conn }

// ResetSession keeps the transaction, unless it has failed.
func (c pinnedConn) ResetSession(context.Context) error {
	if pg := c.Conn.Conn().PgConn(); pg.IsClosed() || pg.TxStatus() != 'T' {
		return driver.ErrBadConn
	}
	return nil
}

// BeginTx refuses: it is how Cayley begins to write.
func (c pinnedConn) BeginTx(context.Context, driver.TxOptions) (driver.Tx, error) {
	return nil, errReadSnapshot
}

var errReadSnapshot = fmt.Errorf("%w: write with Replace, Remove or Load, not through a snapshot", ErrReadOnly)

// QuadStore is the state behind Cayley's interface: Cayley's own SQL store. It opens connections as it needs them,
// beside that of the snapshot, each of which takes over the snapshot's state on the server and refuses to begin a
// write. Where the store cannot be opened, everything read gives the error.
func (s *pgSnapshot) QuadStore() cayley.QuadStore {
	s.cayley.Do(func() {
		quads, err := s.openCayley()
		if s.quads = quads; err != nil {
			s.quads = pgBroken{s.store.explain(err)}
		}
	})
	return s.quads
}

func (s *pgSnapshot) openCayley() (cayley.QuadStore, error) {
	registerPostgres()
	exported, err := onConn(s.life, s, func(ctx context.Context, conn *pgx.Conn) (name string, err error) {
		err = conn.QueryRow(ctx, "SELECT pg_export_snapshot()").Scan(&name)
		return name, err
	})
	if err != nil {
		return nil, err
	}
	p := &pgPins{name: fmt.Sprint(pins.last.Add(1)), config: s.store.config, exported: exported}
	pins.Lock()
	pins.open[p.name] = p
	pins.Unlock()
	quads, err := cayleysql.New(pgPinned, p.name, cayley.Options{"maxidleconnections": 4})
	if err != nil {
		p.close()
		return nil, err
	}
	s.pins, s.pinned = p, quads.Close
	return pgQuads{quads.(*cayleysql.QuadStore)}, nil
}

// pgBroken is a store that could not be opened.
type pgBroken struct{ err error }

func (b pgBroken) ValueOf(quad.Value) (refs.Ref, error)     { return nil, b.err }
func (b pgBroken) NameOf(refs.Ref) (quad.Value, error)      { return nil, b.err }
func (b pgBroken) Quad(refs.Ref) (quad.Quad, error)         { return quad.Quad{}, b.err }
func (b pgBroken) NodesAllIterator() iterator.Shape         { return iterator.NewError(b.err) }
func (b pgBroken) QuadsAllIterator() iterator.Shape         { return iterator.NewError(b.err) }
func (b pgBroken) NewQuadWriter() (quad.WriteCloser, error) { return nil, b.err }
func (b pgBroken) Close() error                             { return nil }

func (b pgBroken) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error { return b.err }

func (b pgBroken) QuadIterator(quad.Direction, refs.Ref) iterator.Shape {
	return iterator.NewError(b.err)
}

func (b pgBroken) QuadIteratorSize(context.Context, quad.Direction, refs.Ref) (refs.Size, error) {
	return refs.Size{}, b.err
}

func (b pgBroken) QuadDirection(refs.Ref, quad.Direction) (refs.Ref, error) { return nil, b.err }

func (b pgBroken) Stats(context.Context, bool) (cayley.Stats, error) { return cayley.Stats{}, b.err }
