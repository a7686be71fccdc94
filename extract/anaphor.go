package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"policygraph/extract/place"
)

// Words that stand for a division named before: 该县, 全市, 我省, and its own organs without its name (市教育局,
// 县委、县政府, 区财政).

var (
	// tierRunes are the last characters of divisions' names by which a word may stand for one.
	tierRunes = runesOf("省市县区州盟旗镇乡")
	// pointers stand before one of them.
	pointers = runesOf("该全我本")
	// tierWords begin with one of them and stand for no division.
	tierWords = wordsOf("市场 市民 市域 市值 市价 市容 市郊 市区 市县 县域 县城 县乡 县区 区域 区块 区间 区县 区内 省会 省市 省际 省内 省份 州际 盟约 旗舰 旗下 镇村 镇区 乡村 乡镇 乡亲 乡土 乡贤")
	// comparing words after 全市 place something among others.
	comparing = wordsOf("首 第 唯一 率先 领先 最 前列 平均 排名 之首 之最 各地 域 外")
)

// anaphor is the length of the words at the start of s that stand for a division, and the character its name ends in,
// 0 for a place of any rank (当地); the length is 0 where there are none.
func anaphor(s string) (n int, tier rune) {
	if n := len("当地"); (strings.HasPrefix(s, "当地") || strings.HasPrefix(s, "该地")) && !strings.HasPrefix(s[n:], "时间") {
		return n, 0
	}
	head, size := runeAt(s, 0)
	if tierRunes.has(head) {
		if strings.HasPrefix(s[size:], "里") {
			return size + len("里"), head
		}
		return ownOrgan(s), head
	}
	tier = firstRune(s[size:])
	if !pointers.has(head) || !tierRunes.has(tier) {
		return 0, 0
	}
	size += utf8.RuneLen(tier)
	if comparing.prefix(s[size:]) > 0 {
		return 0, 0
	}
	return size + organs(s[size:]), tier
}

// ownOrgan is the length of an organ, or several, named by its division's rank alone (市教育局, 县财政), or 0.
func ownOrgan(s string) int {
	if tierWords.prefix(s) > 0 {
		return 0
	}
	tier := utf8.RuneLen(firstRune(s))
	for _, w := range []string{"财政", "级财政"} {
		if strings.HasPrefix(s[tier:], w) {
			return tier + len(w)
		}
	}
	return organs(s[:upTo(s, 90)])
}

// refer opens a practice at a clause that begins with a word for a place named before, or with the name of one of its
// towns, where it means another than the one that acts.
func (f *finder) refer(p *passage, s *sentence, i int) {
	c := s.clauses[i]
	at := skipLead(f.text, c.span, f.places)
	if at >= c.end || f.places.at(at) != nil || f.plan || f.open == nil && f.planned(p.heading) {
		return
	}
	if m := f.townAt(p, at, c.end); m != nil {
		if f.open == nil || !samePlaces(f.open.places, []*place.Mention{m}) {
			f.begin(p, s, i, subject{places: []*place.Mention{m}, start: at, end: m.End})
		}
		return
	}
	if m, n := f.villageAt(at, c.end); m != nil && acts(f.text[at+n:c.end]) {
		if f.open == nil || !samePlaces(f.open.places, []*place.Mention{m}) {
			f.begin(p, s, i, subject{places: []*place.Mention{m}, start: at, end: at + n})
		}
		return
	}
	if list, n := f.both(p, at, c.end); list != nil && acts(f.text[at+n:c.end]) {
		switch {
		case f.open != nil && i > 0 && !strings.Contains(c.of(f.text), "分别") && slices.ContainsFunc(list, func(m *place.Mention) bool { return m.Division == f.open.places[0].Division }):
			f.open.owners = append(f.open.owners, owner{at, list}) // ……，两市共惠及36.4万名
		case f.open == nil || !samePlaces(f.open.places, list):
			f.begin(p, s, i, subject{places: list, start: at, end: at + n})
		}
		return
	}
	n, tier := anaphor(f.text[at:c.end])
	if n == 0 || strings.HasPrefix(f.text[at+n:c.end], "各") || f.befallen(s, i, subject{end: at + n}) || !acts(f.text[at+n:c.end]) {
		return
	}
	if m := f.struck(s, at); tier == 0 && m != nil {
		if f.open.start < s.start {
			f.open.end = min(f.open.end, s.start)
		}
		f.begin(p, s, i, subject{places: []*place.Mention{m}, start: at, end: at + n})
		return
	}
	if f.open != nil && f.isOf(f.open.places, tier) && (strings.HasPrefix(f.text[at:], "该") || !f.within(p, tier)) {
		return
	}
	if list := f.antecedent(p, at, tier); list != nil && (f.open == nil || !samePlaces(f.open.places, list)) {
		f.begin(p, s, i, subject{places: list, start: at, end: at + n})
	}
}

