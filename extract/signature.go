package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"policygraph/extract/source"
	"policygraph/internal/lazyregexp"
)

// dateForm is a full date: 2021年8月26日, 二〇〇四年一月十六日, 2021-08-26.
var dateForm = lazyregexp.New(`((?:19|20|１９|２０)[\d０-９]{2})\s*[年\-./]\s*([\d０-９]{1,2})\s*[月\-./]\s*([\d０-９]{1,2})\s*日?|([一二][〇○ＯO零0九一二三四五六七八]{3})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十]{1,3})\s*日`)

// mayDate reports whether a number stands in s between what parts the numbers of a date: where none does there is no match
// of dateForm.
func mayDate(s string) bool {
	for i := 0; i < len(s); {
		n := datePart(s[i:])
		if n == 0 {
			if n = 1; ideograph(s[i]) {
				n = 3
			}
		} else if dateNumber(s[i+n:]) {
			return true
		}
		i += n
	}
	return false
}

// datePart is the length of what parts the numbers of a date at the start of s, or 0.
func datePart(s string) int {
	switch c := s[0]; {
	case c == '-' || c == '.' || c == '/':
		return 1
	case c == "年"[0] && strings.HasPrefix(s, "年"):
		return len("年")
	}
	return 0
}

// dateNumber reports whether s begins with a number of a month and what parts it from the day.
func dateNumber(s string) bool {
	s = strings.TrimLeft(s, dateBlanks)
	rest := strings.TrimLeft(s, "0123456789０１２３４５６７８９一二三四五六七八九十")
	if len(rest) == len(s) {
		return false
	}
	rest = strings.TrimLeft(rest, dateBlanks)
	return strings.HasPrefix(rest, "月") || rest != "" && (rest[0] == '-' || rest[0] == '.' || rest[0] == '/')
}

// dateBlanks is what \s of dateForm matches.
const dateBlanks = " \t\n\f\r"

// dateOf is a match of dateForm as YYYY-MM-DD, or "" where it is no date of the calendar.
func dateOf(m []string) string {
	var y, mo, d int
	if m[1] != "" {
		y, _ = strconv.Atoi(halfWidth(m[1]))
		mo, _ = strconv.Atoi(halfWidth(m[2]))
		d, _ = strconv.Atoi(halfWidth(m[3]))
	} else {
		zero := strings.NewReplacer("○", "〇", "Ｏ", "〇", "O", "〇", "0", "〇", "零", "〇")
		y, mo, d = ordinal(zero.Replace(m[4])), ordinal(m[5]), ordinal(m[6])
	}
	if mo < 1 || mo > 12 || d < 1 || d > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, mo, d)
}

var compactDate = lazyregexp.New(`(?:^|\D)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?:\D|$)`)

// firstDate is the date a page gives, or else one in the title, with or without separators (20230711), or else that
// of the line below the title.
func firstDate(meta, title, top string) string {
	if meta != "" {
		return meta
	}
	if m := dateForm.FindStringSubmatch(title); m != nil {
		return dateOf(m)
	}
	if m := compactDate.FindStringSubmatch(title); m != nil {
		return m[1] + "-" + m[2] + "-" + m[3]
	}
	return top
}

// topDate is the date in one of the first lines that gives data about the page, or "".
func topDate(doc *source.Document) string {
	for _, b := range doc.Blocks[:min(len(doc.Blocks), 8)] {
		words := doc.Text[b.Start:b.End]
		if len(words) >= 160 || !mayDate(words) || hasMark(words, "。，") {
			continue
		}
		if m := dateForm.FindStringSubmatch(words); m != nil {
			return dateOf(m)
		}
	}
	return ""
}

// readSignature takes issuers and date from where the notice is signed: a date alone on its line, or a date right
// after the issuer's name. Of several the first after the body counts, so that an annex's own date does not.
func (h *head) readSignature(doc *source.Document) {
	h.issuers = titleIssuers(h.title)
	text := doc.Text
	annexed := false
	for i, b := range doc.Blocks {
		line := span{b.Start, b.End}
		annexed = annexed || annexes.prefix(strings.TrimSpace(line.of(text))) > 0
		if at, issuers, ok := h.signed(text, line); ok {
			if annexed && doc.Meta.Date != "" && doc.Meta.Date != doc.Meta.Published {
				h.issued = doc.Meta.Date // the notice's own 成文日期 comes before what an annex is signed with
			}
			if h.issued == "" {
				h.issued = dateOf(dateForm.FindStringSubmatch(at.of(text)))
			}
			h.zones = append(h.zones, at)
			if len(issuers) == 0 {
				issuers = h.above(doc, i)
			}
			if len(issuers) > len(h.issuers) || len(h.issuers) == 0 {
				h.issuers = issuers
			}
			return
		}
	}
}

