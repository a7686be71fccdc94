package extract

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"policygraph/extract/metric"
	"policygraph/extract/place"
)

// A placeIndex finds the places of a text by where they stand.
type placeIndex struct {
	text     string
	mentions []place.Mention
}

// at is the mention that begins at byte i, or nil.
func (x *placeIndex) at(i int) *place.Mention {
	k := sort.Search(len(x.mentions), func(k int) bool { return x.mentions[k].Start >= i })
	if k < len(x.mentions) && x.mentions[k].Start == i {
		return &x.mentions[k]
	}
	return nil
}

// first is where the first place in subject position begins between two bytes, or -1.
func (x *placeIndex) first(start, end int) int {
	k := sort.Search(len(x.mentions), func(k int) bool { return x.mentions[k].Start >= start })
	for ; k < len(x.mentions) && x.mentions[k].End <= end; k++ {
		if list, _ := x.list(x.mentions[k].Start, end); len(list) > 0 {
			return x.mentions[k].Start
		}
	}
	return -1
}

// list is the run of places that begins at byte start, joined by 、 和 与 及 or a comma, and where it ends: after
// the last place's own organs and after 等地. It is nil where no place begins there, or where what follows makes
// one of them something else (南京大学, 北京路).
func (x *placeIndex) list(start, end int) ([]*place.Mention, int) {
	var out []*place.Mention
	at := start
	for {
		m := x.at(at)
		if m == nil || m.End > end {
			break
		}
		after, ok := actor(x.text[:end], m)
		if !ok {
			return nil, start
		}
		out = append(out, m)
		start = after
		if n := route(x.text[after:end]); n > 0 && x.at(after+n) != nil {
			return nil, start
		}
		at = after + joint(x.text[after:end])
		if at == after {
			break
		}
	}
	if len(out) == 0 {
		return nil, start
	}
	return out, start + len(others.FindString(x.text[start:end]))
}

// joint is the length of what joins two places of one list at the start of s, or 0.
func joint(s string) int {
	for _, j := range []string{"、", "以及", "和", "与", "及", "暨", "/", "／"} {
		if strings.HasPrefix(s, j) {
			return len(j)
		}
	}
	return 0
}

// route is the length of what makes a route of two places (成都至宜宾, 重庆到郑州) at the start of s, or 0.
func route(s string) int {
	for _, j := range []string{"至", "到", "往", "—", "–", "－", "-", "～", "~"} {
		if strings.HasPrefix(s, j) {
			return len(j)
		}
	}
	return 0
}

// others is what says that a list of places is not all: 等地, 等省市, 等20个市、县, 等许多地区和部门.
var others = regexp.MustCompile(`^等(?:[0-9一二三四五六七八九十百]+个?|许多|多个?|若干|一些|部分)?(?:(?:地区|地方|部门|城市|省份|省区|单位|地|省|市|县|区|州|自治区|直辖市)(?:、|和|及)?)*`)

// A subject is who acts in a clause.
type subject struct {
	places []*place.Mention
	start  int // where the first place begins
	end    int // where the predicate begins
	bare   bool
}

// leads are words that may stand before a subject with no comma after them.
var leads = regexp.MustCompile(`^(?:[ 　·•●◆■★▲※\-—]+|其中|此外|另外|同时|例如|比如|譬如|又如|再如|尤其是|特别是|如|目前|近日|日前|近期|近年来|近几年|今年以来|今年|去年|当前|截至目前|随后|接着|首先|其次|最后|而|则|并且|以及|仅|另据|由|` + timeForm + `)`)

// timeForm is a time that a sentence may begin with.
const timeForm = `(?:截至|截止|自|从|到)?(?:[0-9]{4}|[一二][〇○零一二三四五六七八九]{3})年(?:[0-9一二三四五六七八九十]{1,2}月(?:份)?(?:[0-9一二三四五六七八九十]{1,3}日)?)?(?:以来|以前|底|末|初|起|至今|上半年|下半年|前三季度|第[一二三四]季度)?|前[一二三]季度|上半年|下半年|[0-9]{1,2}月(?:份)?(?:[0-9]{1,2}日)?|“十[一二三四五]五”(?:期间|以来)?`

// skipLead is where a clause begins after its lead-in words.
func skipLead(text string, s span, x *placeIndex) int {
	at := s.start
	for range 4 {
		if x.at(at) != nil {
			return at
		}
		n := len(leads.FindString(text[at:s.end]))
		if n == 0 {
			return at
		}
		at += n
	}
	return at
}

// subjectOf is the places in subject position of a clause. A place after 在 counts where it stands alone before a
// comma (在江苏南京，市民……), since then the clause after says what is done there.
func (x *placeIndex) subjectOf(c clause) (subject, bool) {
	at := skipLead(x.text, c.span, x)
	inside := false
	if x.at(at) == nil {
		rest := x.text[at:c.end]
		if !strings.HasPrefix(rest, "在") {
			return subject{}, false
		}
		at += len("在")
		inside = true
	}
	list, end := x.list(at, c.end)
	if len(list) == 0 {
		return subject{}, false
	}
	s := subject{places: list, start: at, end: end, bare: end == c.end}
	if inside && !(s.bare && (c.mark == '，' || c.mark == ',')) {
		return subject{}, false
	}
	return s, s.bare || acts(x.text[end:c.end])
}

// acts reports whether what follows a subject may be what it did: no speech, no source, no route, no duty.
func acts(rest string) bool {
	if strings.HasPrefix(rest, "的") && len(metric.Parse(rest)) == 0 {
		return false
	}
	return !notPredicate.MatchString(rest) && !speaks(rest) && !describes.MatchString(rest)
}

// describes is a clause that says what a place is like and not what it did (高校资源丰富).
var describes = regexp.MustCompile(`^[^，0-9]{2,16}(?:丰富|发达|众多|集中|雄厚|密集|便利|优越|独特|悠久|紧张|偏远|薄弱|滞后)$`)

// notPredicate is how a clause goes on where the place before it does not act: routes, possessives, sources of
// data, people and firms of the place, and what is only demanded of it.
var notPredicate = regexp.MustCompile(`^(?:[也还就不便正]?是|至|—|–|-|～|~|籍|之|方言|某|男子|女子|市民|居民|村民|农民工?|考生|游客|记者|一家|一名|一位|有关|(?:主要|有关|相关)?(?:负责同志|负责人|领导)|原?(?:副)?(?:书记|省长|市长|县长|区长|局长|厅长|主任)|企业|公司|大学|学院|银行|人(?:[^力民才口均大社]|$)|` +
	`(?:要|应|应当|必须|须|需要?|不得|不应|可以?|请)(?:[^求素用付]|$)|` +
	`(?:的|发布的|最新|公布的|有关)?(?:数据|统计|消息|公报|报告|资料|公告)(?:显示|表明|称|，|$))`)

var (
	speech = regexp.MustCompile(`(?:说|表示|介绍|认为|指出|预计|预测|分析|坦言|强调|告诉记者|透露|回应|称)$`)
	person = regexp.MustCompile(`(?:局长|主任|书记|厅长|市长|县长|区长|省长|州长|镇长|乡长|部长|处长|科长|院长|校长|所长|会长|行长|主席|总经理|董事长|负责人|负责同志|发言人|专家|教授|研究员|统计师|工程师|代表|委员|记者|同志|先生|女士)`)
)

// speaks reports whether a clause says who speaks: a person's office and a verb of saying.
func speaks(rest string) bool {
	return speech.MatchString(rest) && person.MatchString(rest)
}

// runeBefore is the character that ends at byte i.
func runeBefore(text string, i int) rune {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return r
}
