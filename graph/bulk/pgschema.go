package bulk

import (
	"fmt"
	"math"
)

// Cayley's tables, keys, indexes and references, as its sql package makes them for PostgreSQL. The order is that
// of a bulk load, and an index on the label is added, without which deleting a node reads all quads.
const (
	createNodes = `CREATE TABLE nodes (
	hash BYTEA,
	refs INT NOT NULL,
	value BYTEA,
	value_string TEXT,
	datatype TEXT,
	language TEXT,
	iri BOOLEAN,
	bnode BOOLEAN,
	value_int BIGINT,
	value_bool BOOLEAN,
	value_float double precision,
	value_time timestamp with time zone
)`
	nodesKey     = `ALTER TABLE nodes ADD PRIMARY KEY (hash)`
	analyzeNodes = `ANALYZE nodes`

	createQuads = `CREATE TABLE quads (
	horizon BIGSERIAL,
	subject_hash BYTEA NOT NULL,
	predicate_hash BYTEA NOT NULL,
	object_hash BYTEA NOT NULL,
	label_hash BYTEA,
	ts timestamp
)`
	setHorizon   = `SELECT setval('quads_horizon_seq', %d, %t)`
	analyzeQuads = `ANALYZE quads`

	copyNodes = `COPY nodes FROM STDIN (FORMAT binary, FREEZE)`
	copyQuads = `COPY quads (horizon, subject_hash, predicate_hash, object_hash, label_hash) FROM STDIN (FORMAT binary, FREEZE)`
)

// quadIndexes are the keys and indexes of quads, the slowest first. The fill factor is Cayley's default.
var quadIndexes = []string{
	`CREATE INDEX pos_index ON quads (predicate_hash, object_hash, subject_hash) WITH (FILLFACTOR = 50)`,
	`CREATE INDEX ops_index ON quads (object_hash, predicate_hash, subject_hash) WITH (FILLFACTOR = 50)`,
	`CREATE INDEX osp_index ON quads (object_hash, subject_hash, predicate_hash) WITH (FILLFACTOR = 50)`,
	`CREATE UNIQUE INDEX spol_unique ON quads (subject_hash, predicate_hash, object_hash, label_hash) WHERE label_hash IS NOT NULL`,
	`CREATE INDEX spo_index ON quads (subject_hash, predicate_hash, object_hash) WITH (FILLFACTOR = 50)`,
	`CREATE INDEX label_index ON quads (label_hash)`,
	`CREATE UNIQUE INDEX spo_unique ON quads (subject_hash, predicate_hash, object_hash) WHERE label_hash IS NULL`,
	`CREATE UNIQUE INDEX quads_pkey ON quads (horizon)`,
}

// references make the primary key of the index there is, and check that every quad's nodes are there.
var references = []string{
	`ALTER TABLE quads ADD PRIMARY KEY USING INDEX quads_pkey`,
	`ALTER TABLE quads
	ADD CONSTRAINT subject_hash_fk FOREIGN KEY (subject_hash) REFERENCES nodes (hash),
	ADD CONSTRAINT predicate_hash_fk FOREIGN KEY (predicate_hash) REFERENCES nodes (hash),
	ADD CONSTRAINT object_hash_fk FOREIGN KEY (object_hash) REFERENCES nodes (hash),
	ADD CONSTRAINT label_hash_fk FOREIGN KEY (label_hash) REFERENCES nodes (hash)`,
}

// sessionSettings make a connection ready to build indexes of so many rows, and to check references by walking two
// indexes side by side, which takes a third of what hash tables do. Workers would share the processors with the other
// connection.
func sessionSettings(rows int) []string {
	return []string{
		fmt.Sprintf(`SET maintenance_work_mem = '%dkB'`, sortMemory(rows)>>10),
		`SET work_mem = '64MB'`,
		`SET max_parallel_maintenance_workers = 0`,
		`SET enable_hashjoin = off`,
		`SET enable_sort = off`,
		`SET enable_seqscan = off`,
		`SET jit = off`,
		`SET search_path = ` + BuildSchema + `, pg_catalog`,
	}
}

const (
	leastSortMemory = 4 << 20   // bytes
	mostSortMemory  = 192 << 20 // bytes
	sortedRow       = 120       // bytes that a row of three hashes takes where it is sorted
	sortedRun       = 300 << 10 // bytes that a run takes where runs are merged
)

// sortMemory is what PostgreSQL sorts rows of an index in. Runs that stay in the processor's cache and are merged
// once take half the time of one sort of everything in memory; so it is the least that one merge can do with, which
// grows with the root of the rows.
func sortMemory(rows int) int {
	least := int(math.Sqrt(float64(rows) * sortedRow * sortedRun))
	return min(max(least, leastSortMemory), mostSortMemory)
}
