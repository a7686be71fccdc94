// Package extract reads a notice: from a document's text and blocks to a [schema.Notice].
//
// Start with [Read], or with [ReadAll] for many documents on all processors; the body of Read is the order of work. The head (title, number, issuer, date) comes first because
// the date and the issuer decide how places resolve. The outline finds themes and measures by their numbering.
// What lies between headings is read sentence by sentence: a locality in subject position opens a practice, and
// the rest of the sentence and the sentences that carry on with the same subject belong to it.
//
// Inside this package every span counts bytes of the document's text; [Read] turns them into code points at the
// end, once.
package extract
