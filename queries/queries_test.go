package queries_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"policygraph/graph"
	"policygraph/queries"
	"policygraph/queries/internal/sample"
)

func run(t testing.TB, s graph.Snapshot, name string, args queries.Args) *queries.Result {
	t.Helper()
	q, ok := queries.Find(name)
	if !ok {
		t.Fatalf("no query is called %s", name)
	}
	r, err := q.Run(context.Background(), s, args)
	if err != nil {
		t.Fatalf("%s: %v", q.Command(args), err)
	}
	return r
}

// column is one column of a result, joined by spaces.
func column(t testing.TB, r *queries.Result, name string) string {
	t.Helper()
	i := r.Column(name)
	if i < 0 {
		t.Fatalf("no column is called %s", name)
	}
	var out []string
	for _, row := range r.Rows {
		out = append(out, strings.Join(append(row[i].List, row[i].Text), ""))
	}
	return strings.Join(out, " ")
}

func TestQueries(t *testing.T) {
	tests := []struct {
		rule, query, args, column, want string
	}{
		{"measures of two notices are two, and a locality counts as it was resolved",
			"several-measures", "", "locality", "长葛市 南京市 琼中黎族苗族自治县"},
		{"the count is of distinct measures", "several-measures", "", "count", "4 2 2"},
		{"headings with the same words are one across notices", "several-measures", "across=true", "count", "3 2 2"},
		{"min raises what counts as several", "several-measures", "min=3", "locality", "长葛市"},
		{"one measure is enough where min is 1, a practice under none is not",
			"several-measures", "min=1", "locality",
			"长葛市 南京市 琼中黎族苗族自治县 公主岭市 范家屯镇 苏州工业园区 永川区 璧山区"},
		{"at county level a town counts for its county",
			"several-measures", "level=county", "locality", "长葛市 公主岭市 南京市 琼中黎族苗族自治县"},
		{"at prefecture level districts of a municipality count for it, a county without prefecture stays",
			"several-measures", "level=prefecture", "locality", "许昌市 长春市 南京市 琼中黎族苗族自治县 重庆市"},
		{"at province level all count for their provinces",
			"several-measures", "level=province", "locality", "河南省 吉林省 江苏省 海南省 重庆市"},
		{"a kind keeps names that end so", "several-measures", "kind=县", "locality", "琼中黎族苗族自治县"},
		{"one notice alone", "several-measures", "notice=示例〔2021〕1号", "locality", "长葛市"},
		{"inside a place", "several-measures", "locality=江苏", "locality", "南京市"},
		{"inside a place, rolled up", "several-measures", "locality=吉林省;level=county", "locality", "公主岭市"},
		{"two places", "practices", "locality=永川区、璧山", "localities", "永川区 璧山区"},
		{"limit keeps the first", "several-measures", "limit=1", "locality", "长葛市"},

		{"a locality by full name, in order of date and text",
			"practices", "locality=长葛市", "number", "示例〔2021〕1号 示例〔2021〕1号 示例〔2021〕1号 示例〔2022〕2号"},
		{"a locality by short name", "practices", "locality=范家屯", "statement", "范家屯镇划定夜间停车区。"},
		{"a locality includes what lies inside it", "practices", "locality=长春", "localities", "范家屯镇 公主岭市"},
		{"a locality by code", "practices", "locality=500000", "localities", "永川区 璧山区"},
		{"a locality by IRI", "practices", "locality=" + sample.Base + "division/500118", "localities", "永川区"},
		{"a locality by a part of its name", "practices", "locality=工业园", "localities", "南京市苏州工业园区"},
		{"a province includes practices of its own", "practices", "province=河南;theme=2", "localities", "长葛市 河南省"},
		{"a measure by number as written", "practices", "measure=（三）", "localities", "琼中黎族苗族自治县 长葛市"},
		{"a measure by notation", "practices", "measure=2.1", "localities", "琼中黎族苗族自治县 长葛市"},
		{"a measure by a part of its heading, in any notice", "practices", "measure=停车设施;locality=琼中", "number",
			"示例〔2022〕2号"},
		{"a theme by heading", "practices", "theme=促进城乡融合", "measure", "扩大农村贷款 扩大农村贷款 "},
		{"a keyword in the statement or measure", "practices", "keyword=停车;province=河南", "measure",
			"建设停车设施 建设 停车设施；"},

		{"localities of a measure by code", "localities", "measure=1.1", "locality", "范家屯镇 长葛市 永川区"},
		{"only places inside the one asked for", "localities", "theme=1;province=江苏", "locality", "南京市 苏州工业园区"},
		{"practices are counted", "localities", "theme=1", "practices", "1 1 1 1 2 1 1"},

		{"numbers largest first within a unit, a range by its lower end, a vague one last",
			"metrics", "unit=元", "asWritten", "3.5亿元以上 12000.5万元 5至10元 几百万元"},
		{"the most frequent unit first", "metrics", "", "unit", "元 元 元 元 % % 个 个 公里 座 户 项"},
		{"a number belongs to its owner, not to all that the practice names",
			"metrics", "locality=南京", "value", "12.5 90"},
		{"a province's numbers", "metrics", "province=河南", "asWritten", "1200个 超过20个 12000.5万元 几百万元 3座"},
		{"an indicator by a part of it", "metrics", "indicator=停车", "value", "1200 5 3"},
		{"signs show qualifiers", "metrics", "unit=元", "sign", "≥ = = ≈"},
		{"a measure's numbers", "metrics", "measure=2.1;limit=1", "value", "350000000"},

		{"a notice by part of its title", "overview", "notice=智慧", "label",
			"示例：关于印发智慧城市做法的通知 建设 停车设施； 共享公共数据 鼓楼区: several divisions have this name"},
		{"parts with themes before their measures and practices under none last", "overview", "notice=示例〔2021〕1号",
			"number", "示例〔2021〕1号 一 （一） （二） 二 （三） "},
	}
	for name, s := range snapshots(t) {
		for _, test := range tests {
			t.Run(name+"/"+test.rule, func(t *testing.T) {
				if got := column(t, run(t, s, test.query, parse(test.args)), test.column); got != test.want {
					t.Errorf("%s %s: %s is\n%q, want\n%q", test.query, test.args, test.column, got, test.want)
				}
			})
		}
	}
}

