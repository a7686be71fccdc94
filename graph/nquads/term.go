package nquads

// A Kind says what a [Term] is.
type Kind uint8

// The kinds of term.
const (
	KindNone  Kind = iota // no term: the label of the default graph
	KindIRI               // <http://example.org/a>
	KindBlank             // _:b0
	KindPlain             // "text", and "text"^^<http://www.w3.org/2001/XMLSchema#string>
	KindLang              // "text"@zh
	KindTyped             // "5"^^<http://www.w3.org/2001/XMLSchema#integer>
)

// A Term is one term of a statement. Its slices lie in the scanner's memory and are valid until the next
// statement; they must not be changed.
type Term struct {
	Kind Kind
	// Escaped says that Raw has escapes, so that Value or Suffix are not parts of it.
	Escaped bool
	// Raw is the term as it stands in the input, with its brackets, quotes and escapes.
	Raw []byte
	// Value is the IRI, the label of the blank node without _:, or the lexical form; unescaped.
	Value []byte
	// Suffix is the datatype IRI, unescaped, or the language tag as written; empty for other kinds.
	Suffix []byte
}

const xsdString = "http://www.w3.org/2001/XMLSchema#string"
