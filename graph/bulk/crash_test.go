package bulk

import (
	"bytes"
	"context"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// crashEnv names the folder of the store in a process that is to be killed.
const crashEnv = "POLICYGRAPH_BULK_CRASH"

// crashRounds is how often the process is killed.
const crashRounds = 8

// A process that is killed while it writes a store leaves the old one or the new one.
func TestAKilledWriteLeavesOldOrNew(t *testing.T) {
	if dir := os.Getenv(crashEnv); dir != "" {
		writeNew(t, dir)
		return
	}
	if testing.Short() {
		t.Skip("the test is to be short")
	}
	oldText := "<http://example.org/old> <http://example.org/p> \"old\" .\n"
	old, _ := buildText(t, oldText, Options{})
	want := []map[string][]byte{entries(t, old, "")}
	old.Close()
	whole, _ := buildText(t, oddText(t), Options{})
	want = append(want, entries(t, whole, ""))
	whole.Close()
	random := rand.New(rand.NewPCG(5, 6))
	longest := time.Duration(1 << 62)
	seen := [2]int{}
	for round := range crashRounds {
		dir := t.TempDir()
		db, o := openPebble(t, filepath.Join(dir, "store"))
		p := NewPlan(context.Background(), Options{Dir: dir})
		if err := p.Text("old", strings.NewReader(oldText), nil); err != nil {
			t.Fatal(err)
		}
		if _, err := Write(context.Background(), p, Target{DB: db, Files: vfs.Default, Dir: filepath.Join(dir, "building"), Options: o}); err != nil {
			t.Fatal(err)
		}
		p.Close()
		db.Close()
		after := longest // the first is not killed, the others mostly late, where tables become the store
		if round > 0 {
			after = longest/3 + time.Duration(random.Int64N(int64(longest)))*2/3
		}
		if took := killAfter(t, dir, after); round == 0 {
			longest = took
		}
		db, _ = openPebble(t, filepath.Join(dir, "store"))
		got := entries(t, db, "")
		db.Close()
		found := false
		for i := range want {
			if maps.EqualFunc(got, want[i], bytes.Equal) {
				found = true
				seen[i]++
			}
		}
		if !found {
			t.Fatalf("round %d: the store has %d keys, neither old nor new", round, len(got))
		}
	}
	t.Logf("the old store was left %d times, the new one %d times", seen[0], seen[1])
}

// killAfter runs this test as a process that writes, kills it after a while, and gives how long it ran.
func killAfter(t *testing.T, dir string, after time.Duration) time.Duration {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestAKilledWriteLeavesOldOrNew$")
	c.Env = append(os.Environ(), crashEnv+"="+dir)
	start := time.Now()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { c.Process.Kill() })
	defer timer.Stop()
	c.Wait() // killed or not
	return time.Since(start)
}

// writeNew is what the process does that is killed.
func writeNew(t *testing.T, dir string) {
	text := oddText(t)
	db, o := openPebble(t, filepath.Join(dir, "store"))
	p := NewPlan(context.Background(), Options{Dir: dir})
	defer p.Close()
	if err := p.Text("new", strings.NewReader(text), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(context.Background(), p, Target{DB: db, Files: vfs.Default, Dir: filepath.Join(dir, "building"), Options: o}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
