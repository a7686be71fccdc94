package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
)

// everything is all that the tests write.
func everything() []quad.Quad {
	return slices.Concat(practices(), hostile(), unusual())
}

// TestNeo4jRules holds the tables against what the manual says of `neo4j-admin database import full`: one ID a node,
// both ends of each relationship among them, a known type for each property, numbers that Neo4j reads, no text with
// the array delimiter.
func TestNeo4jRules(t *testing.T) {
	files := unzipped(t, write(t, "neo4j", everything(), Options{}))
	nodes, err := csv.NewReader(strings.NewReader(files["nodes.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header := regexp.MustCompile(`^[^:]+:(string|long|double|boolean)(\[\])?$`)
	seen, ids := map[string]bool{}, map[string]bool{}
	for i, name := range nodes[0] {
		if i > 2 && !header.MatchString(name) || seen[name] {
			t.Errorf("column %q is not one for Neo4j, or there twice", name)
		}
		seen[name] = true
	}
	for _, row := range nodes[1:] {
		if ids[row[0]] || row[0] == "" {
			t.Errorf("the ID %q is empty or there twice", row[0])
		}
		ids[row[0]] = true
		for i, value := range row[3:] {
			if value != "" && !readsAs(value, nodes[0][i+3]) {
				t.Errorf("%q in column %s", value, nodes[0][i+3])
			}
		}
	}
	edges, err := csv.NewReader(strings.NewReader(files["relationships.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range edges[1:] {
		if !ids[e[0]] || !ids[e[1]] || e[2] == "" {
			t.Errorf("relationship %q", e)
		}
	}
	if e := expect(t, everything()); len(edges)-1 != e.Edges || len(nodes)-1 != e.Nodes {
		t.Errorf("%d relationships and %d nodes, want %d and %d", len(edges)-1, len(nodes)-1, e.Edges, e.Nodes)
	}
}

// readsAs says whether a field is of the type that its header says.
func readsAs(value, header string) bool {
	_, kind, _ := strings.Cut(header, ":")
	values := []string{value}
	if base, isList := strings.CutSuffix(kind, "[]"); isList {
		kind, values = base, strings.Split(value, neo4jSeparator)
	} else if strings.Contains(value, neo4jSeparator) {
		return false
	}
	for _, v := range values {
		var err error
		switch kind {
		case "long":
			_, err = strconv.ParseInt(v, 10, 64)
		case "double":
			_, err = strconv.ParseFloat(v, 64)
		case "boolean":
			_, err = strconv.ParseBool(v)
		}
		if err != nil {
			return false
		}
	}
	return true
}

// TestCypherRules reads the script by the lexical rules of Cypher: strings in single quotes with known escapes, names
// in backticks, brackets that close, each statement ended by a semicolon; and all nodes and edges are there.
func TestCypherRules(t *testing.T) {
	quads := everything()
	script := unzipped(t, write(t, "neo4j", quads, Options{}))["import.cypher"]
	tokens := regexp.MustCompile("'(?:[^'\\\\]|\\\\['\\\\nrt]|\\\\u[0-9A-F]{4})*'|`(?:[^`]|``)*`|[A-Za-z_][A-Za-z0-9_]*|-?[0-9][0-9.eE+-]*|[\\s(){}\\[\\],.:;=>-]")
	depth, statements, at := 0, 0, 0
	for at < len(script) {
		m := tokens.FindStringIndex(script[at:])
		if m == nil || m[0] != 0 {
			t.Fatalf("no token of Cypher at %.80q", script[at:])
		}
		switch token := script[at : at+m[1]]; token {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		case ";":
			statements++
			if depth != 0 {
				t.Fatalf("a statement ends inside a bracket before %.80q", script[at:])
			}
		}
		at += m[1]
	}
	e := expect(t, quads)
	if nodes := strings.Count(script, "{iri: '"); depth != 0 || nodes != e.Nodes {
		t.Errorf("%d statements make %d nodes, want %d", statements, nodes, e.Nodes)
	}
}

// TestXMLRules reads GraphML, GEXF and the workbook with a strict parser, and holds IDs and references against their
// schemas: IDs unlike each other, name tokens in GraphML, each edge between nodes, each value of a declared key.
func TestXMLRules(t *testing.T) {
	quads := everything()
	e := expect(t, quads)
	token := regexp.MustCompile(`^[-.:_A-Za-z0-9]+$`)
	for _, format := range []string{"graphml", "gexf", "gexf12"} {
		ids, keys, edges := map[string]bool{}, map[string]bool{}, 0
		for _, element := range elements(t, write(t, format, quads, Options{})) {
			a := element.attributes
			switch element.name {
			case "key", "attribute":
				keys[a["id"]] = true
			case "node":
				if ids[a["id"]] || format == "graphml" && !token.MatchString(a["id"]) {
					t.Errorf("%s: node ID %q", format, a["id"])
				}
				ids[a["id"]] = true
			case "edge":
				edges++
				if !ids[a["source"]] || !ids[a["target"]] {
					t.Errorf("%s: edge %v", format, a)
				}
			case "data":
				if !keys[a["key"]] {
					t.Errorf("%s: no key %q", format, a["key"])
				}
			case "attvalue":
				if !keys[a["for"]] {
					t.Errorf("%s: no attribute %q", format, a["for"])
				}
			}
		}
		if len(ids) != e.Nodes || edges != e.Edges {
			t.Errorf("%s: %d nodes and %d edges, want %d and %d", format, len(ids), edges, e.Nodes, e.Edges)
		}
	}
	for name, text := range unzipped(t, write(t, "xlsx", quads, Options{})) {
		if len(elements(t, text)) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}

type element struct {
	name       string
	attributes map[string]string
}

// elements are the elements of an XML document, which must be well formed.
func elements(t *testing.T, text string) []element {
	t.Helper()
	var out []element
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			e := element{start.Name.Local, map[string]string{}}
			for _, a := range start.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			out = append(out, e)
		}
	}
}

// TestDgraphRules holds the lines against Dgraph's list of types and its rule that there is no fourth term.
func TestDgraphRules(t *testing.T) {
	types := regexp.MustCompile(`\^\^<http://www.w3.org/2001/XMLSchema#(int|float|boolean|dateTime)> \.$`)
	for line := range strings.Lines(write(t, "dgraph", everything(), Options{})) {
		line = strings.TrimSuffix(line, "\n")
		if strings.Contains(line, `"^^<`) && !types.MatchString(line) {
			t.Errorf("datatype in %s", line)
		}
		// Short names are relative IRIs to N-Quads; with a scheme the line is one.
		absolute := regexp.MustCompile(`^(\S+) <([^:>]*)>`).ReplaceAllString(line, "$1 <x:$2>")
		q, err := nquads.NewParser().Parse([]byte(absolute))
		if err != nil || q.Label != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// TestTablesAreSafe holds the table against Excel's rules: a byte order mark, CR LF, no formula, 32,767 characters a
// cell, no date made of an offset.
func TestTablesAreSafe(t *testing.T) {
	n := example()
	n.Practices[0].Statement = "@" + strings.Repeat("长", 40000)
	n.Practices[0].Metrics[0].Indicator = "-1+1|cmd\x07\uFFFE_x0041_"
	n.Practices[0].Metrics[0].Value = "-12"
	text := write(t, "csv", n.Quads(iris), Options{})
	if !strings.HasPrefix(text, "\uFEFF省,市,县,") || strings.Count(text, "\r\n") != strings.Count(text, "\n") || !strings.HasSuffix(text, "\r\n") {
		t.Error("byte order mark, heading or line ends are missing")
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if r := rows[1]; r[0] != "示例省" || r[1] != "示例市" || r[2] != "示例县" || r[6] != `'-1+1|cmd\u0007\uFFFE_x0041_` || r[7] != "-12" || r[9] != "恰好" {
		t.Errorf("first row %q", r)
	}
	if r := rows[4]; r[7] != "2.5～3" || r[13] != "[61,63)" {
		t.Errorf("row of a range %q", r)
	}
	if r := rows[6]; r[1] != "示例市" || r[2] != "示例高新区" || r[4] != "'=HYPERLINK(示例)" {
		t.Errorf("row of a zone %q", r)
	}
	sheet := unzipped(t, write(t, "xlsx", n.Quads(iris), Options{}))["xl/worksheets/sheet1.xml"]
	if !strings.Contains(sheet, "-1+1|cmd_x0007__xFFFE__x005F_x0041_<") || !strings.Contains(sheet, "<v>-12</v>") {
		t.Error("the sheet has no escaped indicator or no number")
	}
	for _, cell := range regexp.MustCompile(`<t [^>]*>([^<]*)`).FindAllStringSubmatch(sheet, -1) {
		if utf8.RuneCountInString(cell[1]) > xlsxMaxCell {
			t.Error("a cell is too long for Excel")
		}
	}
}

// TestLongTableHasMoreSheets writes one row more than a sheet can hold.
func TestLongTableHasMoreSheets(t *testing.T) {
	if testing.Short() {
		t.Skip("a million rows")
	}
	var out bytes.Buffer
	x := &xlsxWriter{archive: zip.NewWriter(&out)}
	x.beginSheet()
	for range xlsxMaxRows {
		x.row(Row{"示例"})
	}
	if err := x.close(); err != nil {
		t.Fatal(err)
	}
	files := unzipped(t, out.String())
	for name, rows := range map[string]int{"sheet1": xlsxMaxRows, "sheet2": 2} {
		sheet := files["xl/worksheets/"+name+".xml"]
		if n := strings.Count(sheet, "<row "); n != rows || !strings.Contains(sheet, "A1:N"+strconv.Itoa(rows)) {
			t.Errorf("%s has %d rows, want %d", name, n, rows)
		}
	}
	if book := files["xl/workbook.xml"]; !strings.Contains(book, "做法与指标2") {
		t.Errorf("the second sheet is not in %s", book)
	}
}
