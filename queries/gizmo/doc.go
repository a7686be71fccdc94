// Package gizmo runs scripts in Cayley's query language Gizmo over a snapshot of the graph.
//
// Start with [New] and [Session.Run]. The prefixes of the vocabulary are set: "<pol:locality>" means the full IRI
// wherever a script may write an IRI. Scripts are not trusted: they stop at a timeout, at a number of results and
// at an amount of memory; they reach neither files nor the network; and nothing they do ends the process.
//
// Cayley's own session takes some arguments that it cannot use (objects, functions, lists in lists) without a
// look and panics on a goroutine that nobody recovers. So scripts never hold its objects. They hold wrappers, made
// by [guard], that check every argument first and say what would be right.
//
// Comparisons (gt, gte, lt, lte) with a number compare xsd:decimal values exactly, which Cayley's own do not: they
// know integers and floating point numbers only. See [exactStore].
package gizmo
