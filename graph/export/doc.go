// Package export writes quads in the formats of other programs.
//
// Start with [Formats], the table of formats, and [Format.Write]. Every format takes quads in any order, needs no
// more memory than [Options] allow and gives the same bytes for the same quads: they are sorted first, on disk
// where they are many, and each is written once.
//
// Formats of RDF lose nothing. GraphML, GEXF and Neo4j have one projection of the graph to nodes and edges with
// properties in common, which [Projection] documents. CSV and XLSX are tables of practices and their metrics.
package export
