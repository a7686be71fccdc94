package place

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
	"policygraph/schema"
)

// nearMisses is how many divisions of a similar name are given at most.
const nearMisses = 5

// Similar are up to five divisions of today of which a name differs from the given one by one character put in, left out
// or taken for another, those of a higher level first. At least one character has to be right beside a suffix that
// many share; a name of one character has none.
func (g *Gazetteer) Similar(name string) []schema.Division {
	want := []rune(folded(name))
	if len(want) < 2 {
		return nil
	}
	type near struct {
		d    int
		rank int
	}
	var found []near
	for i := range g.f.Names() {
		n := g.f.Name(i)
		if n.Flags()&index.Swallow != 0 || !oneApart(want, n.String()) {
			continue
		}
		for k := range n.Len() {
			e := n.At(k)
			if d := g.f.Division(e.Division); e.Valid(0) && d.Level() <= index.AtCounty {
				found = append(found, near{e.Division, int(d.Level())})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.d, b.d)) })
	found = slices.CompactFunc(found, func(a, b near) bool { return a.d == b.d })
	var out []schema.Division
	for _, x := range found[:min(len(found), nearMisses)] {
		out = append(out, g.describe(g.f.Division(x.d)))
	}
	return out
}

// oneApart says whether a name differs from want by one character. What is right must be more than a suffix.
func oneApart(want []rune, name string) bool {
	n := utf8.RuneCountInString(name)
	if n < len(want)-1 || n > len(want)+1 || n < 2 || n == 2 && len(want) == 3 && !suffixed(string(want)) {
		return false
	}
	has := []rune(name)
	a, b := 0, 0
	for a < min(n, len(want)) && want[a] == has[a] {
		a++
	}
	for b < min(n, len(want))-a && want[len(want)-1-b] == has[n-1-b] {
		b++
	}
	right := string(want[:a])
	if a == 0 {
		right = string(want[len(want)-b:])
	}
	return max(n, len(want))-a-b <= 1 && !bareSuffix(right)
}

// bareSuffix says whether the text is nothing but the kind of a division.
func bareSuffix(text string) bool {
	switch text {
	case "", "省", "市", "区", "县", "旗", "盟", "州", "新区", "自治州", "自治县", "地区":
		return true
	}
	return false
}
