package graph

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"policygraph/graph/layout"
)

// A pgChange is what one write adds and removes. It writes as it goes, within its transaction, so that what it reads
// is the state after the change; the counts of removed references come last.
type pgChange struct {
	ctx   context.Context
	store *pgStore
	tx    pgx.Tx

	hashes  map[quad.Value]layout.Hash
	values  map[layout.Hash]quad.Value
	added   []pgQuad
	removed []pgQuad
	fewer   map[layout.Hash]int32 // references that went
	done    Change
}

// A pgQuad is a quad by the hashes of its nodes; label zero is the default graph.
type pgQuad struct {
	s, p, o, l layout.Hash
}

// A pgStored is a quad of the store with its number.
type pgStored struct {
	id int64
	pgQuad
}

// A pgHash reads a column of hashes, in which null is zero.
type pgHash layout.Hash

// ScanBytes takes the bytes of a column.
func (h *pgHash) ScanBytes(b []byte) error {
	*h = pgHash{}
	if b != nil && copy(h[:], b) != len(h) {
		return fmt.Errorf("%w: a hash has %d bytes, not %d", ErrDamaged, len(b), len(h))
	}
	return nil
}

// pgBegin begins a write. All that a write looks for is found by an index; without statistics, which a young table
// lacks, the planner may think otherwise.
const pgBegin = `SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
	set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true),
	pg_advisory_xact_lock(1886353516, current_schema()::regnamespace::oid::int4)`

func newPGChange(ctx context.Context, s *pgStore, tx pgx.Tx) *pgChange {
	return &pgChange{
		ctx: ctx, store: s, tx: tx,
		hashes: map[quad.Value]layout.Hash{}, values: map[layout.Hash]quad.Value{}, fewer: map[layout.Hash]int32{},
	}
}

// hash is a quad by its hashes. Its values are kept for insert.
func (c *pgChange) hash(q quad.Quad) pgQuad {
	return pgQuad{c.hashOf(q.Subject), c.hashOf(q.Predicate), c.hashOf(q.Object), c.hashOf(q.Label)}
}

func (c *pgChange) hashOf(v quad.Value) layout.Hash {
	if v == nil {
		return layout.Hash{}
	}
	h, ok := c.hashes[v]
	if !ok {
		h = layout.HashOf(v)
		c.hashes[v], c.values[h] = h, v
	}
	return h
}

// graph is the quads of a named graph.
func (c *pgChange) graph(label layout.Hash) ([]pgStored, error) {
	return c.stored(`WHERE label_hash = $1`, label[:])
}

// stored is the quads that a condition selects.
func (c *pgChange) stored(where string, args ...any) (quads []pgStored, err error) {
	rows, err := c.tx.Query(c.ctx, `SELECT horizon, subject_hash, predicate_hash, object_hash, label_hash FROM quads `+where, args...)
	if err != nil {
		return nil, err
	}
	var q pgStored
	_, err = pgx.ForEachRow(rows, []any{&q.id, (*pgHash)(&q.s), (*pgHash)(&q.p), (*pgHash)(&q.o), (*pgHash)(&q.l)}, func() error {
		quads = append(quads, q)
		return nil
	})
	return quads, err
}

