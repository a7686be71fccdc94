package graph

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	cayleysql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"policygraph/graph/layout"
	"policygraph/schema"
)

// pgLayout are the columns of Cayley's tables, by name.
var pgLayout = map[string]string{
	"nodes": "bnode boolean, datatype text, hash bytea, iri boolean, language text, refs integer, value bytea, " +
		"value_bool boolean, value_float double precision, value_int bigint, value_string text, " +
		"value_time timestamp with time zone",
	"quads": "horizon bigint, label_hash bytea, object_hash bytea, predicate_hash bytea, subject_hash bytea, " +
		"ts timestamp without time zone",
}

// metaTable is what a store says of itself: format (see [layout.StampFormat]) and base.
const metaTable = `CREATE TABLE IF NOT EXISTS policygraph_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)`

// labelIndex finds the quads of a graph. Without it, deleting a node reads all quads to see that it is no label.
const labelIndex = `CREATE INDEX IF NOT EXISTS label_index ON quads (label_hash)`

// pgLock waits for the other writers of the store: the lock belongs to its schema and ends with the transaction.
// The first number is this project's own.
const pgLock = `SELECT pg_advisory_xact_lock(1886353516, current_schema()::regnamespace::oid::int4)`

// start learns what the schema holds, and makes a store where there is none.
func (s *pgStore) start(ctx context.Context, o Options) error {
	var schemaName *string
	var standby bool
	err := s.pool.QueryRow(ctx, "SELECT current_schema(), pg_is_in_recovery()").Scan(&schemaName, &standby)
	switch {
	case err != nil:
		return err
	case schemaName == nil:
		return errors.New("the database has no schema of that name; make it with CREATE SCHEMA, or check search_path in the URL")
	case standby && !s.readOnly:
		return pgProblem{"the server is a standby, which takes no writes; name the primary", ErrReadOnly}
	}
	found, err := s.inspect(ctx, *schemaName)
	if err != nil {
		return err
	}
	if !found && (o.MustExist || o.ReadOnly) {
		return fmt.Errorf("%w: the schema %q holds no store; check the name, or make one with build or import", ErrNotFound, *schemaName)
	}
	if s.readOnly {
		return s.checkMeta(ctx, s.pool, o)
	}
	return s.prepare(ctx, *schemaName, o)
}

// inspect reports whether the schema has Cayley's tables. Others of the same names are an error.
func (s *pgStore) inspect(ctx context.Context, schemaName string) (found bool, err error) {
	rows, err := s.pool.Query(ctx, `SELECT relname::text, string_agg(attname || ' ' || format_type(atttypid, NULL), ', ' ORDER BY attname COLLATE "C")
		FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = $1::text::regnamespace
		AND relname IN ('nodes', 'quads') AND attnum > 0 AND NOT attisdropped GROUP BY 1 ORDER BY 1`, pgx.Identifier{schemaName}.Sanitize())
	if err != nil {
		return false, err
	}
	tables := 0
	var name, columns string
	_, err = pgx.ForEachRow(rows, []any{&name, &columns}, func() error {
		tables++
		if columns == pgLayout[name] {
			return nil
		}
		return fmt.Errorf("the table %q in schema %q is of another layout: it has the columns %s; name another database, "+
			"or another schema with search_path in the URL", name, schemaName, columns)
	})
	if err == nil && tables == 1 {
		err = fmt.Errorf("the schema %q has a table %q but not both tables of a store; name another database or schema", schemaName, name)
	}
	return tables == 2, err
}

// prepare makes what the schema lacks of a store. It holds the lock of writers, so that of several who open a new
// store at once one makes it.
func (s *pgStore) prepare(ctx context.Context, schemaName string, o Options) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, pgLock); err != nil {
			return err
		}
		found, err := s.inspect(ctx, schemaName)
		if err != nil {
			return err
		}
		if !found {
			if err := s.initCayley(); err != nil {
				return fmt.Errorf("make Cayley's tables: %w", err)
			}
		}
		if err := s.complete(ctx, tx); err != nil {
			return err
		}
		if err := s.checkMeta(ctx, tx, o); err != nil {
			return err
		}
		return dropBrokenOff(ctx, tx)
	})
}

