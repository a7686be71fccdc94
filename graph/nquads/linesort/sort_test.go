package linesort

import (
	"bytes"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

func TestSorter(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	var lines []string
	for range 4000 {
		line := make([]byte, random.Intn(30))
		for i := range line {
			line[i] = "ab\x01é\xff"[random.Intn(6)]
		}
		lines = append(lines, string(line), strings.Repeat("same beginning ", 3)+string(line))
	}
	lines = append(lines, strings.Repeat("x", 3*blockSize), strings.Repeat("x", 3*blockSize), strings.Repeat("x", 3*blockSize)+"y")
	want := slices.Clone(lines)
	slices.Sort(want)
	want = slices.Compact(want)
	for _, memory := range []int{0, 1 << 18, 30000} {
		s := New(Options{Memory: memory, Dir: t.TempDir()})
		for _, line := range lines {
			if err := s.Add(append(s.Line(), line...)); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			var out bytes.Buffer
			if _, err := s.WriteTo(&out); err != nil {
				t.Fatal(err)
			}
			if out.String() != strings.Join(want, "\n")+"\n" {
				t.Fatalf("memory %d: the lines are not sorted", memory)
			}
		}
		if err := s.Add(append(s.Line(), "late"...)); err == nil {
			t.Error("a line was taken after the sorted lines were read")
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEmpty(t *testing.T) {
	s := New(Options{})
	var out bytes.Buffer
	if n, err := s.WriteTo(&out); n != 0 || err != nil || s.Close() != nil {
		t.Errorf("%d, %v", n, err)
	}
}
