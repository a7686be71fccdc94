// Package queries answers questions that readers of policy notices ask of the graph.
//
// Start with [All], the table of the named queries: each row holds the name, the parameters with their types and
// defaults, the columns of the answer and what the query says of itself in English and Chinese, so that the
// command line, the HTTP API and docs/queries.md are all read off it. [Query.Run] answers over one
// [policygraph/graph.Snapshot]; [Result.Write] writes the answer as a table, JSON or CSV.
//
// Questions in Chinese are read by the package ask, scripts in Cayley's Gizmo run in the package gizmo; both stand
// in folders of their own below this one, because each brings a large dependency that named queries don't need.
//
// A query joins sorted lists of nodes and resolves values only for the rows it gives, in batches.
package queries
