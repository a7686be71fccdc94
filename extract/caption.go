package extract

import (
	"strings"

	"policygraph/extract/source"
)

// topBlocks is how many of the first blocks may hold the head of a notice.
const topBlocks = 10

// readCaption takes date and number from a line under the title that is nothing but a date with a 文号 in either
// order, or a date in brackets: (1992年12月18日　国发〔1992〕66号). It is the notice's own date, and comes before those that
// annexes are signed with. It gives where the number stands.
func (h *head) readCaption(doc *source.Document) span {
	for _, b := range doc.Blocks[:min(len(doc.Blocks), topBlocks)] {
		line := span{b.Start, b.End}
		date, number := caption(line.of(doc.Text))
		if date == "" {
			continue
		}
		h.issued = date
		h.zones = append(h.zones, line)
		if number.written == "" {
			return span{}
		}
		h.number, h.key = number.written, number.key
		return span{line.start + number.start, line.start + number.end}
	}
	return span{}
}

// caption is the date of a line that holds nothing else but a 文号 or brackets around it, and the 文号; "" for any
// other line.
func caption(words string) (date string, number docNumber) {
	if len(words) > 160 || !mayDate(words) {
		return "", number
	}
	rest := words
	if list := findNumbers(words); len(list) > 0 {
		number = list[0]
		rest = words[:number.start] + words[number.end:]
	}
	m := dateForm.FindStringSubmatchIndex(rest)
	bracketed := strings.HasPrefix(words, "(") || strings.HasPrefix(words, "（")
	if m == nil || number.written == "" && !bracketed {
		return "", number
	}
	if strings.Trim(rest[:m[0]]+rest[m[1]:], "（）() 　,，、;；") != "" {
		return "", number
	}
	return dateOf(dateForm.FindStringSubmatch(rest)), number
}
