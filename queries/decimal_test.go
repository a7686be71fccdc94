package queries

import (
	"math/big"
	"testing"
)

func TestCompareDecimals(t *testing.T) {
	tests := []struct {
		rule, a, b string
		want       int
	}{
		{"more digits before the point are more", "99", "100", -1},
		{"digits after the point count from the left", "0.3", "0.25", 1},
		{"zeros at the edges and a plus don't count", "+001.50", "1.5", 0},
		{"a point alone at the end doesn't count", "2.", "2", 0},
		{"negative numbers go the other way", "-2", "-10", 1},
		{"minus zero is zero", "-0.0", "0", 0},
		{"no length is too long", "100000000000000000000000000000000000000.1", "100000000000000000000000000000000000000.2", -1},
		{"no number is below every number", "", "-5", -1},
		{"no numbers are equal", "x", ".", 0},
		{"an exponent makes no decimal", "1e3", "0", -1},
	}
	for _, test := range tests {
		if got := CompareDecimals(test.a, test.b); got != test.want {
			t.Errorf("%s: %q, %q gives %d, want %d", test.rule, test.a, test.b, got, test.want)
		}
		if got := CompareDecimals(test.b, test.a); got != -test.want {
			t.Errorf("%s: %q, %q gives %d, want %d", test.rule, test.b, test.a, got, -test.want)
		}
	}
}

func FuzzCompareDecimals(f *testing.F) {
	f.Add("1.5", "-0.25")
	f.Add("007", "7.0")
	f.Fuzz(func(t *testing.T, a, b string) {
		got := CompareDecimals(a, b)
		if !IsDecimal(a) || !IsDecimal(b) {
			return
		}
		x, okX := new(big.Rat).SetString(a)
		y, okY := new(big.Rat).SetString(b)
		if okX && okY && got != x.Cmp(y) {
			t.Errorf("%q, %q gives %d, want %d", a, b, got, x.Cmp(y))
		}
	})
}

func TestCompareNatural(t *testing.T) {
	sorted := []string{"1", "1.1", "1.2", "1.10", "2", "10", "10.1", "n/practice/9", "n/practice/10", "n/practice/10/metric/1"}
	for i, a := range sorted {
		for k, b := range sorted {
			want := 0
			if i < k {
				want = -1
			} else if i > k {
				want = 1
			}
			if got := compareNatural(a, b); got != want {
				t.Errorf("%q, %q gives %d, want %d", a, b, got, want)
			}
		}
	}
}
