package graph

import (
	"strings"
	"sync"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"policygraph/graph/layout"
)

// valueColumns are the columns of nodes that make a value, in the order of [pgRow].
const valueColumns = "hash, value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time"

// A pgRow is a row of nodes without its count. One column of a value is set, or more for those with a text.
type pgRow struct {
	hash              []byte
	value             []byte
	text, kind, lang  *string
	iri, bnode, truth *bool
	whole             *int64
	real              *float64
	instant           *time.Time
}

func (r *pgRow) scan(rows pgx.Rows) error {
	return rows.Scan(&r.hash, &r.value, &r.text, &r.kind, &r.lang, &r.iri, &r.bnode, &r.whole, &r.truth, &r.real, &r.instant)
}

// rowOf is the row of a value that passes layout.CheckValue. PostgreSQL has no NUL in texts: it is written \x00, as
// Cayley does.
func rowOf(h *layout.Hash, v quad.Value) pgRow {
	r, yes := pgRow{hash: h[:]}, true
	text := func(s string) *string {
		s = strings.ReplaceAll(s, "\x00", `\x00`)
		return &s
	}
	switch v := v.(type) {
	case quad.IRI:
		r.text, r.iri = text(string(v)), &yes
	case quad.BNode:
		r.text, r.bnode = text(string(v)), &yes
	case quad.String:
		r.text = text(string(v))
	case quad.TypedString:
		r.text, r.kind = text(string(v.Value)), text(string(v.Type))
	case quad.LangString:
		r.text, r.lang = text(string(v.Value)), text(v.Lang)
	case quad.Int:
		r.whole = (*int64)(&v)
	case quad.Bool:
		r.truth = (*bool)(&v)
	case quad.Float:
		r.real = (*float64)(&v)
	case quad.Time:
		r.instant = (*time.Time)(&v)
	}
	return r
}

// parse is the value of a row. Cayley reads every \x00 as a NUL, even where a text has just these four signs; here
// the hash tells which it is.
func (r *pgRow) parse() (quad.Value, error) {
	v, err := r.read(false)
	if err != nil || r.text == nil || !strings.Contains(*r.text, `\x00`) {
		return v, err
	}
	if h := layout.HashOf(v); string(h[:]) == string(r.hash) {
		return v, nil
	}
	return r.read(true)
}

func (r *pgRow) read(unescape bool) (quad.Value, error) {
	switch {
	case r.text != nil:
		return r.readText(unescape), nil
	case r.whole != nil:
		return quad.Int(*r.whole), nil
	case r.truth != nil:
		return quad.Bool(*r.truth), nil
	case r.real != nil:
		return quad.Float(*r.real), nil
	case r.instant != nil:
		return quad.Time(r.instant.UTC()), nil
	}
	return layout.ParseValue(r.value)
}

func (r *pgRow) readText(unescape bool) quad.Value {
	text := *r.text
	if unescape {
		text = strings.ReplaceAll(text, `\x00`, "\x00")
	}
	switch {
	case r.iri != nil && *r.iri:
		return quad.IRI(text)
	case r.bnode != nil && *r.bnode:
		return quad.BNode(text)
	case r.lang != nil:
		return quad.LangString{Value: quad.String(text), Lang: *r.lang}
	case r.kind != nil:
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(*r.kind)}
	}
	return quad.String(text)
}

// pgValues keeps values by hash, for all snapshots: a hash has one value for ever. It holds two generations; when
// the younger is full, the older goes.
type pgValues struct {
	sync.Mutex
	young, old map[Node]quad.Value
	room, full int // estimated bytes left in young, and of a whole generation
}

// newPGValues makes a cache of about so many bytes.
func newPGValues(size int64) *pgValues { return &pgValues{full: int(size) / 2} }

func (c *pgValues) get(n Node) (quad.Value, bool) {
	c.Lock()
	defer c.Unlock()
	if v, ok := c.young[n]; ok {
		return v, true
	}
	v, ok := c.old[n]
	if ok {
		c.put(n, v)
	}
	return v, ok
}

func (c *pgValues) add(n Node, v quad.Value) {
	c.Lock()
	defer c.Unlock()
	c.put(n, v)
}

func (c *pgValues) put(n Node, v quad.Value) {
	size := valueOverhead + len(n) + textLen(v)
	if size > c.full/4 {
		return // one long text would push out all else
	}
	if c.room < size {
		c.old, c.young, c.room = c.young, map[Node]quad.Value{}, c.full
	}
	c.young[n] = v
	c.room -= size
}
