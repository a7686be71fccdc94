// Package source reads policy notices as they are published and gives their text.
//
// Start with [Open], which takes what a user names (files, folders, globs, archives, URLs, standard input) and
// yields one [Document] after another, or with [Parse], which takes the bytes of one file. A document is its text,
// the blocks the text is made of, and what the container said of itself in [Meta]. Whether a document is a notice
// is for the caller to find out.
//
// The text is the notice's own words: markup, navigation and site furniture are gone, entities are decoded, the
// form is NFC. Only U+0020 and "\n" are white space in it, and "\n" stands between two blocks and nowhere else.
// The same bytes give the same text whatever they are called and wherever they come from; only of a table whose
// columns have no known names does the ending (.csv, .tsv) tell that it is one.
//
// Everything read is taken to be hostile: sizes, depths, counts and compression ratios are bounded by [Limits].
package source
