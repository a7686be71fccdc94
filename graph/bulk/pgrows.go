package bulk

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"policygraph/graph/layout"
)

// A rowWriter writes rows in PostgreSQL's binary COPY format
// (https://www.postgresql.org/docs/15/sql-copy.html).
type rowWriter struct {
	out io.Writer
	buf []byte
	err error
}

// rowBuffer is how much is sent at once, in bytes.
const rowBuffer = 256 << 10

// row begins a row.
func (w *rowWriter) row(columns int) {
	if len(w.buf) >= rowBuffer {
		w.flush()
	}
	w.buf = binary.BigEndian.AppendUint16(w.buf, uint16(columns))
}

func (w *rowWriter) flush() {
	if w.err == nil {
		_, w.err = w.out.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

func (w *rowWriter) bytes(b []byte) {
	w.buf = append(binary.BigEndian.AppendUint32(w.buf, uint32(len(b))), b...)
}

func (w *rowWriter) nulls(n int) {
	for range n {
		w.buf = append(w.buf, 0xFF, 0xFF, 0xFF, 0xFF)
	}
}

func (w *rowWriter) boolean(b bool) {
	w.buf = append(w.buf, 0, 0, 0, 1, 0)
	if b {
		w.buf[len(w.buf)-1] = 1
	}
}

func (w *rowWriter) int32(n uint32) {
	w.buf = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(w.buf, 4), n)
}

func (w *rowWriter) int64(n int64) {
	w.buf = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint32(w.buf, 8), uint64(n))
}

// copyRows sends rows over a connection.
func copyRows(ctx context.Context, c *pgx.Conn, statement string, rows func(*rowWriter) error) error {
	r, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		w := rowWriter{out: out, buf: []byte("PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00")}
		err := rows(&w)
		w.buf = append(w.buf, 0xFF, 0xFF)
		w.flush()
		if err == nil {
			err = w.err
		}
		out.CloseWithError(err)
		done <- err
	}()
	_, err := c.PgConn().CopyFrom(ctx, r, statement)
	r.CloseWithError(io.ErrClosedPipe)
	if made := <-done; err == nil {
		err = made
	}
	if err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

// writeQuadRows writes the quads, numbered from 1.
func (h *hashed) writeQuadRows(w *rowWriter) error {
	in := h.tuples.reader()
	n := int64(0)
	for b := in.next(16); b != nil && w.err == nil; b = in.next(16) {
		hi, lo := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
		n++
		w.row(5)
		w.int64(n)
		for _, place := range [3]uint32{uint32(hi >> 32), uint32(hi), uint32(lo >> 32)} {
			w.bytes(h.hashes[place-1][:])
		}
		if label := uint32(lo); label != 0 {
			w.bytes(h.hashes[label-1][:])
		} else {
			w.nulls(1)
		}
	}
	return in.err
}

// writeNodeRows writes the nodes.
func (h *hashed) writeNodeRows(w *rowWriter) error {
	var room []byte
	return h.eachNode(func(node uint32, text []byte) error {
		w.row(12)
		w.bytes(h.hashes[h.places[node-1]][:])
		w.int32(h.counts[node-1])
		if err := w.value(text, &room); err != nil {
			return err
		}
		return w.err
	})
}

// value writes the columns of a value, of which most are null: value, value_string, datatype, language, iri, bnode,
// value_int, value_bool, value_float, value_time.
func (w *rowWriter) value(text []byte, room *[]byte) error {
	w.nulls(1)
	switch text[0] {
	case nativeTerm:
		return w.native(text[1:])
	case '<':
		w.text(text[1 : len(text)-1])
		w.nulls(2)
		w.boolean(true)
		w.nulls(5)
		return nil
	case '_':
		w.text(text[2:])
		w.nulls(3)
		w.boolean(true)
		w.nulls(4)
		return nil
	}
	end := bytes.LastIndexByte(text, '"')
	if end < 1 {
		return fmt.Errorf("%.200q is no term", text)
	}
	w.text(unquoted(text[1:end], room))
	switch extra := text[end+1:]; {
	case len(extra) == 0:
		w.nulls(2)
	case extra[0] == '@':
		w.nulls(1)
		w.text(extra[1:])
	default:
		w.text(extra[3 : len(extra)-1])
		w.nulls(1)
	}
	w.nulls(6)
	return nil
}

// text writes a text, NUL as Cayley does, because PostgreSQL has none.
func (w *rowWriter) text(b []byte) {
	if bytes.IndexByte(b, 0) >= 0 {
		b = bytes.ReplaceAll(b, []byte{0}, []byte(`\x00`))
	}
	w.bytes(b)
}

// pgEpoch is where PostgreSQL counts microseconds from.
var pgEpoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// native writes the columns of a value that is not text.
func (w *rowWriter) native(message []byte) error {
	v, err := layout.ParseValue(message)
	if err != nil {
		return err
	}
	w.nulls(5)
	switch v := v.(type) {
	case quad.Int:
		w.int64(int64(v))
		w.nulls(3)
	case quad.Bool:
		w.nulls(1)
		w.boolean(bool(v))
		w.nulls(2)
	case quad.Float:
		w.nulls(2)
		w.int64(int64(math.Float64bits(float64(v))))
		w.nulls(1)
	case quad.Time:
		w.nulls(3)
		t := time.Time(v)
		w.int64((t.Unix()-pgEpoch.Unix())*1e6 + int64(t.Nanosecond())/1000)
	default:
		return fmt.Errorf("a value of type %T has no column", v)
	}
	return nil
}
