package extract

import (
	"strings"
	"unicode/utf8"
)

// Collections of cases set a case's number on a line of its own (案例一), or its title, or the name of a part of it, in
// brackets (【安徽省歙县：……】, 【主要做法】).

const (
	longestCaseTitle  = 50 // characters
	shortestCaseTitle = 7
)

// caseParts are words of the names of a case's parts.
var caseParts = wordsOf("背景 情况 概况 简介 做法 举措 措施 成效 效果 成果 经验 启示 亮点 创新点 摘要 导读 关键词")

// caseHeading reads a line that is a case's number, or its title in brackets or after such a number, or the name of one
// of its parts, and reports whether it is one.
func (o *outliner) caseHeading(s span, block int) bool {
	if m, ok := markerAt(o.text[:s.end], s.start); ok && m.kind == caseKind && m.end >= s.end {
		o.caseNumber = m
		return true
	}
	title := o.bracketed(s)
	m := o.caseNumber
	if title == s && m.kind == "" {
		return false
	}
	o.caseNumber = marker{}
	words := title.of(o.text)
	n := utf8.RuneCountInString(words)
	switch {
	case n > longestCaseTitle || strings.ContainsAny(words, "。；"):
		return false
	case title != s && m.kind == "" && n <= shortestCaseTitle+1 && caseParts.has(words):
		return true
	case n < shortestCaseTitle:
		return false
	case m.kind == "":
		m.kind = caseKind
	}
	m.span = span{title.start, title.start}
	o.push(heading{marker: m, label: trimLabel(o.text, title), zone: s}, block)
	return true
}

// bracketed is what a line in one pair of 【】 holds, or the line.
func (o *outliner) bracketed(s span) span {
	if strings.HasPrefix(s.of(o.text), "【") && closing(o.text, s.start, '【') == s.end {
		return span{s.start + len("【"), s.end - len("】")}.trim(o.text, "")
	}
	return s
}

// pastLabel is where a sentence goes on after the name of a case's part and its colon (主要做法：), or its start.
func pastLabel(text string, s span) int {
	words := s.of(text)
	k := markIn(words[:upTo(words, longestPartName*len("字"))], "：:")
	if k <= 0 || !caseParts.has(words[:k]) || hasMark(words[:k], "，、“") {
		return s.start
	}
	rest := strings.TrimLeft(words[k+utf8.RuneLen(firstRune(words[k:])):], " 　")
	return s.end - len(rest)
}

// longestPartName is how many characters the name of a case's part with its colon may have.
const longestPartName = 8
