package source

import (
	"fmt"
	"strings"
	"testing"
)

// drawn is a page of PostScript as pdftops writes it, 800 points high, whose lines are given as x0 y0 x1 y1 from the top
// left; every second one is a thin filled shape.
func drawn(lines ...[4]float64) string {
	var b strings.Builder
	b.WriteString("%%Page: 1 1\n%%EndPageSetup\nq\n[0.5 0 0 0.5 0 0] cm\n")
	for i, l := range lines {
		x0, y0, x1, y1 := 2*l[0], 2*(800-l[1]), 2*l[2], 2*(800-l[3])
		if i%2 == 0 {
			fmt.Fprintf(&b, "q\n%g %g m\n%g %g l\nS\nQ\n", x0, y0, x1, y1)
		} else {
			fmt.Fprintf(&b, "%g %g %g %g re\nf*\n", x0, y0, x1-x0+0.2, y1-y0+0.2)
		}
	}
	return b.String() + "Q\n"
}

// grid4 are the lines of a table: across at ys from the first of xs to the last, and down.
func grid4(xs, ys []float64) (lines [][4]float64) {
	for _, y := range ys {
		lines = append(lines, [4]float64{xs[0], y, xs[len(xs)-1], y})
	}
	for _, x := range xs {
		lines = append(lines, [4]float64{x, ys[0], x, ys[len(ys)-1]})
	}
	return lines
}

// TestPDFTables holds how the tables of a PDF are read by their lines, here of two pages at most.
func TestPDFTables(t *testing.T) {
	xs := []float64{50, 80, 150, 260}
	for _, c := range []struct {
		rule, words, drawn, want string
	}{
		{"cells of several lines", set("100 60 示例部通知", "55 100 序号", "85 100 举措", "155 100 内容", "60 125 1", "85 120 推行示例一", "85 135 窗通办", "155 120 示例市建成示例所十", "155 135 二所。", "50 180 示例部"),
			drawn(grid4(xs, []float64{90, 110, 145})...),
			"|示例部通知\ncell 1/1/1 |序号\ncell 1/1/2 |举措\ncell 1/1/3 |内容\ncell 1/2/1 |1\ncell 1/2/2 |推行示例一窗通办\ncell 1/2/3 |示例市建成示例所十二所。\n|示例部\n"},
		{"a cell over several rows", set("55 100 甲", "85 100 乙", "155 100 丙", "85 125 丁", "155 125 戊"),
			drawn([4]float64{50, 90, 260, 90}, [4]float64{80, 110, 260, 110}, [4]float64{50, 140, 260, 140}, [4]float64{50, 90, 50, 140}, [4]float64{80, 90, 80, 140}, [4]float64{150, 90, 150, 140}, [4]float64{260, 90, 260, 140}),
			"cell 1/1/1 |甲\ncell 1/1/2 |乙\ncell 1/1/3 |丙\ncell 1/2/2 |丁\ncell 1/2/3 |戊\n"},
		{"a table goes on across pages: its head is said once and a broken row is one",
			set("55 700 序号", "85 700 举措", "155 700 内容", "60 725 1", "85 725 推行示例", "155 725 示例市建成示例一十", "280 780 — 1 —") + set("55 100 序号", "85 100 举措", "155 100 内容", "155 125 二所。", "60 150 2", "85 150 示例", "155 150 示例县。"),
			drawn(grid4(xs, []float64{690, 710, 735})...) + drawn(grid4(xs, []float64{90, 110, 135, 160})...),
			"cell 1/1/1 |序号\ncell 1/1/2 |举措\ncell 1/1/3 |内容\ncell 1/2/1 |1\ncell 1/2/2 |推行示例\ncell 1/2/3 |示例市建成示例一十二所。\ncell 1/3/1 |2\ncell 1/3/2 |示例\ncell 1/3/3 |示例县。\n"},
		{"a frame is no table", set("55 100 示例市建成示例所"), drawn(grid4([]float64{50, 260}, []float64{90, 140})...), "|示例市建成示例所\n"},
		{"lines through words are no table", set("55 100 示例市建成示例所一百二十所，惠及学生", "55 115 三万人。"), drawn(grid4(xs, []float64{90, 107, 140})...), "|示例市建成示例所一百二十所，惠及学生三万人。\n"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			doc := withTables(t, c.words, c.drawn)
			if got := show(doc); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

// withTables is the document of pages with words and the lines drawn on them.
func withTables(t *testing.T, words, drawn string) *Document {
	t.Helper()
	pages := pagesOf(words)
	heights := make([]float64, len(pages))
	for i := range pages {
		heights[i] = pages[i].height
	}
	r, err := readRulings(strings.NewReader(drawn), heights)
	if err != nil {
		t.Fatal(err)
	}
	for i := range r {
		pages[i].addTables(r[i])
	}
	w := &writer{}
	writePages(w, pages)
	doc := w.document(nil)
	checkDocument(t, doc)
	return doc
}

func FuzzPDFTables(f *testing.F) {
	xs := []float64{50, 80, 260}
	f.Add(set("55 100 序号", "155 100 内容"), drawn(grid4(xs, []float64{90, 110, 145})...))
	f.Fuzz(func(t *testing.T, words, lines string) {
		withTables(t, strings.ToValidUTF8(words, "\uFFFD"), lines)
	})
}
