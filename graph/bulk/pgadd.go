package bulk

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// AddPostgres adds what is planned, which must have [Plain] order, to Cayley's tables in the current schema, within a
// transaction that the caller commits. Quads that are there already are left as they are. Others may read and write
// meanwhile: the counts of nodes are raised for exactly those quads that this adds. Result counts what the plan holds,
// but Quads those that were added.
func AddPostgres(ctx context.Context, p *Plan, tx pgx.Tx) (Result, error) {
	r, err := addPostgres(ctx, p, tx)
	if err != nil {
		return Result{}, fmt.Errorf("add to PostgreSQL: %w", err)
	}
	return r, nil
}

func addPostgres(ctx context.Context, p *Plan, tx pgx.Tx) (Result, error) {
	if p.o.Order != Plain {
		return Result{}, errPlain
	}
	s, err := p.identified(ctx)
	defer s.release()
	if err != nil {
		return Result{}, err
	}
	h := hashed{sorted: s}
	defer h.release()
	if err := h.sort(); err != nil {
		return Result{}, err
	}
	r := s.result()
	r.Quads, err = h.addRows(ctx, tx.Conn())
	return r, err
}

var errPlain = errors.New("the plan is not in plain order")

// addRows sends the rows into tables of this transaction and takes over what is new.
func (h *hashed) addRows(ctx context.Context, conn *pgx.Conn) (added uint64, err error) {
	if err := execAll(ctx, conn, stagingTables); err != nil {
		return 0, err
	}
	if err := copyRows(ctx, conn, stageNodes, h.writeNodeRows); err != nil {
		return 0, err
	}
	if err := copyRows(ctx, conn, stageQuads, h.writeQuadRows); err != nil {
		return 0, err
	}
	if err := execAll(ctx, conn, addStaged); err != nil {
		return 0, err
	}
	err = conn.QueryRow(ctx, "SELECT count(*) FROM added_quads").Scan(&added)
	return added, err
}

var stagingTables = []string{
	`CREATE TEMPORARY TABLE staged_nodes (LIKE nodes) ON COMMIT DROP`,
	`CREATE TEMPORARY TABLE staged_quads (horizon BIGINT, subject_hash BYTEA, predicate_hash BYTEA,
	object_hash BYTEA, label_hash BYTEA) ON COMMIT DROP`,
	`CREATE TEMPORARY TABLE added_quads (subject_hash BYTEA, predicate_hash BYTEA,
	object_hash BYTEA, label_hash BYTEA) ON COMMIT DROP`,
}

const (
	stageNodes = `COPY staged_nodes FROM STDIN (FORMAT binary)`
	stageQuads = `COPY staged_quads FROM STDIN (FORMAT binary)`
)

// addStaged takes over the staged rows. Nodes come first and are locked, in the order of their hashes, so that no
// other transaction removes one before its quads refer to it, and none waits for another in a circle.
var addStaged = []string{
	`ANALYZE staged_nodes`,
	`ANALYZE staged_quads`,
	`INSERT INTO nodes (hash, refs, value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time)
	SELECT hash, 0, value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time
	FROM staged_nodes ORDER BY hash
	ON CONFLICT (hash) DO UPDATE SET refs = nodes.refs`,
	`WITH added AS (
		INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash)
		SELECT subject_hash, predicate_hash, object_hash, label_hash FROM staged_quads ORDER BY horizon
		ON CONFLICT DO NOTHING
		RETURNING subject_hash, predicate_hash, object_hash, label_hash
	) INSERT INTO added_quads SELECT * FROM added`,
	`UPDATE nodes SET refs = nodes.refs + found.n FROM (
		SELECT hash, count(*) AS n FROM (
			SELECT subject_hash AS hash FROM added_quads
			UNION ALL SELECT predicate_hash FROM added_quads
			UNION ALL SELECT object_hash FROM added_quads
			UNION ALL SELECT label_hash FROM added_quads WHERE label_hash IS NOT NULL
		) AS referred GROUP BY hash
	) AS found WHERE nodes.hash = found.hash`,
}
