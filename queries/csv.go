package queries

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
)

// writeCSV writes a header and the rows. Cells that a spreadsheet program would run as a formula get an
// apostrophe in front; see [guardFormula].
func writeCSV(w io.Writer, r *Result, style Style) error {
	buf := bufio.NewWriter(w)
	out := csv.NewWriter(buf)
	if style.Excel {
		buf.WriteString("\ufeff")
		out.UseCRLF = true
	}
	record := make([]string, len(r.Columns))
	for i := range r.Columns {
		record[i] = r.Columns[i].title(!style.English)
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, row := range r.Rows {
		for i := range r.Columns {
			record[i] = r.Columns[i].text(row[i], !style.English)
			if r.Columns[i].Kind != Decimal && r.Columns[i].Kind != Integer {
				record[i] = guardFormula(record[i])
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return buf.Flush()
}

// guardFormula puts an apostrophe before a text that starts like a formula, as OWASP's page on CSV injection
// advises. A single sign is no formula (the column of qualifiers holds =), and numbers don't come here.
func guardFormula(s string) string {
	if len(s) < 2 {
		return s
	}
	if strings.ContainsRune("=+-@\t\r\n", rune(s[0])) || strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") ||
		strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠") {
		return "'" + s
	}
	return s
}
