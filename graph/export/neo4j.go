package export

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
)

// neo4jFiles are the files of the Neo4j export, in the order in which they are written.
var neo4jFiles = []struct {
	name  string
	write func(*pen, *Projection) error
}{
	{"nodes.csv", neo4jNodes},
	{"relationships.csv", neo4jRelationships},
	{"import.sh", func(p *pen, _ *Projection) error { p.text(neo4jImport); return nil }},
	{"import.cypher", writeCypher},
	{"n10s.cypher", func(p *pen, _ *Projection) error { p.text(n10sSettings); return nil }},
}

// neo4jImport loads the tables (https://neo4j.com/docs/operations-manual/current/import/).
const neo4jImport = `#!/bin/sh
# Run in the folder of nodes.csv, with the database stopped.
exec neo4j-admin database import full neo4j --overwrite-destination --nodes=nodes.csv --relationships=relationships.csv \
  --array-delimiter=U+001F --multiline-fields=true
`

// n10sSettings make neosemantics read the project's N-Quads into the same labels and names
// (https://neo4j.com/labs/neosemantics/).
const n10sSettings = `CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
CALL n10s.graphconfig.init({handleVocabUris: 'IGNORE', handleMultival: 'ARRAY', handleRDFTypes: 'LABELS', keepLangTag: false,
  multivalPropList: ['https://w3id.org/policygraph/ns#keyword', 'http://www.w3.org/2004/02/skos/core#altLabel']});
CALL n10s.rdf.import.fetch('file:///graph.nt', 'N-Triples');
`

// writeNeo4j writes a ZIP archive with the projection as tables for neo4j-admin, and as a Cypher script.
func writeNeo4j(w io.Writer, source Source, o Options) error {
	return projected(source, o, func(p *Projection) error {
		archive := zip.NewWriter(w)
		archive.RegisterCompressor(zip.Deflate, deflate)
		for _, f := range neo4jFiles {
			file, err := archive.Create(f.name)
			if err != nil {
				return fmt.Errorf("write %s: %w", f.name, err)
			}
			out := newPen(file)
			if err := f.write(out, p); err != nil {
				return fmt.Errorf("write %s: %w", f.name, err)
			}
			if err := out.close(); err != nil {
				return fmt.Errorf("write %s: %w", f.name, err)
			}
		}
		return archive.Close()
	})
}

// deflate packs at a speed that keeps up with the writing.
func deflate(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) }

// neo4jSeparator stands between the labels of a node and the values of a list; no text of a projection has it.
const neo4jSeparator = "\x1F"

// neo4jResource is the label that every node has, for the constraint that the Cypher script needs.
const neo4jResource = "Resource"

// neo4jNodes writes the table of nodes: iri:ID, :LABEL, label, and a typed column for each property. Texts stand in
// quotes; what is missing is empty and without quotes, which Neo4j tells from an empty text.
func neo4jNodes(out *pen, p *Projection) error {
	out.text("iri:ID,:LABEL,label")
	for i, name := range neo4jNames(p) {
		out.text(",", csvQuoted(name+":"+p.Columns[i].neo4jType()))
	}
	out.text("\n")
	for n, err := range p.Nodes() {
		if err != nil {
			return err
		}
		labels := strings.Join(append([]string{neo4jResource}, n.Labels...), neo4jSeparator)
		out.text(csvQuoted(n.ID), ",", csvQuoted(labels), ",", csvQuoted(n.Name))
		for i, values := range n.Values {
			out.text(",")
			switch c := &p.Columns[i]; {
			case len(values) == 0:
			case c.Type == Text:
				out.text(csvQuoted(strings.Join(values, neo4jSeparator)))
			default:
				out.text(strings.Join(values, neo4jSeparator))
			}
		}
		out.text("\n")
	}
	return nil
}

// neo4jNames are the names of the columns in Neo4j: a colon there begins the type, so it becomes _.
func neo4jNames(p *Projection) []string {
	names := make([]string, len(p.Columns))
	taken := map[string]bool{}
	for i := range p.Columns {
		name := strings.ReplaceAll(p.Columns[i].Name, ":", "_")
		for taken[name] {
			name += "_"
		}
		taken[name] = true
		names[i] = name
	}
	return names
}

func (c *Column) neo4jType() string {
	name := [...]string{Boolean: "boolean", Integer: "long", Double: "double", Text: "string"}[c.Type]
	if c.List {
		name += "[]"
	}
	return name
}

func neo4jRelationships(out *pen, p *Projection) error {
	out.text(":START_ID,:END_ID,:TYPE\n")
	for e, err := range p.Edges() {
		if err != nil {
			return err
		}
		out.text(csvQuoted(e.Source), ",", csvQuoted(e.Target), ",", csvQuoted(e.Name), "\n")
	}
	return nil
}

// csvQuoted is a field of CSV in quotes (RFC 4180).
func csvQuoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
