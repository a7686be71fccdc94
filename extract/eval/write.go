package eval

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Formats are the formats that [Write] knows.
var Formats = []string{"text", "table", "json", "csv"}

// Write prints reports in a format: text is every figure of each notice with its misses, and their sum where there are
// several; table is one line a notice, and csv the same for a spreadsheet; json has everything.
func Write(w io.Writer, format string, reports []Report) error {
	switch format {
	case "text":
		return writeText(w, reports)
	case "table":
		return writeTable(w, reports)
	case "json":
		return writeJSON(w, reports)
	case "csv":
		return writeCSV(w, reports)
	}
	return fmt.Errorf("write report: format %q is none of text, table, json, csv", format)
}

// withSum is reports and, where there are several, their sum.
func withSum(reports []Report) []Report {
	if len(reports) < 2 {
		return reports
	}
	return append(append([]Report(nil), reports...), Summarize(reports))
}

func writeText(w io.Writer, reports []Report) error {
	var b bytes.Buffer
	for i, r := range withSum(reports) {
		if i > 0 {
			b.WriteByte('\n')
		}
		r.text(&b)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (r *Report) text(b *bytes.Buffer) {
	fmt.Fprintf(b, "%s\n", r.Name)
	for _, row := range r.tallies() {
		t := row.tally
		fmt.Fprintf(b, "%-24s P %.3f  R %.3f  F1 %.3f   (%d right, %d spurious, %d missed)\n",
			row.name, t.Precision(), t.Recall(), t.F1(), t.Right, t.Spurious, t.Missed)
	}
	fmt.Fprintf(b, "%-24s %.3f  %.3f\n", "qualifier, indicator", r.Qualifier.Or(1), r.Indicator.Or(1))
	fmt.Fprintf(b, "%-24s %.3f of %d\n", "traced to the text", r.Traced.Or(1), r.Traced.Count)
	fmt.Fprintf(b, "%-24s %s\n", "boundary", r.boundary())
	fmt.Fprintf(b, "%-24s title=%s number=%s issued=%s\n", "head", okay(r.Title), okay(r.Number), okay(r.Issued))
	for _, m := range r.Misses {
		fmt.Fprintf(b, "  %s: %s: %s\n", m.What, m.Kind, m.Item)
		if m.Sentence != "" {
			fmt.Fprintf(b, "      %s\n", m.Sentence)
		}
	}
}

type namedTally struct {
	name  string
	tally Tally
}

// tallies are the report's tallies in the order in which they are shown.
func (r *Report) tallies() []namedTally {
	return []namedTally{{whatPractice, r.Practices}, {whatLocality, r.Localities},
		{whatMetric, r.Metrics}, {whatMeasure, r.Measures}}
}

// boundary is the figure with up to four decimals and at least one.
func (r *Report) boundary() string {
	if r.Boundary.Count == 0 {
		return "n/a"
	}
	s := strconv.FormatFloat(round4(r.Boundary.Or(0)), 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

func okay(right bool) string {
	if right {
		return "ok"
	}
	return "WRONG"
}

// columns are the columns of the table.
var columns = []string{"practices", "localities", "metrics", "measures", "qualifier", "indicator", "boundary", "traced",
	"head", "missed", "spurious"}

// cells are a report's row in the table: F1 where there are precision and recall, and counts of localities under
// measures and metrics that were missed or spurious.
func (r *Report) cells() []string {
	figure := func(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }
	boundary := "n/a"
	if r.Boundary.Count > 0 {
		boundary = figure(r.Boundary.Or(0))
	}
	return []string{figure(r.Practices.F1()), figure(r.Localities.F1()), figure(r.Metrics.F1()), figure(r.Measures.F1()),
		figure(r.Qualifier.Or(1)), figure(r.Indicator.Or(1)), boundary, figure(r.Traced.Or(1)),
		okay(r.Title && r.Number && r.Issued),
		strconv.Itoa(r.Practices.Missed + r.Metrics.Missed), strconv.Itoa(r.Practices.Spurious + r.Metrics.Spurious)}
}

func writeTable(w io.Writer, reports []Report) error {
	var b bytes.Buffer
	for _, c := range columns {
		fmt.Fprintf(&b, "%-11s", c)
	}
	b.WriteString("notice\n")
	for _, r := range withSum(reports) {
		for _, c := range r.cells() {
			fmt.Fprintf(&b, "%-11s", c)
		}
		b.WriteString(r.Name + "\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

func writeCSV(w io.Writer, reports []Report) error {
	out := csv.NewWriter(w)
	rows := [][]string{append([]string{"notice"}, columns...)}
	for _, r := range withSum(reports) {
		rows = append(rows, append([]string{r.Name}, r.cells()...))
	}
	return out.WriteAll(rows)
}

// Markdown writes the table in Markdown, for documentation.
func Markdown(w io.Writer, reports []Report) error {
	var b bytes.Buffer
	line := func(first string, cells []string) {
		b.WriteString("| " + first)
		for _, c := range cells {
			b.WriteString(" | " + c)
		}
		b.WriteString(" |\n")
	}
	line("notice", columns)
	rule := make([]string, len(columns))
	for i := range rule {
		rule[i] = "---:"
	}
	line("---", rule)
	for _, r := range withSum(reports) {
		line(r.Name, r.cells())
	}
	_, err := w.Write(b.Bytes())
	return err
}

func writeJSON(w io.Writer, reports []Report) error {
	out := struct {
		Notices []Report `json:"notices"`
		All     Report   `json:"all"`
	}{reports, Summarize(reports)}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(out)
}

// MarshalJSON writes shares with four decimals; boundary is null where no quote is whole.
func (r Report) MarshalJSON() ([]byte, error) {
	var boundary *float64
	if r.Boundary.Count > 0 {
		x := round4(r.Boundary.Or(0))
		boundary = &x
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(reportJSON{r.Name, r.Practices, r.Localities, r.Metrics, r.Measures,
		round4(r.Qualifier.Or(1)), round4(r.Indicator.Or(1)), r.Traced.Or(1), r.Traced.Count, boundary,
		headJSON{r.Title, r.Number, r.Issued}, r.Misses})
	return b.Bytes(), err
}

// reportJSON is a report as JSON has it.
type reportJSON struct {
	Name       string   `json:"name"`
	Practices  Tally    `json:"practice-localities"`
	Localities Tally    `json:"localities"`
	Metrics    Tally    `json:"metrics"`
	Measures   Tally    `json:"measures under themes"`
	Qualifier  float64  `json:"qualifier"`
	Indicator  float64  `json:"indicator"`
	Traced     float64  `json:"traced"`
	Nodes      int      `json:"nodes"`
	Boundary   *float64 `json:"boundary"`
	Head       headJSON `json:"head"`
	Misses     []Miss   `json:"misses,omitempty"`
}

type headJSON struct {
	Title  bool `json:"title"`
	Number bool `json:"number"`
	Issued bool `json:"issued"`
}
