// Package schema is the model of a policy notice and its vocabulary in RDF.
//
// Start with [Notice]: what a notice says, as Go values. [Notice.Quads] turns it into quads and [ReadNotice]
// turns quads back into the same notice. All IRIs are minted by [IRIs], and every term of the vocabulary is a
// row of [Terms], from which the documentation, the ontology and the shapes are generated.
//
// Offsets are code points of [Notice.Text], half open.
package schema
