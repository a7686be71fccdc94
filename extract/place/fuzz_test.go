package place

import (
	"testing"
	"unicode/utf8"
)

// FuzzScan: spans lie in the text, in order and disjoint, on the borders of characters; the names of a mention fill it;
// every division named is known. It never panics, on any bytes.
func FuzzScan(f *testing.F) {
	for _, text := range []string{"", "重庆永川区和璧山区", "吉林公主岭范家屯镇", "中国（四川）自由贸易试验区成都天府新区片区",
		"\xe5\x8c\x97北京\xff", "湖南常德蔡家岗公社", "新疆兵团第八师石河子市", "　　山西大同城区、矿区；", "廣東省"} {
		f.Add(text, "2021-08-26", "110000")
		f.Add(text, "1979-03-12", "")
	}
	f.Fuzz(func(t *testing.T, text, on, within string) {
		g := Default()
		last := 0
		for _, m := range g.Scan(text, Context{On: on, Within: within}) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%q: mention %d-%d after %d", text, m.Start, m.End, last)
			}
			last = m.End
			checkMention(t, text, m)
		}
	})
}

func checkMention(t *testing.T, text string, m Mention) {
	at := m.Start
	for _, n := range m.Names {
		if n.Start != at || n.End <= n.Start {
			t.Fatalf("%q: names of %+v do not follow one another", text, m)
		}
		at = n.End
	}
	if at != m.End || len(m.Names) == 0 {
		t.Fatalf("%q: names do not fill %+v", text, m)
	}
	if utf8.ValidString(text) && (!utf8.ValidString(text[:m.Start]) || !utf8.ValidString(text[m.Start:m.End])) {
		t.Fatalf("%q: %+v cuts a character", text, m)
	}
	if (m.Division == "") != (m.Reason == Open) || (m.Division == "") != (len(m.Candidates) > 0) {
		t.Fatalf("%q: %+v", text, m)
	}
	_, known := Default().Division(m.Division)
	if _, zone := m.ZoneDivision(Default()); m.Division != "" && !known && !zone {
		t.Fatalf("%q: nobody knows %s", text, m.Division)
	}
}
