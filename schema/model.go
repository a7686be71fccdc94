package schema

// A Span is a half-open range of code points in a notice's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// A Notice is one document as published, and what it says of local practice.
type Notice struct {
	// ID is 16 hexadecimal digits; see [NoticeID].
	ID string `json:"id"`
	// Title is the notice's own title, without line breaks.
	Title string `json:"title"`
	// Number is the 文号 as written, such as 发改办规划〔2021〕668号, or "" where there is none.
	Number string `json:"number,omitempty"`
	// Issuers are the issuing bodies in their order; several where it is issued jointly.
	Issuers []string `json:"issuers,omitempty"`
	// Issued is the date of issue as YYYY-MM-DD, or "".
	Issued string `json:"issued,omitempty"`
	// Source is the URL that the document gives of itself, or "".
	Source string `json:"source,omitempty"`
	// Cites are the titles in 《》 of the documents it names, each once, in reading order.
	Cites []string `json:"cites,omitempty"`
	// Text is the extracted text that every offset counts in.
	Text string `json:"text"`

	Themes    []Theme    `json:"themes,omitempty"`
	Measures  []Measure  `json:"measures,omitempty"`
	Practices []Practice `json:"practices,omitempty"`
	Notes     []Note     `json:"notes,omitempty"`
	// Divisions are the divisions that practices and notes refer to, with all that contain them and all that
	// replaced them, by ID in ascending order.
	Divisions []Division `json:"divisions,omitempty"`
}

// A Heading is what themes, measures and approaches have in common.
type Heading struct {
	// Label is the heading's own words, without number and punctuation.
	Label string `json:"label"`
	// Number is the number as written, such as 一 or （一）, or "".
	Number string `json:"number,omitempty"`
	// Notation is the path of ordinals, such as 1.2.
	Notation string `json:"notation"`
}

// A Theme groups measures.
type Theme struct {
	Heading
}

// A Measure is a heading under which practices stand.
type Measure struct {
	Heading
	// Theme is the ordinal of its theme, from 1, or 0 where it has none.
	Theme int `json:"theme,omitempty"`
	// Approaches are the items of “主要是A、B、C等”.
	Approaches []Heading `json:"approaches,omitempty"`
}

// A Practice is what one locality, or several that share a predicate, did under one measure.
type Practice struct {
	// Localities are IDs of divisions, in reading order.
	Localities []string `json:"localities"`
	// Measure and Theme are ordinals from 1, or 0 where the practice stands under none.
	Measure int `json:"measure,omitempty"`
	Theme   int `json:"theme,omitempty"`
	// Approaches are ordinals of the measure's approaches that the practice carries out.
	Approaches []int `json:"approaches,omitempty"`
	// Statement is exactly the text of the span.
	Statement string `json:"statement"`
	Span
	// Keywords are content words of the statement, most telling first.
	Keywords []string  `json:"keywords,omitempty"`
	Mentions []Mention `json:"mentions,omitempty"`
	Metrics  []Metric  `json:"metrics,omitempty"`
}

// A Mention is where the text names a locality of a practice.
type Mention struct {
	Locality  string `json:"locality"`
	AsWritten string `json:"asWritten"`
	Span
}

// A Qualifier says how a number is meant; the words that mean each are listed in docs/schema.md.
type Qualifier string

// The qualifiers, by the local name of their IRI.
const (
	Exact         Qualifier = "exact"         // = 达, 共, bare
	Approximately Qualifier = "approximately" // ≈ 约, 左右
	MoreThan      Qualifier = "moreThan"      // > 余, 多, 超
	AtLeast       Qualifier = "atLeast"       // ≥ 以上, 不少于
	LessThan      Qualifier = "lessThan"      // < 近, 不足
	AtMost        Qualifier = "atMost"        // ≤ 以内, 不超过
)

// Qualifiers are all qualifiers, in the order of the constants.
var Qualifiers = []Qualifier{Exact, Approximately, MoreThan, AtLeast, LessThan, AtMost}

