package eval

import (
	"math/rand"
	"path/filepath"
	"testing"
)

func BenchmarkScore(b *testing.B) {
	g, err := OpenGold(filepath.Join("testdata", "dev-housing-themes.json"))
	if err != nil {
		b.Fatal(err)
	}
	n := noticeWithErrors(g, rand.New(rand.NewSource(1)), 1)
	b.SetBytes(int64(len(n.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Score(g, n)
	}
}
