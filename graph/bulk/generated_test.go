package bulk

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// generated is a graph of made-up notices in the project's vocabulary, of about thirty thousand quads.
func generated(t *testing.T) string {
	t.Helper()
	shared, err := filepath.Abs("../../../shared")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(shared, "bench/gen")); err != nil || testing.Short() {
		t.Skip("the generator of benchmark graphs is not here, or the test is to be short")
	}
	c := exec.Command("go", "run", ".", "-notices", "8", "-divisions", filepath.Join(shared, "data/areacodes.csv"))
	c.Dir = filepath.Join(shared, "bench/gen")
	out, err := c.Output()
	if err != nil {
		t.Fatalf("run the generator: %v", err)
	}
	return string(out)
}

func TestGeneratedGraph(t *testing.T) {
	text := generated(t)
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
