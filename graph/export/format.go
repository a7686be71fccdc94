package export

import (
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// Options say how quads are written. The zero value is right for most.
type Options struct {
	// Base is where resources stand; "" means [schema.DefaultBase].
	Base string
	// Flat merges the named graphs into the default graph, for programs that look at no other; tables are the
	// same with it.
	Flat bool
	// Sort is what sorting may use.
	Sort nquads.SortOptions
}

func (o Options) iris() schema.IRIs {
	if o.Base == "" {
		o.Base = schema.DefaultBase
	}
	return schema.IRIs{Base: o.Base}
}

// Quads are quads as they stream; an error is the last thing given.
type Quads = iter.Seq2[quad.Quad, error]

// A Format is a way to write quads for other programs.
type Format struct {
	// Name is what a user calls it.
	Name string
	// Extensions are the endings of its file names, the usual one first.
	Extensions []string
	// MediaType is its media type.
	MediaType string
	// Graphs says that it keeps the named graphs apart; other formats merge them.
	Graphs bool
	// About says in a few words what reads it.
	About string

	table bool // made of whole notices, each of which is a named graph
	write func(w io.Writer, source Source, o Options) error
}

// Formats are the formats, those of RDF first.
var Formats = []Format{
	{"nquads", []string{".nq"}, "application/n-quads", true, "canonical N-Quads, sorted: any RDF store", false, writeNQuads},
	{"ntriples", []string{".nt"}, "application/n-triples", false, "canonical N-Triples, sorted", false, writeNTriples},
	{"trig", []string{".trig"}, "application/trig", true, "TriG, to be read by people and RDF stores", false, writeTriG},
	{"turtle", []string{".ttl"}, "text/turtle", false, "Turtle, to be read by people and RDF stores", false, writeTurtle},
	{"jsonld", []string{".jsonld"}, "application/ld+json", true, "JSON-LD 1.1 with its context inside", false, writeJSONLD},
	{"graphml", []string{".graphml"}, "application/graphml+xml", false, "GraphML: NetworkX, igraph, yEd, Gephi, Cytoscape", false, writeGraphML},
	{"gexf", []string{".gexf"}, "application/gexf+xml", false, "GEXF 1.3: Gephi", false, writeGEXF13},
	{"gexf12", []string{".gexf"}, "application/gexf+xml", false, "GEXF 1.2: NetworkX 2, older Gephi", false, writeGEXF12},
	{"neo4j", []string{".neo4j.zip"}, "application/zip", false, "CSV for neo4j-admin, and a Cypher script that does the same", false, writeNeo4j},
	{"dgraph", []string{".rdf"}, "application/n-quads", false, "Dgraph's dialect of N-Quads", false, writeDgraph},
	{"csv", []string{".csv"}, "text/csv; charset=utf-8", false, "table of practices and metrics: Excel, LibreOffice", true, writeCSV},
	{"xlsx", []string{".xlsx"}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false,
		"workbook of practices and metrics: Excel, LibreOffice", true, writeXLSX},
}

// Lookup finds a format by its name.
func Lookup(name string) (Format, error) {
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("there is no format %q; there are %s", name, strings.Join(formatNames(), ", "))
}

// LookupFile finds the first format whose extension a file name has, and the compression it tells: graph.nq.gz is
// nquads in gzip. .csv and .xlsx are the tables; CSV for Neo4j stands in .neo4j.zip.
func LookupFile(name string) (Format, nquads.Compression, error) {
	c, rest := nquads.CompressionOf(name)
	for _, f := range Formats {
		if slices.ContainsFunc(f.Extensions, func(e string) bool { return strings.HasSuffix(strings.ToLower(rest), e) }) {
			return f, c, nil
		}
	}
	return Format{}, c, fmt.Errorf("no format has the ending of %q; name one of %s", path.Base(name), strings.Join(formatNames(), ", "))
}

func formatNames() []string {
	var list []string
	for _, f := range Formats {
		list = append(list, f.Name)
	}
	return list
}

// A pen writes text in large pieces and keeps its first error, so that writers need not ask after each word.
type pen struct {
	w   io.Writer
	buf []byte
	err error
}

// penSize is how much a [pen] collects before it writes, in bytes.
const penSize = 64 << 10

func newPen(w io.Writer) *pen { return &pen{w: w, buf: make([]byte, 0, penSize+penSize/4)} }

// text writes words.
func (p *pen) text(words ...string) {
	for _, word := range words {
		p.buf = append(p.buf, word...)
	}
	p.flushAt(penSize)
}

// flushAt writes what is collected if it is at least n bytes.
func (p *pen) flushAt(n int) {
	if len(p.buf) < n {
		return
	}
	if p.err == nil {
		_, p.err = p.w.Write(p.buf)
	}
	p.buf = p.buf[:0]
}

// close writes what is collected and gives the first error.
func (p *pen) close() error {
	p.flushAt(1)
	return p.err
}
