package graph

import (
	"bytes"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"policygraph/graph/layout"
	"policygraph/schema"
)

// iris are the IRIs among some nodes.
func (c *pgChange) iris(nodes []layout.Hash) (map[layout.Hash]quad.IRI, error) {
	out := map[layout.Hash]quad.IRI{}
	var unknown []layout.Hash
	for _, h := range nodes {
		if v, ok := c.values[h]; !ok {
			unknown = append(unknown, h)
		} else if iri, ok := v.(quad.IRI); ok {
			out[h] = iri
		}
	}
	if len(unknown) == 0 {
		return out, nil
	}
	rows, err := c.tx.Query(c.ctx, `SELECT hash, value_string FROM nodes WHERE hash = ANY($1) AND iri`, bytesOf(distinct(unknown)))
	if err != nil {
		return nil, err
	}
	var h layout.Hash
	var text string
	_, err = pgx.ForEachRow(rows, []any{(*pgHash)(&h), &text}, func() error {
		out[h] = quad.IRI(text)
		c.hashOf(quad.IRI(text))
		return nil
	})
	return out, err
}

// distinct is hashes in order, each once.
func distinct(hashes []layout.Hash) []layout.Hash {
	slices.SortFunc(hashes, func(a, b layout.Hash) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(hashes)
}

// withoutLinks is those of the quads that do not have the form of links from cited titles.
func (c *pgChange) withoutLinks(quads []pgStored) ([]pgStored, error) {
	linked := layout.HashOf(schema.IsVersionOf)
	var ends []layout.Hash
	for _, q := range quads {
		if q.p == linked {
			ends = append(ends, q.s, q.o)
		}
	}
	if len(ends) == 0 {
		return quads, nil
	}
	iris, err := c.iris(ends)
	return slices.DeleteFunc(quads, func(q pgStored) bool {
		return q.p == linked && isLinkQuad(c.store.iris, quad.Quad{Subject: iris[q.s], Predicate: schema.IsVersionOf, Object: iris[q.o]})
	}), err
}

// relink adds the links that are missing and removes those that are wrong, after titles came and went.
func (c *pgChange) relink() error {
	titled := layout.HashOf(schema.Title)
	var texts, cited []layout.Hash
	for _, list := range [...][]pgQuad{c.removed, c.added} {
		for _, q := range list {
			if q.p == titled {
				texts, cited = append(texts, q.o), append(cited, q.s)
			}
		}
	}
	if len(texts) == 0 {
		return nil
	}
	bearing, err := c.stored(`WHERE predicate_hash = $1 AND object_hash = ANY($2)`, titled[:], bytesOf(distinct(texts)))
	if err != nil {
		return err
	}
	for _, q := range bearing {
		cited = append(cited, q.s)
	}
	return c.relinkTitles(distinct(cited))
}

// relinkAll is relink for every cited title of the store.
func (c *pgChange) relinkAll() error {
	titled := layout.HashOf(schema.Title)
	rows, err := c.tx.Query(c.ctx, `SELECT DISTINCT hash FROM quads JOIN nodes ON hash = subject_hash
		WHERE predicate_hash = $1 AND iri AND starts_with(value_string, $2)`, titled[:], c.store.iris.Base+"title/")
	if err != nil {
		return err
	}
	var cited []layout.Hash
	var h layout.Hash
	_, err = pgx.ForEachRow(rows, []any{(*pgHash)(&h)}, func() error {
		cited = append(cited, h)
		return nil
	})
	for list := range slices.Chunk(distinct(cited), 1000) {
		if err == nil {
			err = c.relinkTitles(list)
		}
	}
	return err
}

// relinkTitles brings the links of those of the nodes that are cited titles up to date.
func (c *pgChange) relinkTitles(nodes []layout.Hash) error {
	iris, err := c.iris(nodes)
	if err != nil {
		return err
	}
	titles := slices.DeleteFunc(nodes, func(h layout.Hash) bool {
		_, is := c.store.iris.ID(iris[h], "title")
		return !is
	})
	if len(titles) == 0 {
		return nil
	}
	wanted, err := c.wantedLinks(titles)
	if err != nil {
		return err
	}
	linked := layout.HashOf(schema.IsVersionOf)
	held, err := c.stored(`WHERE subject_hash = ANY($1) AND predicate_hash = $2`, bytesOf(titles), linked[:])
	if err != nil {
		return err
	}
	var wrong []pgStored
	for _, q := range held {
		if wanted[q.pgQuad] {
			delete(wanted, q.pgQuad)
		} else {
			wrong = append(wrong, q)
		}
	}
	others, err := c.withoutLinks(slices.Clone(wrong))
	if err != nil {
		return err
	}
	wrong = slices.DeleteFunc(wrong, func(q pgStored) bool { return slices.Contains(others, q) })
	if err := c.delete(wrong); err != nil {
		return err
	}
	return c.insert(slices.SortedFunc(maps.Keys(wanted), comparePGQuads))
}

func comparePGQuads(a, b pgQuad) int {
	for _, part := range [...][2]*layout.Hash{{&a.s, &b.s}, {&a.p, &b.p}, {&a.o, &b.o}, {&a.l, &b.l}} {
		if n := bytes.Compare(part[0][:], part[1][:]); n != 0 {
			return n
		}
	}
	return 0
}

// wantedLinks are the links that cited titles should have: to what calls itself the same in a graph of its own and
// is a notice, in the graph that gives the title its text.
func (c *pgChange) wantedLinks(titles []layout.Hash) (map[pgQuad]bool, error) {
	titled := c.hashOf(schema.Title)
	rows, err := c.tx.Query(c.ctx, `SELECT DISTINCT t.subject_hash, n.subject_hash, t.label_hash FROM quads AS t
		JOIN quads AS n ON n.predicate_hash = $1 AND n.object_hash = t.object_hash AND n.subject_hash = n.label_hash
		WHERE t.predicate_hash = $1 AND t.subject_hash = ANY($2)`, titled[:], bytesOf(titles))
	if err != nil {
		return nil, err
	}
	q := pgQuad{p: c.hashOf(schema.IsVersionOf)}
	var found []pgQuad
	var notices []layout.Hash
	_, err = pgx.ForEachRow(rows, []any{(*pgHash)(&q.s), (*pgHash)(&q.o), (*pgHash)(&q.l)}, func() error {
		found, notices = append(found, q), append(notices, q.o, q.l)
		return nil
	})
	if err != nil {
		return nil, err
	}
	iris, err := c.iris(notices) // and keeps them, with the labels, for insert
	wanted := map[pgQuad]bool{}
	for _, q := range found {
		if _, is := c.store.iris.ID(iris[q.o], "notice"); is {
			wanted[q] = true
		}
	}
	return wanted, err
}
