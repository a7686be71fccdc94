package source

import "testing"

// TestBrokenLines holds the rules by which the lines of a page are joined.
func TestBrokenLines(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"a full line goes on", "示例市建成示例学校一百二十所，惠及\n学生三万人。\n示例县建成十所。", "示例市建成示例学校一百二十所，惠及学生三万人。\n示例县建成十所。"},
		{"digits make a full line narrower", "示例市建成示例学校一百二十所，总投\n资达到2712万元，其中财政资金646\n万元。", "示例市建成示例学校一百二十所，总投资达到2712万元，其中财政资金646万元。"},
		{"a comma goes on", "示例市建成学校，\n惠及学生三万人，这是示例的一行字字字。\n一、示例标题", "示例市建成学校，惠及学生三万人，这是示例的一行字字字。\n一、示例标题"},
		{"a number with a point is no item", "示例市改善农田灌溉面积合计达到了\n8.6万亩，成效明显，这是示例的一行。", "示例市改善农田灌溉面积合计达到了8.6万亩，成效明显，这是示例的一行。"},
		{"an item begins anew", "示例市改善农田灌溉面积合计八万余亩\n1.示例县建成示例学校十所，惠及千人。", "示例市改善农田灌溉面积合计八万余亩\n1.示例县建成示例学校十所，惠及千人。"},
		{"a short line ends", "示例部\n2021年8月1日\n示例市建成示例学校一百二十所。", "示例部\n2021年8月1日\n示例市建成示例学校一百二十所。"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			w := &writer{}
			writeBroken(w, c.in)
			if got := w.document(nil).Text; got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}
