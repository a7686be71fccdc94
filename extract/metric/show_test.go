package metric

import (
	"fmt"
	"strings"
	"testing"

	"policygraph/schema"
)

// show writes quantities as the tables of tests want them: sign, value or range, unit, indicator, and in brackets
// role, period, written words and place in a list where they say more than the rest.
func show(text string, list []Quantity) string {
	var out []string
	for _, q := range list {
		v := q.Value
		switch {
		case q.Min != "":
			v = q.Min + ".." + q.Max
		case v == "":
			v = "?"
		}
		s := fmt.Sprintf("%s%s %s %s", q.Qualifier.Sign(), v, q.Unit, q.Indicator)
		if q.Role != schema.Level {
			s += " (" + string(q.Role) + ")"
		}
		if q.Period != "" {
			s += " [" + q.Period + "]"
		}
		if q.Of > 0 {
			s += fmt.Sprintf(" %d/%d", q.Respective, q.Of)
		}
		out = append(out, s+" @"+text[q.Start:q.End])
	}
	return strings.Join(out, "; ")
}

// A row is a rule, a text made up for it, and what show gives of it.
type row struct{ rule, text, want string }

func run(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.rule, func(t *testing.T) {
			if got := show(r.text, Parse(r.text)); got != r.want {
				t.Errorf("%s\n got %s\nwant %s", r.text, got, r.want)
			}
		})
	}
}
