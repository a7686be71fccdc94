package export

import (
	"io"
	"strings"
)

// writeCSV writes the table of practices and metrics as RFC 4180 says, in UTF-8 with a byte order mark, without
// which a Chinese Excel takes it for GBK. A text that a spreadsheet would take for a formula has an apostrophe
// before it; control characters are written as \u and four digits.
func writeCSV(w io.Writer, source Source, o Options) error {
	p := newPen(w)
	p.text("\uFEFF", strings.Join(TableColumns, ","), "\r\n")
	err := rows(source, o, func(row Row) {
		for i, cell := range row {
			if i > 0 {
				p.text(",")
			}
			p.text(csvCell(i, cell))
		}
		p.text("\r\n")
	})
	if err != nil {
		return err
	}
	return p.close()
}

func csvCell(column int, s string) string {
	s = xmlText(s)
	if isFormula(s) && !(column == valueColumn && isNumber(s)) {
		s = "'" + s
	}
	if strings.ContainsAny(s, "\",\r\n") {
		return csvQuoted(s)
	}
	return s
}
