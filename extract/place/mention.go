package place

// A Context is what a notice says of itself that helps to tell which divisions it names.
type Context struct {
	// On is the notice's date as YYYY-MM-DD, or "" for the newest divisions.
	On string
	// Within is the ID of the notice's own province or division, from its issuer or title, or "".
	Within string
	// Cuts reports that a word of running Chinese straddles or swallows text[start:end]. It is asked only about
	// contested hits (ordinary words, short names at a seam of words), because asking is dear. It may be nil.
	Cuts func(text string, start, end int) bool
}

// A Name is one name of a chain. Offsets are bytes of the text.
type Name struct {
	Start, End int
	// Division is the ID of the division that the name is taken for, or "" where that is open or unknown.
	Division string
}

// A Mention is a place where the text names a division: one name, or several directly one after another, each
// inside the one before (四川|成都|郫都区). Offsets are bytes of the text.
type Mention struct {
	Start, End int
	Names      []Name
	// Division is the ID of the finest division of the chain, or "" where it is open.
	Division string
	// Candidates are the IDs that remain where it is open, in ascending order.
	Candidates []string
	// Reason says how the division was decided.
	Reason Reason
	// Town says that the last name is a town's. A town that the gazetteer does not know leaves Division at the
	// county or prefecture it was named under.
	Town bool
	// Zone says that the last name is a zone's.
	Zone bool
	// ZoneName is the zone's name where the gazetteer does not list it; [Gazetteer.ZoneDivision] makes its division
	// from the host, which is what stands in Division before the slash.
	ZoneName string
	// Short says that the finest name stands without its suffix (省, 市, 区, 县 …).
	Short bool
	// Compound is the word after the mention that makes another name of it (路 in 北京路, 大学 in 南京大学), or "".
	Compound string
}

// A Reason says how a mention's division was decided.
type Reason uint8

// The reasons, in the order in which they are tried.
const (
	Open      Reason = iota // nothing decides: see Candidates
	Chain                   // a name right before contains it
	List                    // a list hands the container of the item before on
	Nearby                  // a division named before in the paragraph contains it
	Own                     // the notice's own province or division contains it
	Only                    // no other division has the name on the date
	Preferred               // it is a full name, or the outermost of those that share the short one
)

var reasons = [...]string{"open", "chain", "list", "nearby", "own", "only", "preferred"}

// String is the reason's name.
func (r Reason) String() string { return reasons[r] }
