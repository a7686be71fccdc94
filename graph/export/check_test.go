package export

import (
	"archive/zip"
	"bytes"
	"crypto"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/graph/nquads/canon"
	"policygraph/schema"
)

var exportsDir = flag.String("exports", "", "folder to write exports to, for check/run to read with other programs")

// expectation is what other programs must find in the exports of one graph.
type expectation struct {
	Quads, Triples, Graphs, Nodes, Edges, Rows int
	// Exact and ExactFlat are digests of the RDFC-1.0 form, with the named graphs and merged; Canonical and
	// CanonicalFlat the same with language tags in lower case, as which most programs read them.
	Exact, ExactFlat, Canonical, CanonicalFlat string
	Conforms                                   bool
	Queries                                    []query
	// Texts are literals that a program must find unchanged, by the local name of their predicate.
	Texts map[string]string
}

// A query has a pattern that is asked within GRAPH ?g {} and over the merged graph; both must give the rows.
type query struct {
	Name, Select, Where, Modifiers string
	Rows                           [][]string
}

// TestWriteExports writes the exports of made-up notices and of a hostile graph to the folder of -exports, where
// check/run has programs that nobody here wrote read them.
func TestWriteExports(t *testing.T) {
	if *exportsDir == "" {
		t.Skip("no -exports folder is given; graph/export/check/run gives one")
	}
	both := []*schema.Notice{example(), second()}
	writeExports(t, filepath.Join(*exportsDir, "practices"), practices(), func(e *expectation) {
		e.Conforms, e.Queries, e.Rows = true, queries(both), 4+18+4
	})
	for name, quads := range map[string][]quad.Quad{"hostile": hostile(), "unusual": unusual()} {
		writeExports(t, filepath.Join(*exportsDir, name), quads, func(e *expectation) { e.Texts = plainTexts(quads) })
	}
	table := hostileTable().Quads(iris)
	for _, name := range []string{"csv", "xlsx"} {
		put(t, filepath.Join(*exportsDir, "table"), name+"."+name, write(t, name, table, Options{}))
	}
	broken := slices.DeleteFunc(practices(), func(q quad.Quad) bool { return q.Predicate == schema.PolStatement })
	put(t, *exportsDir, "broken.nt", write(t, "ntriples", broken, Options{}))
	ontology, err := OntologyTurtle()
	if err != nil {
		t.Fatal(err)
	}
	put(t, *exportsDir, "ontology.ttl", string(ontology))
	put(t, *exportsDir, "shapes.ttl", string(ShapesTurtle()))
	put(t, *exportsDir, "context.jsonld", string(JSONLDContext()))
}

// hostileTable is a notice with what is hard for a spreadsheet.
func hostileTable() *schema.Notice {
	n := example()
	n.Number = "0012"
	n.Practices[0].Statement = "“引号”\"quoted\", a comma,\ttab\n= a line\r\n<&>'\u3000]]> 😀𠮷"
	n.Practices[0].Metrics[0].Indicator = "=1+1"
	n.Practices[0].Metrics[0].Value = "-12.5"
	n.Practices[0].Metrics[1].Indicator = "_x0041_"
	n.Practices[0].Metrics[1].Value = "123456789012345678" // more digits than a spreadsheet's numbers have
	n.Practices[0].Metrics[2].Indicator = "  1/2  "
	n.Practices[0].Metrics[2].Value = "0.1"
	n.Practices[1].Statement = strings.Repeat("长", 40000)
	n.Practices[2].Statement = "TRUE"
	n.Practices[3].Statement = "2021-06-01"
	n.Practices[4].Statement = "+8613800000000"
	n.Practices[5].Statement = "1e5"
	return n
}

