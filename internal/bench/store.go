package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

var errNoMillion = errors.New("there are no million quads")

// store measures bulk loading beside Cayley's own, and leaves a store for the other parts.
func (b *bench) store() error {
	if b.million == "" {
		return errNoMillion
	}
	stored := filepath.Join(b.dir, "million.db")
	ours := command{args: []string{b.program, "--store", stored, "import", b.million}}
	clean := func(int) error { return os.RemoveAll(stored) }
	u, err := inTurn(b.rounds, clean, ours)
	if err != nil {
		return err
	}
	b.stored = stored
	loading, export, err := b.stockPebble()
	if err != nil {
		b.add("bulk load into a new embedded store", rate(b.quads, u[0].wall, "quads"), "", "", "≥ 10 times")
		return err
	}
	again, err := inTurn(b.rounds, clean, ours) // before and behind the peer's long run
	if err != nil {
		return err
	}
	u[0].wall, u[0].memory = (u[0].wall+again[0].wall)/2, max(u[0].memory, again[0].memory)
	b.add("bulk load of a million quads into a new embedded store, durable", rate(b.quads, u[0].wall, "quads"),
		rate(b.quads, loading, "quads")+" (Cayley's own, pebble)", ratio(loading.Seconds(), u[0].wall.Seconds())+" times", "≥ 10 times")
	b.add("the same, peak memory", megabytes(u[0].memory), "", "", "≤ 500 MB")
	peer := size(filepath.Join(b.dir, "stock.db"))
	b.add("the same, on disk", megabytes(size(stored)), megabytes(peer), ratio(float64(size(stored)), float64(peer)), "≤ 1.3")
	out, err := inTurn(b.rounds, nil, b.exportOf("nquads"))
	if err != nil {
		return err
	}
	b.add("export as sorted N-Quads", rate(b.quads, out[0].wall, "quads"), rate(b.quads, export, "quads")+" (Cayley's own)",
		ratio(export.Seconds(), out[0].wall.Seconds())+" times", "≥ 10 times")
	return nil
}

// stockPebble loads and exports with Cayley's own programs, once: it takes long.
func (b *bench) stockPebble() (load, export time.Duration, err error) {
	program, err := b.stock()
	if err != nil {
		return 0, 0, err
	}
	folder := filepath.Join(b.dir, "stock.db")
	if err := os.RemoveAll(folder); err != nil {
		return 0, 0, err
	}
	u, err := measure(command{args: []string{program, "pebble", folder, b.million}, env: []string{"EXPORT=1"}, keep: true})
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(u.printed) {
		var n int
		var s float64
		if _, err := fmt.Sscanf(line, "pebble load: %d quads in %f s", &n, &s); err == nil {
			load = time.Duration(s * float64(time.Second))
		} else if _, err := fmt.Sscanf(line, "pebble export: %d quads in %f s", &n, &s); err == nil {
			export = time.Duration(s * float64(time.Second))
		}
	}
	if load == 0 || export == 0 {
		err = fmt.Errorf("the loading of Cayley's own says %q", u.printed)
	}
	return load, export, err
}

func (b *bench) exportOf(format string) command {
	return command{args: []string{b.program, "--store", b.stored, "export", "--format", format}}
}

// exports measures each format, and N-Quads beside serdi and oxigraph.
func (b *bench) exports() error {
	if b.hasStore(); b.stored == "" {
		return errNoMillion
	}
	if have("serdi") {
		u, err := inTurn(b.rounds, nil, b.exportOf("nquads"), command{args: []string{"serdi", "-i", "nquads", "-o", "nquads", b.million}})
		if err != nil {
			return err
		}
		b.add("the same, beside serdi parsing and rewriting the file", u[0].times(), u[1].times(), faster(u[0], u[1]), "≥ 1 time")
	} else {
		b.skip("serdi", "it is not installed (Debian's serdi)")
	}
	for _, f := range []struct{ name, target string }{{"ntriples", "≥ 500,000"}, {"dgraph", "≥ 500,000"}, {"csv", "≥ 500,000"},
		{"turtle", ""}, {"trig", ""}, {"jsonld", ""}, {"neo4j", ""}, {"graphml", "linear"}, {"gexf", "linear"}, {"xlsx", "linear"}} {
		u, err := inTurn(b.rounds, nil, b.exportOf(f.name))
		if err != nil {
			return err
		}
		b.add("export as "+f.name, rate(b.quads, u[0].wall, "quads")+", "+megabytes(u[0].memory), "", rate(b.quads, u[0].cpu, "quads")+" of CPU", f.target)
	}
	return b.oxigraph()
}

