package bulk

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// generate writes a graph of made-up notices in the project's vocabulary: 19,000 quads, and 1,500 for each notice.
func generate(t testing.TB, path string, notices int) {
	t.Helper()
	shared, err := filepath.Abs("../../../shared")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(shared, "bench/gen")); err != nil {
		t.Skip("the generator of benchmark graphs is not here")
	}
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	c := exec.Command("go", "run", ".", "-notices", strconv.Itoa(notices), "-divisions", filepath.Join(shared, "data/areacodes.csv"))
	c.Dir, c.Stdout = filepath.Join(shared, "bench/gen"), out
	if err := c.Run(); err != nil {
		t.Fatalf("run the generator: %v", err)
	}
}

func TestGeneratedGraph(t *testing.T) {
	if testing.Short() {
		t.Skip("the test is to be short")
	}
	path := filepath.Join(t.TempDir(), "graph.nq")
	generate(t, path, 8)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	quads := readQuads(t, text)
	whole, _ := buildText(t, text, Options{})
	defer whole.Close()
	parts, _ := buildText(t, text, Options{Memory: 1}) // a chunk for each block, many runs
	defer parts.Close()
	if !maps.EqualFunc(entries(t, whole, ""), entries(t, parts, ""), bytes.Equal) {
		t.Error("less memory makes another store")
	}
	checkStore(t, whole, quads)
	checkDump(t, whole, quads)
	loaded := stockLoad(t, quads)
	defer loaded.Close()
	a, b := openCayley(t, whole), openCayley(t, loaded)
	for i := 0; i < len(quads); i += len(quads) / 20 {
		from, to := answers(t, a, quads[i].Subject), answers(t, b, quads[i].Subject)
		for d := range from {
			compareQuads(t, quads[i].Subject.String(), from[d], to[d])
		}
	}
	checkStore(t, whole, change(t, whole, quads))
}
