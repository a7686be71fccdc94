package extract

import "strings"

// interviewers begin the paragraphs in which an interviewer speaks.
var interviewers = wordsOf("记者： 记者: 问： 问: 主持人： 主持人:")

// asks reports whether a sentence is a question, which tells of nothing done.
func (f *finder) asks(s *sentence) bool {
	rest := f.text[s.end:]
	return strings.HasPrefix(rest, "？") || strings.HasPrefix(rest, "?")
}

// interviewed reports whether a passage is what an interviewer says.
func interviewed(words string) bool { return interviewers.prefix(words) > 0 }
