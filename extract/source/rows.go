package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A rowFormat is a way to keep one notice a row.
type rowFormat uint8

const (
	noRows rowFormat = iota
	jsonLines
	jsonArray
	commaSeparated
	tabSeparated
)

// rowsOf tells the format of a stream of rows by its first bytes: two JSON objects on lines of their own, a list of
// JSON objects, or a line of column names of which one is known to hold texts. The endings .jsonl, .ndjson, .csv
// and .tsv tell it too, where names are unknown.
func rowsOf(name string, head []byte, field string) rowFormat {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	ending := strings.ToLower(path.Ext(name))
	switch {
	case len(text) == 0:
		return noRows
	case text[0] == '{':
		line, rest, more := bytes.Cut(text, []byte("\n"))
		if ending == ".jsonl" || ending == ".ndjson" ||
			more && json.Valid(line) && bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("{")) {
			return jsonLines
		}
		return noRows
	case text[0] == '[':
		if bytes.HasPrefix(bytes.TrimLeft(text[1:], " \t\r\n"), []byte("{")) && validHead(head) {
			return jsonArray
		}
		return noRows
	case bytes.IndexByte(head, 0) >= 0:
		return noRows
	}
	return tableOf(text, ending, field)
}

// tableOf tells whether text is a table, by its first line or its ending.
func tableOf(text []byte, ending, field string) rowFormat {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	if len(line) > 4000 {
		line = line[:4000]
	}
	d, ok := decode(line, "")
	if !ok {
		return noRows
	}
	for _, f := range []struct {
		format rowFormat
		sep    string
	}{{commaSeparated, ","}, {tabSeparated, "\t"}} {
		names := strings.Split(strings.TrimRight(d.text, "\r"), f.sep)
		if len(names) >= 2 && namesColumns(names, field) {
			return f.format
		}
	}
	switch ending {
	case ".csv":
		return commaSeparated
	case ".tsv":
		return tabSeparated
	}
	return noRows
}

// namesColumns reports whether the fields of a line are names of columns: short, and one names a text.
func namesColumns(names []string, field string) bool {
	known := false
	for _, name := range names {
		name = columnName(name)
		if utf8.RuneCountInString(name) > 40 || strings.ContainsAny(name, "。；！？") {
			return false
		}
		known = known || holdsText(name) || field != "" && name == field
	}
	return known
}

// columnName is the name in the head of a column.
func columnName(s string) string {
	return strings.Trim(strings.TrimSpace(s), "\"\uFEFF")
}

// jsonLines reads one JSON object a line.
func (r *reader) jsonLines(f file, in *bufio.Reader) bool {
	charset, offset := rowCharset(in), 0
	for n := 1; ; {
		line, err := r.line(in)
		if err != nil && err != io.EOF {
			return r.fail(r.broken(f, err))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			if goOn := r.row(f, n, func(name string) bool { return r.jsonLine(name, decodeAs(line, charset, offset)) }); !goOn {
				return false
			}
			if f.left.members < 0 {
				return true
			}
			n++
		}
		offset += len(line)
		if err == io.EOF {
			return true
		}
	}
}

// row counts a row and reads it.
func (r *reader) row(f file, n int, read func(name string) bool) bool {
	if r.ctx.Err() != nil {
		return r.stop()
	}
	if f.left.members--; f.left.members < 0 {
		return r.fail(fault(ErrTooLarge, f.name, "it has more than %d rows; split it or raise the limit", r.o.Limits.Members))
	}
	return read(f.name + "#" + strconv.Itoa(n))
}

// line reads a line with its end, up to the limit of a document.
func (r *reader) line(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if int64(len(line)) > r.o.Limits.Document {
			return nil, fmt.Errorf("%w: a row has more than %d bytes; raise the limit of a document", ErrTooLarge, r.o.Limits.Document)
		}
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

// jsonLine reads one line of JSON Lines.
func (r *reader) jsonLine(name string, line decoded) bool {
	value, ok := jsonText(line.text)
	if !ok {
		return r.fail(fault(ErrDamaged, name, "it is no JSON object; mend or drop the line"))
	}
	return r.jsonDocument(file{name: name}, value, &line)
}

// rowCharset finds the charset of a stream of rows by its start, up to the last whole line. It is found once, since
// a field alone can be too short to tell. A byte order mark is passed over.
func rowCharset(in *bufio.Reader) string {
	head, _ := in.Peek(in.Size())
	if bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")) {
		_, _ = in.Discard(3)
		return "utf-8"
	}
	if end := bytes.LastIndexByte(head, '\n'); end > 0 {
		head = head[:end]
	}
	if d, ok := decode(head, ""); ok {
		return d.charset
	}
	return "utf-8"
}