// Sign is the mathematical sign of the qualifier: = ≈ > ≥ < ≤.
func (q Qualifier) Sign() string {
	switch q {
	case Exact:
		return "="
	case Approximately:
		return "≈"
	case MoreThan:
		return ">"
	case AtLeast:
		return "≥"
	case LessThan:
		return "<"
	case AtMost:
		return "≤"
	}
	return ""
}

// A Role says what a number is to the thing it measures.
type Role string

// The roles, by the local name of their IRI.
const (
	Level  Role = "level"  // how much there is or was done
	Change Role = "change" // by how much it rose or fell
	Before Role = "before" // from how much
	After  Role = "after"  // to how much
	Target Role = "target" // how much is to be reached
)

// Roles are all roles, in the order of the constants.
var Roles = []Role{Level, Change, Before, After, Target}

// A Metric is a number that says something of what a practice did or got.
type Metric struct {
	// Value is a decimal in XSD 1.1 canonical form and in the plain unit (3.5亿元 is 350000000), or "" for a
	// vague count (几百家) and for a range.
	Value string `json:"value,omitempty"`
	// Min and Max are the ends of a range, or "".
	Min string `json:"min,omitempty"`
	Max string `json:"max,omitempty"`
	// Unit is the measure word or unit as written, without 万 and 亿, or "".
	Unit      string    `json:"unit"`
	Qualifier Qualifier `json:"qualifier"`
	// Indicator is the thing counted or measured.
	Indicator string `json:"indicator,omitempty"`
	Role      Role   `json:"role"`
	// Period is the time the number holds for, as written (每年, 2020年), or "".
	Period string `json:"period,omitempty"`
	// AsWritten is exactly the text of the span.
	AsWritten string `json:"asWritten"`
	Span
	// Localities are the IDs of the divisions that own the number: the practice's, one of them, or all of whom its
	// statement tells together (A、B分别……，共……).
	Localities []string `json:"localities"`
}

// NoteKind names what the text leaves open.
type NoteKind string

// The kinds of note.
const (
	AmbiguousLocality NoteKind = "ambiguousLocality" // several divisions fit
	UnknownLocality   NoteKind = "unknownLocality"   // a place in subject position that no division fits
	OwnerlessNumber   NoteKind = "ownerlessNumber"   // a quantity with no practice to belong to
	Unreadable        NoteKind = "unreadable"        // characters that could not be decoded
)

// A Note is something the text leaves open, reported instead of guessed.
type Note struct {
	Kind      NoteKind `json:"kind"`
	AsWritten string   `json:"asWritten"`
	// Comment says in a sentence what is open.
	Comment string `json:"comment"`
	Span
	// Candidates are IDs of divisions.
	Candidates []string `json:"candidates,omitempty"`
}

// DivisionLevel is the level of an administrative division.
type DivisionLevel string

// The levels.
const (
	Province   DivisionLevel = "province"
	Prefecture DivisionLevel = "prefecture"
	County     DivisionLevel = "county"
	Town       DivisionLevel = "town"
	Zone       DivisionLevel = "zone"
)

// A Division is an administrative division of GB/T 2260, a town, or a zone with its host.
type Division struct {
	// ID is the last part of its IRI: the six-digit code, nine digits for a town, host/hash for a zone, or XPCC.
	ID string `json:"id"`
	// Code is the identifier: as ID, but "" for a zone.
	Code string `json:"code,omitempty"`
	// Name is its newest full name; OtherNames are earlier and short names, in ascending order.
	Name       string        `json:"name"`
	OtherNames []string      `json:"otherNames,omitempty"`
	Level      DivisionLevel `json:"level"`
	// Parent and Province are IDs of the divisions it lies in, or "".
	Parent   string `json:"parent,omitempty"`
	Province string `json:"province,omitempty"`
	// ReplacedBy are IDs of its successors.
	ReplacedBy []string `json:"replacedBy,omitempty"`
}
