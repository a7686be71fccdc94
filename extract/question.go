package extract

import (
	"strings"
	"unicode/utf8"
)

// interviewers begin the paragraphs in which an interviewer speaks.
var interviewers = wordsOf("记者： 记者: 问： 问: 主持人： 主持人:")

// asks reports whether a sentence is a question, which tells of nothing done.
func (f *finder) asks(s *sentence) bool {
	rest := f.text[s.end:]
	return strings.HasPrefix(rest, "？") || strings.HasPrefix(rest, "?")
}

// interviewed reports whether a passage is what an interviewer says.
func interviewed(words string) bool { return interviewers.prefix(words) > 0 }

// hosts end a line that names who asks in what follows (示例日报记者：).
var hosts = strings.Fields("记者： 记者: 主持人： 主持人:")

// questions reports whether a passage is what one asks whose name stands on the line before it or above it, up to the next
// line that names who speaks.
func (f *finder) questions(words string) bool {
	if utf8.RuneCountInString(words[:upTo(words, longestSpeaker*4)]) > longestSpeaker || !strings.HasSuffix(words, "：") && !strings.HasSuffix(words, ":") {
		return f.asking
	}
	f.asking = suffixOf(words, hosts)
	return f.asking
}

// longestSpeaker is how many characters the line has that names who speaks next.
const longestSpeaker = 24