// missing is those of the quads that the store lacks, each once.
func (c *pgChange) missing(quads []quad.Quad) ([]pgQuad, error) {
	seen := make(map[pgQuad]bool, len(quads))
	var list []pgQuad
	for _, q := range quads {
		if h := c.hash(q); !seen[h] {
			seen[h] = true
			list = append(list, h)
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	rows, err := c.tx.Query(c.ctx, `SELECT i.n FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[])
		WITH ORDINALITY AS i (s, p, o, l, n) WHERE NOT EXISTS (SELECT FROM quads WHERE subject_hash = i.s
		AND predicate_hash = i.p AND object_hash = i.o AND label_hash IS NOT DISTINCT FROM i.l) ORDER BY i.n`, columns(list)...)
	if err != nil {
		return nil, err
	}
	places, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	lacking := make([]pgQuad, len(places))
	for i, n := range places {
		lacking[i] = list[n-1]
	}
	return lacking, err
}

// columns are quads as four arrays of hashes.
func columns(quads []pgQuad) []any {
	var out [4][][]byte
	for i := range quads {
		q := &quads[i]
		for d, h := range [...]*layout.Hash{&q.s, &q.p, &q.o, &q.l} {
			if *h == (layout.Hash{}) {
				out[d] = append(out[d], nil)
			} else {
				out[d] = append(out[d], h[:])
			}
		}
	}
	return []any{out[0], out[1], out[2], out[3]}
}

// insert adds quads that the store lacks.
func (c *pgChange) insert(quads []pgQuad) error {
	if len(quads) == 0 {
		return nil
	}
	if err := c.insertNodes(quads); err != nil {
		return err
	}
	tag, err := c.tx.Exec(c.ctx, `INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash)
		SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[]) ON CONFLICT DO NOTHING`, columns(quads)...)
	if err != nil {
		return err
	}
	if int(tag.RowsAffected()) != len(quads) {
		return errOvertaken
	}
	c.added = append(c.added, quads...)
	c.done.Added += len(quads)
	return nil
}

// insertNodes adds what quads refer to and counts it, in the order of hashes, so that no two writers wait for each
// other in a circle.
func (c *pgChange) insertNodes(quads []pgQuad) error {
	more := map[layout.Hash]int32{}
	for _, q := range quads {
		tally(more, q)
	}
	nodes := slices.SortedFunc(maps.Keys(more), func(a, b layout.Hash) int { return bytes.Compare(a[:], b[:]) })
	var columns pgNodeColumns
	for i := range nodes {
		r := rowOf(&nodes[i], c.values[nodes[i]])
		if r.text != nil && strings.Contains(*r.text, `\x00`) {
			if v, err := r.parse(); err != nil || layout.HashOf(v) != nodes[i] {
				return fmt.Errorf("%.200q has both a NUL and the four signs \\x00, which PostgreSQL cannot tell apart", *r.text)
			}
		}
		columns.add(more[nodes[i]], r)
	}
	_, err := c.tx.Exec(c.ctx, insertNodes, columns.args()...)
	return err
}

const insertNodes = `INSERT INTO nodes AS n (refs, ` + valueColumns + `)
	SELECT * FROM unnest($1::int[], $2::bytea[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::boolean[],
	$8::boolean[], $9::bigint[], $10::boolean[], $11::double precision[], $12::timestamptz[])
	ON CONFLICT (hash) DO UPDATE SET refs = n.refs + EXCLUDED.refs`

// pgNodeColumns are rows of nodes as arrays.
type pgNodeColumns struct {
	refs []int32
	rows []pgRow
}

func (c *pgNodeColumns) add(refs int32, r pgRow) {
	c.refs, c.rows = append(c.refs, refs), append(c.rows, r)
}

func (c *pgNodeColumns) args() []any {
	return []any{c.refs,
		fields(c.rows, func(r *pgRow) []byte { return r.hash }),
		fields(c.rows, func(r *pgRow) []byte { return r.value }),
		fields(c.rows, func(r *pgRow) *string { return r.text }),
		fields(c.rows, func(r *pgRow) *string { return r.kind }),
		fields(c.rows, func(r *pgRow) *string { return r.lang }),
		fields(c.rows, func(r *pgRow) *bool { return r.iri }),
		fields(c.rows, func(r *pgRow) *bool { return r.bnode }),
		fields(c.rows, func(r *pgRow) *int64 { return r.whole }),
		fields(c.rows, func(r *pgRow) *bool { return r.truth }),
		fields(c.rows, func(r *pgRow) *float64 { return r.real }),
		fields(c.rows, func(r *pgRow) any {
			if r.instant == nil {
				return nil
			}
			return *r.instant
		}),
	}
}

func fields[T any](rows []pgRow, of func(r *pgRow) T) []T {
	out := make([]T, len(rows))
	for i := range rows {
		out[i] = of(&rows[i])
	}
	return out
}

// tally counts the references of a quad.
func tally(refs map[layout.Hash]int32, q pgQuad) {
	refs[q.s]++
	refs[q.p]++
	refs[q.o]++
	if q.l != (layout.Hash{}) {
		refs[q.l]++
	}
}

// delete removes quads of the store.
func (c *pgChange) delete(quads []pgStored) error {
	if len(quads) == 0 {
		return nil
	}
	ids := make([]int64, len(quads))
	for i, q := range quads {
		ids[i] = q.id
	}
	tag, err := c.tx.Exec(c.ctx, `DELETE FROM quads WHERE horizon = ANY($1)`, ids)
	if err != nil {
		return err
	}
	if int(tag.RowsAffected()) != len(quads) {
		return errOvertaken
	}
	for _, q := range quads {
		c.removed = append(c.removed, q.pgQuad)
		tally(c.fewer, q.pgQuad)
	}
	c.done.Removed += len(quads)
	return nil
}

// finish takes off the references that went, and with them the nodes that no quad names any more.
func (c *pgChange) finish() error {
	if len(c.fewer) == 0 {
		return nil
	}
	hashes := slices.SortedFunc(maps.Keys(c.fewer), func(a, b layout.Hash) int { return bytes.Compare(a[:], b[:]) })
	refs := make([]int32, len(hashes))
	for i, h := range hashes {
		refs[i] = c.fewer[h]
	}
	var b pgx.Batch
	b.Queue(`UPDATE nodes SET refs = refs - i.n FROM unnest($1::bytea[], $2::int[]) AS i (hash, n) WHERE nodes.hash = i.hash`, bytesOf(hashes), refs)
	b.Queue(`DELETE FROM nodes WHERE hash = ANY($1) AND refs <= 0`, bytesOf(hashes))
	return c.tx.SendBatch(c.ctx, &b).Close()
}

// bytesOf are hashes as an array for the server.
func bytesOf[H ~[20]byte](hashes []H) [][]byte {
	out := make([][]byte, len(hashes))
	for i := range hashes {
		out[i] = hashes[i][:]
	}
	return out
}
