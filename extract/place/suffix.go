package place

import (
	"strings"

	"policygraph/extract/place/internal/index"
)

// keptSince is the date from which the gazetteer has every full name, so that no other suffix needs to be guessed.
const keptSince index.Date = 20030101

// An otherSuffix is one that may stand after a short name though it is not, or no longer, the division's own: 常德地区,
// 永川县. Offices and words that begin with it are none (县域, 市场).
type otherSuffix struct {
	word  string
	level index.Level // of the divisions it can mean; 0 is any
	not   string      // characters after it that make it part of another word
}

var otherSuffixes = []otherSuffix{
	{"地区", index.AtPrefecture, "生"},
	{"专区", index.AtPrefecture, ""},
	{"县", index.AtCounty, "域城级乡长委直区"},
	{"市", index.NoLevel, "场民区郊容值价级直政长委内"},
}

// suffix takes, in a text from before the full record, the suffix after a short name into the link and leaves the divisions that it can mean.
func (s *scanner) suffix(l *link) {
	if s.autonomous(l) {
		return
	}
	if !s.short(l.name, l.cands[0]) || s.g.f.Division(int(l.cands[0])).Level() == index.AtProvince {
		return
	}
	if s.on == 0 || s.on >= keptSince {
		return
	}
	rest := s.text[l.end:]
	for _, x := range otherSuffixes {
		after, ok := strings.CutPrefix(rest, x.word)
		if !ok || x.not != "" && after != "" && strings.ContainsRune(x.not, first(after)) {
			continue
		}
		var keep []int32
		for _, c := range l.cands {
			if at := s.g.f.Division(int(c)).Level(); at == x.level || x.level == index.NoLevel && at < index.AtTown {
				keep = append(keep, c)
			}
		}
		if len(keep) > 0 {
			l.cands, l.end, l.suffixed = keep, l.end+len(x.word), true
		}
		return
	}
}

// autonomous takes 自治州, 自治县 and the like after a short name into the link, where a division's own name ends so (湘西|自治州).
func (s *scanner) autonomous(l *link) bool {
	rest := s.text[l.end:]
	if !strings.HasPrefix(rest, "自治") {
		return false
	}
	for _, word := range [...]string{"自治州", "自治县", "自治区", "自治旗"} {
		if !strings.HasPrefix(rest, word) {
			continue
		}
		var keep []int32
		for _, c := range l.cands {
			if strings.HasSuffix(s.g.f.Division(int(c)).Name(), word) {
				keep = append(keep, c)
			}
		}
		if len(keep) > 0 {
			l.cands, l.end, l.suffixed = keep, l.end+len(word), true
			return true
		}
	}
	return false
}

func first(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}
