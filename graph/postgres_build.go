package graph

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"policygraph/graph/bulk"
	"policygraph/graph/layout"
	"policygraph/graph/nquads"
)

// builtSchema is where tables that were built stand until they take the place of empty ones.
const builtSchema = "policygraph_built"

// build fills an empty store by tables made anew, which take the place of the empty ones in one transaction; that
// waits until no snapshot is open. To a store that is not empty it adds, in one transaction too, beside its readers.
func (s *pgStore) build(ctx context.Context, o bulk.Options, replaced []quad.IRI, add func(p *bulk.Plan) error) (r bulk.Result, err error) {
	if err := s.writable(ctx); err != nil {
		return r, err
	}
	o.Order, o.Links = bulk.Plain, linksOf(s.iris)
	plan := bulk.NewPlan(ctx, o)
	defer plan.Close()
	if err := add(plan); err != nil {
		return r, err
	}
	conn, err := pgx.ConnectConfig(ctx, s.config) // its own: locks and settings end with it
	if err != nil {
		return r, s.explain(contextFirst(ctx, err))
	}
	defer conn.Close(context.WithoutCancel(ctx))
	b := pgBuild{s, conn}
	if r, err = b.run(ctx, plan, replaced); err != nil {
		return bulk.Result{}, s.explain(contextFirst(ctx, err))
	}
	return r, nil
}

// A pgBuild is a build at work: its connection keeps other writers waiting.
type pgBuild struct {
	store *pgStore
	conn  *pgx.Conn
}

func (b pgBuild) run(ctx context.Context, plan *bulk.Plan, replaced []quad.IRI) (r bulk.Result, err error) {
	if _, err := b.conn.Exec(ctx, strings.Replace(pgLock, "xact_lock", "lock", 1)); err != nil {
		return r, err
	}
	var empty bool
	if err := b.conn.QueryRow(ctx, `SELECT NOT EXISTS (SELECT FROM quads)`).Scan(&empty); err != nil {
		return r, err
	}
	if empty {
		return b.fill(ctx, plan)
	}
	return b.add(ctx, plan, replaced)
}

// pgBuildLock waits for other first builds in the database, whose tables stand in the same schemas while they are made.
// dropLeft drops those schemas, of which one that was broken off leaves some behind.
const (
	pgBuildLock = `SELECT pg_advisory_lock(1886353516, 0)`
	dropLeft    = "DROP SCHEMA IF EXISTS " + builtSchema + ", " + bulk.BuildSchema + " CASCADE"
)

// dropBrokenOff drops what a first build that was broken off has left, unless another is under way.
func dropBrokenOff(ctx context.Context, tx pgx.Tx) error {
	var left bool
	err := tx.QueryRow(ctx, `SELECT CASE WHEN EXISTS (SELECT FROM pg_namespace WHERE nspname = ANY ($1) AND pg_has_role(nspowner, 'USAGE'))
		THEN pg_try_advisory_xact_lock(1886353516, 0) ELSE false END`, []string{builtSchema, bulk.BuildSchema}).Scan(&left)
	if err != nil || !left {
		return err
	}
	_, err = tx.Exec(ctx, dropLeft)
	return err
}

// fill builds tables in a schema of their own and lets them take the place of the empty ones.
func (b pgBuild) fill(ctx context.Context, plan *bulk.Plan) (r bulk.Result, err error) {
	if err := b.exec(ctx, pgBuildLock, dropLeft, "CREATE SCHEMA "+builtSchema); err != nil {
		return r, err
	}
	defer b.exec(context.WithoutCancel(ctx), dropLeft)
	config := b.store.config.Copy()
	config.RuntimeParams["search_path"] = builtSchema
	if r, err = bulk.WritePostgres(ctx, plan, config); err != nil {
		return r, err
	}
	return r, b.exchange(ctx)
}

