package place

import (
	"strings"
	"testing"
)

// written shows the mentions of a text as names and divisions, such as 重庆|永川区=500118.
func written(text string, ms []Mention) string {
	var out []string
	for _, m := range ms {
		var names []string
		for _, n := range m.Names {
			names = append(names, text[n.Start:n.End])
		}
		d := m.Division
		if d == "" {
			d = "?"
		}
		out = append(out, strings.Join(names, "|")+"="+d)
	}
	return strings.Join(out, " ")
}

func TestScan(t *testing.T) {
	for _, c := range []struct {
		rule, on, within, text, want string
	}{
		{"a chain is as fine as its last name", "2021-08-26", "", "四川成都郫都区建立制度", "四川|成都|郫都区=510117"},
		{"a chain may skip the prefecture", "2021-08-26", "", "四川崇州发展农贷通", "四川|崇州=510184"},
		{"和 hands the province on", "2021-08-26", "", "重庆永川区和璧山区取消限制", "重庆|永川区=500118 璧山区=500120"},
		{"the code is the one of the date: before a move", "2019-08-26", "", "吉林公主岭推进改革", "吉林|公主岭=220381"},
		{"the code is the one of the date: after a move", "2025-08-26", "", "吉林公主岭推进改革", "吉林|公主岭=220184"},
		{"an ordinary word is no division", "2021-08-26", "", "优化资源配置，加强合作，维护和平", ""},
		{"a character shared by two words is no name", "2021-08-26", "", "创新和行政成本降低", ""},
	} {
		t.Run(c.rule, func(t *testing.T) {
			got := written(c.text, Default().Scan(c.text, Context{On: c.on, Within: c.within}))
			if got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}
