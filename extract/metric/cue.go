package metric

import "sync"

// A cue is what a character beyond ASCII is to the one pass over a text. Most are nothing, which a table by character
// tells at once.
type cue uint8

const (
	noCue cue = iota
	stopCue
	pauseCue
	bracketCue
	closeCue
	quoteCue
	unquoteCue
	titleCue
	numeralCue
	ordinalCue
	futureCue // may begin 将, 力争, 计划 and the like
	timeCue   // may begin 每年, 上半年, 去年 and the like
)

var cueTable = sync.OnceValue(func() *[1 << 16]cue {
	var table [1 << 16]cue
	for _, row := range [...]struct {
		cue   cue
		chars string
	}{
		{stopCue, "。！？；"},
		{pauseCue, "，："},
		{bracketCue, "（"},
		{closeCue, "）"},
		{quoteCue, "“「"},
		{unquoteCue, "”」"},
		{titleCue, "《"},
		{numeralCue, "０１２３４５６７８９零〇一二两三四五六七八九十百千万亿几数半翻"},
		{ordinalCue, "第"},
		{futureCue, "将力计拟预争有目确"},
		{timeCue, "每年月日全当今去上下本季"},
	} {
		for _, r := range row.chars {
			table[r] = row.cue
		}
	}
	return &table
})
