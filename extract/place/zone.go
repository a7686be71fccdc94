package place

import (
	"strings"
	"sync"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
	"policygraph/schema"
)

// ZoneDivision is a zone that is named after its host and that the gazetteer does not list, such as
// 溧阳高新技术产业开发区: its ID is made of the host's and of [schema.Hash] of the name. The host must be known.
func (g *Gazetteer) ZoneDivision(host, name string) schema.Division {
	z := schema.Division{ID: host + "/" + schema.Hash(name), Name: name, Level: schema.Zone, Parent: host, Province: host}
	if d, ok := g.Division(host); ok && d.Province != "" {
		z.Province = d.Province
	}
	return z
}

// ZoneDivision is the zone that the mention names by rule, and whether it does: [Gazetteer.Division] does not know
// such a zone, so what refers to it must carry it (see [Gazetteer.Closure]).
func (m Mention) ZoneDivision(g *Gazetteer) (schema.Division, bool) {
	if m.ZoneName == "" {
		return schema.Division{}, false
	}
	host, _, _ := strings.Cut(m.Division, "/")
	return g.ZoneDivision(host, m.ZoneName), true
}

// A zoneKind is a word that ends the name of a zone.
type zoneKind struct {
	word   string
	bare   bool // it may stand right after the name of a prefecture or county
	strong bool // a name of its own may stand before it: 武汉临空港经济技术开发区
}

// zoneKinds are tried in this order.
var zoneKinds = []zoneKind{
	{"自由贸易试验区", true, false}, {"自贸试验区", true, false}, {"自贸区", true, false},
	{"高新技术产业开发区", true, true}, {"经济技术开发区", true, true}, {"高新技术开发区", true, true},
	{"综合保税区", true, true}, {"经济开发区", true, true}, {"高新区", true, true}, {"经开区", true, true},
	{"综保区", true, true}, {"保税港区", true, false}, {"保税区", true, false}, {"出口加工区", true, false},
	{"开发区", true, false}, {"工业园区", true, false}, {"新区", true, false}, {"台商投资区", true, false},
	{"产业园区", false, false}, {"示范区", false, false}, {"试验区", false, false}, {"实验区", false, false},
	{"合作区", false, false}, {"集聚区", false, false}, {"工业园", false, false}, {"产业园", false, false},
}

// zoneFillers are the words that may stand between a division and the kind.
var zoneFillers = strings.Fields(`国家级 国家 省级 高新技术产业 高新技术 高新 经济技术 战略性新兴产业 先进制造业 产业 经济 技术 综合 农业 循环
化工 航空港 临空 临港 空港 边境 现代 工业 国际 跨境 合作 高端 装备制造 生态 自主创新 重点 开放 可持续发展 开发`)

var (
	zoneLeads   = sync.OnceValue(func() *leads { return leadsOf(zoneKinds, func(k zoneKind) string { return k.word }) })
	fillerLeads = sync.OnceValue(func() *leads { return leadsOf(zoneFillers, strings.Clone) })
)

// zone adds the zone whose words stand right after the division it is named after, and the part of a zone (片区) that
// stands after the zone.
func (s *scanner) zone(out *Mention, d int32) {
	if d < 0 || out.Town {
		return
	}
	rest := s.text[out.End:]
	row := s.g.f.Division(int(d))
	start, host := out.Names[len(out.Names)-1].Start, out.Division
	n := 0
	if l, ok := s.zoneLink(); ok {
		n, start = partAt(rest), l.start
		if row.Level() == index.AtZone {
			host = s.g.f.Division(row.Parent()).ID()
		}
	} else {
		n = s.g.zoneAt(rest, row.Level() == index.AtProvince, suffixed(s.text[start:out.End]))
	}
	if n == 0 {
		return
	}
	name := s.zoneName(start, out.End, n, row)
	out.Zone, out.Short, out.ZoneName = true, false, name
	out.Division = s.g.ZoneDivision(host, name).ID
	out.Names = append(out.Names, Name{Start: out.End, End: out.End + n, Division: out.Division})
	out.End += n
}

