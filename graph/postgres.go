package graph

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"policygraph/schema"
)

// pgStore is a store in Cayley's SQL tables on PostgreSQL: nodes and quads, with an index on the label and a table
// policygraph_meta beside them. They stand in the current schema of the connection, so that ?search_path=x in the
// URL gives each schema a store of its own.
//
// Writers take one advisory lock for the length of their transaction and so follow each other, whatever process they
// are in. The alternative, serializable transactions that are tried again, was not taken: every notice counts
// references of the same few nodes (rdf:type, the classes, the divisions), so that two writers always collide and
// the retries cost more than the wait.
type pgStore struct {
	pool     *pgxpool.Pool
	config   *pgx.ConnConfig
	memory   int64
	readOnly bool
	iris     schema.IRIs
	values   *pgValues
}

// Limits of a connection. A host that does not answer is given up after connectTimeout, unless the URL has a
// connect_timeout of its own.
const (
	connectTimeout = 5 * time.Second
	leastConns     = 16 // in the pool, unless the URL has a pool_max_conns
)

// openPostgres opens the store in the database of a URL, and makes its tables where the options allow.
func openPostgres(ctx context.Context, address string, o Options) (*pgStore, error) {
	config, err := pgConfig(address, o)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, explainPostgres(err, config.ConnConfig)
	}
	s := &pgStore{pool: pool, config: config.ConnConfig, memory: o.Memory, readOnly: o.ReadOnly}
	if s.memory <= 0 {
		s.memory = 64 << 20
	}
	s.values = newPGValues(s.memory / 2)
	if err := s.start(ctx, o); err != nil {
		pool.Close()
		return nil, explainPostgres(err, config.ConnConfig)
	}
	return s, nil
}

func pgConfig(address string, o Options) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil { // pgx says what is wrong, but with the URL, of which it may not find the password
		return nil, errors.New("this is no PostgreSQL URL; write postgres://user:password@host:5432/database, " +
			"with signs such as @, : and / in the password as %40, %3A and %2F")
	}
	if u, err := url.Parse(address); err == nil {
		query := u.Query()
		if !query.Has("connect_timeout") {
			config.ConnConfig.ConnectTimeout = connectTimeout
		}
		if !query.Has("pool_max_conns") {
			config.MaxConns = max(config.MaxConns, leastConns)
		}
	}
	parameters := config.ConnConfig.RuntimeParams
	if parameters["application_name"] == "" {
		parameters["application_name"] = "policygraph"
	}
	parameters["timezone"] = "UTC"
	if o.ReadOnly {
		parameters["default_transaction_read_only"] = "on"
	}
	return config, nil
}

// hidePassword is an address as it may be shown: a URL without its password.
func hidePassword(address string) string {
	scheme, _, isURL := strings.Cut(address, "://")
	if !isURL {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		return scheme + "://…"
	}
	query := u.Query()
	for _, secret := range [...]string{"password", "sslpassword"} {
		if query.Has(secret) {
			query.Set(secret, "xxxxx")
			u.RawQuery = query.Encode()
		}
	}
	return u.Redacted()
}

func (s *pgStore) base() string { return s.iris.Base }

func (s *pgStore) close() error {
	s.pool.Close()
	return nil
}

// explain is explainPostgres for an error of this store.
func (s *pgStore) explain(err error) error { return explainPostgres(err, s.config) }

// writable refuses where the store is open for reading only.
func (s *pgStore) writable(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.readOnly {
		return fmt.Errorf("%w; open it for writing", ErrReadOnly)
	}
	return nil
}
