package ask

import (
	"fmt"
	"strings"

	"policygraph/queries"
)

// named is how many names a sentence gives before 等.
const named = 5

// cellText is a cell by the name of its column, lists joined by 、.
func cellText(r *queries.Result, row []queries.Cell, column string) string {
	i := r.Column(column)
	if i < 0 {
		return ""
	}
	if row[i].List != nil {
		return strings.Join(row[i].List, "、")
	}
	return row[i].Text
}

// listed names the first rows, each by one function, and says 等 where there are more.
func listed(r *queries.Result, name func(row []queries.Cell) string) string {
	var names []string
	for i, row := range r.Rows {
		if i == named {
			break
		}
		names = append(names, name(row))
	}
	s := strings.Join(names, "、")
	if r.Total > len(names) {
		s += "等"
	}
	return s
}

var levelWords = map[string]string{"province": "省级", "prefecture": "地级", "county": "县级", "town": "乡级", "zone": "功能区"}

// located is a locality with its level and province.
func located(r *queries.Result, row []queries.Cell) string {
	name, province := cellText(r, row, "locality"), cellText(r, row, "province")
	level := levelWords[cellText(r, row, "level")]
	if province == "" || province == name {
		return name + "（" + level + "）"
	}
	return name + "（" + level + "，" + province + "）"
}

func saySeveral(r *queries.Result, args queries.Args) string {
	least := args["min"]
	if least == "" {
		least = "2"
	}
	noun := "地区"
	if kind := args["kind"]; kind != "" {
		noun = kind
	}
	if args["limit"] != "" && len(r.Rows) > 0 {
		return fmt.Sprintf("涉及措施最多的是%s，有%s个措施。", located(r, r.Rows[0]), cellText(r, r.Rows[0], "count"))
	}
	if len(r.Rows) == 0 {
		return "没有" + noun + "出现在" + least + "个及以上措施下。"
	}
	return fmt.Sprintf("共有%d个%s出现在%s个及以上措施下：%s。", r.Total, noun, least, listed(r, func(row []queries.Cell) string {
		return located(r, row) + cellText(r, row, "count") + "个"
	}))
}

// condition says what narrows an answer down.
func condition(args queries.Args) string {
	var parts []string
	for _, p := range []struct{ name, before, after string }{{"locality", "在", ""}, {"measure", "措施“", "”下"},
		{"theme", "主题“", "”下"}, {"keyword", "提到“", "”"}, {"indicator", "指标含“", "”"}} {
		if v := args[p.name]; v != "" {
			parts = append(parts, p.before+v+p.after)
		}
	}
	return strings.Join(parts, "，")
}

func sayPractices(r *queries.Result, args queries.Args) string {
	if len(r.Rows) == 0 {
		return "没有找到" + condition(args) + "的做法。"
	}
	var measures []string
	for _, row := range r.Rows {
		if m := cellText(r, row, "measure"); m != "" && !strings.Contains(strings.Join(measures, "、"), m) {
			measures = append(measures, m)
		}
	}
	s := fmt.Sprintf("找到%s的做法%d条", condition(args), r.Total)
	if len(measures) > 0 {
		shown := strings.Join(measures[:min(len(measures), named)], "、")
		if len(measures) > named {
			shown += "等"
		}
		s += "，所在措施：" + shown
	}
	return s + "。"
}

func sayLocalities(r *queries.Result, args queries.Args) string {
	if len(r.Rows) == 0 {
		return "没有找到" + condition(args) + "的地区。"
	}
	where := condition(args)
	if where != "" {
		where += "的"
	}
	return fmt.Sprintf("%s地区有%d个：%s。", where, r.Total, listed(r, func(row []queries.Cell) string { return located(r, row) }))
}

func sayMetrics(r *queries.Result, args queries.Args) string {
	if len(r.Rows) == 0 {
		return "没有找到" + condition(args) + "的数字。"
	}
	first := r.Rows[0]
	place := cellText(r, first, "localities")
	if province := cellText(r, first, "provinces"); province != "" && province != place {
		place += "（" + province + "）"
	}
	return fmt.Sprintf("%s的数字有%d个，最大的是%s：%s%s。", condition(args), r.Total, place,
		cellText(r, first, "indicator"), cellText(r, first, "asWritten"))
}

func sayOverview(r *queries.Result, _ queries.Args) string {
	counts := map[string]int{}
	for _, row := range r.Rows {
		counts[cellText(r, row, "part")]++
	}
	if counts["notice"] == 0 {
		return "没有找到通知。"
	}
	n := r.Rows[0]
	s := "《" + cellText(r, n, "label") + "》"
	if number := cellText(r, n, "number"); number != "" {
		s += "（" + number + "）"
	}
	s += fmt.Sprintf("有%d个主题、%d项措施，收录做法%s条，涉及%s个地区、%s个数字", counts["theme"], counts["measure"],
		cellText(r, n, "practices"), cellText(r, n, "localities"), cellText(r, n, "metrics"))
	if counts["note"] > 0 {
		s += fmt.Sprintf("，另有%d处待定", counts["note"])
	}
	return s + "。"
}
