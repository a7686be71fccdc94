package source

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestDamagedXZ reads streams with bytes changed or cut off: each gives an error or the text, and none ends the program.
func TestDamagedXZ(t *testing.T) {
	text := strings.Repeat("示例市建成社区服务中心12个，惠及居民3.5万人。", 40)
	whole := []byte(compressed(t, "xz", text))
	r := rand.New(rand.NewPCG(2, 9))
	same := 0
	for range 200 {
		data := bytes.Clone(whole)
		for range r.IntN(4) {
			data[r.IntN(len(data))] ^= byte(1 << r.IntN(8))
		}
		if r.IntN(4) == 0 {
			data = data[:r.IntN(len(data))]
		}
		x, err := openXZ(bytes.NewReader(data))
		if err != nil {
			continue
		}
		got, err := io.ReadAll(x)
		if err == nil && string(got) != text && len(data) > 0 {
			t.Fatalf("%x gives %d bytes that are not the text, and no error", data, len(got))
		}
		if err == nil {
			same++
		}
	}
	if same < 20 {
		t.Errorf("only %d streams were read", same)
	}
}
