package bulk

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"policygraph/graph/layout"
)

// database makes an empty database on the server of the tests, and gives its URL.
func database(t testing.TB, name string) string {
	t.Helper()
	server := os.Getenv("POLICYGRAPH_TEST_POSTGRES")
	if server == "" {
		t.Skip("POLICYGRAPH_TEST_POSTGRES has no URL of a PostgreSQL server")
	}
	name = "policygraph_test_" + name
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	for _, s := range []string{"DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name} {
		if _, err := conn.Exec(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	config := conn.Config()
	return fmt.Sprintf("postgres://%s:%s@%s:%d/%s?sslmode=disable", config.User, config.Password, config.Host, config.Port, name)
}

func pgConfig(t testing.TB, url string) *pgx.ConnConfig {
	t.Helper()
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	return config
}

// buildPostgres builds a database of a plan.
func buildPostgres(t testing.TB, url string, add func(p *Plan) error) Result {
	t.Helper()
	p := NewPlan(context.Background(), Options{Order: Plain})
	defer p.Close()
	if err := add(p); err != nil {
		t.Fatal(err)
	}
	r, err := WritePostgres(context.Background(), p, pgConfig(t, url))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func openPostgres(t testing.TB, url string) cayley.QuadStore {
	t.Helper()
	qs, err := cayley.NewQuadStore("postgres", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { qs.Close() })
	return qs
}

// stockPostgres loads quads by Cayley's own loader.
func stockPostgres(t testing.TB, name string, quads []quad.Quad) string {
	t.Helper()
	url := database(t, name)
	if err := cayley.InitQuadStore("postgres", url, nil); err != nil {
		t.Fatal(err)
	}
	w, err := openPostgres(t, url).NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteQuads(quads); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return url
}

// nativeQuads are quads with values that are not text, and a NUL.
func nativeQuads() []quad.Quad {
	var quads []quad.Quad
	for _, v := range []quad.Value{quad.Int(-7), quad.Float(1.5), quad.Bool(true), quad.Bool(false), quad.String("a\x00b")} {
		quads = append(quads, quad.Make(quad.IRI("http://example.org/native"), quad.IRI("http://example.org/p"), v, nil))
	}
	return quads
}

func TestPostgresHoldsWhatWasRead(t *testing.T) {
	url := database(t, "built")
	text := oddText(t)
	want := append(readQuads(t, text), nativeQuads()...)
	r := buildPostgres(t, url, func(p *Plan) error {
		if err := p.Quads(nativeQuads()...); err != nil {
			return err
		}
		return p.Text("text", strings.NewReader(text), nil)
	})
	if r.Quads != uint64(len(want)) {
		t.Errorf("%+v, want %d quads", r, len(want))
	}
	checkPostgres(t, url, want)
	stock := stockPostgres(t, "stock", want)
	a, b := openPostgres(t, url), openPostgres(t, stock)
	comparePaths(t, a, b)
	compareSchemas(t, url, stock)
	checkPostgres(t, url, changePostgres(t, a, want))
}

// checkPostgres compares a database with the quads that it should hold.
func checkPostgres(t *testing.T, url string, want []quad.Quad) {
	t.Helper()
	qs := openPostgres(t, url)
	got, err := quad.ReadAll(cayley.NewQuadStoreReader(qs))
	if err != nil {
		t.Fatal(err)
	}
	compareQuads(t, "all quads", got, want)
	counts := map[string]int{}
	for _, q := range want {
		for _, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v != nil {
				h := layout.HashOf(v)
				counts[hex.EncodeToString(h[:])]++
			}
		}
	}
	found := map[string]int{}
	for _, row := range rows(t, url, "SELECT encode(hash, 'hex'), refs::text FROM nodes") {
		var n int
		fmt.Sscan(row[1], &n)
		found[row[0]] = n
	}
	if !reflect.DeepEqual(found, counts) {
		t.Errorf("%d nodes are counted otherwise than %d", len(found), len(counts))
	}
}

// changePostgres deletes and adds quads through Cayley, and gives those that are then left.
func changePostgres(t *testing.T, qs cayley.QuadStore, quads []quad.Quad) []quad.Quad {
	t.Helper()
	w, err := cayley.NewQuadWriter("single", qs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range quads[:20] {
		if err := w.RemoveQuad(q); err != nil {
			t.Fatal(err)
		}
	}
	added := quad.Make(quad.IRI("http://example.org/new"), quad.IRI("http://example.org/p"), quad.String("new"), nil)
	if err := w.AddQuad(added); err != nil {
		t.Fatal(err)
	}
	return append(slices.Clone(quads[20:]), added)
}

// compareSchemas compares columns, indexes and constraints with those that Cayley makes, but for the index on labels.
func compareSchemas(t *testing.T, url, stock string) {
	t.Helper()
	for _, query := range []string{
		"SELECT table_name, column_name, data_type, is_nullable, coalesce(column_default, '') FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position",
		"SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname <> 'label_index' ORDER BY 1",
		"SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1",
		"SELECT relname, relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname <> 'label_index' ORDER BY 1",
		"SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_%' ORDER BY 1",
	} {
		if a, b := rows(t, url, query), rows(t, stock, query); !reflect.DeepEqual(a, b) {
			t.Errorf("%s gives\n%v, for stock\n%v", query, a, b)
		}
	}
}

// rows are the rows of a query, as text.
func rows(t testing.TB, url, query string) [][]string {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	found, err := conn.Query(ctx, query)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for found.Next() {
		values, err := found.Values()
		if err != nil {
			t.Fatal(err)
		}
		var row []string
		for _, v := range values {
			row = append(row, fmt.Sprint(v))
		}
		out = append(out, row)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPostgresIsNotOverwritten(t *testing.T) {
	url := database(t, "twice")
	add := func(p *Plan) error { return p.Quads(nativeQuads()...) }
	buildPostgres(t, url, add)
	p := NewPlan(context.Background(), Options{Order: Plain})
	defer p.Close()
	if err := add(p); err != nil {
		t.Fatal(err)
	}
	if _, err := WritePostgres(context.Background(), p, pgConfig(t, url)); err == nil {
		t.Error("tables are written over")
	}
	checkPostgres(t, url, nativeQuads())
}

func TestPostgresIsAddedTo(t *testing.T) {
	url := database(t, "added")
	quads := readQuads(t, oddText(t))
	buildPostgres(t, url, func(p *Plan) error { return p.Quads(quads[:len(quads)/2]...) })
	ctx := context.Background()
	var wg sync.WaitGroup
	const writers = 4 // at once, and all add a part in common
	var added [writers]uint64
	for i := range writers {
		wg.Go(func() {
			conn, err := pgx.Connect(ctx, url)
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close(ctx)
			p := NewPlan(ctx, Options{Order: Plain})
			defer p.Close()
			from := len(quads)/4 + i*len(quads)/16
			if err := p.Quads(quads[from : from+len(quads)*9/16]...); err != nil {
				t.Error(err)
			}
			err = pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
				r, err := AddPostgres(ctx, p, tx)
				added[i] = r.Quads
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	want := quads[:len(quads)/4+3*len(quads)/16+len(quads)*9/16]
	checkPostgres(t, url, want)
	if n := added[0] + added[1] + added[2] + added[3]; n != uint64(len(want)-len(quads)/2) {
		t.Errorf("%v quads are added, want %d", added, len(want)-len(quads)/2)
	}
}
