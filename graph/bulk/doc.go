// Package bulk builds Cayley's own structures from sorted runs instead of one transaction after another: it takes
// quads, gives every node and quad its number, and writes nodes, log and indexes once, in key order.
//
// Start with [NewPlan], add [Plan.Store] (what a store holds), [Plan.Text] and [Plan.Quads], and hand the plan to
// [Write] for the embedded engine or to [WritePostgres] or [AddPostgres] for PostgreSQL. [Dump] is the way back, from
// a store to sorted N-Quads.
//
// The order of work is
//
//	text → blocks → chunks → hashes → identities → sorted quads → sorted indexes → tables
//
// A block is about a megabyte of lines; blocks are read by all processors at once, each into a dictionary of its
// own. A chunk is as many blocks as the memory allows, their dictionaries joined in the order of the input. Every
// step after that reads and writes its data from first to last, so what does not fit in memory is kept in
// temporary files. The result depends on nothing but the input: not on memory, processors or time.
//
// What still grows with the input of a plan is small: four bytes and a bit for each distinct term. PostgreSQL takes 24
// bytes more, and a store that is taken over four bytes for each of its ids. Nothing grows in [Sort] and [Dump].
package bulk
