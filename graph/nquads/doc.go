// Package nquads reads and writes N-Quads: strictly, streaming and fast.
//
// Start with [NewReader] and [NewWriter], which take and give quads. [Scanner] gives the terms of each line as
// byte slices and allocates nothing, for bulk loading. [Sorter] puts any number of quads in order in bounded
// memory.
//
// What is read is RDF 1.1 N-Quads (https://www.w3.org/TR/n-quads/), and so N-Triples. What is written is
// Canonical N-Quads as RDFC-1.0 defines it (https://www.w3.org/TR/rdf-canon/#canonical-quads), each line on its
// own: one space between terms, literals with only the escapes named there, xsd:string never spelled out. Sorted
// lines without repeats of a graph without blank nodes are the canonical form of that graph.
package nquads
