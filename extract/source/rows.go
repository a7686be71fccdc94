package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
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
	semicolonSeparated // as Excel writes where a comma is the decimal point
	barSeparated       // only in .csv, since bars make Markdown's tables, and in UTF-8, since a bar is half a character of GBK
)

// separators are what parts the columns of a table, in the order in which they are tried.
var separators = []struct {
	format rowFormat
	sep    string
}{{commaSeparated, ","}, {tabSeparated, "\t"}, {semicolonSeparated, ";"}, {barSeparated, "|"}}

// separator is what parts the columns of a format; ok is false where it is no table.
func (f rowFormat) separator() (sep rune, ok bool) {
	for _, s := range separators {
		if s.format == f {
			return rune(s.sep[0]), true
		}
	}
	return 0, false
}

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
	first := strings.TrimRight(d.text, "\r")
	if sep, ok := strings.CutPrefix(first, "sep="); ok { // Excel's own line
		for _, f := range separators {
			if sep == f.sep {
				return f.format
			}
		}
	}
	for _, f := range separators {
		names := strings.Split(first, f.sep)
		if len(names) >= 2 && namesColumns(names, field) && (f.format != barSeparated || ending == ".csv" && d.charset == "utf-8") {
			return f.format
		}
	}
	switch ending {
	case ".csv":
		return sniffed(text, commaSeparated)
	case ".tsv", ".tab":
		return sniffed(text, tabSeparated)
	}
	return noRows
}

// sniffed is the format of a table whose columns have no known names: that whose separator parts the first rows into as
// many columns each, two at least; where there are several, the one that makes most; where there is none, the usual one.
func sniffed(text []byte, usual rowFormat) rowFormat {
	best, most := usual, columnsBy(text, usual)
	for _, f := range separators {
		if f.format == barSeparated && !validHead(text) {
			continue
		}
		if n := columnsBy(text, f.format); n > most {
			best, most = f.format, n
		}
	}
	return best
}

// columnsBy is into how many columns a separator parts each of the first rows of a table; 0 where they differ.
func columnsBy(text []byte, format rowFormat) int {
	const rows = 5
	t := csv.NewReader(bytes.NewReader(text))
	t.Comma, _ = format.separator()
	t.LazyQuotes, t.FieldsPerRecord = true, -1
	n := 0
	for i := 0; i < rows; i++ {
		record, err := t.Read()
		if err != nil || i > 0 && t.InputOffset() >= int64(len(text)) && len(text) >= headSize { // cut off
			break
		}
		if n > 0 && len(record) != n {
			return 0
		}
		n = len(record)
	}
	if n < 2 {
		return 0
	}
	return n
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
