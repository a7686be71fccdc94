package source

import (
	"strings"
	"testing"
)

// TestWrapped holds the rules by which lines are paragraphs or parts of them.
func TestWrapped(t *testing.T) {
	const line = "示例省示例市建成示例学校一百二十所，惠及学生三万人，平均办理时间由" // 66 columns
	for _, c := range []struct{ rule, in, want string }{
		{"lines that break off within a clause go on", "一、示例标题\n" + line + "\n5.5天压缩至1.5天。示例县落实示例示例示例示例示例示例示例示例示例，建\n成示例学校十所。\n二、示例标题\n" + line + "\n5天压缩至1天。",
			"一、示例标题\n" + line + "5.5天压缩至1.5天。示例县落实示例示例示例示例示例示例示例示例示例，建成示例学校十所。\n二、示例标题\n" + line + "5天压缩至1天。"},
		{"a full line that ends at a colon ends its paragraph", line + "\n5天压缩至1天。\n各省、自治区、直辖市示例厅（局），示例生产建设兵团示例局示例局：\n" + line + "\n5天压缩至1天。\n" + line + "\n5天压缩至1天。",
			line + "5天压缩至1天。\n各省、自治区、直辖市示例厅（局），示例生产建设兵团示例局示例局：\n" + line + "5天压缩至1天。\n" + line + "5天压缩至1天。"},
		{"headlines of like length are not one text", strings.Repeat("示例省示例市建成示例学校一百二十所惠及学生三万人\n示例省示例县开展示例活动惠及学生二万余人\n", 4),
			strings.TrimSpace(strings.Repeat("示例省示例市建成示例学校一百二十所惠及学生三万人\n示例省示例县开展示例活动惠及学生二万余人\n", 4))},
		{"sentences of like length are not one text", strings.Repeat("示例省示例市建成示例学校一百二十所，惠及学生三万人。\n示例省示例县建成学校，惠及学生三万人。\n示例局\n示例省示例县。\n", 3),
			strings.TrimSpace(strings.Repeat("示例省示例市建成示例学校一百二十所，惠及学生三万人。\n示例省示例县建成学校，惠及学生三万人。\n示例局\n示例省示例县。\n", 3))},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := plainText(c.in).Text; got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestArticleEnd holds where an article ends on its page.
func TestArticleEnd(t *testing.T) {
	body := strings.Repeat("示例省推广示例经验，成效明显。\n", 6)
	for _, c := range []struct{ rule, in, want string }{
		{"below the editor's name", body + "（责任编辑：甲）\n示例省建成示例站。\n", strings.TrimSpace(body)},
		{"below the heading of what is recommended", body + "推荐阅读\n示例省建成示例站。\n", strings.TrimSpace(body)},
		{"an annex is the notice's own", body + "责任编辑：甲\n附件：名单\n", body + "附件：名单"},
		{"where most comes after it does not end", "责任编辑：甲\n" + body, strings.TrimSpace(body)},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := plainText(c.in).Text; got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}
