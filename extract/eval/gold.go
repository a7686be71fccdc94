package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// A Gold is what a careful reader found in one notice.
type Gold struct {
	// File is the name of the notice's file.
	File string `json:"file"`
	// Title, Number, Issuer and Issued are as on the notice, "" where it has none; Issued is YYYY-MM-DD.
	Title  string `json:"title"`
	Number string `json:"number"`
	Issuer string `json:"issuer"`
	Issued string `json:"issued"`
	// Cites are the titles in 《》 of the documents that it names.
	Cites []string `json:"cites"`
	// Themes are the top headings that group measures, Measures the headings under which practices stand.
	Themes   []Heading `json:"themes"`
	Measures []Heading `json:"measures"`
	// Practices stand in document order.
	Practices []Practice `json:"practices"`
	// Optional and the like are debatable: they count neither for nor against.
	Optional         []Practice `json:"optional,omitempty"`
	OptionalThemes   []Heading  `json:"optional_themes,omitempty"`
	OptionalMeasures []Heading  `json:"optional_measures,omitempty"`
}

// A Heading is a theme or a measure. In JSON an optional one may be its label alone.
type Heading struct {
	// Notation is the number as written, such as 一 or （一）, or "".
	Notation string `json:"notation"`
	Label    string `json:"label"`
	// Theme is the notation of the measure's theme, or "".
	Theme string `json:"theme,omitempty"`
	// Approaches are the items of “主要是A、B、C等”.
	Approaches []string `json:"approaches,omitempty"`
}

// A Practice is what one locality, or several that share a predicate, did under one measure.
type Practice struct {
	// Measure is the measure's notation, its label where it has none or where its notation repeats, or "" where the
	// practice stands under none.
	Measure string `json:"measure"`
	// MeasureLabel is the label of a measure that Measures does not list, or "".
	MeasureLabel string     `json:"measure_label,omitempty"`
	Localities   []Locality `json:"localities"`
	// Quote is the practice's own words, whole; a quote of up to 12 characters is a pointer only and is not
	// measured as a boundary.
	Quote           string   `json:"quote"`
	Metrics         []Metric `json:"metrics"`
	OptionalMetrics []Metric `json:"optional_metrics,omitempty"`
	// Why says what is debatable about an optional practice.
	Why string `json:"why,omitempty"`
}

// A Locality is an acting administrative division.
type Locality struct {
	// Code has six digits, in force on the notice's date, or is XPCC; a town has its county's code and a zone its
	// host's.
	Code string `json:"code"`
	Name string `json:"name"`
	Town string `json:"town,omitempty"`
	Zone string `json:"zone,omitempty"`
	// Accept are other codes that are also right.
	Accept []string `json:"accept,omitempty"`
}

// A Metric is a number that says something of what a practice did or got.
type Metric struct {
	// Value is in the unit's plain form (3.5亿元 is 350000000 元), the low end of a range, or "" (null in JSON) for a
	// vague count.
	Value json.Number `json:"value"`
	// Max is the high end of a range, or "".
	Max json.Number `json:"max,omitempty"`
	// Unit is as written, without 万 and 亿, or "".
	Unit string `json:"unit"`
	// Comparator is one of = ≈ > ≥ < ≤.
	Comparator string `json:"comparator"`
	// Indicator is the thing counted or measured, Quote the words that the metric was read from.
	Indicator string `json:"indicator"`
	Quote     string `json:"quote"`
}

// UnmarshalJSON reads an object, or a string that is the label alone.
func (h *Heading) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		*h = Heading{}
		return json.Unmarshal(data, &h.Label)
	}
	type plain Heading
	return json.Unmarshal(data, (*plain)(h))
}

// ReadGold reads one gold file. Unknown fields are left out of account.
func ReadGold(r io.Reader) (*Gold, error) {
	g := new(Gold)
	if err := json.NewDecoder(r).Decode(g); err != nil {
		return nil, fmt.Errorf("read gold: %w", err)
	}
	return g, nil
}

// OpenGold reads the gold file at path.
func OpenGold(path string) (*Gold, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open gold: %w", err)
	}
	defer f.Close()
	g, err := ReadGold(f)
	if err != nil {
		return nil, fmt.Errorf("gold %q: %w", path, err)
	}
	return g, nil
}
