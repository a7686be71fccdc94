// Policygraph builds a knowledge graph of local practice from Chinese policy notices; see the README.
package main

import (
	"os"

	"policygraph/internal/hugepages"
)

func main() {
	hugepages.Begin()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
