package metric

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/lexicon.txt
var lexiconTXT string

// A wordClass is a set of the sections of data/lexicon.txt that a word stands in.
type wordClass uint16

const (
	classVerb wordClass = 1 << iota
	classIntransitive
	classWeak
	classChange
	classAdverb
	classPreposition
	classStop
	classNoun
	classDimension
	classAdjective
	classFuture
	classTerm
	classShift
	classLight
	classObject
)

var sections = map[string]wordClass{
	"verb": classVerb, "intransitive": classIntransitive, "weak": classWeak, "change": classChange, "adverb": classAdverb,
	"preposition": classPreposition, "stop": classStop, "noun": classNoun, "dimension": classDimension,
	"adjective": classAdjective, "future": classFuture, "term": classTerm, "shift": classShift, "light": classLight, "object": classObject,
}

// A word is an entry of the lexicon.
type word struct {
	size  int // in bytes
	class wordClass
}

var lexicon = sync.OnceValue(func() *wordIndex[word] { return readLexicon(lexiconTXT) })

// readLexicon reads the sections of data/lexicon.txt.
func readLexicon(text string) *wordIndex[word] {
	t := newWordIndex[word]()
	var section wordClass
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for f := range strings.FieldsSeq(line) {
			if name, ok := strings.CutPrefix(f, "["); ok {
				section = sections[strings.TrimSuffix(name, "]")]
				continue
			}
			w := t.at(f)
			w.size = len(f)
			w.class |= section
		}
	}
	t.sort()
	return t
}

// wordAt is the longest word of the lexicon that s has at i.
func wordAt(s string, i int) (word, bool) { return lexicon().longest(s, i) }

// has reports that w stands in one of the sections.
func (w word) has(c wordClass) bool { return w.class&c != 0 }
