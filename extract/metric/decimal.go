package metric

import (
	"math/bits"
	"strconv"
	"strings"
)

// A decimal is mant × 10^exp, exact.
type decimal struct {
	mant uint64
	exp  int
}

// maxDigits is how many digits a number may have and still count as a quantity: what is longer is an identifier.
const maxDigits = 18

// shift multiplies by 10^n.
func (d decimal) shift(n int) decimal { return decimal{d.mant, d.exp + n} }

// add is the exact sum; ok is false where it does not fit 64 bits.
func (d decimal) add(e decimal) (sum decimal, ok bool) {
	if d.exp < e.exp {
		d, e = e, d
	}
	for d.exp > e.exp && d.mant > 0 {
		hi, lo := bits.Mul64(d.mant, 10)
		if hi > 0 {
			return decimal{}, false
		}
		d.mant, d.exp = lo, d.exp-1
	}
	m, carry := bits.Add64(d.mant, e.mant, 0)
	return decimal{m, e.exp}, carry == 0
}

// String is the canonical form of xsd:decimal in XSD 1.1: no exponent, no needless zero, no point in an integer.
func (d decimal) String() string {
	if d.mant == 0 {
		return "0"
	}
	for d.mant%10 == 0 {
		d.mant, d.exp = d.mant/10, d.exp+1
	}
	digits := strconv.FormatUint(d.mant, 10)
	switch {
	case d.exp >= 0:
		return digits + strings.Repeat("0", d.exp)
	case len(digits) > -d.exp:
		return digits[:len(digits)+d.exp] + "." + digits[len(digits)+d.exp:]
	}
	return "0." + strings.Repeat("0", -d.exp-len(digits)) + digits
}

// less compares exactly.
func (d decimal) less(e decimal) bool {
	if d.mant == 0 || e.mant == 0 {
		return d.mant == 0 && e.mant > 0
	}
	ds, es := strconv.FormatUint(d.mant, 10), strconv.FormatUint(e.mant, 10)
	if dm, em := len(ds)+d.exp, len(es)+e.exp; dm != em {
		return dm < em
	}
	return strings.TrimRight(ds, "0") < strings.TrimRight(es, "0")
}

// ratio is num/den as a percentage, rounded half up to two places (三分之一 is 33.33), exact where den is a power of ten.
func ratio(num, den decimal) (decimal, bool) {
	power := den.mant
	shift := den.exp
	for power > 0 && power%10 == 0 {
		power, shift = power/10, shift+1
	}
	if power == 1 {
		return num.shift(2 - shift), true
	}
	if den.exp != 0 || num.exp != 0 || den.mant == 0 || den.mant > 1e6 || num.mant > 1e9 {
		return decimal{}, false
	}
	return decimal{(num.mant*20000 + den.mant) / (2 * den.mant), -2}, true
}
