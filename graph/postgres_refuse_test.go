package graph_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"

	"policygraph/graph"
)

// TestPostgresRefusesAddresses gives URLs of what is no server, without one: each is one sentence, soon, that does
// not tell the password.
func TestPostgresRefusesAddresses(t *testing.T) {
	silent := listen(t, func(net.Conn) {})
	other := listen(t, func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 400 Bad Request\r\n\r\n"); c.Close() })
	free := listen(t, nil)
	for _, c := range []struct{ address, saying string }{
		{"postgres://u:geheim@127.0.0.1:port/x", "no PostgreSQL URL"},
		{"postgres://u:geheim@127.0.0.1/x?sslmode=nonsense", "no PostgreSQL URL"},
		{"postgres://u:ge%heim@127.0.0.1/x", "no PostgreSQL URL"},
		{"postgres://u:geheim@" + free + "/x", "no PostgreSQL server listens at " + free},
		{"postgres://u:geheim@" + silent + "/x?sslmode=disable&connect_timeout=1", silent + " does not answer"},
		{"postgres://u@" + silent + "/x?sslmode=disable&connect_timeout=1&password=geheim", silent + " does not answer"},
		{"postgres://u:geheim@" + other + "/x?sslmode=disable", other + " does not speak"},
	} {
		refused(t, c.address, graph.Options{}, c.saying, nil)
	}
}

// listen answers on a port of its own, or gives one that is free where answer is nil.
func listen(t *testing.T, answer func(c net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if answer == nil {
		l.Close()
		return l.Addr().String()
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			answer(c)
		}
	}()
	return l.Addr().String()
}

// refused opens a store that cannot be opened.
func refused(t *testing.T, address string, o graph.Options, saying string, is error) {
	t.Helper()
	start := time.Now()
	s, err := graph.Open(t.Context(), address, o)
	if err == nil {
		s.Close()
		t.Errorf("%s: opened", saying)
		return
	}
	if !strings.Contains(err.Error(), saying) || is != nil && !errors.Is(err, is) {
		t.Errorf("%v; want it to say %q and be %v", err, saying, is)
	}
	if strings.Contains(err.Error(), "heim") || strings.Contains(err.Error(), "\n") {
		t.Errorf("%q tells the password or is more than a sentence", err)
	}
	if d := time.Since(start); d > 30*time.Second {
		t.Errorf("%v after %v", err, d)
	}
}

// TestPostgresRefusesDatabases gives databases that hold something else.
func TestPostgresRefusesDatabases(t *testing.T) {
	address := postgresDatabase(t)
	missing := postgresServer(t)
	missing.Path = "policygraph_no_such_database"
	refused(t, missing.String(), graph.Options{}, `has no database "policygraph_no_such_database"`, nil)
	refused(t, address, graph.Options{MustExist: true}, "holds no store", graph.ErrNotFound)
	refused(t, address, graph.Options{ReadOnly: true}, "holds no store", graph.ErrNotFound)
	refused(t, address+"&search_path=nowhere", graph.Options{}, "no schema of that name", nil)
	onDatabase(t, address, "CREATE SCHEMA half", "CREATE TABLE half.nodes (id INT)", "CREATE SCHEMA one",
		strings.Replace(quadsTable, "quads", "one.quads", 1))
	refused(t, address+"&search_path=half", graph.Options{}, `the table "nodes" in schema "half" is of another layout`, nil)
	refused(t, address+"&search_path=one", graph.Options{}, "not both tables", nil)

	s := open(t, address, graph.Options{})
	refused(t, address, graph.Options{Base: "http://example.org/"}, "it was made with the base", nil)
	reader := open(t, address, graph.Options{ReadOnly: true})
	n := sample("1号", nil)
	if _, err := reader.Replace(t.Context(), iris.Notice(n.ID), n.Quads(iris)); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("replace in a store for reading: %v", err)
	}
	replace(t, s, n)
	equal(t, "the reader's", content(t, reader), lines(n.Quads(iris)))
	onDatabase(t, address, "UPDATE policygraph_meta SET value = '9' WHERE key = 'format'")
	refused(t, address, graph.Options{}, "newer version", nil)
}

const quadsTable = `CREATE TABLE quads (horizon BIGSERIAL, subject_hash BYTEA, predicate_hash BYTEA, object_hash BYTEA,
	label_hash BYTEA, ts TIMESTAMP)`

// TestPostgresRefusesUsers gives a user whom the server does not let in.
func TestPostgresRefusesUsers(t *testing.T) {
	address := postgresServer(t)
	onServer(t, "DROP ROLE IF EXISTS policygraph_locked", "CREATE ROLE policygraph_locked NOLOGIN")
	t.Cleanup(func() { onServer(t, "DROP ROLE policygraph_locked") })
	address.User = nil
	a := address.String()
	refused(t, strings.Replace(a, "://", "://policygraph_locked:geheim@", 1), graph.Options{}, `does not let user "policygraph_locked" in`, nil)
}

// TestPostgresSnapshotOutlivesAReader breaks off one reading, which must not end the snapshot for others.
func TestPostgresSnapshotOutlivesAReader(t *testing.T) {
	s := open(t, postgresDatabase(t), graph.Options{})
	n := sample("1号", nil, places["411082"])
	replace(t, s, n)
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	for i := range 50 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*20*time.Microsecond)
		for _, err := range snap.Quads(ctx) {
			if err != nil && !errors.Is(err, context.DeadlineExceeded) {
				t.Fatal(err)
			}
		}
		cancel()
	}
	equal(t, "after readers that gave up", read(t, snap), lines(n.Quads(iris)))
	equal(t, "by Cayley", cayleyContent(t, snap.QuadStore()), lines(n.Quads(iris)))
	err = snap.QuadStore().ApplyDeltas([]cayley.Delta{{Quad: n.Quads(iris)[0], Action: cayley.Delete}}, cayley.IgnoreOpts{})
	if !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("a write through a snapshot: %v", err)
	}
	if err := snap.Close(); err != nil {
		t.Error(err)
	}
	if _, err := snap.Graphs(t.Context()); err == nil {
		t.Error("a closed snapshot is read")
	}
}
