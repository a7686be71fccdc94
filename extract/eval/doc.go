// Package eval measures what was read from a notice against a gold file, in which a careful reader wrote down what
// stands in it.
//
// Start with [ReadGold] and [Score]: a gold and a notice give a [Report] with precision, recall and F1 and every miss
// with its sentence. [Find] finds the text that a gold is about, [Summarize] adds up many reports, and [Write] prints
// them. The figures and the rules by which items match are described in docs/evaluation.md.
package eval
