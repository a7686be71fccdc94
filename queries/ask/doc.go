// Package ask answers questions in Chinese by a named query.
//
// Start with [Ask]. It reads a question against a table of kinds, each of which recognizes one sort of question and
// turns it into one or more readings: a named query with arguments. The first reading that gives rows is the answer;
// it says which query was run, so that the reader can check and go on from there. What no kind recognizes is a
// [*NotUnderstoodError] that lists questions that are understood. A new sort of question is a row of [kinds] and a
// file with its rule.
//
// Nothing is guessed: names of places come from the gazetteer and from the store, and everything else from a few
// classes of words that mean the same.
package ask
