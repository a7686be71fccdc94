package graph_test

import (
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/schema"
)

// BenchmarkPostgres works on a database of about a million quads, which it makes first. The figures are those of the
// client's clock, the server's work included.
func BenchmarkPostgres(b *testing.B) {
	s := postgresMillion(b)
	quads := notice(b, s, generated(7))
	changed := make([]quad.Quad, len(quads))
	for i, q := range quads {
		if text, ok := q.Object.(quad.LangString); ok {
			q.Object = quad.LangString{Value: text.Value + "改", Lang: text.Lang}
		} else if text, ok := q.Object.(quad.TypedString); ok && q.Predicate != schema.Issued {
			q.Object = quad.TypedString{Value: "1" + text.Value, Type: text.Type}
		}
		changed[i] = q
	}
	put := func(b *testing.B, quads []quad.Quad) graph.Change {
		b.Helper()
		c, err := s.Replace(b.Context(), generated(7), quads)
		if err != nil {
			b.Fatal(err)
		}
		return c
	}
	b.Run("Replace", func(b *testing.B) {
		put(b, quads)
		b.ResetTimer()
		for i := 0; b.Loop(); i++ {
			c := put(b, [][]quad.Quad{changed, quads}[i%2])
			b.ReportMetric(float64(c.Added), "quads")
		}
	})
	b.Run("ReplaceSame", func(b *testing.B) {
		put(b, quads)
		b.ResetTimer()
		for b.Loop() {
			if put(b, quads).Changed() {
				b.Fatal("changed")
			}
		}
	})
	b.Run("Remove", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Remove(b.Context(), generated(7)); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			put(b, quads)
			b.StartTimer()
		}
	})
	b.Run("ReadNotice", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if len(notice(b, s, generated(1+i%600))) == 0 {
				b.Fatal("no quads")
			}
		}
	})
	b.Run("Pairs", func(b *testing.B) {
		for b.Loop() {
			readPairs(b, s, schema.PolLocality)
		}
	})
}

func readPairs(b *testing.B, s *graph.Store, predicate quad.IRI) {
	b.Helper()
	snap, err := s.Snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	p, _, err := snap.Node(b.Context(), predicate)
	if err != nil {
		b.Fatal(err)
	}
	for _, err := range snap.Pairs(b.Context(), p) {
		if err != nil {
			b.Fatal(err)
		}
	}
}

// postgresMillion builds a database of the quads of the store that the other benchmarks have.
func postgresMillion(b *testing.B) *graph.Store {
	b.Helper()
	address := postgresServer(b)
	onServer(b, "DROP DATABASE IF EXISTS policygraph_bench WITH (FORCE)", "CREATE DATABASE policygraph_bench")
	b.Cleanup(func() { onServer(b, "DROP DATABASE policygraph_bench WITH (FORCE)") })
	address.Path = "policygraph_bench"
	s, err := graph.Open(b.Context(), address.String(), graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	snap, err := openMillion(b).Snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	_, err = s.Build(b.Context(), bulk.Options{}, nil, func(p *bulk.Plan) error {
		for q, err := range snap.Quads(b.Context()) {
			if err != nil {
				return err
			}
			if err := p.Quads(q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return s
}
