// Bench measures the project beside what its users would take instead, and prints one Markdown table.
//
//	go run ./internal/bench [-rounds 3] [-dir FOLDER] > table.md
//
// Peers run in turn with the project's own programs, on the same input, so that a machine that other work shares
// treats both alike; of several rounds the median counts. What is missing is said and left out: the folder ../shared
// with the made-up million quads, Cayley's own loading and the Python stack; serdi, rapper; oxigraph in
// graph/export/check. PostgreSQL is measured where POLICYGRAPH_TEST_POSTGRES is the URL of a server, such as
// `graph/testdata/postgres-cluster make bench` makes. Progress goes to standard error.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// The parts of the table, in the order of the work.
var parts = []struct {
	name string
	run  func(*bench) error
}{
	{"extraction", (*bench).extraction},
	{"archive", (*bench).archive},
	{"reading and writing N-Quads", (*bench).lines},
	{"store", (*bench).store},
	{"export", (*bench).exports},
	{"queries", (*bench).queries},
	{"one notice in a million quads", (*bench).notice},
	{"PostgreSQL", (*bench).postgres},
}

func main() {
	log.SetFlags(0)
	rounds := flag.Int("rounds", 3, "how often each pair is measured; the median counts")
	dir := flag.String("dir", "", "folder for what is made; kept and used again (default: a temporary one)")
	only := flag.String("only", "", "only the part of this name")
	flag.Parse()
	if err := run(*rounds, *dir, *only); err != nil {
		log.Fatal(err)
	}
}

func run(rounds int, dir, only string) error {
	start := time.Now()
	b := &bench{rounds: rounds, dir: dir}
	if err := b.prepare(); err != nil {
		return err
	}
	if dir == "" {
		defer os.RemoveAll(b.dir)
	}
	for _, p := range parts {
		if only != "" && only != p.name {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s (%.0f s)\n", p.name, time.Since(start).Seconds())
		if err := p.run(b); err != nil {
			b.skip(p.name, err.Error())
		}
	}
	b.print(os.Stdout)
	fmt.Fprintf(os.Stderr, "done (%.0f s)\n", time.Since(start).Seconds())
	return nil
}

// A bench is the programs and inputs, and the table so far.
type bench struct {
	rounds  int
	dir     string
	shared  string // ../shared
	program string // policygraph
	million string // the made-up quads, "" where they cannot be made
	quads   int
	stored  string // a store of them
	rows    []row
	skipped []string
}

// prepare builds the program and makes the million quads.
func (b *bench) prepare() (err error) {
	if b.shared, err = filepath.Abs("../shared"); err != nil {
		return err
	}
	if b.dir == "" {
		if b.dir, err = os.MkdirTemp("", "policygraph-bench-*"); err != nil {
			return err
		}
	}
	if b.dir, err = filepath.Abs(b.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(b.dir, 0o777); err != nil {
		return err
	}
	b.program = filepath.Join(b.dir, "policygraph")
	if _, err := measure(command{args: []string{"go", "build", "-o", b.program, "./cmd/policygraph"}, env: []string{"CGO_ENABLED=0"}}); err != nil {
		return err
	}
	if err := b.makeMillion(); err != nil {
		b.skip("the million quads", err.Error())
	}
	return nil
}

// makeMillion makes the quads that most parts work on.
func (b *bench) makeMillion() error {
	generator := filepath.Join(b.shared, "bench/gen")
	if !exists(generator) {
		return errMissing("the generator of made-up quads")
	}
	file := filepath.Join(b.dir, "million.nq")
	if !exists(file) {
		command := command{args: []string{"go", "run", ".", "-notices", "660"}, dir: generator, stdout: file}
		if _, err := measure(command); err != nil {
			return err
		}
	}
	n, err := countLines(file)
	b.million, b.quads = file, n
	return err
}

// stock is Cayley's own loading, built in its own module.
func (b *bench) stock() (string, error) {
	source := filepath.Join(b.shared, "bench/stock")
	if !exists(source) {
		return "", errMissing("Cayley's own loading")
	}
	program := filepath.Join(b.dir, "stock")
	if exists(program) {
		return program, nil
	}
	_, err := measure(command{args: []string{"go", "build", "-o", program, "."}, dir: source, env: []string{"GONOSUMDB=github.com/cayleygraph/*"}})
	return program, err
}

func errMissing(what string) error { return fmt.Errorf("%s is not beside the project", what) }

func machine() string {
	return fmt.Sprintf("%d processors, %s/%s, %s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
}
