package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// readTSV reads a table: lines that begin with # and empty lines are left out, and so is the first line that is
// left, which names the columns. Every row has as many fields as columns are named.
func readTSV(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows [][]string
	columns := 0
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if columns == 0 {
			columns = len(fields)
			continue
		}
		if len(fields) != columns {
			return nil, fmt.Errorf("%s:%d: %d fields, want %d", path, n, len(fields), columns)
		}
		rows = append(rows, fields)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return rows, nil
}

// writeTSV writes a table with its header.
func writeTSV(path, header string, columns []string, rows [][]string) error {
	var b strings.Builder
	b.WriteString(header)
	b.WriteString(strings.Join(columns, "\t") + "\n")
	for _, r := range rows {
		b.WriteString(strings.Join(r, "\t") + "\n")
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// list splits a field that holds several values, parted by spaces.
func list(field string) []string { return strings.Fields(field) }
