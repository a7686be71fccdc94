package source

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// A wordStyle is what a paragraph style says that matters here.
type wordStyle struct {
	level  int // of a heading, from 1, or 0
	bold   bool
	list   bool
	align  Align
	number numberRef
}

// A numberRef names a level of a list that numbers paragraphs; id is "" or "0" for none.
type numberRef struct {
	id    string
	level int
}

// xmlStyles is the part of styles.xml that is read.
type xmlStyles struct {
	Styles []struct {
		Type  string `xml:"type,attr"`
		ID    string `xml:"styleId,attr"`
		Name  xmlVal `xml:"name"`
		Based xmlVal `xml:"basedOn"`
		PPr   struct {
			Outline *xmlVal `xml:"outlineLvl"`
			JC      *xmlVal `xml:"jc"`
			NumID   *xmlVal `xml:"numPr>numId"`
			ILvl    *xmlVal `xml:"numPr>ilvl"`
		} `xml:"pPr"`
		Bold *xmlVal `xml:"rPr>b"`
	} `xml:"style"`
}

type xmlVal struct {
	Val string `xml:"val,attr"`
}

// readStyles reads the paragraph styles of styles.xml, each with what it takes over from the style it is based on.
// A broken part gives none.
func readStyles(data []byte) map[string]wordStyle {
	var x xmlStyles
	if len(data) == 0 || xml.NewDecoder(bytes.NewReader(data)).Decode(&x) != nil {
		return nil
	}
	index := make(map[string]int, len(x.Styles))
	for i := range x.Styles {
		index[x.Styles[i].ID] = i
	}
	styles := make(map[string]wordStyle, len(x.Styles))
	for id := range index {
		styles[id] = x.resolve(index, id, 0)
	}
	return styles
}

// resolve is a style with what it takes over; a chain longer than ten is cut.
func (x *xmlStyles) resolve(index map[string]int, id string, depth int) wordStyle {
	i, ok := index[id]
	if !ok || depth > 10 {
		return wordStyle{}
	}
	s := &x.Styles[i]
	out := wordStyle{}
	if s.Based.Val != "" {
		out = x.resolve(index, s.Based.Val, depth+1)
	}
	if level := headingLevel(s.Name.Val); level > 0 {
		out.level = level
	}
	if o := s.PPr.Outline; o != nil {
		if n, err := strconv.Atoi(o.Val); err == nil && n < 9 {
			out.level = n + 1
		}
	}
	if strings.HasPrefix(strings.ToLower(s.Name.Val), "list") {
		out.list = true
	}
	if s.PPr.JC != nil {
		out.align = alignment(s.PPr.JC.Val, AlignNone)
	}
	if s.PPr.NumID != nil {
		out.number.id = s.PPr.NumID.Val
	}
	if s.PPr.ILvl != nil {
		out.number.level, _ = strconv.Atoi(s.PPr.ILvl.Val)
	}
	if s.Bold != nil {
		out.bold = isOn(s.Bold.Val)
	}
	return out
}

// headingLevel is the level that a style's name gives: heading 1, 标题 1; Title is 1.
func headingLevel(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, p := range []string{"heading", "标题"} {
		if rest, ok := strings.CutPrefix(name, p); ok {
			if n, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && n >= 1 && n <= 9 {
				return n
			}
		}
	}
	if name == "title" || name == "标题" {
		return 1
	}
	return 0
}

// numbering counts the automatic numbers of a document.
type numbering struct {
	lists  map[string]map[int]numberLevel // by numId
	shared map[string]string              // numId -> abstractNumId: lists that count on
	counts map[string]*[9]int             // by abstractNumId
}

// A numberLevel is one level of a list.
type numberLevel struct {
	format string // decimal, chineseCounting, …
	text   string // such as "（%1）"
	start  int
}

// xmlNumbering is the part of numbering.xml that is read.
type xmlNumbering struct {
	Abstract []struct {
		ID     string `xml:"abstractNumId,attr"`
		Levels []struct {
			ILvl   string  `xml:"ilvl,attr"`
			Start  *xmlVal `xml:"start"`
			Format xmlVal  `xml:"numFmt"`
			Text   xmlVal  `xml:"lvlText"`
		} `xml:"lvl"`
	} `xml:"abstractNum"`
	Nums []struct {
		ID       string `xml:"numId,attr"`
		Abstract xmlVal `xml:"abstractNumId"`
	} `xml:"num"`
}

// readNumbering reads numbering.xml; a broken part gives no numbers.
func readNumbering(data []byte) numbering {
	n := numbering{lists: map[string]map[int]numberLevel{}, shared: map[string]string{}, counts: map[string]*[9]int{}}
	var x xmlNumbering
	if len(data) == 0 || xml.NewDecoder(bytes.NewReader(data)).Decode(&x) != nil {
		return n
	}
	abstract := make(map[string]map[int]numberLevel)
	for _, a := range x.Abstract {
		levels := make(map[int]numberLevel)
		for _, l := range a.Levels {
			i, err := strconv.Atoi(l.ILvl)
			if err != nil || i < 0 || i > 8 {
				continue
			}
			level := numberLevel{format: l.Format.Val, text: l.Text.Val, start: 1}
			if l.Start != nil {
				level.start, _ = strconv.Atoi(l.Start.Val)
			}
			levels[i] = level
		}
		abstract[a.ID] = levels
	}
	for _, num := range x.Nums {
		n.lists[num.ID], n.shared[num.ID] = abstract[num.Abstract.Val], num.Abstract.Val
	}
	return n
}

// next counts a paragraph and gives its number as the page shows it, or "" where it has none or a bullet.
func (n *numbering) next(ref numberRef) string {
	levels := n.lists[ref.id]
	level, ok := levels[ref.level]
	if !ok || ref.level < 0 || ref.level > 8 {
		return ""
	}
	counts := n.counts[n.shared[ref.id]]
	if counts == nil {
		counts = &[9]int{}
		for i := range counts {
			counts[i] = levels[i].start - 1
		}
		n.counts[n.shared[ref.id]] = counts
	}
	counts[ref.level]++
	for i := ref.level + 1; i < len(counts); i++ {
		counts[i] = levels[i].start - 1
	}
	if level.format == "bullet" || level.format == "none" {
		return ""
	}
	text := level.text
	for i := range counts {
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), written(levels[i].format, counts[i]))
	}
	return text
}

// written is a number in one of Word's formats; those that notices do not use are decimal.
func written(format string, n int) string {
	switch {
	case n < 1:
		return strconv.Itoa(n)
	case strings.HasPrefix(format, "chinese"), strings.HasPrefix(format, "japaneseCounting"), strings.HasPrefix(format, "taiwaneseCounting"), format == "ideographDigital":
		return chineseNumber(n)
	case format == "lowerLetter" && n <= 26:
		return string(rune('a' + n - 1))
	case format == "upperLetter" && n <= 26:
		return string(rune('A' + n - 1))
	case format == "decimalEnclosedCircle" && n <= 20:
		return string(rune('①' + n - 1))
	case format == "decimalFullWidth":
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(n))
	}
	return strconv.Itoa(n)
}

// chineseNumber writes a number from 1 to 99 in Chinese numerals, larger ones in digits.
func chineseNumber(n int) string {
	const numerals = "一二三四五六七八九"
	one := func(i int) string { return string([]rune(numerals)[i-1]) }
	switch {
	case n > 99:
		return strconv.Itoa(n)
	case n < 10:
		return one(n)
	}
	out := "十"
	if n >= 20 {
		out = one(n/10) + out
	}
	if n%10 > 0 {
		out += one(n % 10)
	}
	return out
}
