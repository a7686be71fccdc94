package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// TestPostgresProblemsAreSentences explains what a server says, or leaves unsaid, when it fails in the middle of work.
func TestPostgresProblemsAreSentences(t *testing.T) {
	config, err := pgx.ParseConfig("postgres://user:geheim@db.example:5433/notices")
	must(t, err)
	for _, c := range []struct {
		cause error
		says  string
	}{
		{io.ErrUnexpectedEOF, "the connection to the server db.example:5433 broke off"},
		{pgconn.ErrConnClosed, "broke off"},
		{&pgconn.PgError{Code: "53100", Message: "could not extend file"}, "the disk of the server db.example:5433 is full"},
		{&pgconn.PgError{Code: "57P01"}, "was shut down meanwhile"},
		{&pgconn.PgError{Code: "57P02"}, "crashed meanwhile"},
	} {
		err := explainPostgres(fmt.Errorf("add to PostgreSQL: WITH added AS (\nINSERT …): %w", c.cause), config)
		if text := err.Error(); !strings.Contains(text, c.says) || strings.Contains(text, "\n") || !errors.Is(err, c.cause) {
			t.Errorf("%v is explained as %q, want %q", c.cause, text, c.says)
		}
	}
	if err := explainPostgres(context.Canceled, config); err != context.Canceled {
		t.Errorf("a context that ended is explained as %v", err)
	}
}
