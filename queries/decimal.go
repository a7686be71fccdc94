package queries

import "strings"

// CompareDecimals compares two xsd:decimal lexical forms exactly, at any length: -1 where a < b, 0 where they are
// equal as numbers ("1.50" and "+01.5"), 1 where a > b. What is no decimal number, such as "", is below every
// number; two such are equal.
func CompareDecimals(a, b string) int {
	x, okX := parseDecimal(a)
	y, okY := parseDecimal(b)
	switch {
	case !okX && !okY:
		return 0
	case !okX:
		return -1
	case !okY:
		return 1
	case x.negative != y.negative:
		if x.negative {
			return -1
		}
		return 1
	case x.negative:
		return compareMagnitude(y, x)
	}
	return compareMagnitude(x, y)
}

// IsDecimal reports whether s is a lexical form of xsd:decimal.
func IsDecimal(s string) bool {
	_, ok := parseDecimal(s)
	return ok
}

// decimalParts is a decimal number without leading zeros before and trailing zeros after the point.
type decimalParts struct {
	whole, fraction string
	negative        bool
}

func parseDecimal(s string) (decimalParts, bool) {
	var d decimalParts
	if s != "" && (s[0] == '-' || s[0] == '+') {
		d.negative = s[0] == '-'
		s = s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if whole == "" && fraction == "" || !digits(whole) || !digits(fraction) {
		return decimalParts{}, false
	}
	d.whole = strings.TrimLeft(whole, "0")
	d.fraction = strings.TrimRight(fraction, "0")
	if d.whole == "" && d.fraction == "" {
		d.negative = false
	}
	return d, true
}

func compareMagnitude(x, y decimalParts) int {
	if len(x.whole) != len(y.whole) {
		if len(x.whole) < len(y.whole) {
			return -1
		}
		return 1
	}
	if c := strings.Compare(x.whole, y.whole); c != 0 {
		return c
	}
	return strings.Compare(x.fraction, y.fraction)
}

// digits reports whether s has only the digits 0 to 9; "" does.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
