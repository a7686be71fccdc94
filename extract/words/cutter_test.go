package words

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/go-ego/gse"
)

// reference is the dictionary in a segmenter of gse's own.
var reference = sync.OnceValue(func() *gse.Segmenter {
	seg := &gse.Segmenter{Load: true, SkipLog: true, NotLoadHMM: true, Dict: gse.NewDict()}
	for line := range strings.Lines(dict) {
		if f := strings.Fields(line); line[0] != '#' {
			freq, _ := strconv.ParseFloat(f[1], 64)
			if freq == 0 {
				freq = rareFreq
			}
			if err := seg.AddToken(f[0], freq, f[2]); err != nil {
				panic(err)
			}
		}
	}
	seg.CalcToken()
	return seg
})

// sameCuts holds that a text is cut as gse cuts it, with the same weights and parts of speech.
func sameCuts(t *testing.T, text string) {
	t.Helper()
	want := reference().Segment([]byte(text))
	got := new(cutter).cut(Default(), text)
	if len(got) != len(want) {
		t.Fatalf("%q: %d words, gse has %d", text, len(got), len(want))
	}
	for i, p := range got {
		s := &want[i]
		pos, freq := s.Token().Pos(), s.Token().Freq()
		if p.start != s.Start() || p.end != s.End() || p.entry.content != isContent(pos) || p.entry.place != (pos == "ns") ||
			p.entry != &unknown && p.entry.freq != freq {
			t.Fatalf("%q: word %d is %v, gse has %d to %d, %s, %v", text, i, p, s.Start(), s.End(), pos, freq)
		}
	}
}

// TestCutAsGse cuts texts made of words and of what is none.
func TestCutAsGse(t *testing.T) {
	var all []string
	for line := range strings.Lines(dict) {
		all = append(all, strings.Fields(line)[0])
	}
	odd := []string{"", "Ab", "12", "é", "Ж9", "Ａ", "３", "\u00a0", "😀", "\U00025E73", "\x00", "\xff", "\xe5\xbb", "，", " ", "\n", "ー", "가"}
	r := rand.New(rand.NewPCG(7, 11))
	for range 20000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			word := all[r.IntN(len(all))]
			switch r.IntN(5) {
			case 0:
				b.WriteString(odd[r.IntN(len(odd))])
			case 1:
				b.WriteString(word[:min(len(word), 3)])
			default:
				b.WriteString(word)
			}
		}
		sameCuts(t, b.String())
	}
}

// TestCutNotices cuts the lines of real notices, where they are here.
func TestCutNotices(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/corpus/*.*")
	if len(paths) == 0 {
		t.Skip("the notices are not here")
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			sameCuts(t, line)
		}
	}
}

func FuzzCut(f *testing.F) {
	f.Add(sample)
	f.Add("A和B平台\xff，１２\x00建设\x00é")
	f.Add("\U00025E73台，\U00020027") // whose last 16 bits are another character's
	f.Fuzz(func(t *testing.T, text string) { sameCuts(t, text) })
}