// both are the places that a word which counts them stands for (两县, 三省), and its length: those of the passage's heading,
// or those that acted last, where they are so many and of that rank; nil for any other.
func (f *finder) both(p *passage, at, end int) ([]*place.Mention, int) {
	head, size := utf8.DecodeRuneInString(f.text[at:end])
	n := strings.IndexRune("两三四五", head)
	if n < 0 {
		return nil, 0
	}
	tier, width := utf8.DecodeRuneInString(f.text[at+size : end])
	if !strings.ContainsRune(tierRunes.chars+"地", tier) || counterWords.prefix(f.text[at+size+width:end]) > 0 {
		return nil, 0
	}
	n = n/len("两") + 2
	lists := [][]*place.Mention{p.subject}
	for _, o := range []*practice{f.open, f.last} {
		if o != nil && o.heading == p.heading {
			lists = append(lists, o.places)
		}
	}
	if f.open != nil && f.last != nil && len(f.open.places) == 1 && len(f.last.places) == 1 && f.last.passage == f.open.passage {
		lists = append(lists, []*place.Mention{f.last.places[0], f.open.places[0]})
	}
	for _, list := range lists {
		if len(list) == n && (tier == '地' || len(ranked(list, tier)) == n) {
			return list, size + width
		}
	}
	return nil, 0
}

// counterWords go on after 两省, 三县 where it counts no places named before.
var counterWords = wordsOf("级 区 域 镇 民 场 政")

// within reports whether the place that acts lies in the one that the passage is given, which a word of a rank stands for
// as well: 全市 after a county of it is the city that the heading names.
func (f *finder) within(p *passage, tier rune) bool {
	list := ranked(p.subject, tier)
	if len(list) != 1 || len(f.open.places) != 1 {
		return false
	}
	outer, inner := list[0].Division, f.open.places[0].Division
	return outer != inner && near(outer, inner) && len(strings.TrimRight(outer, "0")) < len(strings.TrimRight(inner, "0"))
}

// isOf reports whether one of the places is a division of the rank that a word names.
func (f *finder) isOf(list []*place.Mention, tier rune) bool {
	for _, m := range list {
		if tier == 0 || ofTier(m.Division, tier) {
			return true
		}
	}
	return false
}

// ofTier reports whether a division's name ends in tier.
func ofTier(id string, tier rune) bool {
	d, ok := place.Default().Division(id)
	return ok && strings.HasSuffix(d.Name, string(tier))
}

// county is the code of the county or prefecture that a town or a zone lies in, or that the division is.
func county(id string) string {
	host, _, _ := strings.Cut(id, "/")
	return host[:min(len(host), 6)]
}

// recallWithin is how many bytes before it 该县 may stand for a place.
const recallWithin = 3000

// antecedent are the places that a word of a rank stands for at byte at: those of the passage's heading, the document's
// own, or the last one named under the heading; where the rank is open, those that acted last.
func (f *finder) antecedent(p *passage, at int, tier rune) []*place.Mention {
	if tier == 0 {
		if m := f.places.before(at); m != nil && m.Start >= p.start && m.Division != "" {
			return []*place.Mention{m}
		}
		if f.last != nil && f.last.heading == p.heading {
			return f.last.places
		}
		return p.subject
	}
	from := max(0, at-recallWithin)
	if p.heading >= 0 {
		from = max(from, f.outline.headings[p.heading].zone.start)
	}
	if list := ranked(p.subject, tier); list != nil {
		return list
	}
	if list := ranked(f.own, tier); list != nil {
		return list
	}
	if m := f.places.lastNamed(span{from, at}, tier); m != nil {
		return []*place.Mention{m}
	}
	if pointers.has(firstRune(f.text[at:])) {
		return ranked(f.outline.home, tier)
	}
	return nil
}

// ranked are the places where each is, or lies in, a division of the rank, as those divisions; nil where one is not.
func ranked(list []*place.Mention, tier rune) []*place.Mention {
	var out []*place.Mention
	for _, m := range list {
		x := ofRank(m, tier)
		if x == nil {
			return nil
		}
		out = append(out, x)
	}
	return out
}

// ofRank is the mention as that of the innermost division of its chain with the rank, or nil.
func ofRank(m *place.Mention, tier rune) *place.Mention {
	for i := len(m.Names) - 1; i >= 0; i-- {
		n := m.Names[i]
		if !ofTier(n.Division, tier) {
			continue
		}
		if n.Division == m.Division {
			return m
		}
		return &place.Mention{Start: n.Start, End: n.End, Names: m.Names[:i+1], Division: n.Division, Reason: m.Reason}
	}
	return nil
}

// townAt is the town whose bare name begins a clause at byte at, where a place that the text is about has one of this
// name, or nil.
func (f *finder) townAt(p *passage, at, end int) *place.Mention {
	if !townAhead(f.text[at:end]) {
		return nil
	}
	hosts := append([]*place.Mention(nil), p.subject...)
	if f.open != nil {
		hosts = append(hosts, f.open.places...)
	}
	if f.last != nil && f.last.heading == p.heading {
		hosts = append(hosts, f.last.places...)
	}
	for _, h := range append(hosts, f.own...) {
		id, n := place.Default().TownIn(county(h.Division), f.text[at:end])
		if n > 0 && id != "" && acts(f.text[at+n:end]) {
			return &place.Mention{Start: at, End: at + n, Names: []place.Name{{Start: at, End: at + n, Division: id}}, Division: id, Town: true}
		}
	}
	if m := f.townNamed(at, end); m != nil && acts(f.text[m.End:end]) {
		return m
	}
	return nil
}

// townAhead reports whether a word that ends like a town's name begins s.
func townAhead(s string) bool {
	for i, n := 0, 0; i < len(s) && n < 7; n++ {
		r, size := runeAt(s, i)
		if endsName(r) {
			return false
		}
		if n >= 2 && (r == '镇' || r == '乡' || r == '街' && strings.HasPrefix(s[i:], "街道")) {
			return true
		}
		i += size
	}
	return false
}
