package nquads

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

const xsd = "http://www.w3.org/2001/XMLSchema#"

// Native is a literal that is not text as its lexical form and datatype IRI: integers, doubles, booleans and
// times in the canonical form of XSD 1.1 (https://www.w3.org/TR/xmlschema11-2/, appendix E), anything else as
// the value gives itself.
func Native(v quad.Value) (form, datatype string) {
	switch v := v.(type) {
	case quad.Int:
		return strconv.FormatInt(int64(v), 10), xsd + "integer"
	case quad.Float:
		return canonicalDouble(float64(v)), xsd + "double"
	case quad.Bool:
		return strconv.FormatBool(bool(v)), xsd + "boolean"
	case quad.Time:
		return canonicalDateTime(time.Time(v)), xsd + "dateTime"
	case quad.TypedStringer:
		t := v.TypedString()
		return string(t.Value), string(t.Type.Full())
	}
	return v.String(), xsdString
}

// canonicalDouble writes a mantissa with one digit before the point and at least one behind, then E and the exponent.
func canonicalDouble(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	sign := ""
	if exponent[0] == '-' {
		sign = "-"
	}
	exponent = strings.TrimLeft(exponent[1:], "0")
	if exponent == "" {
		sign, exponent = "", "0"
	}
	return mantissa + "E" + sign + exponent
}

// canonicalDateTime keeps the time zone, which is part of the value in XSD 1.1; one that is not whole minutes,
// which XSD cannot say, becomes UTC.
func canonicalDateTime(t time.Time) string {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	form := t.Format("2006-01-02T15:04:05.999999999Z07:00")
	if year := t.Year(); year < 0 { // Format writes the sign between the digits
		_, rest, _ := strings.Cut(t.AddDate(-2*year, 0, 0).Format("2006-01-02T15:04:05.999999999Z07:00"), "-")
		year := strconv.Itoa(-year)
		form = "-" + strings.Repeat("0", max(0, 4-len(year))) + year + "-" + rest
	}
	return form
}
