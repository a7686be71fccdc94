package eval

import (
	"math/rand"
	"reflect"
	"strings"
	"testing"

	"policygraph/schema"
)

const smallGold = `{
 "file": "small.txt", "title": "示例通知", "number": "示例〔2024〕1号", "issuer": "示例委", "issued": "2024-01-02",
 "themes": [], "measures": [{"notation": "一", "label": "修路", "theme": "", "approaches": []}],
 "optional_measures": ["组织领导"],
 "practices": [
  {"measure": "一", "localities": [{"code": "370100", "name": "济南市"}],
   "quote": "山东济南修建农村公路约1.2万公里，惠及300多个村", "metrics": [
   {"value": 12000, "unit": "公里", "comparator": "≈", "indicator": "农村公路", "quote": "约1.2万公里"},
   {"value": 300, "unit": "个", "comparator": ">", "indicator": "村", "quote": "300多个村"}]},
  {"measure": "一", "localities": [{"code": "530100", "name": "昆明市", "accept": ["530102"]}],
   "quote": "云南昆明建成公交专用道几十条，群众出行更加便利", "metrics": [
   {"value": null, "unit": "条", "comparator": "≈", "indicator": "公交专用道", "quote": "几十条"}]}
 ]}`

func small(t *testing.T) *Gold {
	t.Helper()
	g, err := ReadGold(strings.NewReader(smallGold))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestPerfectNoticeScoresOne(t *testing.T) {
	g := small(t)
	r := Score(g, noticeWithErrors(g, rand.New(rand.NewSource(1)), 0))
	if len(r.Misses) > 0 || r.Practices.F1() != 1 || r.Metrics.F1() != 1 || r.Boundary.Or(0) != 1 || r.Traced.Or(0) != 1 {
		t.Errorf("a notice that says all the gold says has misses %v and scores %+v", r.Misses, r)
	}
	if r.Practices.Right != 2 || r.Metrics.Right != 3 || r.Measures.Right != 1 {
		t.Errorf("counts %+v", r)
	}
}

func TestMissesHaveTheirSentence(t *testing.T) {
	g := small(t)
	n := noticeWithErrors(g, rand.New(rand.NewSource(1)), 0)
	n.Practices[0].Metrics[0].Qualifier = schema.Exact
	n.Practices[0].Metrics[1].Value = "301"
	n.Practices[1].Localities = []string{"370100"}
	n.Number = ""
	want := []Miss{
		{Missed, whatPractice, "530100 昆明市 under 修路", "正文　云南昆明建成公交专用道几十条，群众出行更加便利。"},
		{Spurious, whatPractice, "370100 济南市 under 修路", "正文　云南昆明建成公交专用道几十条，群众出行更加便利。"},
		{Differs, whatQualifier, "≈ ≠ =", "正文　山东济南修建农村公路约1.2万公里，惠及300多个村。"},
		{Missed, whatMetric, "村 >300个 (300多个村)", "正文　山东济南修建农村公路约1.2万公里，惠及300多个村。"},
		{Spurious, whatMetric, "村 >301个 (300多个村)", "正文　山东济南修建农村公路约1.2万公里，惠及300多个村。"},
		{Differs, whatNumber, "示例〔2024〕1号 ≠ ", ""},
	}
	var have []Miss
	for _, m := range Score(g, n).Misses {
		if m.What != whatLocality {
			have = append(have, m)
		}
	}
	if !reflect.DeepEqual(have, want) {
		t.Errorf("misses\nhave %q\nwant %q", have, want)
	}
}

func TestCodeOfZoneAndTown(t *testing.T) {
	list := []schema.Division{
		{ID: "370100", Code: "370100"}, {ID: "370102001", Code: "370102001", Level: schema.Town},
		{ID: "370100/aa", Level: schema.Zone, Parent: "370100"}, {ID: "x/bb", Parent: "x/cc"}, {ID: "x/cc", Parent: "x/bb"},
		{ID: "XPCC", Code: "XPCC"},
	}
	for id, want := range map[string]string{"370100": "370100", "370102001": "370102", "370100/aa": "370100", "x/bb": "",
		"XPCC": "XPCC", "unknown": ""} {
		if have := code(byID(list), id); have != want {
			t.Errorf("code of %s: have %q, want %q", id, have, want)
		}
	}
}

func TestSummaryAddsCounts(t *testing.T) {
	a := Report{Practices: Tally{1, 0, 0}, Title: true, Boundary: Mean{1, 1}}
	b := Report{Practices: Tally{1, 1, 1}, Boundary: Mean{1, 3}}
	sum := Summarize([]Report{a, b})
	if sum.Practices != (Tally{2, 1, 1}) || sum.Boundary.Or(0) != 0.5 || sum.Title {
		t.Errorf("sum %+v", sum)
	}
}

func TestMatchIsGreedyAndOptionalAbsorbs(t *testing.T) {
	gold, optional, items := []int{1, 2}, []int{3}, []int{2, 2, 3, 4}
	hits, spurious := match(len(gold), len(optional), len(items),
		func(g, i int) bool { return gold[g] == items[i] }, func(g, i int) bool { return optional[g] == items[i] })
	if !reflect.DeepEqual(hits, []int{-1, 0}) || !reflect.DeepEqual(spurious, []int{1, 3}) {
		t.Errorf("hits %v, spurious %v", hits, spurious)
	}
}
