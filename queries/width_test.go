package queries

import (
	"testing"
	"unicode"

	"golang.org/x/text/width"
)

// TestKnownWidthsAreUnicodes compares every character whose width is known without a table with the tables.
func TestKnownWidthsAreUnicodes(t *testing.T) {
	known := 0
	for c := rune(0); c <= unicode.MaxRune; c++ {
		n := knownWidth(c)
		if n == 0 {
			continue
		}
		known++
		want := 1
		if k := width.LookupRune(c).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			want = 2
		}
		if n != want || !unicode.IsPrint(c) || unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf) {
			t.Errorf("%U %c: width %d, want %d", c, c, n, want)
		}
	}
	if known < 21_000 {
		t.Errorf("the widths of only %d characters are known", known)
	}
}

func TestMeasureSkipsNoBrokenText(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		plain bool
	}{{"示例a、（1）“中”", 16, true}, {"\xE5\x9F", 2, false}, {"\xE6a\x80", 3, false}, {"e\u0301", 1, false}, {"a\tb", 3, false}} {
		if n, plain := measure(c.text); n != c.width || plain != c.plain {
			t.Errorf("%q: %d, %v; want %d, %v", c.text, n, plain, c.width, c.plain)
		}
	}
}