// jsonArray reads a list of JSON objects one after another.
func (r *reader) jsonArray(f file, in *bufio.Reader) bool {
	charset := rowCharset(in)
	capped := &capped{r: in, limit: r.o.Limits.Document}
	dec := json.NewDecoder(capped)
	_, err := dec.Token()
	for n := 1; err == nil && dec.More(); n++ {
		capped.n = 0
		var one json.RawMessage
		if err = dec.Decode(&one); err != nil {
			break
		}
		goOn := r.row(f, n, func(name string) bool {
			return r.jsonLine(name, decodeAs(one, charset, int(dec.InputOffset())-len(one)))
		})
		if !goOn || f.left.members < 0 {
			return goOn
		}
	}
	if err == nil {
		_, err = dec.Token()
	}
	if err != nil {
		return r.fail(damaged(f.name, "JSON", err))
	}
	return true
}

// A capped reader fails once more than limit bytes are read without n being set back.
type capped struct {
	r     io.Reader
	n     int64
	limit int64
}

func (c *capped) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.n += int64(n); c.n > c.limit {
		return n, fmt.Errorf("%w: a row has more than %d bytes; raise the limit of a document", ErrTooLarge, c.limit)
	}
	return n, err
}

// table reads comma- or tab-separated rows under a line of column names.
func (r *reader) table(f file, in *bufio.Reader, comma rune) bool {
	charset := rowCharset(in)
	capped := &capped{r: in, limit: r.o.Limits.Document}
	t := csv.NewReader(capped)
	t.Comma, t.LazyQuotes, t.FieldsPerRecord = comma, true, -1
	head, err := t.Read()
	if err != nil {
		return r.fail(r.brokenTable(f, err))
	}
	names, first := columns(head, charset, r.o.Field)
	for n := 1; ; n++ {
		record := head
		if n > 1 || !first {
			capped.n = 0
			if record, err = t.Read(); err == io.EOF {
				return true
			}
		}
		if err != nil {
			return r.fail(r.brokenTable(f, err))
		}
		at := int(t.InputOffset())
		goOn := r.row(f, n, func(name string) bool { return r.tableRow(name, charset, names, record, at) })
		if !goOn || f.left.members < 0 {
			return goOn
		}
	}
}

// brokenTable is the error for a table that could not be read on.
func (r *reader) brokenTable(f file, err error) error {
	if errors.Is(err, io.EOF) {
		return fault(ErrEmpty, f.name, "it has no rows")
	}
	return damaged(f.name, "CSV", err)
}

// columns are the names of a table's columns; where its first line holds a text instead, it is a row and the
// columns have none.
func columns(head []string, charset, field string) (names []string, isRow bool) {
	for _, h := range head {
		d := decodeAs([]byte(h), charset, 0)
		names = append(names, columnName(d.text))
	}
	if namesColumns(names, field) {
		return names, false
	}
	for _, name := range names {
		if isProse(name) && utf8.RuneCountInString(name) > 40 {
			return make([]string, len(names)), true
		}
	}
	return names, false
}

// tableRow reads a row: the text is the column that was asked for, else the longest of a known name, else the
// longest Chinese prose.
func (r *reader) tableRow(name, charset string, names, record []string, at int) bool {
	object := make(map[string]any, len(record))
	whole := decoded{charset: charset}
	for i, field := range record {
		d := decodeAs([]byte(field), charset, 0)
		for range d.faults {
			whole.faults = append(whole.faults, at)
		}
		key := strconv.Itoa(i + 1)
		if i < len(names) && names[i] != "" {
			key = names[i]
		}
		object[key] = d.text
	}
	if r.o.Field == "" && emptyText(object) {
		return r.fail(&Skipped{name, "the row has no text"})
	}
	all, err := findAll(object, r.o.Field)
	if err != nil {
		return r.fail(fault(ErrNoField, name, "the row is without %v; name the column that holds the text", err))
	}
	return r.tell(name, all[0].document(), &whole)
}

// emptyText reports whether a row has columns for texts, and nothing in them.
func emptyText(object map[string]any) bool {
	known := false
	for name, v := range object {
		if !holdsText(name) {
			continue
		}
		known = true
		if text, _ := v.(string); strings.TrimSpace(text) != "" {
			return false
		}
	}
	return known
}
