package place

import (
	"strings"
	"testing"
	"unicode"
)

// TestLeads holds that the words of each list pass, that others do not, and that all of the block is Han.
func TestLeads(t *testing.T) {
	for _, c := range compounds {
		if !compoundLeads().starts(c.word) {
			t.Errorf("%s does not pass", c.word)
		}
	}
	for _, k := range zoneKinds {
		if got, ok := zoneKindAt(k.word + "内"); !ok || !strings.HasPrefix(k.word, got.word) {
			t.Errorf("%s is %v", k.word, got)
		}
	}
	for _, f := range zoneFillers {
		if fillerAt(f) == 0 {
			t.Errorf("%s does not pass", f)
		}
	}
	for _, text := range []string{"", "，", "的路", "A", "😀", "\xe5\xbb"} {
		if compoundLeads().starts(text) {
			t.Errorf("%q passes", text)
		}
	}
	for r := rune(firstHan); r <= lastHan; r++ {
		if !unicode.Is(unicode.Han, r) {
			t.Errorf("%U is not Han", r)
		}
	}
}
