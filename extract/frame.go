package extract

import (
	"strings"
	"unicode/utf8"
)

var (
	// frameHeads open a frame around what a heading follows (按照……的原则).
	frameHeads = wordsOf("按照 依照 遵照 本着 遵循 根据 坚持")
	// frameEnds close one.
	frameEnds = strings.Fields("的原则 的要求 的思路 的方针 的精神 的部署 的办法 的模式")
)

// pastFrame is where the label that ends at byte cut of a heading's words ends, where a frame that it opens goes on
// behind the comma there (按照统一规划，分级管理的原则，……); cut itself for any other label.
func pastFrame(words string, cut int) int {
	if frameHeads.prefix(strings.TrimPrefix(words, "要")) == 0 {
		return cut
	}
	for end := cut; end < len(words); {
		if suffixOf(words[:end], frameEnds) {
			return end
		}
		mark, size := utf8.DecodeRuneInString(words[end:])
		if mark != '，' && mark != ',' {
			break
		}
		n, _ := firstMark(words[end+size:])
		end += size + n
	}
	return cut
}
