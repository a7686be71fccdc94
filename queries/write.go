package queries

import (
	"fmt"
	"io"
)

// A Format is a form in which a result is written.
type Format string

// The formats.
const (
	Table Format = "table" // aligned columns for a terminal
	JSON  Format = "json"  // an array of objects
	CSV   Format = "csv"   // comma-separated values
)

// Formats are all formats, in the order of their documentation.
var Formats = []Format{Table, JSON, CSV}

// A Style says how a result is written. The zero Style is a table of any width with Chinese titles.
type Style struct {
	Format Format
	// English asks for English titles and for terms as they stand in the vocabulary; it matters to tables and CSV.
	English bool
	// Width is the terminal's width in columns of half-width characters, to which a table is cut; 0 cuts nothing.
	Width int
	// Excel writes CSV as a spreadsheet program opens it right: a UTF-8 byte order mark first, CRLF at line ends.
	// Set it where the output is a file that people open, and not where another program reads the pipe.
	Excel bool
}

// Write writes the result in the style's format, which must be one of [Formats] (or "" for a table).
func (r *Result) Write(w io.Writer, style Style) error {
	var err error
	switch style.Format {
	case Table, "":
		err = writeTable(w, r, style)
	case JSON:
		err = writeJSON(w, r)
	case CSV:
		err = writeCSV(w, r, style)
	default:
		return fmt.Errorf("write result: no format is called %q; there are table, json and csv", style.Format)
	}
	if err != nil {
		return fmt.Errorf("write result as %s: %w", style.Format, err)
	}
	return nil
}
