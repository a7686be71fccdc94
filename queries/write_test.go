package queries_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"policygraph/queries"
)

// awkward is a result with all kinds of column and what is hard to write.
func awkward() *queries.Result {
	return &queries.Result{
		Columns: []queries.Column{
			{Name: "text", Zh: "文本", En: "Text", Kind: queries.Text},
			{Name: "count", Zh: "数", En: "Count", Kind: queries.Integer},
			{Name: "value", Zh: "值", En: "Value", Kind: queries.Decimal},
			{Name: "list", Zh: "列", En: "List", Kind: queries.List},
			{Name: "iri", Zh: "IRI", En: "IRI", Kind: queries.IRI}},
		Rows: [][]queries.Cell{
			{{Text: "=HYPERLINK(\"x\")"}, {Text: "3"}, {Text: "-0.10"}, {List: []string{"a", "b"}}, {Text: "https://example.org/1"}},
			{{Text: "引\"号\n,<&>\x1b[31m"}, {}, {}, {}, {}},
			{{Text: "="}, {Text: "12345"}, {Text: "123456789012345678901234567890.5"}, {List: []string{"＋1"}}, {}},
		},
		Total: 3,
	}
}

func written(t *testing.T, style queries.Style) string {
	t.Helper()
	var b bytes.Buffer
	if err := awkward().Write(&b, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCSVGuardsFormulasAndReadsBack(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(written(t, queries.Style{Format: queries.CSV}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"文本", "数", "值", "列", "IRI"},
		{"'=HYPERLINK(\"x\")", "3", "-0.10", "a、b", "https://example.org/1"},
		{"引\"号\n,<&>\x1b[31m", "", "", "", ""},
		{"=", "12345", "123456789012345678901234567890.5", "'＋1", ""},
	}
	for i := range want {
		if strings.Join(rows[i], "|") != strings.Join(want[i], "|") {
			t.Errorf("row %d is %q, want %q", i, rows[i], want[i])
		}
	}
}

func TestCSVForExcel(t *testing.T) {
	got := written(t, queries.Style{Format: queries.CSV, Excel: true, English: true})
	if !strings.HasPrefix(got, "\ufeffText,Count,Value,List,IRI\r\n") || !strings.HasSuffix(got, "\r\n") {
		t.Errorf("it begins %q", got[:40])
	}
	if strings.HasPrefix(written(t, queries.Style{Format: queries.CSV}), "\ufeff") {
		t.Error("a byte order mark without asking")
	}
}

func TestJSONKeepsDecimalsExact(t *testing.T) {
	var rows []map[string]any
	if err := json.Unmarshal([]byte(written(t, queries.Style{Format: queries.JSON})), &rows); err != nil {
		t.Fatal(err)
	}
	if rows[2]["value"] != "123456789012345678901234567890.5" || rows[2]["count"] != 12345.0 || rows[1]["value"] != nil ||
		len(rows[1]["list"].([]any)) != 0 || rows[1]["text"] != "引\"号\n,<&>\x1b[31m" {
		t.Errorf("rows %v", rows)
	}
}

func TestTable(t *testing.T) {
	got := written(t, queries.Style{English: true})
	want := `Text             Count                             Value  List
=HYPERLINK("x")      3                             -0.10  a、b
引"号 ,<&> [31m
=                12345  123456789012345678901234567890.5  ＋1
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTableFitsItsWidth(t *testing.T) {
	got := written(t, queries.Style{Width: 60})
	if !strings.Contains(got, "…") {
		t.Errorf("nothing is cut:\n%s", got)
	}
	for i, line := range strings.Split(strings.TrimSuffix(got, "\n"), "\n") {
		if n := halfWidths(line); n > 60 {
			t.Errorf("line %d has width %d: %s", i, n, line)
		}
	}
}

// halfWidths counts wide characters twice, as the test's own texts have them.
func halfWidths(s string) int {
	n := 0
	for _, c := range s {
		n++
		if c >= 0x2E80 && c != '…' {
			n++
		}
	}
	return n
}

func TestUnknownFormat(t *testing.T) {
	if err := awkward().Write(&bytes.Buffer{}, queries.Style{Format: "xml"}); err == nil || !strings.Contains(err.Error(), "table, json and csv") {
		t.Errorf("%v, want the formats there are", err)
	}
}