// exchange puts the tables that were built in the place of the empty ones.
func (b pgBuild) exchange(ctx context.Context) error {
	var schemaName string
	if err := b.conn.QueryRow(ctx, "SELECT current_schema()").Scan(&schemaName); err != nil {
		return err
	}
	schemaName = pgx.Identifier{schemaName}.Sanitize()
	for pause := leastPause; ; pause = min(2*pause, mostPause) {
		err := pgx.BeginFunc(ctx, b.conn, func(pgx.Tx) error {
			return b.exec(ctx, lockTimeout, lockOut,
				"DROP TABLE quads, nodes",
				"ALTER TABLE "+builtSchema+".nodes SET SCHEMA "+schemaName,
				"ALTER TABLE "+builtSchema+".quads SET SCHEMA "+schemaName)
		})
		var refused *pgconn.PgError
		if !errors.As(err, &refused) || refused.Code != lockNotAvailable {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// The exchange of tables waits for those who read them, and those who come behind it wait for the exchange, among them
// a reader's second connection, for which the exchange waits: so it gives up after a moment, lets others pass, and tries
// again. The moment is shorter than the second after which the server looks for those who wait in a circle and breaks
// one of them off.
const (
	lockTimeout      = "SET LOCAL lock_timeout = '300ms'"
	lockOut          = "LOCK TABLE nodes, quads IN ACCESS EXCLUSIVE MODE" // in the order in which a snapshot locks them
	lockNotAvailable = "55P03"
	leastPause       = 10 * time.Millisecond
	mostPause        = 300 * time.Millisecond
)

func (b pgBuild) exec(ctx context.Context, statements ...string) error {
	for _, s := range statements {
		if _, err := b.conn.Exec(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// add takes out the replaced graphs, adds what is planned and settles what follows from both, in one transaction.
func (b pgBuild) add(ctx context.Context, plan *bulk.Plan, replaced []quad.IRI) (r bulk.Result, err error) {
	err = pgx.BeginFunc(ctx, b.conn, func(tx pgx.Tx) error {
		lost, err := b.dropGraphs(ctx, tx, replaced)
		if err != nil {
			return err
		}
		if r, err = bulk.AddPostgres(ctx, plan, tx); err != nil {
			return err
		}
		return b.settle(ctx, tx, lost)
	})
	return r, err
}

// dropGraphs takes the quads of graphs out, and gives the divisions that they referred to. Nodes stay, uncounted, until
// the build is settled; the table uncounted has those that lost a reference.
func (b pgBuild) dropGraphs(ctx context.Context, tx pgx.Tx, graphs []quad.IRI) (divisions []string, err error) {
	labels := make([]layout.Hash, len(graphs))
	for i, g := range graphs {
		labels[i] = layout.HashOf(g)
	}
	rows, err := tx.Query(ctx, `SELECT DISTINCT value_string FROM quads JOIN nodes ON hash = object_hash
		WHERE label_hash = ANY($1) AND iri AND starts_with(value_string, $2) ORDER BY 1`, bytesOf(labels), b.store.iris.Base+"division/")
	if err != nil {
		return nil, err
	}
	if divisions, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		return nil, err
	}
	if _, err := tx.Exec(ctx, `CREATE TEMPORARY TABLE uncounted (hash BYTEA) ON COMMIT DROP`); err != nil {
		return nil, err
	}
	_, err = tx.Exec(ctx, `WITH gone AS (
			DELETE FROM quads WHERE label_hash = ANY($1) RETURNING subject_hash, predicate_hash, object_hash, label_hash
		), found AS (SELECT hash, count(*)::int AS n FROM (
			SELECT subject_hash AS hash FROM gone UNION ALL SELECT predicate_hash FROM gone
			UNION ALL SELECT object_hash FROM gone UNION ALL SELECT label_hash FROM gone
		) AS places GROUP BY hash), fewer AS (
			UPDATE nodes SET refs = refs - n FROM found WHERE nodes.hash = found.hash RETURNING nodes.hash
		) INSERT INTO uncounted SELECT hash FROM fewer`, bytesOf(labels))
	return divisions, err
}

// settle links cited titles, and drops the divisions and nodes that have lost their last reference.
func (b pgBuild) settle(ctx context.Context, tx pgx.Tx, lost []string) error {
	if _, err := tx.Exec(ctx, pgBegin); err != nil {
		return err
	}
	c := newPGChange(ctx, b.store, tx)
	if err := c.relinkAll(); err != nil {
		return err
	}
	from := make([]layout.Hash, len(lost))
	for i, d := range lost {
		from[i] = c.hashOf(quad.IRI(d))
	}
	if err := c.dropDivisionsOf(from); err != nil {
		return err
	}
	if err := c.finish(); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `DELETE FROM nodes WHERE hash = ANY (ARRAY (SELECT hash FROM uncounted)) AND refs <= 0`)
	return err
}

// sort goes by way of an embedded store in a temporary folder, which sorts on the disk.
func (s *pgStore) sort(ctx context.Context, by nquads.Order, o bulk.Options) (_ *bulk.Sorted, err error) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	folder, err := os.MkdirTemp(o.Dir, "policygraph-dump-*")
	if err != nil {
		return nil, explain(err)
	}
	defer os.RemoveAll(folder)
	sorted, err := openFolder(filepath.Join(folder, "store"), Options{Base: s.iris.Base})
	if err != nil {
		return nil, fmt.Errorf("make a temporary store: %w", err)
	}
	defer sorted.close()
	o.Order = bulk.Escaped
	plan := bulk.NewPlan(ctx, o)
	defer plan.Close()
	batch := make([]quad.Quad, 0, 1000)
	for q, err := range snap.Quads(ctx) {
		if err != nil {
			return nil, err
		}
		if batch = append(batch, q); len(batch) == cap(batch) {
			if err := plan.Quads(batch...); err != nil {
				return nil, err
			}
			batch = batch[:0]
		}
	}
	if err := plan.Quads(batch...); err != nil {
		return nil, err
	}
	if _, err := sorted.swap(ctx, plan, nil); err != nil {
		return nil, err
	}
	return sorted.sort(ctx, by, o)
}
