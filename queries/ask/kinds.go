package ask

import (
	"maps"
	"strconv"
	"strings"

	"policygraph/internal/lazyregexp"
	"policygraph/queries"
)

// A kind is one sort of question.
type kind struct {
	example string
	read    func(q *question) []reading
}

// kinds are the sorts of question in the order in which they are tried; a more particular one stands before a more
// general one.
var kinds = []kind{
	{"这份通知讲了什么？", readOverview},
	{"哪些城市出现在多个措施下？", readSeveral},
	{"哪个城市涉及的措施最多？", readMostMeasures},
	{"哪里的贷款最多？", readMetrics},
	{"“改造老旧小区”措施下有哪些城市？", readUnderMeasure},
	{"河南在停车方面做了什么？", readPractices},
	{"哪些地方在搞停车？", readWhere},
	{"在停车方面有哪些做法？", readTopic},
}

var (
	aboutNotice = lazyregexp.New(`(?:(?:这份|这个|该|本|此)?(?:通知|文件|公告|文|意见|方案|号)(?:的)?(?:主要)?(?:讲|说|写|内容|概况|概述|大意|有哪些主题|有哪些措施|有什么内容|包括|包含))|(?:讲了|说了|写了|讲的是|说的是)(?:些)?(?:什么|啥|哪些)|(?:概述|概括|总结)(?:一下)?(?:这份|该|本)?(?:通知|文件)|^(?:一共|共)?有(?:哪些|什么|多少个?|多少项?)(?:主题|措施|举措)$`)
	quoted      = lazyregexp.New(`[《“"「]([^》”"」]+)[》”"」]`)
	numbered    = lazyregexp.New(`[\p{Han}]*[〔\[(【]\d{4}[〕\])】]第?\d+号`)
	across      = lazyregexp.New(`跨(?:文件|通知|文)|不同(?:的)?(?:文件|通知)|(?:多份|各份|各|多个|所有)(?:文件|通知)`)
	placeNoun   = lazyregexp.New(wordsWhich + `?(?:的)?` + `(` + wordsPlace + `)|哪里|哪儿|谁`)
	byLevel     = lazyregexp.New(`(?:按|以|归并到|归到|汇总到)(?:照)?(地级市|地级|设区市|省级|省份|省|县级|县)`)
	mostWords   = lazyregexp.New(`(?:最多|最大|最高|排名|排行|多少|几[个户人家亩吨]|金额|规模|数量|总额|总量|数额|数据是|各地.*(?:额|量|数|率)$)`)
	whichPlace  = lazyregexp.New(wordsWhich + `个?` + wordsPlace + `|哪里|哪儿|谁(?:在|做|搞|干|推)`)
	doneWords   = lazyregexp.New(wordsAct + `(?:了)?(?:什么|哪些|啥|些什么)|(?:哪些|什么|多少|啥|的)` + wordsDone + `|` + wordsDone + `(?:有哪些|是什么|如何|怎么样)|(?:怎么|如何|怎样)(?:做|搞|办)的?$|做了|干了`)
	howWords    = lazyregexp.New(`怎么|怎样|如何|情况`)
	asks        = lazyregexp.New(`哪|什么|多少|谁|怎|几个`)
	underWords  = lazyregexp.New(`^(?:在)?[“"《「]?(.{2,60}?)[”"》」]?(?:这一|这个|这项|的|等)?(?:(?:` + wordsMeasure + `|主题)(?:下面|之下|方面|下|中|里)?|下面|之下|下)(?:都|共|一共)?(?:有|是|涉及|包括|包含|出现)?(?:了)?(` + wordsWhich + `.*|)$`)
)

// readOverview reads 这份通知讲了什么, with a title in 《》 or a number where it names one.
func readOverview(q *question) []reading {
	if !aboutNotice.MatchString(q.text) {
		return nil
	}
	args := queries.Args{}
	if number := numbered.FindString(q.text); number != "" {
		number = strings.NewReplacer("(", "〔", "[", "〔", "【", "〔", ")", "〕", "]", "〕", "】", "〕").Replace(number)
		year := number[strings.Index(number, "〔"):] // words of the question may stand before the number
		return []reading{{"overview", queries.Args{"notice": number}, sayOverview},
			{"overview", queries.Args{"notice": year}, sayOverview}}
	} else if m := quoted.FindStringSubmatch(q.text); m != nil {
		args["notice"] = m[1]
	} else if len(q.places) > 0 && strings.Contains(q.rest, placeMark+"的") {
		return nil // what a place's notice says is another question
	}
	return []reading{{"overview", args, sayOverview}}
}

// readSeveral reads 哪些城市出现在多个措施下 and the like.
func readSeveral(q *question) []reading {
	m := several.FindStringSubmatch(q.text)
	place, named := q.place()
	if m == nil || !named && len(q.places) > 0 || !placeNoun.MatchString(strings.Replace(q.rest, m[0], "", 1)) {
		return nil
	}
	n := least(m)
	if n < 2 && m[2] == "" && m[4] == "" { // 这一措施 is one, and no number to count from
		return nil
	}
	args := q.counted(strings.Replace(q.rest, m[0], "", 1))
	if named {
		args["locality"] = place
	}
	if n != 2 {
		args["min"] = strconv.Itoa(n)
	}
	return []reading{{"several-measures", args, saySeveral}}
}

