package graph

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"policygraph/graph/bulk"
	"policygraph/graph/layout"
	"policygraph/graph/nquads"
)

// builtSchema is where tables that were built stand until they take the place of empty ones.
const builtSchema = "policygraph_built"

// build fills an empty store by tables made anew, which take the place of the empty ones in one transaction; that
// waits until no snapshot is open. To a store that is not empty it adds, beside its readers.
func (s *pgStore) build(ctx context.Context, o bulk.Options, replaced []quad.IRI, add func(p *bulk.Plan) error) (r bulk.Result, err error) {
	if err := s.writable(ctx); err != nil {
		return r, err
	}
	o.Order = bulk.Plain
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

// fill builds tables in a schema of their own and lets them take the place of the empty ones.
func (b pgBuild) fill(ctx context.Context, plan *bulk.Plan) (r bulk.Result, err error) {
	var alone bool
	if err := b.conn.QueryRow(ctx, `SELECT pg_try_advisory_lock(1886353516, 0)`).Scan(&alone); err != nil {
		return r, err
	}
	if !alone {
		return r, errors.New("another build of this database is under way; wait for it")
	}
	if err := b.exec(ctx, "DROP SCHEMA IF EXISTS "+builtSchema+" CASCADE", "CREATE SCHEMA "+builtSchema); err != nil {
		return r, err
	}
	defer b.exec(context.WithoutCancel(ctx), "DROP SCHEMA IF EXISTS "+builtSchema+" CASCADE")
	config := b.store.config.Copy()
	config.RuntimeParams["search_path"] = builtSchema
	if r, err = bulk.WritePostgres(ctx, plan, config); err != nil {
		return r, err
	}
	return r, pgx.BeginFunc(ctx, b.conn, func(tx pgx.Tx) error {
		if err := b.exchange(ctx); err != nil {
			return err
		}
		return b.store.settleBuild(ctx, tx, nil)
	})
}

// exchange puts the tables that were built in the place of the empty ones.
func (b pgBuild) exchange(ctx context.Context) error {
	var schemaName string
	if err := b.conn.QueryRow(ctx, "SELECT current_schema()").Scan(&schemaName); err != nil {
		return err
	}
	schemaName = pgx.Identifier{schemaName}.Sanitize()
	return b.exec(ctx, "DROP TABLE quads, nodes", // waits for those who read them
		"ALTER TABLE "+builtSchema+".nodes SET SCHEMA "+schemaName,
		"ALTER TABLE "+builtSchema+".quads SET SCHEMA "+schemaName)
}

func (b pgBuild) exec(ctx context.Context, statements ...string) error {
	for _, s := range statements {
		if _, err := b.conn.Exec(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// add takes out the replaced graphs and adds what is planned in one transaction, which AddPostgres commits, and
// settles the rest in a second one. Between them the store says that the second one is due, so that whoever opens
// it after a crash makes up for it.
func (b pgBuild) add(ctx context.Context, plan *bulk.Plan, replaced []quad.IRI) (r bulk.Result, err error) {
	if err := b.exec(ctx, "BEGIN"); err != nil {
		return r, err
	}
	lost, err := b.dropGraphs(ctx, replaced)
	if err == nil {
		_, err = b.conn.Exec(ctx, `INSERT INTO policygraph_meta VALUES ('unsettled', $1)
			ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`, strings.Join(lost, "\n"))
	}
	if err == nil {
		r, err = bulk.AddPostgres(ctx, plan, b.conn)
	}
	if err != nil {
		return r, errors.Join(err, b.exec(context.WithoutCancel(ctx), "ROLLBACK"))
	}
	return r, pgx.BeginFunc(ctx, b.conn, func(tx pgx.Tx) error { return b.store.finishBuild(ctx, tx) })
}

// dropGraphs takes the quads of graphs out, and gives the IRIs of the divisions that they referred to. Nodes stay,
// uncounted, until the build is settled.
func (b pgBuild) dropGraphs(ctx context.Context, graphs []quad.IRI) (divisions []string, err error) {
	labels := make([]layout.Hash, len(graphs))
	for i, g := range graphs {
		labels[i] = layout.HashOf(g)
	}
	rows, err := b.conn.Query(ctx, `SELECT DISTINCT value_string FROM quads JOIN nodes ON hash = object_hash
		WHERE label_hash = ANY($1) AND iri AND starts_with(value_string, $2) ORDER BY 1`, bytesOf(labels), b.store.iris.Base+"division/")
	if err != nil {
		return nil, err
	}
	if divisions, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		return nil, err
	}
	_, err = b.conn.Exec(ctx, `WITH gone AS (
			DELETE FROM quads WHERE label_hash = ANY($1) RETURNING subject_hash, predicate_hash, object_hash, label_hash
		), found AS (SELECT hash, count(*)::int AS n FROM (
			SELECT subject_hash AS hash FROM gone UNION ALL SELECT predicate_hash FROM gone
			UNION ALL SELECT object_hash FROM gone UNION ALL SELECT label_hash FROM gone
		) AS places GROUP BY hash)
		UPDATE nodes SET refs = refs - n FROM found WHERE nodes.hash = found.hash`, bytesOf(labels))
	return divisions, err
}

// finishBuild settles a build that is not settled yet, and drops the nodes that it left without quads.
func (s *pgStore) finishBuild(ctx context.Context, tx pgx.Tx) error {
	meta, err := readMeta(ctx, tx)
	if err != nil {
		return err
	}
	unsettled, ok := meta["unsettled"]
	if !ok {
		return nil
	}
	var lost []quad.IRI
	for division := range strings.FieldsSeq(unsettled) {
		lost = append(lost, quad.IRI(division))
	}
	if err := s.settleBuild(ctx, tx, lost); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, dropOrphans); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `DELETE FROM policygraph_meta WHERE key = 'unsettled'`)
	return err
}

// settleBuild links cited titles, and drops divisions that may have lost their last reference.
func (s *pgStore) settleBuild(ctx context.Context, tx pgx.Tx, lost []quad.IRI) error {
	if _, err := tx.Exec(ctx, pgBegin); err != nil {
		return err
	}
	c := newPGChange(ctx, s, tx)
	if err := c.relinkAll(); err != nil {
		return err
	}
	from := make([]layout.Hash, len(lost))
	for i, d := range lost {
		from[i] = layout.HashOf(d)
		c.values[from[i]] = d
	}
	if err := c.dropDivisionsOf(from); err != nil {
		return err
	}
	return c.finish()
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
