package words

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// sample is a statement of about 60 characters, made up.
const sample = "示例县建设城乡物流配送信息平台和专线网络，促进快速消费品、建材家居、农副产品等城乡互通，为居民提供线上社区服务"

func TestCuts(t *testing.T) {
	for _, c := range []struct {
		rule, text, hit string
		cut             bool
	}{
		{"a conjunction and a noun are no place", "统筹建设和平台运营", "和平", true},
		{"a place after a country is one", "中国海南推进试点", "海南", false},
		{"a place after a verb is one", "支持海南建设", "海南", false},
		{"a noun and a suffix is one word", "推进资源化利用", "资源", true},
		{"a longer form of the place itself", "海南省推进试点", "海南", false},
		{"a place alone", "海南", "海南", false},
		{"a place between marks", "，海南，", "海南", false},
		{"a place before 和", "海南和广东推进试点", "海南", false},
		{"cooperation is a word of its own", "深化合作机制", "合作", false},
		{"the end of one word and the start of the next", "提高新建项目质量", "高新", true},
	} {
		at := strings.Index(c.text, c.hit)
		if got := Default().Cuts(c.text, at, at+len(c.hit)); got != c.cut {
			t.Errorf("%s: Cuts(%q, %q) = %v", c.rule, c.text, c.hit, got)
		}
	}
}

func TestCutsOutOfBounds(t *testing.T) {
	for _, c := range [][2]int{{-1, 3}, {0, 100}, {3, 3}, {6, 3}, {1, 3}, {0, 4}} {
		if Default().Cuts("海南省", c[0], c[1]) {
			t.Errorf("Cuts(%v) on no span of characters reports a cut", c)
		}
	}
}

func TestKeywords(t *testing.T) {
	for _, c := range []struct {
		rule, text string
		n          int
		want       []string
	}{
		{"the repeated word comes first", "改造老旧小区，老旧小区更新，供水", 1, []string{"老旧小区"}},
		{"no function words, no numbers", "已经和的，因为12个", 5, nil},
		{"no names of places", "北京上海广东", 5, nil},
		{"nothing asked for", sample, 0, nil},
		{"an empty text", "", 5, nil},
	} {
		if got := Default().Keywords(c.text, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", c.rule, got)
		}
	}
	t.Log(Default().Keywords(sample, 8))
}

// TestKeywordsAsWritten holds that each keyword stands in the text, also where gse lowers Latin letters.
func TestKeywordsAsWritten(t *testing.T) {
	text := "引入PCR实验室和IT企业，APP平台服务Ｂ端用户"
	for _, k := range Default().Keywords(text, 20) {
		if !strings.Contains(text, k) {
			t.Errorf("%q does not stand in the text", k)
		}
	}
}

// TestConcurrent is for the race detector: many readers share the dictionary.
func TestConcurrent(t *testing.T) {
	want := Default().Keywords(sample, 8)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if got := Default().Keywords(sample, 8); !slices.Equal(got, want) {
					t.Errorf("%q, not %q", got, want)
				}
				Default().Cuts(sample, 3, 9)
			}
		})
	}
	wg.Wait()
}

// TestDictionary holds what the rest relies on: sorted, no word twice, no whitespace lost.
func TestDictionary(t *testing.T) {
	last, n := "", 0
	for line := range strings.Lines(dict) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		if len(f) != 3 || f[0] <= last {
			t.Fatalf("line %q after %q", line, last)
		}
		last = f[0]
		n++
	}
	if n != Default().seg.Dict.NumTokens() || n < 20000 {
		t.Errorf("%d lines, %d words", n, Default().seg.Dict.NumTokens())
	}
}

func TestLoadRefusesBadLines(t *testing.T) {
	for _, bad := range []string{"词\n", " 3 n\n", "词 x n\n"} {
		if _, err := load(bad); err == nil {
			t.Errorf("load(%q) has no error", bad)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add(sample, 3, 9)
	f.Add("A和B平台\xff，１２", 0, 1)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		Default().Cuts(text, start, end)
		words := Default().Keywords(text, 10)
		for k, w := range words {
			if !strings.Contains(text, w) || utf8.RuneCountInString(w) < 2 || slices.Contains(words[:k], w) {
				t.Errorf("keyword %q of %q", w, text)
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := load(dict); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkKeywords(b *testing.B) {
	w := Default()
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		w.Keywords(sample, 8)
	}
}

func BenchmarkCuts(b *testing.B) {
	w := Default()
	b.ReportAllocs()
	for b.Loop() {
		w.Cuts(sample, 9, 15)
	}
}
