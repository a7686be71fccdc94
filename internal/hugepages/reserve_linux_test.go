package hugepages

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestReserve finds memory in the process that the kernel is to give huge pages.
func TestReserve(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("this kernel has no transparent huge pages")
	}
	if n := advised(t); n != 0 {
		t.Fatalf("%d mappings are to have huge pages before any was asked for", n)
	}
	Reserve(1)
	if n := advised(t); n != 0 {
		t.Errorf("%d mappings are to have huge pages for a byte", n)
	}
	Reserve(64 << 20)
	if advised(t) == 0 {
		t.Error("no mapping is to have huge pages")
	}
}

// TestBegin leaves what is on the heap as it is.
func TestBegin(t *testing.T) {
	var kept [][]byte
	for i := range 1000 {
		kept = append(kept, bytes.Repeat([]byte{byte(i)}, 1500))
	}
	Begin()
	for i, b := range kept {
		if !bytes.Equal(b, bytes.Repeat([]byte{byte(i)}, 1500)) {
			t.Fatalf("room %d has changed", i)
		}
	}
}

// advised counts the mappings of this process with the flag of MADV_HUGEPAGE, see proc_pid_smaps(5).
func advised(t *testing.T) (n int) {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	for line := range strings.Lines(string(maps)) {
		if flags, ok := strings.CutPrefix(line, "VmFlags:"); ok && strings.Contains(flags, " hg ") {
			n++
		}
	}
	return n
}