// snapshots are the samples in quads alone, in a store in memory and in a folder.
func snapshots(t testing.TB) map[string]graph.Snapshot {
	return map[string]graph.Snapshot{"quads": newMemory(sample.Quads()), "mem": sample.Open(t, "mem:"),
		"folder": sample.Open(t, filepath.Join(t.TempDir(), "store"))}
}

// parse reads arguments from name=value;name=value.
func parse(s string) queries.Args {
	args := queries.Args{}
	for part := range strings.SplitSeq(s, ";") {
		if name, value, ok := strings.Cut(part, "="); ok {
			args[name] = value
		}
	}
	return args
}

func TestQueryGoldens(t *testing.T) {
	for _, s := range snapshots(t) {
		testGoldens(t, s)
	}
}

func testGoldens(t *testing.T, s graph.Snapshot) {
	t.Helper()
	tests := []struct{ query, args string }{
		{"several-measures", "min=1"}, {"practices", ""}, {"localities", ""}, {"metrics", ""},
		{"overview", "notice=示例〔2021〕1号"}, {"overview", "notice=示例〔2022〕2号"},
	}
	for i, test := range tests {
		r := run(t, s, test.query, parse(test.args))
		for _, style := range []queries.Style{{Format: queries.Table, Width: 100}, {Format: queries.JSON},
			{Format: queries.CSV}} {
			var out bytes.Buffer
			if err := r.Write(&out, style); err != nil {
				t.Fatal(err)
			}
			name := test.query
			if i == 5 {
				name += "-note"
			}
			golden(t, name+"."+string(style.Format), out.Bytes())
		}
	}
}

func TestQueryErrors(t *testing.T) {
	s := newMemory(sample.Quads())
	tests := []struct {
		rule, query, args string
		want              any
		message           string
	}{
		{"an unknown parameter", "practices", "place=x", new(*queries.ArgumentError), "no such parameter"},
		{"a count that is none", "several-measures", "min=zwei", new(*queries.ArgumentError), "whole number"},
		{"a choice that is none", "several-measures", "level=city", new(*queries.ArgumentError), "county, prefecture"},
		{"a place that the store lacks", "practices", "locality=乌鲁木齐", new(*queries.NoMatchError), "乌鲁木齐"},
		{"a county given as province", "practices", "province=长葛市", new(*queries.NoMatchError), "province"},
		{"an overview where there are several notices", "overview", "", new(*queries.AmbiguousError),
			"示例〔2021〕1号 示例：关于推广城市建设经验的通知; 示例〔2022〕2号"},
	}
	for _, test := range tests {
		t.Run(test.rule, func(t *testing.T) {
			q, _ := queries.Find(test.query)
			_, err := q.Run(context.Background(), s, parse(test.args))
			if err == nil || !errors.As(err, test.want) || !strings.Contains(err.Error(), test.message) {
				t.Errorf("error %v, want one of type %T that says %q", err, test.want, test.message)
			}
		})
	}
}

func TestEndedContextGivesNoPart(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := newMemory(sample.Quads())
	for _, q := range queries.All() {
		if r, err := q.Run(ctx, s, nil); !errors.Is(err, context.Canceled) || r != nil {
			t.Errorf("%s: %v, %v, want no result and context.Canceled", q.Name, r, err)
		}
	}
}

func TestEmptyStore(t *testing.T) {
	s := newMemory(nil)
	for _, q := range queries.All() {
		r, err := q.Run(context.Background(), s, nil)
		var none *queries.NoMatchError
		if q.Name == "overview" {
			if !errors.As(err, &none) {
				t.Errorf("overview: %v, want that there is no notice", err)
			}
		} else if err != nil || len(r.Rows) != 0 {
			t.Errorf("%s: %v, %v, want no rows", q.Name, r, err)
		}
	}
}

func TestCommand(t *testing.T) {
	q, _ := queries.Find("several-measures")
	got := q.Command(queries.Args{"across": "true", "min": "3", "level": "", "notice": "a 'b'", "limit": "0"})
	if want := `several-measures --min 3 --across --notice 'a '\''b'\'''`; got != want {
		t.Errorf("command %s, want %s", got, want)
	}
	q, _ = queries.Find("overview")
	if got := q.Command(queries.Args{"notice": "示例〔2021〕1号"}); got != "overview 示例〔2021〕1号" {
		t.Errorf("command %s", got)
	}
}
