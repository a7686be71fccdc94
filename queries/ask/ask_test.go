package ask_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"policygraph/extract/place"
	"policygraph/queries"
	"policygraph/queries/ask"
	"policygraph/queries/internal/sample"
)

func TestQuestions(t *testing.T) {
	tests := []struct {
		rule, question, command, sentence string
	}{
		{"城市 means any locality", "哪些城市出现在多个措施下？", "several-measures",
			"共有3个地区出现在2个及以上措施下：长葛市（县级，河南省）4个、南京市（地级，江苏省）2个、琼中黎族苗族自治县（县级，海南省）2个。"},
		{"half-width marks and spaces are the same", " 哪些 城市出现在多个措施下?", "several-measures", ""},
		{"以上 includes the number", "有哪些地区涉及两个以上的措施", "several-measures", ""},
		{"a least number in characters", "哪些地方进入至少三个措施？", "several-measures --min 3", ""},
		{"a least number in digits", "哪些地区出现在3项及以上举措中", "several-measures --min 3", ""},
		{"more than a number", "哪些地区出现在超过2个措施下", "several-measures --min 3", "共有1个地区出现在3个及以上措施下：长葛市（县级，河南省）4个。"},
		{"not only one", "不止一个措施提到的城市有哪些", "several-measures", ""},
		{"县 keeps counties", "哪些县出现在多个措施下", "several-measures --kind 县", "共有1个县出现在2个及以上措施下：琼中黎族苗族自治县（县级，海南省）2个。"},
		{"市 keeps cities", "哪些市入选多项措施", "several-measures --kind 市", ""},
		{"区 keeps districts", "哪些区涉及多个措施", "several-measures --kind 区", "没有区出现在2个及以上措施下。"},
		{"省 rolls up", "哪些省出现在多个措施下", "several-measures --level province --kind 省", ""},
		{"地级市 rolls up", "哪些地级市出现在多个措施下", "several-measures --level prefecture", ""},
		{"a level by which to count", "按省份看，哪些地区出现在多个措施下", "several-measures --level province", ""},
		{"across notices", "跨文件看，哪些城市出现在多个措施下？", "several-measures --across", ""},
		{"inside a province", "河南有哪些城市涉及两个以上措施", "several-measures --locality 河南", "共有1个地区出现在2个及以上措施下：长葛市（县级，河南省）4个。"},
		{"the most measures", "哪个城市涉及的措施最多", "several-measures --min 1 --limit 10", "涉及措施最多的是长葛市（县级，河南省），有4个措施。"},

		{"what a place did", "长葛市做了什么？", "practices --locality 长葛市",
			"找到在长葛市的做法4条，所在措施：建设停车设施、改造老旧小区、扩大农村贷款、建设 停车设施；。"},
		{"a code", "411082做了什么", "practices --locality 411082", ""},
		{"a short name", "长葛有哪些做法", "practices --locality 长葛", ""},
		{"experience of a place", "琼中的经验", "practices --locality 琼中", ""},
		{"a place and a topic", "河南在停车方面做了什么", "practices --locality 河南 --keyword 停车", "找到在河南，提到“停车”的做法2条，所在措施：建设停车设施、建设 停车设施；。"},
		{"how a place does it", "长葛市怎么改造老旧小区", "practices --locality 长葛市 --keyword 改造老旧小区", ""},
		{"a place alone", "永川区", "practices --locality 永川区", ""},
		{"a topic alone", "在停车方面有哪些做法", "practices --keyword 停车", ""},

		{"where a topic is", "哪些地方在搞停车", "localities --keyword 停车", "提到“停车”的地区有4个：范家屯镇（乡级，吉林省）、长葛市（县级，河南省）、琼中黎族苗族自治县（县级，海南省）、永川区（县级，重庆市）。"},
		{"counties where a topic is", "哪些县在搞停车", "localities --keyword 停车 --kind 县", ""},
		{"where in a province", "河南哪些地方在搞停车", "localities --locality 河南 --keyword 停车", ""},
		{"who does it", "谁在做数据共享", "localities --keyword 共享", "提到“共享”的地区有1个：南京市（地级，江苏省）。"},
		{"localities under a measure", "扩大农村贷款措施下有哪些城市", "localities --measure 扩大农村贷款", "措施“扩大农村贷款”下的地区有2个：长葛市（县级，河南省）、琼中黎族苗族自治县（县级，海南省）。"},
		{"a measure in quotes", "“改造老旧小区”这一措施下都有哪些地区？", "localities --measure 改造老旧小区", ""},
		{"a theme in its place", "促进城乡融合主题下有哪些地方", "localities --theme 促进城乡融合", ""},
		{"practices under a measure", "共享公共数据措施下有哪些做法", "practices --measure 共享公共数据", ""},

		{"under what, without the word", "扩大农村贷款下有哪些城市", "localities --measure 扩大农村贷款", ""},
		{"places of a province, without topic", "江苏有哪些城市入选？", "localities --locality 江苏", "在江苏的地区有2个：南京市（地级，江苏省）、苏州工业园区（功能区，江苏省）。"},
		{"all places", "共有多少个地区", "localities", ""},
		{"two places in a list", "永川区和璧山区做了什么", "practices --locality 永川区、璧山区", ""},
		{"what measures there are in a notice", "示例〔2022〕2号文件有哪些措施", "overview 示例〔2022〕2号", ""},
		{"a part of a topic", "哪些地方在搞停车楼建设", "localities --keyword 停车楼", ""},

		{"where a number is largest", "哪里贷款最多", "metrics --indicator 贷款", "指标含“贷款”的数字有2个，最大的是琼中黎族苗族自治县（海南省）：贷款3.5亿元以上。"},
		{"who gave how much", "谁发放了多少贷款", "metrics --indicator 贷款", ""},
		{"amounts everywhere", "各地贷款金额", "metrics --indicator 贷款", ""},
		{"a number of a place", "长葛市有多少停车位", "metrics --locality 长葛市 --indicator 停车位", ""},

		{"a notice by number", "示例〔2021〕1号讲了什么", "overview 示例〔2021〕1号", "《示例：关于推广城市建设经验的通知》（示例〔2021〕1号）有2个主题、3项措施，收录做法10条，涉及9个地区、10个数字。"},
		{"a notice by title", "《示例：关于印发智慧城市做法的通知》说了些什么？", "", ""},
		{"nothing found is said", "乌鲁木齐做了什么", "practices --locality 乌鲁木齐", "库中没有与“乌鲁木齐”相符的地区。"},
	}
	s := sample.Open(t, "mem:")
	find := ask.Gazetteer(place.Default())
	for _, test := range tests {
		t.Run(test.rule, func(t *testing.T) {
			a, err := ask.Ask(context.Background(), s, test.question, find)
			if err != nil {
				t.Fatal(err)
			}
			if test.command != "" && a.Command != test.command {
				t.Errorf("%s is read as %s, want %s", test.question, a.Command, test.command)
			}
			if test.sentence != "" && a.Sentence != test.sentence {
				t.Errorf("%s: %s\nwant %s", test.question, a.Sentence, test.sentence)
			}
		})
	}
}

