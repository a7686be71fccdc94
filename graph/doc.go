// Package graph keeps policy notices in a Cayley graph: each notice is one named graph, replaced or removed in one
// durable step, and every reader sees one state of the store.
//
// Start with [Open], write with [Store.Replace], [Store.Remove] and [Store.Load], and read from a [Snapshot],
// which also gives Cayley's own interface to the same state for paths and Gizmo.
//
// The embedded store is Cayley's key-value layout (package layout) on Pebble (package pebblekv): plain Cayley
// opens it and sees the same quads.
package graph