// initCayley makes the tables by Cayley's own Init.
func (s *pgStore) initCayley() error {
	registerPostgres()
	name := stdlib.RegisterConnConfig(s.config)
	defer stdlib.UnregisterConnConfig(name)
	return cayleysql.Init(pgPlain, name, nil)
}

// complete adds index and meta table where they are missing, as in a store that plain Cayley made, of which the
// counts are made right too: Cayley's loader counts repeated quads that it leaves out.
func (s *pgStore) complete(ctx context.Context, tx pgx.Tx) error {
	var indexed, ours bool
	err := tx.QueryRow(ctx, `SELECT to_regclass('label_index') IS NOT NULL, to_regclass('policygraph_meta') IS NOT NULL`).
		Scan(&indexed, &ours)
	if err != nil {
		return err
	}
	if !indexed {
		if _, err := tx.Exec(ctx, labelIndex); err != nil {
			return err
		}
	}
	if ours {
		return nil
	}
	for _, statement := range []string{recount, dropOrphans, metaTable} {
		if _, err := tx.Exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// referred is how many quads name each node.
const referred = `(SELECT hash, count(*)::int AS n FROM (
	SELECT subject_hash AS hash FROM quads UNION ALL SELECT predicate_hash FROM quads
	UNION ALL SELECT object_hash FROM quads UNION ALL SELECT label_hash FROM quads WHERE label_hash IS NOT NULL
) AS places GROUP BY hash)`

const (
	recount = `UPDATE nodes SET refs = coalesce(found.n, 0) FROM nodes AS old LEFT JOIN ` + referred + ` AS found USING (hash)
	WHERE nodes.hash = old.hash AND nodes.refs <> coalesce(found.n, 0)`
	dropOrphans = `DELETE FROM nodes WHERE refs <= 0`
)

// querier is what a pool, a connection and a transaction have in common.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// checkMeta learns the base of the store, and writes it down where it is new.
func (s *pgStore) checkMeta(ctx context.Context, from querier, o Options) error {
	meta, err := readMeta(ctx, from)
	if err != nil {
		return err
	}
	if format, _ := strconv.Atoi(meta["format"]); format > layout.StampFormat {
		return fmt.Errorf("a newer version of this program wrote it (format %d, this one reads up to %d); update this "+
			"program", format, layout.StampFormat)
	}
	base := meta["base"]
	if base == "" {
		if base = o.Base; base == "" {
			base = schema.DefaultBase
		}
	}
	if o.Base != "" && o.Base != base {
		return fmt.Errorf("it was made with the base %s, not %s; leave the base out, or name another store", base, o.Base)
	}
	s.iris.Base = base
	tx, ok := from.(pgx.Tx)
	if !ok || meta["base"] != "" {
		return nil
	}
	_, err = tx.Exec(ctx, `INSERT INTO policygraph_meta VALUES ('format', $1), ('base', $2) ON CONFLICT DO NOTHING`,
		strconv.Itoa(layout.StampFormat), base)
	return err
}

// readMeta is what the store says of itself, nothing where plain Cayley made it.
func readMeta(ctx context.Context, from querier) (map[string]string, error) {
	meta := map[string]string{}
	rows, err := from.Query(ctx, `SELECT to_regclass('policygraph_meta')::text`)
	if err != nil {
		return nil, err
	}
	if there, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[*string]); err != nil || there == nil {
		return meta, err
	}
	if rows, err = from.Query(ctx, `SELECT key, value FROM policygraph_meta`); err != nil {
		return nil, err
	}
	var key, value string
	_, err = pgx.ForEachRow(rows, []any{&key, &value}, func() error {
		meta[key] = value
		return nil
	})
	return meta, err
}
