package queries_test

import (
	"context"
	"os"
	"testing"

	"policygraph/graph"
	"policygraph/queries"
)

// The benchmarks read a store of about a million quads; POLICYGRAPH_BENCH_STORE names its folder.
func benchSnapshot(b *testing.B) graph.Snapshot {
	b.Helper()
	folder := os.Getenv("POLICYGRAPH_BENCH_STORE")
	if folder == "" {
		b.Skip("POLICYGRAPH_BENCH_STORE names no store; docs/performance.md says how to make one")
	}
	store, err := graph.Open(context.Background(), folder, graph.Options{ReadOnly: true, MustExist: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	s, err := store.Snapshot(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func BenchmarkQueries(b *testing.B) {
	s := benchSnapshot(b)
	for _, bench := range []struct{ name, query, args string }{
		{"SeveralMeasures", "several-measures", ""},
		{"SeveralMeasuresAcross", "several-measures", "across=true"},
		{"SeveralMeasuresPrefecture", "several-measures", "level=prefecture"},
		{"PracticesOfCounty", "practices", "locality=411082"},
		{"PracticesOfProvince", "practices", "locality=河南省"},
		{"PracticesByKeyword", "practices", "keyword=停车;limit=100"},
		{"PracticesByMeasurePart", "practices", "measure=停车"},
		{"LocalitiesOfMeasurePart", "localities", "measure=停车"},
		{"MetricsOfProvince", "metrics", "province=河南省"},
		{"MetricsOfUnit", "metrics", "unit=元"},
		{"MetricsOfIndicator", "metrics", "indicator=停车"},
		{"Overview", "overview", "notice=0000000000000001"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			rows := 0
			for b.Loop() {
				rows = len(run(b, s, bench.query, queries.Args(parse(bench.args))).Rows)
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}
