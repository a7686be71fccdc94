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
	if address := os.Getenv("POLICYGRAPH_WRITER"); address != "" {
		writeUntilKilled(t, address)
	}
	rounds := 10
	if os.Getenv("POLICYGRAPH_SOAK") != "" {
		rounds = 100
	}
	t.Run("folder", func(t *testing.T) { surviveKills(t, filepath.Join(t.TempDir(), "store"), rounds, 400) })
	t.Run("postgres", func(t *testing.T) { surviveKills(t, postgresDatabase(t), rounds, 1500) })
}

// surviveKills kills the writer of one store in so many rounds, each within so many milliseconds.
func surviveKills(t *testing.T, address string, rounds, within int) {
	model := open(t, "mem:", graph.Options{})
	done := 0
	for round := range rounds {
		reached := killWriter(t, address, done, time.Duration(rand.IntN(within))*time.Millisecond)
		for ; done < reached; done++ {
			operate(t, model, done)
		}
		s := open(t, address, graph.Options{})
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
func writeUntilKilled(t *testing.T, address string) {
	from, _ := strconv.Atoi(os.Getenv("POLICYGRAPH_STEP"))
	s := open(t, address, graph.Options{})
	for i := from; ; i++ {
		fmt.Printf("done %d\n", i)
		operate(t, s, i)
	}
}

// killWriter runs the process from a step, kills it a while after it began, and gives the steps it reported.
func killWriter(t *testing.T, address string, from int, after time.Duration) (done int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWriterLeavesOldStateOrNew$")
	cmd.Env = append(os.Environ(), "POLICYGRAPH_WRITER="+address, "POLICYGRAPH_STEP="+strconv.Itoa(from))
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
			refuseSecond(t, address)
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

// refuseSecond opens a folder beside its writer. PostgreSQL takes several.
func refuseSecond(t *testing.T, address string) {
	t.Helper()
	if strings.Contains(address, "://") {
		return
	}
	if _, err := graph.Open(context.Background(), address, graph.Options{}); !errors.Is(err, graph.ErrInUse) {
		t.Errorf("open beside the writer: %v", err)
	}
}

func isNotFound(err error) bool { return errors.Is(err, graph.ErrNotFound) }
