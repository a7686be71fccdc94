package graph_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"policygraph/graph"
)

// TestKilledWriterLeavesOldStateOrNew kills a process that writes, at any moment, and compares every quad with
// what was committed. With POLICYGRAPH_SOAK set it does so a hundred times instead of ten.
func TestKilledWriterLeavesOldStateOrNew(t *testing.T) {
	if folder := os.Getenv("POLICYGRAPH_WRITER"); folder != "" {
		writeUntilKilled(t, folder)
	}
	rounds := 10
	if os.Getenv("POLICYGRAPH_SOAK") != "" {
		rounds = 100
	}
	folder := filepath.Join(t.TempDir(), "store")
	model := open(t, "mem:", graph.Options{})
	done := 0
	for round := range rounds {
		reached := killWriter(t, folder, done, time.Duration(rand.IntN(400))*time.Millisecond)
		for ; done < reached; done++ {
			operate(t, model, done)
		}
		s := open(t, folder, graph.Options{})
		got, want := content(t, s), content(t, model)
		if !slices.Equal(got, want) { // the step under way was committed and not yet reported
			operate(t, model, done)
			done++
			want = content(t, model)
		}
		equal(t, fmt.Sprintf("round %d after %d steps", round, done), got, want)
		verify(t, s)
		closeStore(t, s)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d steps in %d rounds", done, rounds)
}

// writeUntilKilled is the process to be killed: it goes on from a step and says after each that it is done.
func writeUntilKilled(t *testing.T, folder string) {
	from, _ := strconv.Atoi(os.Getenv("POLICYGRAPH_STEP"))
	s := open(t, folder, graph.Options{})
	for i := from; ; i++ {
		fmt.Printf("done %d\n", i)
		operate(t, s, i)
	}
}

// killWriter runs the process from a step, kills it a while after it began, and gives the steps it reported.
func killWriter(t *testing.T, folder string, from int, after time.Duration) (done int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWriterLeavesOldStateOrNew$")
	cmd.Env = append(os.Environ(), "POLICYGRAPH_WRITER="+folder, "POLICYGRAPH_STEP="+strconv.Itoa(from))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done = -1
	for lines := bufio.NewScanner(out); lines.Scan(); {
		n, ok := strings.CutPrefix(lines.Text(), "done ")
		if !ok {
			t.Fatalf("the writer says %q", lines.Text())
		}
		if done < 0 {
			if _, err := graph.Open(context.Background(), folder, graph.Options{}); !errors.Is(err, graph.ErrInUse) {
				t.Errorf("open beside the writer: %v", err)
			}
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
		if done, err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
	}
	if _ = cmd.Wait(); done < 0 {
		t.Fatal("the writer never began")
	}
	return done
}

func isNotFound(err error) bool { return errors.Is(err, graph.ErrNotFound) }
