// Package column is the form in which a store keeps what one predicate joins, beside Cayley's indexes: pairs of a
// subject and an object, in chunks of as many subjects as its [Form] says, each of them a value of the engine.
//
// Subjects and objects are ranks of nodes, numbers in the order of keys. A column of texts has the text of each object
// too. A chunk is its tag, the number of its distinct objects, the length of their block, the block, and the pairs:
// a subject, as the step from the one before, and the place of its object among the objects. An object is its rank
// and, in a column of texts, the step from the rank before, the length of what its text shares with the one before,
// the length of the rest, and the rest. All numbers are variable-length ones of encoding/binary. The same pairs make
// the same bytes.
//
// A write does not read the chunk that it alters: it hands a change to the engine, which applies it where the chunk
// is read or its table rewritten (see [Apply]). A change is its tag and steps: the place of the subject in the chunk
// times two, one more where the pair goes, the object, and, where a pair of a column of texts comes, the length of the
// text and the text.
package column
