package graph

import (
	"context"
	"errors"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// pgSnapshot is a state of a pgStore: a read-only, repeatable-read transaction on a connection of its own. Its nodes
// are the hashes of values.
//
// Readers of one snapshot take turns on the connection. One that gives up does not break off its statement, which
// would end the transaction for the others too; it leaves, and the statement ends by itself or with Close. Long
// answers come through cursors, so that between two batches others have their turn.
type pgSnapshot struct {
	store  *pgStore
	conn   *pgxpool.Conn
	turn   chan struct{} // holds one token, taken while the connection is in use
	life   context.Context
	end    context.CancelFunc
	once   sync.Once
	ahead  pgAhead
	cursor int // of the last one; guarded by turn

	cayley sync.Once
	quads  cayley.QuadStore
	pins   *pgPins      // of quads, or nil
	pinned func() error // closes them
}

func (s *pgStore) snapshot(ctx context.Context) (Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	snap, err := s.openSnapshot(ctx)
	if err != nil {
		return nil, s.explain(contextFirst(ctx, err))
	}
	return snap, nil
}

// beginSnapshot takes the state of the store. The lock keeps a build from exchanging the tables before the snapshot is
// closed; it hinders nobody else. The settings tell the planner that what is asked for is read to its end, from an
// index, and mostly from memory.
const beginSnapshot = `BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
	LOCK TABLE nodes, quads IN ACCESS SHARE MODE;
	SET LOCAL cursor_tuple_fraction = 1; SET LOCAL random_page_cost = 1.1; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off;
	SELECT`

func (s *pgStore) openSnapshot(ctx context.Context) (*pgSnapshot, error) {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	err = conn.Conn().PgConn().Exec(ctx, beginSnapshot).Close()
	if err != nil {
		conn.Release()
		return nil, err
	}
	snap := &pgSnapshot{store: s, conn: conn, turn: make(chan struct{}, 1)}
	snap.life, snap.end = context.WithCancel(context.Background())
	snap.turn <- struct{}{}
	return snap, nil
}

// errSnapshotClosed: a method was called after Close.
var errSnapshotClosed = errors.New("the snapshot is closed")

// Close ends the snapshot; to close it again does nothing.
func (s *pgSnapshot) Close() error {
	s.once.Do(func() {
		if s.pins != nil {
			s.pins.close()
			_ = s.pinned() // its connections have nothing to commit
		}
		select {
		case <-s.turn: // nobody uses the connection
			s.rollback()
		default: // a statement that was given up does
			s.end()
			<-s.turn
		}
		s.end()
		s.conn.Release() // which drops a connection that is not as it was
	})
	return nil
}

// rollback ends the transaction, so that the connection is as it was.
func (s *pgSnapshot) rollback() {
	ctx, cancel := context.WithTimeout(s.life, connectTimeout)
	defer cancel()
	_ = s.conn.Conn().PgConn().Exec(ctx, "ROLLBACK").Close()
}

// onConn takes a turn on the connection of a snapshot for one statement. It returns as soon as ctx ends.
func onConn[T any](ctx context.Context, s *pgSnapshot, use func(ctx context.Context, conn *pgx.Conn) (T, error)) (got T, err error) {
	if err := ctx.Err(); err != nil {
		return got, err
	}
	select {
	case <-ctx.Done():
		return got, ctx.Err()
	case <-s.life.Done():
		return got, errSnapshotClosed
	case <-s.turn:
	}
	type result struct {
		got T
		err error
	}
	done := make(chan result, 1)
	go func() {
		got, err := use(s.life, s.conn.Conn())
		s.turn <- struct{}{}
		done <- result{got, err}
	}()
	select {
	case <-ctx.Done():
		return got, ctx.Err()
	case r := <-done:
		if r.err == nil {
			r.err = ctx.Err()
		}
		return r.got, s.store.explain(r.err)
	}
}

// rowsOf reads all rows of a statement on a connection into values of a type that scan fills.
func rowsOf[T any](ctx context.Context, conn *pgx.Conn, scan func(rows pgx.Rows, to *T) error, sql string, args ...any) ([]T, error) {
	rows, err := conn.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		var one T
		if err := scan(rows, &one); err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, rows.Err()
}
