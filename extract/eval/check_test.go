package eval

import (
	"reflect"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	text := "一、修路\n山东济南修建农村公路约1.2万公里，\n惠及300多个村。云南昆明建成公交专用道几十条，群众出行更加便利。组织领导"
	if wrong := Check(small(t), text); wrong != nil {
		t.Errorf("a sound gold has %q", wrong)
	}
	g := small(t)
	g.Issued = "2024年"
	g.Measures[0].Theme = "三"
	g.Practices[0].Measure = "二"
	g.Practices[0].Metrics[0].Comparator = "~"
	g.Practices[1].Localities[0].Accept = []string{"5301"}
	g.Practices[1].Metrics[0].Quote = "几十辆"
	want := []string{
		`issued "2024年" is no date YYYY-MM-DD`,
		`measure "修路" stands under theme "三", which is not listed`,
		`practice "山东济南修建农村公路约1.2万公里，惠及300多个村" stands under measure "二", which is not listed`,
		`comparator "~" of metric "约1.2万公里" is none of = ≈ > ≥ < ≤`,
		`code "5301" of 昆明市 is neither six digits nor XPCC`,
		`metric "几十辆" is not in its practice "云南昆明建成公交专用道几十条，群众出行更加便利"`,
	}
	if have := Check(g, text); !reflect.DeepEqual(have, want) {
		t.Errorf("have %q\nwant %q", have, want)
	}
	if have := Check(small(t), strings.ReplaceAll(text, "昆明", "曲靖")); len(have) != 1 || !strings.HasPrefix(have[0], "quote ") {
		t.Errorf("a quote that is not in the text: %q", have)
	}
}
