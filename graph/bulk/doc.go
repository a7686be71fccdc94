// Package bulk builds Cayley's own structures from sorted runs instead of one transaction after another: it takes
// quads, gives every node and quad its number, and writes nodes, log and indexes once, in key order.
//
// Start with [NewPlan], add [Plan.Text], [Plan.Quads] or [Plan.Store], and hand the plan to [WriteStore] for a
// store of the embedded engine. [Dump] is the way back, from a store to sorted N-Quads.
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
// What grows with the number of quads is small: four bytes and a bit for each distinct term.
package bulk
