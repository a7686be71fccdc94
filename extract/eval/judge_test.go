package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

// TestScoreAgreesWithJudge compares Score with the independent judge, which reads N-Quads, on notices made from golds
// with errors of every kind.
func TestScoreAgreesWithJudge(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared")
	judge := filepath.Join(shared, "eval", "score.py")
	if _, err := os.Stat(judge); err != nil {
		t.Skip("the independent judge is not beside the project")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("the independent judge needs python3")
	}
	golds, _ := filepath.Glob(filepath.Join(shared, "gold", "*.json"))
	own, _ := filepath.Glob(filepath.Join("testdata", "*.json"))
	var cases []judgeCase
	for i, path := range append(golds, own...) {
		for round := range 3 {
			cases = append(cases, newCase(t, path, int64(i), round))
		}
	}
	for i, want := range judged(t, python, judge, cases) {
		if c := cases[i]; !reflect.DeepEqual(c.have, want) {
			t.Errorf("%s, round %d:\nhave %v\nwant %v", filepath.Base(c.gold), c.round, c.have, want)
		}
	}
}

// A judgeCase is a gold with a graph to compare it with, and what Score says of them.
type judgeCase struct {
	gold, graph string
	round       int
	have        map[string]any
}

func newCase(t *testing.T, path string, seed int64, round int) judgeCase {
	t.Helper()
	g, err := OpenGold(path)
	if err != nil {
		t.Fatal(err)
	}
	n := noticeWithErrors(g, rand.New(rand.NewSource(seed*10+int64(round))), round)
	return judgeCase{path, writeGraph(t, n), round, plain(t, Score(g, n))}
}

// plain is a report as decoded JSON, without what the judge does not print.
func plain(t *testing.T, r Report) map[string]any {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	delete(out, "name")
	delete(out, "misses")
	return out
}

// writeGraph writes a notice as N-Quads to a file of its own and returns its path.
func writeGraph(t *testing.T, n *schema.Notice) string {
	t.Helper()
	var b strings.Builder
	for _, q := range n.Quads(schema.IRIs{Base: schema.DefaultBase}) {
		fmt.Fprintf(&b, "%s %s %s %s .\n", term(q.Subject), term(q.Predicate), term(q.Object), term(q.Label))
	}
	file := filepath.Join(t.TempDir(), "graph.nq")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// eachCase runs the judge, which is its first argument, on every pair of arguments that follows.
const eachCase = `
import runpy, sys
judge, pairs = sys.argv[1], sys.argv[2:]
for i in range(0, len(pairs), 2):
    sys.argv = [judge, pairs[i], pairs[i + 1], "--json"]
    runpy.run_path(judge)
`

// judged is what the judge says of each case.
func judged(t *testing.T, python, judge string, cases []judgeCase) []map[string]any {
	t.Helper()
	args := []string{"-c", eachCase, judge}
	for _, c := range cases {
		args = append(args, c.gold, c.graph)
	}
	data, err := exec.Command(python, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]any
	for d := json.NewDecoder(bytes.NewReader(data)); d.More(); {
		var one map[string]any
		if err := d.Decode(&one); err != nil {
			t.Fatal(err)
		}
		out = append(out, one)
	}
	if len(out) != len(cases) {
		t.Fatalf("the judge answered %d of %d cases", len(out), len(cases))
	}
	return out
}

// term is a value in N-Quads.
func term(v quad.Value) string {
	text := func(s quad.String) string {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`).Replace(string(s)) + `"`
	}
	switch v := v.(type) {
	case quad.IRI:
		return "<" + string(v) + ">"
	case quad.String:
		return text(v)
	case quad.LangString:
		return text(v.Value) + "@" + v.Lang
	case quad.TypedString:
		return text(v.Value) + "^^<" + string(v.Type) + ">"
	}
	panic(fmt.Sprintf("no N-Quads form of %T", v))
}