var mostMeasures = lazyregexp.New(wordsMeasure + `(?:数)?(?:量)?最多|最多(?:的)?` + wordsMeasure)

// readMostMeasures reads 哪个城市涉及的措施最多.
func readMostMeasures(q *question) []reading {
	if !mostMeasures.MatchString(q.text) || len(q.places) > 0 || !placeNoun.MatchString(q.text) {
		return nil
	}
	args := q.counted(q.text)
	args["min"], args["limit"] = "1", "10"
	return []reading{{"several-measures", args, saySeveral}}
}

// counted are the arguments that say what several-measures counts: which kind of place, at which level, and whether
// headings of different notices are one. 城市 and 地区 mean any locality.
func (q *question) counted(text string) queries.Args {
	args := queries.Args{}
	noun := ""
	if m := placeNoun.FindStringSubmatch(byLevel.ReplaceAllString(text, "")); m != nil {
		noun = m[1]
	}
	switch noun {
	case "省", "省份":
		args["level"], args["kind"] = "province", "省"
	case "地级市":
		args["level"] = "prefecture"
	case "市", "县级市", "直辖市":
		args["kind"] = "市"
	case "县", "区":
		args["kind"] = noun
	case "镇", "乡", "乡镇", "街道":
		args["kind"] = "镇"
	}
	if m := byLevel.FindStringSubmatch(text); m != nil {
		level := map[string]string{"地": "prefecture", "设": "prefecture", "省": "province", "县": "county"}
		args["level"] = level[string([]rune(m[1])[:1])]
	}
	if across.MatchString(text) {
		args["across"] = "true"
	}
	return args
}

// readMetrics reads 哪里贷款最多, 谁发放了多少贷款, 各地贷款金额, 长葛市有多少停车位.
func readMetrics(q *question) []reading {
	if !mostWords.MatchString(q.rest) || strings.Contains(q.text, "做法最多") {
		return nil
	}
	place, one := q.place()
	if len(q.places) > 0 && !one {
		return nil
	}
	var out []reading
	for _, word := range attempts(q.rest) {
		args := queries.Args{"indicator": word}
		if one {
			args["locality"] = place
		}
		out = append(out, reading{"metrics", args, sayMetrics})
	}
	return out
}

// readUnderMeasure reads X措施下有哪些城市 and X措施下有哪些做法.
func readUnderMeasure(q *question) []reading {
	m := underWords.FindStringSubmatch(q.text)
	if m == nil || asks.MatchString(m[1]) || len(pieces(m[1])) == 0 {
		return nil
	}
	label := strings.Trim(m[1], "“”\"《》「」")
	query, say := "localities", sayLocalities
	if strings.ContainsAny(m[2], "做经案") {
		query, say = "practices", sayPractices
	}
	out := []reading{{query, queries.Args{"measure": label}, say}, {query, queries.Args{"theme": label}, say}}
	for _, word := range attempts(label) {
		out = append(out, reading{query, queries.Args{"keyword": word}, say})
	}
	return out
}

// readPractices reads 长葛市做了什么 and 河南在停车方面做了什么.
func readPractices(q *question) []reading {
	place, one := q.place()
	if !one || !doneWords.MatchString(q.rest) && !howWords.MatchString(q.rest) && strings.Trim(q.rest, placeMark+"和与跟及、,") != "" {
		return nil
	}
	var out []reading
	for _, word := range attempts(q.rest) {
		out = append(out, reading{"practices", queries.Args{"locality": place, "keyword": word}, sayPractices})
	}
	if len(out) == 0 {
		out = []reading{{"practices", queries.Args{"locality": place}, sayPractices}}
	}
	return out
}

// readWhere reads 哪些地方在搞停车, 谁在做数据共享, 河南哪些县在搞停车, and without a topic 江苏哪些城市入选.
func readWhere(q *question) []reading {
	if !whichPlace.MatchString(q.text) {
		return nil
	}
	args := q.counted(q.rest)
	delete(args, "across")
	delete(args, "level")
	if place, named := q.place(); named {
		args["locality"] = place
	} else if len(q.places) > 0 {
		return nil
	}
	words := attempts(q.rest)
	if len(words) == 0 {
		return []reading{{"localities", args, sayLocalities}}
	}
	var out []reading
	for _, word := range words {
		with := maps.Clone(args)
		with["keyword"] = word
		out = append(out, reading{"localities", with, sayLocalities})
	}
	return out
}

// readTopic reads 在停车方面有哪些做法.
func readTopic(q *question) []reading {
	if !doneWords.MatchString(q.rest) || len(q.places) > 0 {
		return nil
	}
	var out []reading
	for _, word := range attempts(q.rest) {
		out = append(out, reading{"practices", queries.Args{"keyword": word}, sayPractices})
	}
	return out
}
