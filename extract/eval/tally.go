package eval

import (
	"encoding/json"
	"strconv"
)

// A Tally counts matched, spurious and missed items.
type Tally struct {
	Right    int
	Spurious int
	Missed   int
}

// Precision is the share of found items that are right, 1 where none was found.
func (t Tally) Precision() float64 { return share(t.Right, t.Right+t.Spurious) }

// Recall is the share of gold items that were found, 1 where there is none.
func (t Tally) Recall() float64 { return share(t.Right, t.Right+t.Missed) }

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// plus is the tally of both.
func (t Tally) plus(u Tally) Tally {
	return Tally{t.Right + u.Right, t.Spurious + u.Spurious, t.Missed + u.Missed}
}

// MarshalJSON writes p, r and f1 with four decimals and the counts tp, fp and fn.
func (t Tally) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		P  float64 `json:"p"`
		R  float64 `json:"r"`
		F1 float64 `json:"f1"`
		TP int     `json:"tp"`
		FP int     `json:"fp"`
		FN int     `json:"fn"`
	}{round4(t.Precision()), round4(t.Recall()), round4(t.F1()), t.Right, t.Spurious, t.Missed})
}

// A Mean is a sum of shares and how many were added.
type Mean struct {
	Sum   float64
	Count int
}

func (m *Mean) add(x float64) {
	m.Sum += x
	m.Count++
}

// plus is the mean over both.
func (m Mean) plus(o Mean) Mean { return Mean{m.Sum + o.Sum, m.Count + o.Count} }

// Or is the mean, or otherwise where nothing was added.
func (m Mean) Or(otherwise float64) float64 {
	if m.Count == 0 {
		return otherwise
	}
	return m.Sum / float64(m.Count)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// round4 is x to four decimals, exact halves to even.
func round4(x float64) float64 {
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	return y
}

// match pairs each gold item, in order, with the first item left that is the same, and then lets optional gold items
// absorb what they match. hits[i] is the index of the item that matched gold item i, or -1; spurious are the indexes
// of the items that nothing matched.
func match(gold, optional, items int, same, sameOptional func(gold, item int) bool) (hits, spurious []int) {
	left := make([]int, items)
	for i := range left {
		left[i] = i
	}
	take := func(g int, same func(gold, item int) bool) int {
		for k, i := range left {
			if same(g, i) {
				left = append(left[:k], left[k+1:]...)
				return i
			}
		}
		return -1
	}
	for g := range gold {
		hits = append(hits, take(g, same))
	}
	for g := range optional {
		take(g, sameOptional)
	}
	return hits, left
}

// tally counts the outcome of match.
func tally(hits, spurious []int) Tally {
	t := Tally{Spurious: len(spurious)}
	for _, i := range hits {
		if i < 0 {
			t.Missed++
		} else {
			t.Right++
		}
	}
	return t
}
