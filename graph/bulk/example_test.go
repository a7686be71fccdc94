package bulk_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph/bulk"
	"policygraph/graph/pebblekv"
)

// A store is written from N-Quads, added to, and written out again.
func Example() {
	ctx := context.Background()
	files := vfs.NewMem()
	options := pebblekv.Options(files, 0, nil)
	db, err := pebble.Open("store", options)
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	for _, line := range []string{
		"<http://example.org/b> <http://example.org/p> \"示例\"@zh <http://example.org/g> .\n",
		"<http://example.org/a> <http://example.org/p> \"007\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
	} {
		plan := bulk.NewPlan(ctx, bulk.Options{})
		if err := plan.Store(db, nil); err != nil {
			log.Fatal(err)
		}
		if err := plan.Text("example", strings.NewReader(line), nil); err != nil {
			log.Fatal(err)
		}
		r, err := bulk.Write(ctx, plan, bulk.Target{DB: db, Files: files, Dir: "building", Options: options})
		if err != nil {
			log.Fatal(err)
		}
		plan.Close()
		fmt.Println(r.Quads, "quads,", r.Nodes, "nodes")
	}
	if _, err := bulk.Dump(ctx, db, os.Stdout, bulk.Options{}); err != nil {
		log.Fatal(err)
	}
	// Output:
	// 1 quads, 4 nodes
	// 2 quads, 6 nodes
	// <http://example.org/a> <http://example.org/p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .
	// <http://example.org/b> <http://example.org/p> "示例"@zh <http://example.org/g> .
}