func TestStoreNamesPlacesWithoutGazetteer(t *testing.T) {
	a, err := ask.Ask(context.Background(), sample.Open(t, "mem:"), "苏州工业园区做了什么", nil)
	if err != nil || a.Said() != "查询：practices --locality 苏州工业园区" || len(a.Result.Rows) != 1 {
		t.Errorf("%+v, %v, want one practice of the zone", a, err)
	}
}

func TestNotUnderstood(t *testing.T) {
	s := sample.Open(t, "mem:")
	for _, question := range []string{"", "？", "今天天气怎么样呀", "hello", "为什么", "多个", strings.Repeat("长", 500), "\xff\xfe"} {
		_, err := ask.Ask(context.Background(), s, question, nil)
		var not *ask.NotUnderstoodError
		if !errors.As(err, &not) || len(not.Known) == 0 || !strings.HasPrefix(not.Error(), "不明白") {
			t.Errorf("%q: %v, want that it is not understood", question, err)
		}
	}
}

func TestWhichNotice(t *testing.T) {
	_, err := ask.Ask(context.Background(), sample.Open(t, "mem:"), "这份通知讲了什么？", nil)
	var several *queries.AmbiguousError
	if !errors.As(err, &several) || several.Total != 2 {
		t.Errorf("%v, want that two notices fit", err)
	}
}

func TestExamplesAreUnderstood(t *testing.T) {
	s := sample.Open(t, "mem:")
	for _, question := range ask.Examples() {
		_, err := ask.Ask(context.Background(), s, question, ask.Gazetteer(place.Default()))
		var several *queries.AmbiguousError
		if err != nil && !errors.As(err, &several) {
			t.Errorf("%s: %v", question, err)
		}
	}
}

func FuzzAsk(f *testing.F) {
	for _, q := range ask.Examples() {
		f.Add(q)
	}
	f.Add("河南在停车方面做了什么")
	f.Add("超过十二个措施")
	f.Add("《〔2021〕号》讲了什么")
	s := sample.Open(f, "mem:")
	find := ask.Gazetteer(place.Default())
	f.Fuzz(func(t *testing.T, question string) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		a, err := ask.Ask(ctx, s, question, find)
		if ctx.Err() != nil {
			t.Fatalf("%q takes too long", question)
		}
		if err == nil && (a.Sentence == "" || a.Result == nil) {
			t.Errorf("%q: an answer without sentence or result", question)
		}
		var not *ask.NotUnderstoodError
		var several *queries.AmbiguousError
		if err != nil && !errors.As(err, &not) && !errors.As(err, &several) {
			t.Errorf("%q: %v", question, err)
		}
	})
}