// plainTexts are the texts without a language, by the local name of their predicate.
func plainTexts(quads []quad.Quad) map[string]string {
	const namespace = "http://example.org/p/"
	texts := map[string]string{}
	for _, q := range quads {
		if s, ok := q.Object.(quad.String); ok && strings.HasPrefix(string(q.Predicate.(quad.IRI)), namespace) {
			texts[strings.TrimPrefix(string(q.Predicate.(quad.IRI)), namespace)] = string(s)
		}
	}
	return texts
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func writeExports(t *testing.T, dir string, quads []quad.Quad, more func(*expectation)) {
	for _, f := range Formats {
		put(t, dir, f.Name+f.Extensions[0], write(t, f.Name, quads, Options{}))
		if f.Graphs {
			put(t, dir, "flat-"+f.Name+f.Extensions[0], write(t, f.Name, quads, Options{Flat: true}))
		}
	}
	unzip(t, filepath.Join(dir, "neo4j"), write(t, "neo4j", quads, Options{}))
	e := expect(t, quads)
	more(&e)
	text, err := json.MarshalIndent(e, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "expected.json", string(text))
}

func unzip(t *testing.T, dir, archive string) {
	for name, text := range unzipped(t, archive) {
		put(t, dir, name, text)
	}
}

func unzipped(t testing.TB, archive string) map[string]string {
	t.Helper()
	r, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// expect counts without the code that exports.
func expect(t *testing.T, quads []quad.Quad) expectation {
	lines, graphs, nodes := map[string]bool{}, map[string]bool{}, map[string]bool{}
	flatLines, edges := map[string]bool{}, map[string]bool{}
	var merged []quad.Quad
	for _, q := range quads {
		lines[string(nquads.Append(nil, q))] = true
		if q.Label != nil {
			graphs[q.Label.String()] = true
		}
		q.Label = nil
		merged = append(merged, q)
		line := string(nquads.Append(nil, q))
		flatLines[line] = true
		nodes[q.Subject.String()] = true
		_, isIRI := q.Object.(quad.IRI)
		_, isBlank := q.Object.(quad.BNode)
		if isBlank || isIRI && q.Predicate != schema.Type {
			nodes[q.Object.String()] = true
			edges[line] = true
		}
	}
	e := expectation{Quads: len(lines), Triples: len(flatLines), Graphs: len(graphs), Nodes: len(nodes), Edges: len(edges)}
	e.Exact, e.ExactFlat = digest(t, quads), digest(t, merged)
	e.Canonical, e.CanonicalFlat = digest(t, lowerTags(quads)), digest(t, lowerTags(merged))
	return e
}

// lowerTags gives the quads with language tags in lower case.
func lowerTags(quads []quad.Quad) []quad.Quad {
	out := slices.Clone(quads)
	for i := range out {
		if l, ok := out[i].Object.(quad.LangString); ok {
			l.Lang = strings.ToLower(l.Lang)
			out[i].Object = l
		}
	}
	return out
}

func digest(t *testing.T, quads []quad.Quad) string {
	r, err := canon.Canonicalize(quads, canon.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Digest(crypto.SHA256)
}

// queries have the answers that the model gives.
func queries(notices []*schema.Notice) []query {
	measures, practices, spans, large := map[string]map[string]bool{}, 0, 0, 0
	for _, n := range notices {
		for _, p := range n.Practices {
			practices++
			spans += 1 + len(p.Mentions) + len(p.Metrics)
			for _, l := range p.Localities {
				iri := string(iris.Division(l))
				if measures[iri] == nil {
					measures[iri] = map[string]bool{}
				}
				if p.Measure > 0 {
					measures[iri][fmt.Sprint(n.ID, p.Measure)] = true
				}
			}
			for _, m := range p.Metrics {
				if v, err := strconv.ParseFloat(m.Value, 64); err == nil && v > 11.5 {
					large++
				}
			}
		}
		spans += len(n.Notes)
	}
	var byLocality [][]string
	for iri, m := range measures {
		byLocality = append(byLocality, []string{iri, strconv.Itoa(len(m))})
	}
	slices.SortFunc(byLocality, slices.Compare)
	return []query{
		{"measures of each locality", "?l (COUNT(DISTINCT ?m) AS ?n)", "?p a pol:Practice ; pol:locality ?l ; pol:measure ?m", "GROUP BY ?l ORDER BY ?l", byLocality},
		{"decimals compare as numbers", "(COUNT(DISTINCT ?x) AS ?n)", "?x schema:value ?v FILTER(?v > 11.5)", "", [][]string{{strconv.Itoa(large)}}},
		{"dates compare as dates", "(COUNT(DISTINCT ?x) AS ?n)", `?x dcterms:issued ?d FILTER(?d < "2021-06-02"^^xsd:date)`, "", [][]string{{"2"}}},
		{"words are the text from start to end", "(COUNT(DISTINCT ?s) AS ?n)", "?notice pol:text ?text . ?s pol:start ?start ; pol:end ?end ; pol:asWritten|pol:statement ?words " +
			`FILTER(STRSTARTS(STR(?s), CONCAT(STR(?notice), "/")) && STR(?words) = SUBSTR(STR(?text), ?start + 1, ?end - ?start))`, "", [][]string{{strconv.Itoa(spans)}}},
		{"practices", "(COUNT(DISTINCT ?p) AS ?n)", "?p a pol:Practice ; prov:wasDerivedFrom ?notice", "", [][]string{{strconv.Itoa(practices)}}},
	}
}

// TestLineFormatsReadBack reads what this project can read itself.
func TestLineFormatsReadBack(t *testing.T) {
	for name, quads := range map[string][]quad.Quad{"practices": practices(), "hostile": hostile(), "unusual": unusual()} {
		e := expect(t, quads)
		var back []quad.Quad
		for q, err := range nquads.NewReader(bytes.NewReader([]byte(write(t, "nquads", quads, Options{}))), nquads.Options{}).Quads() {
			if err != nil {
				t.Fatal(err)
			}
			back = append(back, q)
		}
		if got := digest(t, back); len(back) != e.Quads || got != e.Exact {
			t.Errorf("%s: %d quads came back with digest %s, want %d, %s", name, len(back), got, e.Quads, e.Exact)
		}
	}
}
