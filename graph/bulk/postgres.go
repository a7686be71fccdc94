package bulk

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"policygraph/graph/layout"
)

// BuildSchema is where [WritePostgres] has tables until they are complete.
const BuildSchema = "policygraph_building"

const dropSchema = "DROP SCHEMA IF EXISTS " + BuildSchema + " CASCADE"

// WritePostgres makes Cayley's own tables, with all keys, indexes and references, hold what is planned, which must
// have [Plain] order. The tables are made in a schema of their own and moved into the current one when they are
// complete, in one transaction: nobody sees a part of them. It is an error where the current schema has such
// tables; see [AddPostgres].
//
// Two connections work side by side. A build that was broken off leaves its schema behind, and the next one drops
// it; of two builds of one database at once the second waits.
func WritePostgres(ctx context.Context, p *Plan, config *pgx.ConnConfig) (Result, error) {
	r, err := writePostgres(ctx, p, config)
	if err != nil {
		return Result{}, fmt.Errorf("write into PostgreSQL: %w", err)
	}
	return r, nil
}

func writePostgres(ctx context.Context, p *Plan, config *pgx.ConnConfig) (Result, error) {
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
	b, err := beginBuild(ctx, config, int(h.quads))
	if err != nil {
		return Result{}, err
	}
	defer b.close()
	if err := b.build(ctx, &h); err != nil {
		return Result{}, err
	}
	return s.result(), nil
}

// hashed is a plan in the order of hashes, as Postgres sorts them.
type hashed struct {
	*sorted
	hashes []layout.Hash // in ascending order
	places []uint32      // of each node's hash there
	pairs  *sorter
}

// sort puts the quads in the order of the hashes of subject, predicate, object and label, and counts references.
// Numbers in quads are places from 1.
func (h *hashed) sort() error {
	if err := h.place(); err != nil {
		return err
	}
	p := h.plan
	h.pairs = p.newSorter(p.quads.Load(), &scratch{}, false)
	place := func(node uint32) uint64 {
		if node == noNode {
			return 0
		}
		return uint64(h.places[node-1]) + 1
	}
	err := h.translate(func(t tuple) {
		h.pairs.add(place(t[1])<<32|place(t[2]), place(t[3])<<32|place(t[0]))
	})
	if err != nil {
		return err
	}
	m := h.pairs.sorted()
	if h.pairs.err != nil {
		return h.pairs.err
	}
	h.counts, h.tuples = make([]uint32, h.nodes), p.newTape()
	var hi, lo uint64
	for c := m.next(); c != nil; c = m.next() {
		if h.quads > 0 && c.hi == hi && c.lo == lo {
			continue
		}
		hi, lo = c.hi, c.lo
		h.quads++
		h.count(uint32(hi>>32), uint32(hi), uint32(lo>>32), uint32(lo))
		b := h.tuples.room(16)
		binary.LittleEndian.PutUint64(b, hi)
		binary.LittleEndian.PutUint64(b[8:], lo)
	}
	h.countByNode()
	return errors.Join(m.err, h.tuples.done())
}

// place finds the place of each node's hash.
func (h *hashed) place() error {
	h.hashes, h.places = make([]layout.Hash, 0, h.nodes), make([]uint32, h.nodes)
	in := h.named.reader()
	for b := in.next(hashSize); b != nil; b = in.next(hashSize) {
		h.places[binary.LittleEndian.Uint32(b[20:])-1] = uint32(len(h.hashes))
		h.hashes = append(h.hashes, h.plan.unranked(b))
	}
	return in.err
}

// countByNode turns counts by place into counts by node.
func (h *hashed) countByNode() {
	counts := make([]uint32, len(h.counts))
	for n, place := range h.places {
		counts[n] = h.counts[place]
	}
	h.counts = counts
}

func (h *hashed) release() {
	if h.pairs != nil {
		h.pairs.release()
	}
}

// build is two connections at work on one building.
type build struct {
	schema string // where the tables go
	locked bool
	first  *pgx.Conn
	second *pgx.Conn
}

// buildLock is the advisory lock that a build holds, a number of this project's own.
const buildLock = 0x706f6c6963796772

