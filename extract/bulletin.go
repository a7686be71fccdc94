package extract

import (
	"strings"
	"unicode/utf8"

	"policygraph/extract/source"
	"policygraph/internal/lazyregexp"
)

// The head of a bulletin (简报, 政务信息): its name, 第N期, who edits it and when, the name of a column in 【】; its headline
// comes after these.

// issueLine is a line that is only a bulletin's number: 第63期, 〔2021〕第29期（总第105期）.
var issueLine = lazyregexp.New(`^[（(]?(?:[〔\[（(]?[\d０-９]{4}[〕\])）]?年?)?[ 　]*第[ 　]*[\d０-９一二三四五六七八九十]{1,4}[ 　]*期(?:[ 　]*[（(]?总第?[ 　]*[\d０-９]+[ 　]*期[）)]?)?(?:增刊)?[）)]?$`)

const (
	longestMasthead = 24 // characters of a bulletin's name
	bulletinLines   = 8  // that its head has at most
)

// editors end the line of who edits a bulletin.
var editors = strings.Fields("编 编印 编发 主编 主办 编辑")

// bulletin finds the headline of a bulletin and the lines of its head above; the headline is empty where the document
// is none.
func bulletin(doc *source.Document) (title span, above []span) {
	blocks := doc.Blocks[:min(len(doc.Blocks), bulletinLines)]
	issue := -1
	for i, b := range blocks {
		words := strings.TrimSpace(doc.Text[b.Start:b.End])
		if strings.Contains(words, "期") && (issueLine.MatchString(words) || masthead.MatchString(words)) {
			issue = i
			break
		}
		if utf8.RuneCountInString(words) > longestMasthead || hasMark(words, "。，；：") {
			return span{}, nil
		}
	}
	if issue < 0 {
		return span{}, nil
	}
	for i, b := range blocks {
		line := span{b.Start, b.End}.trim(doc.Text, "")
		words := line.of(doc.Text)
		if i > issue && !belowMasthead(words) {
			if n := utf8.RuneCountInString(words); n < 6 || n > 60 || hasMark(words, "。；") {
				return span{}, nil
			}
			return line, above
		}
		above = append(above, line)
	}
	return span{}, nil
}

// belowMasthead reports whether a line still belongs to a bulletin's head: who edits it, a date, a column in 【】.
func belowMasthead(words string) bool {
	switch {
	case utf8.RuneCountInString(words) > 60:
		return false
	case strings.HasPrefix(words, "【"):
		return closing(words, 0, '【') == len(words)
	case suffixOf(words, editors), issuerLike(words):
		return true
	}
	return mayDate(words) && dateForm.MatchString(words) && !hasMark(words, "。，")
}
