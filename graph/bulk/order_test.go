package bulk

import (
	"bytes"
	"math"
	"testing"

	"policygraph/graph/layout"
)

func TestIDsSortAsTheirKeysDo(t *testing.T) {
	numbers := []uint32{0}
	for _, from := range []uint32{1, twoDigits - 300, 2*twoDigits - 300, 254*twoDigits - 300, math.MaxUint32 - 3000} {
		for i := range uint32(2000) {
			numbers = append(numbers, from+i)
		}
	}
	x := Escaped.ids()
	var last uint64
	var lastKey []byte
	for _, n := range numbers {
		id := x.id(n)
		key := layout.AppendLogKey(nil, id)
		if n > 0 && (id <= last || bytes.Compare(key, lastKey) <= 0 || id < uint64(n)) {
			t.Fatalf("number %d has id %d behind %d", n, id, last)
		}
		if bytes.ContainsAny(key[len(layout.LogPrefix):], `/\`) {
			t.Fatalf("number %d has id %x, which needs an escape", n, id)
		}
		last, lastKey = id, key
	}
	if id := (Plain.ids()).id(math.MaxUint32); id != math.MaxUint32 {
		t.Errorf("in plain order, the last number is %d", id)
	}
}
