package source

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// table reads rows whose columns a character parts, under a line of column names.
func (r *reader) table(f file, in *bufio.Reader, comma rune) bool {
	charset := rowCharset(in)
	capped := &capped{r: in, limit: r.o.Limits.Document}
	t := csv.NewReader(capped)
	t.Comma, t.LazyQuotes, t.FieldsPerRecord = comma, true, -1
	head, err := t.Read()
	if err == nil && strings.HasPrefix(head[0], "sep=") { // Excel's own line
		head, err = t.Read()
	}
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
