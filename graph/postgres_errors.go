package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// pgAdvice are PostgreSQL's error codes (https://www.postgresql.org/docs/15/errcodes-appendix.html) that a user can
// do something about, and what.
var pgAdvice = map[string]string{
	"28P01": "the server refused user %[2]q or the password; check both in the URL",
	"28000": "the server does not let user %[2]q in from here; check the user in the URL and pg_hba.conf on the server",
	"3D000": "the server %[1]s has no database %[3]q; make it with createdb, or check the name",
	"3F000": "the database %[3]q has no such schema; make it with CREATE SCHEMA, or check search_path in the URL",
	"42501": "user %[2]q may not do this in database %[3]q; grant it the rights",
	"53300": "the server %[1]s has no connection free; close others, or raise max_connections",
	"53100": "the disk of the server %[1]s is full; make room and try again",
	"57P03": "the server %[1]s is starting up or shutting down; try again in a moment",
	"57P01": "the server %[1]s was shut down meanwhile; try again when it is up",
	"57P02": "the server %[1]s crashed meanwhile; try again when it is up",
	"40001": "the server %[1]s took away what was being read, as a standby does when the primary cleans up; try again, and " +
		"see max_standby_streaming_delay and hot_standby_feedback",
	"25006": "the server %[1]s takes no writes, as a standby does not; name the primary",
}

// explainPostgres says in plain words why the server did not do what was asked. It never tells a password.
func explainPostgres(err error, config *pgx.ConnConfig) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	host := net.JoinHostPort(config.Host, fmt.Sprint(config.Port))
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		if advice, ok := pgAdvice[refused.Code]; ok {
			return pgProblem{fmt.Sprintf(advice, host, config.User, config.Database), err}
		}
		return err
	}
	var connect *pgconn.ConnectError
	if !errors.As(err, &connect) {
		if brokenOff(err) {
			return pgProblem{fmt.Sprintf("the connection to the server %s broke off, as it does when the server stops or crashes; "+
				"try again when it is up", host), err}
		}
		return err
	}
	var network net.Error
	var name *net.DNSError
	switch {
	case errors.As(err, &name):
		return pgProblem{fmt.Sprintf("there is no host %q; check the name in the URL", config.Host), err}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return pgProblem{fmt.Sprintf("the server %s does not answer; check the address, the network and its firewall", host), err}
	case brokenOff(err) && !errors.Is(err, syscall.ECONNREFUSED):
		return pgProblem{fmt.Sprintf("the server %s ended the connection at once: it does not speak as a PostgreSQL server should, or "+
			"is about to stop or start; check host, port and sslmode in the URL, or try again in a moment", host), err}
	case errors.As(err, &network):
		return pgProblem{fmt.Sprintf("no PostgreSQL server listens at %s; start it, or check host and port", host), err}
	}
	return pgProblem{fmt.Sprintf("the server %s does not speak as a PostgreSQL server should, or not with this "+
		"sslmode; check host, port and sslmode in the URL", host), err}
}

// brokenOff reports whether a connection ended that should not.
func brokenOff(err error) bool {
	return errors.Is(err, pgconn.ErrConnClosed) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, net.ErrClosed)
}

// A pgProblem is one sentence in the place of a longer error, which it keeps.
type pgProblem struct {
	text  string
	cause error
}

func (p pgProblem) Error() string { return p.text }
func (p pgProblem) Unwrap() error { return p.cause }
