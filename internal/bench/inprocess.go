package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// goBench runs benchmarks of a package and gives the median time and processor time of each by its name.
func (b *bench) goBench(pkg, pattern string, rounds int, more ...string) (map[string]usage, error) {
	args := append([]string{"go", "test", "-run", "^$", "-bench", pattern, "-count", strconv.Itoa(rounds), pkg}, more...)
	u, err := measure(command{args: args, keep: true, env: []string{"POLICYGRAPH_BENCH_FILE=" + b.million}})
	if err != nil {
		return nil, err
	}
	lists := map[string][]usage{}
	for line := range strings.Lines(u.printed) {
		m := benchLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		one := usage{wall: figure(line, "ns/op", time.Nanosecond), cpu: figure(line, "cpu-ms/op", time.Millisecond)}
		lists[m[1]] = append(lists[m[1]], one)
	}
	out := map[string]usage{}
	for name, list := range lists {
		out[name] = median(list)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("go test -bench %s %s gives no figures: %s", pattern, pkg, lastLines(u.printed))
	}
	return out, nil
}

var benchLine = regexp.MustCompile(`^Benchmark(\S+?)(?:-\d+)?\s+\d+\s`)

// figure is the number before a unit in a line of go test.
func figure(line, unit string, one time.Duration) time.Duration {
	fields := strings.Fields(line)
	for i, f := range fields {
		if f == unit && i > 0 {
			n, _ := strconv.ParseFloat(fields[i-1], 64)
			return time.Duration(n * float64(one))
		}
	}
	return 0
}

// lines measures reader and writer beside Cayley's and serdi on the same file.
func (b *bench) lines() error {
	if b.million == "" {
		return errNoMillion
	}
	u, err := b.goBench("./graph/nquads", "^BenchmarkFile$", b.rounds, "-benchtime", "1x")
	if err != nil {
		return err
	}
	read, write, cayley := u["File/read"], u["File/write"], u["File/cayley"]
	b.add("N-Quads, read to quads", rate(b.quads, read.wall, "quads"), rate(b.quads, cayley.wall, "quads")+" (quad/nquads)",
		ratio(cayley.wall.Seconds(), read.wall.Seconds())+" times", "≥ 2 times")
	for _, peer := range []struct {
		name, target string
		args         []string
	}{
		{"serdi", "≥ 1 time", []string{"serdi", "-i", "nquads", "-o", "nquads", b.million}},
		{"rapper", "", []string{"rapper", "-q", "-i", "nquads", "-o", "nquads", b.million}},
	} {
		if !have(peer.name) {
			b.skip(peer.name, "it is not installed")
			continue
		}
		p, err := inTurn(b.rounds, nil, command{args: peer.args})
		if err != nil {
			return err
		}
		what := p[0].times() + " (" + peer.name + ", read and rewritten)"
		b.add("N-Quads, the reader beside "+peer.name, read.times(), what, faster(read, p[0]), peer.target)
		b.add("N-Quads, the writer beside "+peer.name, write.times(), what, faster(write, p[0]), peer.target)
	}
	return nil
}

// notice measures work on one notice in a store of a million quads.
func (b *bench) notice() error {
	u, err := b.goBench("./graph", "^(BenchmarkOpen|BenchmarkReplace|BenchmarkReadNotice)$", b.rounds, "-benchtime", "20x")
	if err != nil {
		return err
	}
	for _, r := range []struct{ name, what, target string }{
		{"Open", "opening a store of a million quads", "≤ 20 ms"},
		{"Replace", "replacing a notice of 1,500 quads in it", "≤ 30 ms"},
		{"ReadNotice", "reading the quads of a notice", "≤ 5 ms"},
	} {
		if one, ok := u[r.name]; ok {
			b.add(r.what, one.times(), "", "", r.target)
		}
	}
	return nil
}

// firstQuads is how many quads Cayley's own loading into PostgreSQL is given: it is slow, and slower with more.
const firstQuads = 50_000

// postgres measures loading, on a server that is given.
func (b *bench) postgres() error {
	server := os.Getenv("POLICYGRAPH_TEST_POSTGRES")
	switch {
	case server == "":
		return errors.New("there is no server; `graph/testdata/postgres-cluster make bench` makes one")
	case b.million == "":
		return errNoMillion
	case !have("psql"):
		return errors.New("psql is not installed")
	}
	program, err := b.stock()
	if err != nil {
		return err
	}
	few := filepath.Join(b.dir, "few.nq")
	if _, err := measure(command{args: []string{"head", "-n", strconv.Itoa(firstQuads), b.million}, stdout: few}); err != nil {
		return err
	}
	ours, err := database(server, "policygraph_bench")
	if err != nil {
		return err
	}
	u, err := measure(command{args: []string{b.program, "--store", ours, "import", b.million}})
	if err != nil {
		return err
	}
	theirs, err := database(server, "policygraph_stock")
	if err != nil {
		return err
	}
	p, err := measure(command{args: []string{program, "postgres", theirs, few}, keep: true})
	if err != nil {
		return err
	}
	own, peer := float64(b.quads)/u.wall.Seconds(), float64(firstQuads)/p.wall.Seconds()
	b.add("bulk load of a million quads into PostgreSQL", rate(b.quads, u.wall, "quads"),
		fmt.Sprintf("%s (Cayley's own, its first %d)", rate(firstQuads, p.wall, "quads"), firstQuads), ratio(own, peer)+" times", "≥ 20 times")
	return nil
}

// database makes a database anew and gives its URL.
func database(server, name string) (string, error) {
	for _, sql := range []string{"DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name} {
		if _, err := measure(command{args: []string{"psql", "-q", server, "-c", sql}}); err != nil {
			return "", err
		}
	}
	u, err := url.Parse(server)
	if err != nil {
		return "", fmt.Errorf("POLICYGRAPH_TEST_POSTGRES: %w", err)
	}
	u.Path = "/" + name
	return u.String(), nil
}
