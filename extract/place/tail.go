package place

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"policygraph/extract/place/internal/index"
)

// town adds the town whose name stands right after a county or prefecture. A town that the gazetteer does not know
// is taken by its form: two to four characters before 镇, 乡, 街道 or 公社.
func (s *scanner) town(out *Mention, d int32) {
	if d < 0 {
		return
	}
	row := s.g.f.Division(int(d))
	if row.Level() != index.AtCounty && row.Level() != index.AtPrefecture {
		return
	}
	rest := s.text[out.End:]
	id, n := "", 0
	for _, host := range s.hosts(row) {
		if t, ok := host.FindTown(rest); ok {
			id, n = t.ID(), len(t.Name())
			break
		}
	}
	if n == 0 {
		n = townWords(rest)
	}
	if n == 0 {
		return
	}
	out.Names = append(out.Names, Name{Start: out.End, End: out.End + n, Division: id})
	out.End += n
	out.Town, out.Short = true, false
	if id != "" {
		out.Division = id
	}
}

// hosts are the division and its successors, whose towns are kept under the newest codes.
func (s *scanner) hosts(d index.Division) []index.Division {
	list := []index.Division{d}
	for i := 0; i < len(list) && i < 8; i++ {
		for k := range list[i].Next().Len() {
			list = append(list, s.g.f.Division(list[i].Next().At(k)))
		}
	}
	return list
}

// townWords is the length of what reads as a town's name at the start of text, or 0.
func townWords(text string) int {
	n := 0
	for i := range 6 {
		rest := text[n:]
		for _, end := range []string{"公社", "街道", "镇", "鎮", "乡", "鄉"} {
			if i >= 2 && strings.HasPrefix(rest, end) {
				return n + len(end)
			}
		}
		r, size := utf8.DecodeRuneInString(rest)
		if !unicode.Is(unicode.Han, r) || strings.ContainsRune("的和与及在有为对将等各全个每于由市县区省乡镇", r) {
			return 0
		}
		n += size
	}
	return 0
}

// zone adds the zone whose words stand right after the division it is named after.
func (s *scanner) zone(out *Mention, d int32) {
	if d < 0 || out.Town || out.Zone {
		return
	}
	n := zoneAt(s.text[out.End:])
	if n == 0 {
		return
	}
	host := out.Division
	name := s.text[out.Names[len(out.Names)-1].Start : out.End+n]
	out.Names = append(out.Names, Name{Start: out.End, End: out.End + n})
	out.End += n
	out.Zone, out.Short, out.ZoneName = true, false, name
	out.Division = s.g.ZoneDivision(host, name).ID
	out.Names[len(out.Names)-1].Division = out.Division
}

// compounds are the words that make another name of the division's name before them.
var compounds = strings.Fields(`大学 学院 大道 大街 高速 铁路 高铁 时间 奥运会 冬奥会 亚运会 世博会 话 菜 籍 人 队 路 街 湾 湖 岛
山 江 河 海峡 海 平原 盆地 高原 机场 港 站 银行 海关 证券 日报 晚报 集团 公司 公路 合作组织 西路 东路 南路 北路`)

// compoundAt is the word at the start of text that makes another name of the division before it, or "".
func compoundAt(text string) string {
	for _, c := range compounds {
		if strings.HasPrefix(text, c) {
			return c
		}
	}
	return ""
}
