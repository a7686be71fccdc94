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
	"strconv"
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

// noticeWithErrors is the notice that g describes, with more errors the higher the round: none in round 0.
func noticeWithErrors(g *Gold, r *rand.Rand, round int) *schema.Notice {
	m := &noticeMaker{r: r, rate: round, n: &schema.Notice{ID: "0123456789abcdef", Title: g.Title, Number: g.Number, Issued: g.Issued}}
	m.outline(g)
	for i := range g.Practices {
		m.practice(g, &g.Practices[i])
	}
	for i := range g.Optional {
		if m.err() {
			m.practice(g, &g.Optional[i])
		}
	}
	m.n.Text = m.text.String()
	if m.err() {
		m.n.Title += "（转载）"
	}
	if m.err() {
		m.n.Issued = ""
	}
	return m.n
}

type noticeMaker struct {
	r    *rand.Rand
	rate int
	n    *schema.Notice
	text strings.Builder
	at   int
}

// err says whether to make an error here.
func (m *noticeMaker) err() bool { return m.r.Intn(8) < m.rate }

func (m *noticeMaker) outline(g *Gold) {
	for i, t := range g.Themes {
		label := t.Label
		if m.err() {
			label += "工作"
		}
		m.n.Themes = append(m.n.Themes, schema.Theme{Heading: schema.Heading{Label: label, Number: t.Notation, Notation: strconv.Itoa(i + 1)}})
	}
	for i, x := range append(append([]Heading(nil), g.Measures...), g.OptionalMeasures...) {
		if i >= len(g.Measures) && !m.err() {
			continue
		}
		label := x.Label
		if m.err() {
			label = string([]rune(label)[1:])
		}
		out := schema.Measure{Heading: schema.Heading{Label: label, Number: x.Notation, Notation: "1." + strconv.Itoa(i+1)}}
		for k, t := range g.Themes {
			if t.Notation == x.Theme && !m.err() {
				out.Theme = k + 1
			}
		}
		m.n.Measures = append(m.n.Measures, out)
	}
}

// write adds words to the text and returns their span.
func (m *noticeMaker) write(words string) schema.Span {
	start := m.at
	m.text.WriteString(words)
	m.at += len([]rune(words))
	return schema.Span{Start: start, End: m.at}
}

func (m *noticeMaker) practice(g *Gold, p *Practice) {
	if m.err() {
		return
	}
	quote := p.Quote
	if m.err() && len([]rune(quote)) > 20 {
		quote = string([]rune(quote)[3:])
	}
	out := schema.Practice{Statement: quote}
	if m.err() {
		out.Statement = "某地" + quote
	}
	m.write("正文　")
	out.Span = m.write(quote)
	m.write("。\n")
	for i, x := range g.Measures {
		if (x.Notation == p.Measure || x.Label == p.Measure) && !m.err() && i < len(m.n.Measures) {
			out.Measure = i + 1
		}
	}
	for i := range p.Localities {
		out.Localities = append(out.Localities, m.division(&p.Localities[i]))
	}
	for i := range p.Metrics {
		out.Metrics = append(out.Metrics, m.metric(&p.Metrics[i], &out))
	}
	for i := range p.OptionalMetrics {
		if m.err() {
			out.Metrics = append(out.Metrics, m.metric(&p.OptionalMetrics[i], &out))
		}
	}
	m.n.Practices = append(m.n.Practices, out)
	if m.err() {
		m.n.Practices = append(m.n.Practices, out)
	}
	if k := len(m.n.Practices); m.err() && k > 2 {
		m.n.Practices[k-1], m.n.Practices[k-2] = m.n.Practices[k-2], m.n.Practices[k-1]
	}
}

// division is the ID of the locality's division, which it adds: a code, a town of it, a zone in it, or a wrong one.
func (m *noticeMaker) division(l *Locality) string {
	d := schema.Division{ID: l.Code, Code: l.Code, Name: l.Name, Level: schema.County}
	switch {
	case m.err():
		d.ID, d.Code = "999999", "999999"
	case m.err() && len(l.Accept) > 0:
		d.ID, d.Code = l.Accept[0], l.Accept[0]
	case l.Town != "":
		d.ID, d.Code, d.Level = l.Code+"101", l.Code+"101", schema.Town
	case l.Zone != "":
		m.add(d)
		d = schema.Division{ID: l.Code + "/00000000000000aa", Name: l.Zone, Level: schema.Zone, Parent: l.Code}
	}
	m.add(d)
	if m.err() {
		return "110000/nowhere"
	}
	return d.ID
}

func (m *noticeMaker) add(d schema.Division) {
	for _, have := range m.n.Divisions {
		if have.ID == d.ID {
			return
		}
	}
	m.n.Divisions = append(m.n.Divisions, d)
}

func (m *noticeMaker) metric(x *Metric, p *schema.Practice) schema.Metric {
	out := schema.Metric{Value: x.Value.String(), Unit: x.Unit, Qualifier: schema.Exact, Indicator: x.Indicator, Role: schema.Level,
		AsWritten: x.Quote, Localities: p.Localities}
	for _, q := range schema.Qualifiers {
		if q.Sign() == x.Comparator && !m.err() {
			out.Qualifier = q
		}
	}
	at := strings.Index(p.Statement, x.Quote)
	out.Start = p.Start + len([]rune(p.Statement[:max(at, 0)]))
	out.End = out.Start + len([]rune(x.Quote))
	if x.Max != "" {
		out.Min, out.Max, out.Value = out.Value, x.Max.String(), ""
	}
	if v, err := strconv.ParseFloat(out.Value, 64); err == nil && m.err() {
		out.Value = strconv.FormatFloat(v*[]float64{1.0005, 1.002, 10}[m.r.Intn(3)], 'f', -1, 64)
	}
	if m.err() {
		out.Unit = "项"
	}
	if m.err() {
		out.Indicator += "数量"
	}
	if m.err() {
		out.Localities = nil
	}
	if m.err() {
		out.End++
	}
	return out
}
