// Package index is the gazetteer's compiled form: one block of bytes that is searched in place.
//
// A process that reads one notice has no time to parse 45,000 divisions, so nothing is parsed: [File] reads fixed
// rows of 32-bit little-endian numbers where they lie, names are found by a hash of their first two characters and
// compared in a sorted table, and towns are looked at only inside one county. [Build] makes the block from [Tables].
package index
