package graph

import (
	"context"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"policygraph/graph/layout"
	"policygraph/schema"
)

// pgChecks are statements that give what is wrong, as sentences with %s for each of their columns.
var pgChecks = []struct{ sentence, sql string }{
	{"quad %s names a %s that is no node",
		`SELECT q.horizon::text, place.name FROM quads AS q, LATERAL (VALUES ('subject', q.subject_hash),
		('predicate', q.predicate_hash), ('object', q.object_hash), ('label', q.label_hash)) AS place (name, hash)
		LEFT JOIN nodes USING (hash) WHERE place.hash IS NOT NULL AND nodes.hash IS NULL ORDER BY q.horizon`},
	{"node %s is counted %s times, and quads name it %s times",
		`SELECT encode(hash, 'hex'), refs::text, coalesce(n, 0)::text FROM nodes LEFT JOIN ` + referred + ` AS found USING (hash)
		WHERE refs <> coalesce(n, 0) ORDER BY hash`},
	{"node %s is named by no quad",
		`SELECT encode(hash, 'hex') FROM nodes LEFT JOIN ` + referred + ` AS found USING (hash) WHERE n IS NULL ORDER BY hash`},
	{"quad %s stands in the store twice",
		`SELECT max(horizon)::text FROM quads GROUP BY subject_hash, predicate_hash, object_hash, label_hash
		HAVING count(*) > 1 ORDER BY max(horizon)`},
	{"the index or key %s is missing or not valid",
		`SELECT name FROM unnest(ARRAY['spo_unique', 'spol_unique', 'spo_index', 'ops_index', 'pos_index', 'osp_index',
		'label_index', 'nodes_pkey', 'quads_pkey']) AS name LEFT JOIN pg_index ON indexrelid = to_regclass(name)
		WHERE indisvalid IS NOT TRUE ORDER BY name`},
	{"the reference %s is missing or not checked",
		`SELECT name FROM unnest(ARRAY['subject_hash_fk', 'predicate_hash_fk', 'object_hash_fk', 'label_hash_fk']) AS name
		LEFT JOIN pg_constraint ON conname = name AND conrelid = to_regclass('quads') WHERE convalidated IS NOT TRUE ORDER BY name`},
	{"the numbers of quads are at %s, and the sequence would give %s again",
		`SELECT m::text, last_value::text FROM (SELECT max(horizon) AS m FROM quads) AS q, quads_horizon_seq WHERE m > last_value`},
}

// shownProblems is how many problems of each kind a report shows.
const shownProblems = 10

// verify reads all rows of one state. The server looks after its own indexes; how to check those is in the advice.
func (s *pgStore) verify(ctx context.Context) (r Report, err error) {
	opened, err := s.snapshot(ctx)
	if err != nil {
		return r, err
	}
	defer opened.Close()
	snap := opened.(*pgSnapshot)
	if r.Nodes, r.Quads, err = snap.counts(ctx); err != nil {
		return r, err
	}
	for _, check := range pgChecks {
		if err := snap.check(ctx, &r, check.sentence, check.sql); err != nil {
			return r, err
		}
	}
	if err := snap.checkHashes(ctx, &r); err != nil {
		return r, err
	}
	if r.Count > 0 {
		r.Advice = "export the quads and import the file into a new store; if the server itself may be damaged, run pg_amcheck first"
	}
	return r, nil
}

func (s *pgSnapshot) counts(ctx context.Context) (nodes, quads int, err error) {
	both, err := onConn(ctx, s, func(ctx context.Context, conn *pgx.Conn) (both [2]int, err error) {
		err = conn.QueryRow(ctx, `SELECT (SELECT count(*) FROM nodes), (SELECT count(*) FROM quads)`).Scan(&both[0], &both[1])
		return both, err
	})
	return both[0], both[1], err
}

// check adds to a report what a statement finds.
func (s *pgSnapshot) check(ctx context.Context, r *Report, sentence, sql string) error {
	shown := 0
	scan := func(rows pgx.Rows, to *[]any) (err error) {
		*to, err = rows.Values()
		return err
	}
	for list, err := range batches(ctx, s, scan, sql) {
		if err != nil {
			return err
		}
		for _, columns := range list {
			if r.Count++; shown < shownProblems {
				shown++
				r.Problems = append(r.Problems, fmt.Sprintf(sentence, columns...))
			}
		}
	}
	return nil
}

// checkHashes compares every value with its hash.
func (s *pgSnapshot) checkHashes(ctx context.Context, r *Report) error {
	shown := 0
	for rows, err := range batches(ctx, s, func(rows pgx.Rows, row *pgRow) error { return row.scan(rows) },
		`SELECT `+valueColumns+` FROM nodes`) {
		if err != nil {
			return err
		}
		for i := range rows {
			v, err := rows[i].parse()
			if err == nil && layout.HashOf(v) == layout.Hash(rows[i].hash) {
				continue
			}
			if r.Count++; shown < shownProblems {
				shown++
				r.Problems = append(r.Problems, fmt.Sprintf("node %x has a value of another hash", rows[i].hash))
			}
		}
	}
	return nil
}

// stats counts what the tables hold. Bytes are those of the tables and their indexes on the server.
func (s *pgStore) stats(ctx context.Context) (st Stats, err error) {
	opened, err := s.snapshot(ctx)
	if err != nil {
		return st, err
	}
	defer opened.Close()
	snap := opened.(*pgSnapshot)
	if st.Nodes, st.Quads, err = snap.counts(ctx); err != nil {
		return st, err
	}
	var graphs []quad.Value
	if graphs, err = snap.Graphs(ctx); err != nil {
		return st, err
	}
	st.Graphs = len(graphs)
	if st.Notices, err = countInstances(ctx, snap, schema.ClassNotice); err != nil {
		return st, err
	}
	if st.Divisions, err = countInstances(ctx, snap, schema.ClassDivision); err != nil {
		return st, err
	}
	st.Bytes, err = onConn(ctx, snap, func(ctx context.Context, conn *pgx.Conn) (n int64, err error) {
		err = conn.QueryRow(ctx, `SELECT pg_total_relation_size('nodes') + pg_total_relation_size('quads')`).Scan(&n)
		return n, err
	})
	return st, err
}
