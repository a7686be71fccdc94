package graph_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

var databases atomic.Int64

// postgresDatabase makes an empty database on the server of the tests, drops it after the test, and gives its URL.
func postgresDatabase(t *testing.T) string {
	t.Helper()
	u := postgresServer(t)
	name := fmt.Sprintf("policygraph_graph_%d_%d", os.Getpid(), databases.Add(1))
	onServer(t, "CREATE DATABASE "+name)
	t.Cleanup(func() { onServer(t, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	u.Path = name
	return u.String()
}

// postgresServer is the URL of the server of the tests. Without one they are skipped.
func postgresServer(t testing.TB) *url.URL {
	t.Helper()
	server := os.Getenv("POLICYGRAPH_TEST_POSTGRES")
	if server == "" {
		t.Skip("POLICYGRAPH_TEST_POSTGRES has no URL of a PostgreSQL server")
	}
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// onServer runs statements in the server's own database.
func onServer(t testing.TB, statements ...string) {
	t.Helper()
	onDatabase(t, postgresServer(t).String(), statements...)
}

func onDatabase(t testing.TB, address string, statements ...string) {
	t.Helper()
	ctx := context.Background() // a test's own has ended when it cleans up
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	for _, s := range statements {
		if _, err := conn.Exec(ctx, s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}