// oxigraphScript loads, dumps and asks in memory.
const oxigraphScript = `
import { readFileSync } from 'node:fs';
import oxigraph from 'oxigraph';
const text = readFileSync(process.argv[2]);
let start = performance.now();
const store = new oxigraph.Store();
store.load(text.toString(), { format: 'application/n-quads' });
console.log((performance.now() - start) / 1000);
start = performance.now();
store.dump({ format: 'application/n-quads' });
console.log((performance.now() - start) / 1000);
`

// oxigraph measures its npm build, where graph/export/check/install has put it.
func (b *bench) oxigraph() error {
	folder, err := filepath.Abs("graph/export/check")
	if err != nil {
		return err
	}
	if !exists(filepath.Join(folder, "node_modules/oxigraph")) || !have("node") {
		b.skip("oxigraph", "it is not installed (graph/export/check/install)")
		return nil
	}
	script := filepath.Join(folder, "node_modules/.bench.mjs")
	if err := os.WriteFile(script, []byte(oxigraphScript), 0o666); err != nil {
		return err
	}
	defer os.Remove(script)
	u, err := measure(command{args: []string{"node", script, b.million}, keep: true})
	if err != nil {
		return err
	}
	var load, dump float64
	if _, err := fmt.Sscan(u.printed, &load, &dump); err != nil {
		return fmt.Errorf("oxigraph says %q: %w", u.printed, err)
	}
	n := float64(b.quads)
	b.add("oxigraph in memory (npm): load, dump", "", message.NewPrinter(language.English).Sprintf("%.0f quads/s, %.0f quads/s", n/load, n/dump), "", "")
	return nil
}

// queries measures the named queries in a process of their own, beside one that opens the store and answers the least
// question, and one that does nothing.
func (b *bench) queries() error {
	if b.hasStore(); b.stored == "" {
		return errNoMillion
	}
	for _, q := range []struct {
		args   []string
		target string
	}{
		{[]string{"query", "several-measures"}, "≤ 100 ms"},
		{[]string{"query", "metrics", "--province", "河南省"}, "≤ 20 ms over opening"},
		{[]string{"query", "practices", "--locality", "411082"}, "≤ 100 ms"},
		{[]string{"query", "practices", "--locality", "河南省"}, "≤ 100 ms"},
		{[]string{"query", "localities", "--measure", "停车"}, "≤ 100 ms"},
		{[]string{"query", "metrics", "--unit", "元"}, "≤ 100 ms"},
		{[]string{"query", "overview", "--notice", "0000000000000001"}, "≤ 100 ms"},
		{[]string{"ask", "哪些城市出现在多个措施下？"}, ""},
	} {
		u, err := inTurn(max(b.rounds, 5), nil, command{args: append([]string{b.program, "--store", b.stored}, q.args...)},
			command{args: []string{b.program, "--store", b.stored, "query", "practices", "--locality", "411082", "--limit", "1"}},
			command{args: []string{b.program, "--help"}})
		if err != nil {
			return err
		}
		b.add("`"+strings.Join(q.args, " ")+"`, a cold process", u[0].times(),
			seconds(u[1].wall)+" for one that opens the store and gives a row, "+seconds(u[2].wall)+" for one that does nothing", "", q.target)
	}
	return nil
}

// hasStore finds the store that an earlier run left in the folder, where its part is not run.
func (b *bench) hasStore() {
	if stored := filepath.Join(b.dir, "million.db"); b.stored == "" && exists(stored) {
		b.stored = stored
	}
}
