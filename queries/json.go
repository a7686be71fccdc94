package queries

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// writeJSON writes an array of objects, one a line, with the columns' names as keys in their order. Counts are
// JSON numbers; exact decimals are strings, because most readers of JSON turn numbers into binary floating point;
// an absent decimal is null; lists are arrays. Text is not escaped for HTML.
func writeJSON(w io.Writer, r *Result) error {
	out := bufio.NewWriter(w)
	out.WriteByte('[')
	var value bytes.Buffer
	encoder := json.NewEncoder(&value)
	encoder.SetEscapeHTML(false)
	put := func(v any) error {
		value.Reset()
		if err := encoder.Encode(v); err != nil {
			return err
		}
		_, err := out.Write(bytes.TrimSuffix(value.Bytes(), []byte("\n")))
		return err
	}
	for i, row := range r.Rows {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n{")
		for k := range r.Columns {
			if k > 0 {
				out.WriteByte(',')
			}
			if err := put(r.Columns[k].Name); err != nil {
				return err
			}
			out.WriteByte(':')
			if err := put(jsonValue(r.Columns[k].Kind, row[k])); err != nil {
				return err
			}
		}
		out.WriteByte('}')
	}
	out.WriteString("\n]\n")
	return out.Flush()
}

func jsonValue(kind Kind, c Cell) any {
	switch kind {
	case List:
		if c.List == nil {
			return []string{}
		}
		return c.List
	case Integer:
		if c.Text == "" {
			return nil
		}
		return json.Number(c.Text)
	case Decimal:
		if c.Text == "" {
			return nil
		}
	}
	return c.Text
}
