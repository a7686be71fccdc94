package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"policygraph/graph/layout"
)

// readBatch is how many rows are read at once.
const readBatch = 5000

func scanNode(rows pgx.Rows, n *Node) error { return rows.Scan((*pgHash)(n)) }

func scanPair(rows pgx.Rows, p *Pair) error {
	return rows.Scan((*pgHash)(&p.Subject), (*pgHash)(&p.Object))
}

func scanQuad(rows pgx.Rows, q *pgQuad) error {
	return rows.Scan((*pgHash)(&q.s), (*pgHash)(&q.p), (*pgHash)(&q.o), (*pgHash)(&q.l))
}

// Node finds the node of a value.
func (s *pgSnapshot) Node(ctx context.Context, v quad.Value) (Node, bool, error) {
	if err := ctx.Err(); err != nil || v == nil {
		return Node{}, false, err
	}
	n := Node(layout.HashOf(v))
	ok, err := onConn(ctx, s, func(ctx context.Context, conn *pgx.Conn) (ok bool, err error) {
		err = conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM nodes WHERE hash = $1)`, n[:]).Scan(&ok)
		return ok, err
	})
	if !ok || err != nil {
		return Node{}, false, err
	}
	return n, true, nil
}

// Values gives the values of nodes.
func (s *pgSnapshot) Values(ctx context.Context, nodes ...Node) ([]quad.Value, error) {
	values := make([]quad.Value, len(nodes))
	missing := map[Node][]int{}
	var order []Node
	for i, n := range nodes {
		v, ok := s.store.values.get(n)
		if values[i] = v; ok {
			continue
		}
		if missing[n] == nil {
			order = append(order, n)
		}
		missing[n] = append(missing[n], i)
	}
	for list := range slices.Chunk(order, readBatch) {
		found, err := s.read(ctx, list)
		if err != nil {
			return nil, err
		}
		for n, v := range found {
			for _, i := range missing[n] {
				values[i] = v
			}
		}
		if len(found) < len(list) {
			return nil, fmt.Errorf("%w: %d nodes of %d have no row; run verify", ErrDamaged, len(list)-len(found), len(list))
		}
	}
	return values, ctx.Err()
}

// read reads values, and keeps them for the next time.
func (s *pgSnapshot) read(ctx context.Context, nodes []Node) (map[Node]quad.Value, error) {
	rows, err := onConn(ctx, s, func(ctx context.Context, conn *pgx.Conn) ([]pgRow, error) {
		return rowsOf(ctx, conn, func(rows pgx.Rows, r *pgRow) error { return r.scan(rows) },
			`SELECT `+valueColumns+` FROM nodes WHERE hash = ANY($1)`, bytesOf(nodes))
	})
	if err != nil {
		return nil, err
	}
	found := make(map[Node]quad.Value, len(rows))
	for i := range rows {
		v, err := rows[i].parse()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		n := Node(rows[i].hash)
		found[n] = v
		s.store.values.add(n, v)
	}
	return found, nil
}

// Objects gives the objects of a subject and predicate.
func (s *pgSnapshot) Objects(ctx context.Context, subject, p Node) ([]Node, error) {
	return s.ahead.objects(ctx, s, subject, p)
}

// Subjects gives the subjects of a predicate and object.
func (s *pgSnapshot) Subjects(ctx context.Context, p, o Node) ([]Node, error) {
	nodes, err := onConn(ctx, s, func(ctx context.Context, conn *pgx.Conn) ([]Node, error) {
		return rowsOf(ctx, conn, scanNode,
			`SELECT subject_hash FROM quads WHERE predicate_hash = $1 AND object_hash = $2 ORDER BY 1`, p[:], o[:])
	})
	nodes = slices.Compact(nodes)
	s.ahead.expect(nodes)
	return nodes, err
}

// Pairs gives what p joins.
func (s *pgSnapshot) Pairs(ctx context.Context, p Node) iter.Seq2[Pair, error] {
	return func(yield func(Pair, error) bool) {
		var last Pair // of quads in several graphs one pair comes
		for pairs, err := range batches(ctx, s, scanPair, `SELECT subject_hash, object_hash FROM quads
			WHERE predicate_hash = $1 ORDER BY 1, 2`, p[:]) {
			if err != nil {
				yield(Pair{}, err)
				return
			}
			for _, pair := range pairs {
				if pair != last && !yield(pair, nil) {
					return
				}
				last = pair
			}
		}
	}
}

// batches reads a long answer through a cursor.
func batches[T any](ctx context.Context, s *pgSnapshot, scan func(pgx.Rows, *T) error, sql string, args ...any) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		name, list, err := openCursor(ctx, s, scan, sql, args...)
		for {
			if err != nil {
				yield(nil, err)
				return
			}
			if len(list) == 0 || !yield(list, nil) {
				break
			}
			list, err = onConn(ctx, s, func(ctx context.Context, conn *pgx.Conn) ([]T, error) { return fetch(ctx, conn, scan, name) })
		}
		_, _ = onConn(context.WithoutCancel(ctx), s, func(ctx context.Context, conn *pgx.Conn) (struct{}, error) {
			return struct{}{}, conn.PgConn().Exec(ctx, "CLOSE "+name).Close() // or it ends with the transaction
		})
	}
}

// openCursor opens a cursor, with a name of its own, and gives the first rows.
func openCursor[T any](ctx context.Context, s *pgSnapshot, scan func(pgx.Rows, *T) error, sql string, args ...any) (string, []T, error) {
	type opened struct {
		name string
		list []T
	}
	o, err := onConn(ctx, s, func(ctx context.Context, conn *pgx.Conn) (o opened, err error) {
		s.cursor++
		o.name = fmt.Sprint("c", s.cursor)
		if _, err := conn.Exec(ctx, "DECLARE "+o.name+" NO SCROLL CURSOR FOR "+sql, args...); err != nil {
			return o, err
		}
		o.list, err = fetch(ctx, conn, scan, o.name)
		return o, err
	})
	return o.name, o.list, err
}

// fetch gives the next rows of a cursor. It is not prepared, since its columns differ by cursor.
func fetch[T any](ctx context.Context, conn *pgx.Conn, scan func(pgx.Rows, *T) error, name string) ([]T, error) {
	return rowsOf(ctx, conn, scan, fmt.Sprint("FETCH ", readBatch, " FROM ", name), pgx.QueryExecModeDescribeExec)
}

// Graphs gives the labels of the named graphs, by hopping from one label in the index to the next.
func (s *pgSnapshot) Graphs(ctx context.Context) ([]quad.Value, error) {
	nodes, err := onConn(ctx, s, func(ctx context.Context, conn *pgx.Conn) ([]Node, error) {
		return rowsOf(ctx, conn, scanNode, `WITH RECURSIVE labels (l) AS (
			(SELECT label_hash FROM quads WHERE label_hash IS NOT NULL ORDER BY label_hash LIMIT 1)
			UNION ALL SELECT (SELECT label_hash FROM quads WHERE label_hash > l ORDER BY label_hash LIMIT 1) FROM labels WHERE l IS NOT NULL
		) SELECT l FROM labels WHERE l IS NOT NULL`)
	})
	if err != nil {
		return nil, err
	}
	labels, err := s.Values(ctx, nodes...)
	slices.SortFunc(labels, func(a, b quad.Value) int { return strings.Compare(a.String(), b.String()) })
	return labels, err
}

// Graph gives the quads of one graph.
func (s *pgSnapshot) Graph(ctx context.Context, label quad.Value) iter.Seq2[quad.Quad, error] {
	const columns = `SELECT subject_hash, predicate_hash, object_hash, label_hash FROM quads `
	if label == nil {
		return s.resolve(ctx, batches(ctx, s, scanQuad, columns+`WHERE label_hash IS NULL`))
	}
	h := layout.HashOf(label)
	return s.resolve(ctx, batches(ctx, s, scanQuad, columns+`WHERE label_hash = $1`, h[:]))
}

// Quads gives all quads, in the order in which the server has them.
func (s *pgSnapshot) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return s.resolve(ctx, batches(ctx, s, scanQuad, `SELECT subject_hash, predicate_hash, object_hash, label_hash FROM quads`))
}

// resolve gives quads by their values.
func (s *pgSnapshot) resolve(ctx context.Context, lists iter.Seq2[[]pgQuad, error]) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		var nodes []Node
		for list, err := range lists {
			nodes = nodes[:0]
			for _, q := range list {
				nodes = append(nodes, Node(q.s), Node(q.p), Node(q.o))
				if q.l != (layout.Hash{}) {
					nodes = append(nodes, Node(q.l))
				}
			}
			values, err2 := s.Values(ctx, nodes...)
			if err := errors.Join(err, err2); err != nil {
				yield(quad.Quad{}, err)
				return
			}
			for at, i := 0, 0; i < len(list); i++ {
				q := quad.Quad{Subject: values[at], Predicate: values[at+1], Object: values[at+2]}
				if at += 3; list[i].l != (layout.Hash{}) {
					q.Label = values[at]
					at++
				}
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}
