package source

// A Kind says what a block is in the layout of its page.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading
	ListItem
	Cell
)

// String is the kind in lower case, such as "cell".
func (k Kind) String() string {
	return [...]string{"paragraph", "heading", "item", "cell"}[k]
}

// Align is how the lines of a block are set.
type Align uint8

// The alignments; left and justified are AlignNone.
const (
	AlignNone Align = iota
	AlignCenter
	AlignRight
)

// String is the alignment in lower case, or "" for none.
func (a Align) String() string {
	return [...]string{"", "center", "right"}[a]
}

// A Block is one paragraph, heading, list item, or one paragraph of a table cell. It is never empty, has no white
// space at its ends, and no "\n".
type Block struct {
	Kind Kind
	// Start and End are byte offsets in Document.Text, half open.
	Start, End int
	// Level is 1 to 6 for an explicit heading (h1 to h6, Markdown's #, Word's heading styles), else 0.
	Level int
	// Strong is true where the markup sets every character of the block in bold. The boldness that a heading has
	// by itself does not count.
	Strong bool
	Align  Align
	// Table, Row and Col count from 1 and are set for cells only: the table's place in the document, and the row
	// and column where the cell starts once spans are resolved.
	Table, Row, Col int
}

// Meta is what the container says of the notice: front matter, the head of a page, a table of metadata as
// government sites show it, fields of JSON or columns of CSV. What the notice's own words say is not here.
// Every field may be empty.
type Meta struct {
	Title  string
	Number string // 文号, such as 发改办规划〔2021〕668号
	Issuer string // as written, several joined as the container joins them
	// Date is YYYY-MM-DD in China: the date of issue (成文日期) where the container gives it, else Published.
	Date string
	// Published is YYYY-MM-DD in China: the date of publication, often later than that of issue.
	Published string
	URL       string // http or https
}

// A NoteKind says what a note is about.
type NoteKind uint8

// The kinds of note.
const (
	// Undecodable: bytes that the charset has no character for. U+FFFD stands in the text in their place.
	Undecodable NoteKind = iota
	// Lost: a U+FFFD that the source itself holds, so that the character was lost before.
	Lost
)

// A Note is a place where the text is not what the publisher wrote.
type Note struct {
	Kind NoteKind
	// Start and End are byte offsets in Document.Text of the U+FFFD that stand there; both are -1 where the place
	// is not part of the text, such as in a script.
	Start, End int
	// Offset is the byte offset in the file, or -1 where it is not known.
	Offset int
	// Comment says in a sentence what is wrong.
	Comment string
}

// A Document is one notice-sized text.
type Document struct {
	// Name is the path or URL it came from. A member of an archive is "archive.zip!member", a row of CSV or JSON
	// Lines "file.csv#3" (from 1), standard input "-".
	Name string
	// Text is UTF-8 in NFC: its blocks, joined by single "\n".
	Text string
	// Blocks are in order, disjoint, and cover Text but for the joining "\n".
	Blocks []Block
	Meta   Meta
	Notes  []Note
}
