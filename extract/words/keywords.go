package words

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// A keyword is a content word on its way into the list.
type keyword struct {
	text  string
	entry *entry
	count int32 // how often it stands in the text
	runes int32
}

// Keywords are the n most telling content words of text: nouns and verbs that stand as nouns, of two characters or
// more, without numbers, names of places and function words. The order is by how often a word stands in the text,
// then how rare it is in the dictionary, then its length, then its place in the text. Each is exactly as it stands
// there, and none comes twice. It is nil where there is none or n is not positive.
func (w *Words) Keywords(text string, n int) []string {
	if n <= 0 {
		return nil
	}
	var buf [48]keyword
	found := w.content(text, buf[:0])
	slices.SortStableFunc(found, byWeight)
	if len(found) == 0 {
		return nil
	}
	out := make([]string, 0, min(n, len(found)))
	for _, k := range found[:min(n, len(found))] {
		out = append(out, k.text)
	}
	return out
}

// byWeight puts what stands more often first, then what is rarer, then what is longer.
func byWeight(a, b keyword) int {
	switch {
	case a.count != b.count:
		return cmp.Compare(b.count, a.count)
	case a.entry.freq != b.entry.freq:
		return cmp.Compare(a.entry.freq, b.entry.freq)
	}
	return cmp.Compare(b.runes, a.runes)
}

// content are the content words of text in the order of their first place.
func (w *Words) content(text string, found []keyword) []keyword {
	at := map[string]int(nil)
	c := cutters.Get().(*cutter)
	defer cutters.Put(c)
	for _, p := range c.cut(w, text) {
		if !p.entry.content || p.end-p.start < 6 {
			continue
		}
		word := text[p.start:p.end]
		if k := index(found, at, word, p.entry); k >= 0 {
			found[k].count++
			continue
		}
		found = append(found, keyword{word, p.entry, 1, int32(utf8.RuneCountInString(word))})
		if at = grown(found, at); at != nil {
			at[word] = len(found) - 1
		}
	}
	return found
}

// few is how many words are searched one by one before a map takes over, which keeps long texts linear.
const few = 48

func index(found []keyword, at map[string]int, word string, e *entry) int {
	if at != nil {
		if k, ok := at[word]; ok {
			return k
		}
		return -1
	}
	for k := range found {
		if found[k].entry == e && found[k].text == word {
			return k
		}
	}
	return -1
}

// grown is the map of words to their places, made once there are more than a few.
func grown(found []keyword, at map[string]int) map[string]int {
	if at != nil || len(found) <= few {
		return at
	}
	at = make(map[string]int, 2*len(found))
	for k := range found {
		at[found[k].text] = k
	}
	return at
}

// isContent reports the parts of speech of content words: nouns but names of places and persons, verbs that stand as
// nouns, adjectives that do, fixed abbreviations.
func isContent(pos string) bool {
	switch pos {
	case "n", "vn", "an", "nz", "j", "nt", "l":
		return true
	}
	return false
}