// zoneName is the full name of the zone whose words, n bytes of them, stand at end after the name from start: the
// host's short name and the kind written out, or a listed zone's full name and the part, so that 合肥市高新区 and 合肥高新技术产业开发区 are one.
func (s *scanner) zoneName(start, end, n int, host index.Division) string {
	name, words := s.text[start:end], s.text[end:end+n]
	if l, ok := s.zoneLink(); ok {
		return s.g.f.Division(int(l.cands[0])).Name() + s.text[l.end:end+n]
	}
	if start == s.links[len(s.links)-1].start {
		if short := s.g.shortest(host); short != "" {
			name = short
		}
	}
	for _, k := range [][2]string{{"高新区", "高新技术产业开发区"}, {"经开区", "经济技术开发区"}, {"综保区", "综合保税区"}} {
		if cut, ok := strings.CutSuffix(words, k[0]); ok {
			words = cut + k[1]
		}
	}
	return name + words
}

// shortest is the newest name of a division without its suffix, or "" where it has none.
func (g *Gazetteer) shortest(d index.Division) string {
	best := ""
	for _, name := range d.OtherNames() {
		if strings.HasPrefix(d.Name(), name) && (best == "" || len(name) < len(best)) {
			best = name
		}
	}
	return best
}

// zoneLink is the first zone of the chain at hand, and whether there is one.
func (s *scanner) zoneLink() (link, bool) {
	for _, l := range s.links {
		if s.g.f.Division(int(l.cands[0])).Level() == index.AtZone {
			return l, true
		}
	}
	return link{}, false
}

// partAt is the length of a part's name at the start of text (临港片区, 片区), or 0.
func partAt(text string) int {
	const kind = "片区"
	n := 0
	for range 9 {
		if strings.HasPrefix(text[n:], kind) {
			return n + len(kind)
		}
		r, size := utf8.DecodeRuneInString(text[n:])
		if !han(r) {
			return 0
		}
		n += size
	}
	return 0
}

// zoneAt is the length of a zone's words at the start of text, or 0. Right after a province, or after a full name with
// its suffix, a bare kind says only what there is (江苏省开发区), so words must stand between.
func (g *Gazetteer) zoneAt(text string, province, full bool) int {
	n := 0
	for step := range 5 {
		if k, ok := zoneKindAt(text[n:]); ok {
			free := strings.HasPrefix(k.word, "自")
			if step > 0 || free || k.bare && !province && !(full && (k.word == "开发区" || k.word == "新区" || k.word == "工业园区")) {
				return n + len(k.word)
			}
			return 0
		}
		size := fillerAt(text[n:])
		if size == 0 {
			break
		}
		n += size
	}
	if n > 0 || province {
		return 0
	}
	return g.namedZone(text)
}

// zoneKindAt is the kind of zone at the start of text, and whether there is one.
func zoneKindAt(text string) (zoneKind, bool) {
	if zoneLeads().starts(text) {
		for _, k := range zoneKinds {
			if strings.HasPrefix(text, k.word) {
				return k, true
			}
		}
	}
	return zoneKind{}, false
}

// fillerAt is the length of the word at the start of text that may stand before a kind, or 0.
func fillerAt(text string) int {
	if fillerLeads().starts(text) {
		for _, f := range zoneFillers {
			if strings.HasPrefix(text, f) {
				return len(f)
			}
		}
	}
	return 0
}

// namedZone is the length of a zone's words that begin with a name of two or three characters which are no words.
func (g *Gazetteer) namedZone(text string) int {
	n := 0
	var prev rune
	for i := range 4 {
		if i >= 2 {
			if k, ok := zoneKindAt(text[n:]); ok && k.strong {
				return n + len(k.word)
			}
		}
		r, size := utf8.DecodeRuneInString(text[n:])
		if !han(r) || strings.ContainsRune(notInNames, r) || g.f.Edge(prev, r) {
			return 0
		}
		prev = r
		n += size
	}
	return 0
}