func beginBuild(ctx context.Context, config *pgx.ConnConfig, rows int) (b *build, err error) {
	b = &build{}
	for _, c := range []**pgx.Conn{&b.first, &b.second} {
		if *c, err = pgx.ConnectConfig(ctx, config); err != nil {
			b.close()
			return nil, err
		}
	}
	if err = b.begin(ctx, sessionSettings(rows)); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// begin takes the lock, makes the schema and prepares both connections.
func (b *build) begin(ctx context.Context, settings []string) error {
	if _, err := b.first.Exec(ctx, `SELECT pg_advisory_lock($1)`, int64(buildLock)); err != nil {
		return err
	}
	b.locked = true
	var there bool
	err := b.first.QueryRow(ctx, `SELECT current_schema(), EXISTS (SELECT FROM pg_tables
		WHERE schemaname = current_schema() AND tablename IN ('nodes', 'quads'))`).Scan(&b.schema, &there)
	switch {
	case err != nil:
		return err
	case there:
		return fmt.Errorf("the schema %q has tables nodes or quads already", b.schema)
	}
	if err := execAll(ctx, b.first, []string{dropSchema, "CREATE SCHEMA " + BuildSchema}); err != nil {
		return err
	}
	return errors.Join(execAll(ctx, b.first, settings), execAll(ctx, b.second, settings))
}

// build makes the tables. The order is that of least work: rows before indexes, references last.
func (b *build) build(ctx context.Context, h *hashed) error {
	steps := []func() error{
		func() error {
			return both(
				func() error {
					return copyTable(ctx, b.first, createNodes, copyNodes, h.writeNodeRows, nodesKey, analyzeNodes)
				},
				func() error {
					return copyTable(ctx, b.second, createQuads, copyQuads, h.writeQuadRows,
						fmt.Sprintf(setHorizon, max(h.quads, 1), h.quads > 0), analyzeQuads)
				},
			)
		},
		func() error { return b.indexes(ctx) },
		func() error { return execAll(ctx, b.first, references) },
		func() error { return b.publish(ctx) },
	}
	for i, step := range steps {
		h.plan.report("write", int64(i), int64(len(steps)))
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// copyTable makes a table and fills it in the same transaction, which then need not be logged.
func copyTable(ctx context.Context, c *pgx.Conn, create, copy string, rows func(*rowWriter) error, after ...string) error {
	tx, err := c.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	if _, err := tx.Exec(ctx, create); err != nil {
		return err
	}
	if err := copyRows(ctx, c, copy, rows); err != nil {
		return err
	}
	if err := execAll(ctx, c, after); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// indexes makes the indexes, two at a time, the largest first.
func (b *build) indexes(ctx context.Context) error {
	next := make(chan string, len(quadIndexes))
	for _, index := range quadIndexes {
		next <- index
	}
	close(next)
	worker := func(c *pgx.Conn) func() error {
		return func() error {
			for index := range next {
				if err := execAll(ctx, c, []string{index}); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return both(worker(b.first), worker(b.second))
}

func execAll(ctx context.Context, c *pgx.Conn, statements []string) error {
	for _, s := range statements {
		if _, err := c.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// publish moves the tables to where they belong.
func (b *build) publish(ctx context.Context) error {
	tx, err := b.first.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	schema := pgx.Identifier{b.schema}.Sanitize()
	for _, s := range []string{
		"ALTER TABLE " + BuildSchema + ".nodes SET SCHEMA " + schema,
		"ALTER TABLE " + BuildSchema + ".quads SET SCHEMA " + schema,
		"DROP SCHEMA " + BuildSchema,
	} {
		if _, err := tx.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return tx.Commit(ctx)
}

// closeTimeout is how long closing may take.
const closeTimeout = 10 * time.Second

// close drops what was not published, and ends the connections and with them the lock.
func (b *build) close() {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if b.second != nil {
		b.second.Close(ctx)
	}
	if b.first != nil {
		if b.locked && !b.first.IsClosed() {
			b.first.Exec(ctx, dropSchema)
		}
		b.first.Close(ctx)
	}
}
