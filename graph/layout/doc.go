// Package layout is the way Cayley lays a graph out in an ordered key-value store: keys, log records, values,
// hashes and counts. What it writes, Cayley's kv package opens as its own (data version 2), under hidalgo's flat
// keys, where the parts of a key are joined by a slash and escaped.
//
// A store holds, under their buckets:
//
//	meta/version, size, horizon   eight bytes, little endian: layout version, live quads, highest id ever given
//	meta/indexes                  the list of indexes, as Cayley's JSON
//	meta/policygraph              [Stamp], which Cayley does not look at
//	log/ID                        [Record] of a node or a quad
//	vHH/HASH, nHH/HASH            id of a node, and how often quads refer to it; HH are the hash's first two bytes
//	sp/, op/, c/, pso/ and ids    ids of the quads with these nodes, uvarints in ascending order
//
// Nodes and quads draw their ids from one counter, from 1 up. No id is ever given twice.
package layout