// annexes begin the line of an annex.
var annexes = wordsOf("附件 附： 附: 附录")

// signed finds the date in a line of a signature, with the issuers where they stand on the same line.
func (h *head) signed(text string, line span) (at span, issuers []string, ok bool) {
	words := line.of(text)
	for _, name := range h.issuers {
		if at, ok := datedName(text, line, name); ok {
			return at, nil, true
		}
	}
	if len(words) > 240 || !mayDate(words) {
		return span{}, nil, false
	}
	m := dateForm.FindStringIndex(words)
	if m == nil {
		return span{}, nil, false
	}
	before, after := strings.TrimSpace(words[:m[0]]), strings.TrimSpace(words[m[1]:])
	switch {
	case before == "" && (after == "" || strings.HasPrefix(after, "（") || strings.HasPrefix(after, "印发")):
		return span{line.start + m[0], line.start + m[1]}, nil, true
	case after == "" && issuerLike(before):
		return span{line.start, line.start + m[1]}, splitIssuers(before), true
	}
	return span{}, nil, false
}

// datedName finds name with a date right after it, where name begins a phrase of its own.
func datedName(text string, line span, name string) (span, bool) {
	for i := line.start; ; {
		k := strings.Index(text[i:line.end], name)
		if k < 0 {
			return span{}, false
		}
		start := i + k
		i = start + len(name)
		rest := strings.TrimLeft(text[i:min(i+120, line.end)], " 　")
		if m := dateForm.FindStringIndex(rest); m != nil && m[0] == 0 && !endsWithLink(text[line.start:start]) {
			end := line.end - len(strings.TrimLeft(text[i:line.end], " 　")) + m[1]
			return span{start, end}, true
		}
	}
}

// endsWithLink reports whether s goes on into the name after it (由国务院, 经国务院).
func endsWithLink(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s))
	return strings.ContainsRune("由经在向对和与及，、", r)
}

// above are the issuers on the lines right above the date.
func (h *head) above(doc *source.Document, i int) []string {
	var out []string
	for k := i - 1; k >= 0 && k >= i-12; k-- {
		b := doc.Blocks[k]
		words := strings.TrimSpace(doc.Text[b.Start:b.End])
		if !issuerLike(words) {
			break
		}
		h.zones = append(h.zones, span{b.Start, b.End})
		out = append(splitIssuers(words), out...)
	}
	return out
}

// issuerEnds are how the names of issuing bodies end.
var issuerEnds = strings.Fields("部 委 局 厅 办 院 会 署 行 府 室 社 台 组 中心 总局 办公厅 办公室 委员会 人民政府 法院 检察院 党组 司")

// issuerLike reports whether a line is nothing but names of bodies.
func issuerLike(s string) bool {
	if n := utf8.RuneCountInString(s); n < 2 || n > 80 || hasMark(s, "，。；：、“《（,:;") {
		return false
	}
	for _, name := range splitIssuers(s) {
		if !suffixOf(name, issuerEnds) {
			return false
		}
	}
	return true
}

// splitIssuers are the names in a list parted by spaces or 、. A name that is only set wide (财 政 部) is one.
func splitIssuers(s string) []string {
	if fields := strings.Fields(s); len(fields) > 1 && !slices.ContainsFunc(fields, func(f string) bool { return utf8.RuneCountInString(f) > 1 }) {
		return []string{strings.Join(fields, "")}
	}
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '　' || r == '、' || r == '\t' })
}

// titleVerb is what a title's issuers do.
var titleVerb = lazyregexp.New(`关于|批转|转发|印发|公布|发布`)

// titleIssuers are the bodies that a title names before its verb.
func titleIssuers(title string) []string {
	at := titleVerb.FindStringIndex(title)
	if at == nil {
		return nil
	}
	names := splitIssuers(title[:at[0]])
	for _, name := range names {
		if !suffixOf(name, issuerEnds) {
			return nil
		}
	}
	return names
}
