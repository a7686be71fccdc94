package graph_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/graph/nquads"
	"policygraph/schema"
)

// million is a store of about a million quads, made by the generator beside the project. It is kept in the
// directory of temporary files for the next run; delete it there after a change to the layout.
var million = sync.OnceValues(func() (folder string, err error) {
	generator, err := filepath.Abs("../../shared/bench/gen")
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(generator); err != nil {
		return "", errNoGenerator
	}
	folder = filepath.Join(os.TempDir(), "policygraph-bench-million")
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	cmd := exec.Command("go", "run", ".", "-notices", "660", "-divisions", "../../data/areacodes.csv")
	cmd.Dir = generator
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	err = errors.Join(loadInto(folder+".part", bufio.NewReaderSize(out, 1<<20)), cmd.Wait())
	if err != nil {
		return "", err
	}
	return folder, os.Rename(folder+".part", folder)
})

func loadInto(folder string, r io.Reader) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	s, err := graph.Open(context.Background(), folder, graph.Options{})
	if err != nil {
		return err
	}
	_, err = s.Load(context.Background(), nquads.NewReader(r, nquads.Options{}).Quads())
	return errors.Join(err, s.Close())
}

// processor reports the processor time of an operation beside the clock's, which other work on the machine
// stretches. It counts what the store does in the background too.
func processor(b *testing.B) {
	b.ReportAllocs()
	before := used(b)
	b.Cleanup(func() { b.ReportMetric(float64(used(b)-before)/1e3/float64(b.N), "cpu-ms/op") })
}

// used is the processor time of this process in microseconds.
func used(b *testing.B) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return (u.Utime.Sec+u.Stime.Sec)*1e6 + u.Utime.Usec + u.Stime.Usec
}

var errNoGenerator = errors.New("the generator of benchmark graphs is not beside the project")

// openMillion opens the store of a million quads, or skips.
func openMillion(b *testing.B) *graph.Store {
	b.Helper()
	folder, err := million()
	if errors.Is(err, errNoGenerator) {
		b.Skip(err)
	} else if err != nil {
		b.Fatal(err)
	}
	s, err := graph.Open(b.Context(), folder, graph.Options{MustExist: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

// generated is the IRI of a notice of the generator's, from 1.
func generated(n int) quad.IRI { return iris.Notice(fmt.Sprintf("%016x", n)) }

func notice(b *testing.B, s *graph.Store, iri quad.IRI) (quads []quad.Quad) {
	b.Helper()
	snap, err := s.Snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	for q, err := range snap.Graph(b.Context(), iri) {
		if err != nil {
			b.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}

func BenchmarkOpen(b *testing.B) {
	folder, err := million()
	if err != nil {
		b.Skip(err)
	}
	processor(b)
	for b.Loop() {
		s, err := graph.Open(b.Context(), folder, graph.Options{MustExist: true})
		if err != nil {
			b.Fatal(err)
		}
		_ = s.Close()
	}
}

// BenchmarkReplace replaces a notice of some 1,500 quads by one with other texts and numbers, and back.
func BenchmarkReplace(b *testing.B) {
	s := openMillion(b)
	one := notice(b, s, generated(7))
	two := make([]quad.Quad, len(one))
	for i, q := range one {
		if text, ok := q.Object.(quad.LangString); ok {
			q.Object = quad.LangString{Value: text.Value + "改", Lang: text.Lang}
		} else if text, ok := q.Object.(quad.TypedString); ok && q.Predicate != schema.Issued {
			q.Object = quad.TypedString{Value: "1" + text.Value, Type: text.Type}
		}
		two[i] = q
	}
	processor(b)
	b.ReportMetric(float64(len(one)), "quads")
	for i := 0; b.Loop(); i++ {
		quads := two
		if i%2 == 1 {
			quads = one
		}
		if c, err := s.Replace(b.Context(), generated(7), quads); err != nil || !c.Changed() {
			b.Fatal(c, err)
		}
	}
}

// BenchmarkReplaceSame replaces a notice by itself.
func BenchmarkReplaceSame(b *testing.B) {
	s := openMillion(b)
	quads := notice(b, s, generated(8))
	processor(b)
	for b.Loop() {
		if c, err := s.Replace(b.Context(), generated(8), quads); err != nil || c.Changed() {
			b.Fatal(c, err)
		}
	}
}

// BenchmarkRemove removes a notice and puts it back.
func BenchmarkRemove(b *testing.B) {
	s := openMillion(b)
	quads := notice(b, s, generated(9))
	processor(b)
	for b.Loop() {
		if _, err := s.Remove(b.Context(), generated(9)); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if _, err := s.Replace(b.Context(), generated(9), quads); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func BenchmarkReadNotice(b *testing.B) {
	s := openMillion(b)
	processor(b)
	for i := 0; b.Loop(); i++ {
		if len(notice(b, s, generated(1+i%600))) == 0 {
			b.Fatal("no quads")
		}
	}
}

// BenchmarkPairs reads all pairs of one predicate.
func BenchmarkPairs(b *testing.B) {
	s := openMillion(b)
	processor(b)
	for b.Loop() {
		snap, err := s.Snapshot(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		p, _, err := snap.Node(b.Context(), schema.PolLocality)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range snap.Pairs(b.Context(), p) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		b.ReportMetric(float64(n), "pairs")
		_ = snap.Close()
	}
}

// BenchmarkSubjects reads the practices of the store.
func BenchmarkSubjects(b *testing.B) {
	s := openMillion(b)
	processor(b)
	for b.Loop() {
		snap, err := s.Snapshot(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		p, _, _ := snap.Node(b.Context(), schema.Type)
		o, _, _ := snap.Node(b.Context(), schema.ClassPractice)
		nodes, err := snap.Subjects(b.Context(), p, o)
		if err != nil || len(nodes) == 0 {
			b.Fatal(len(nodes), err)
		}
		_ = snap.Close()
	}
}

// BenchmarkQuads reads all quads.
func BenchmarkQuads(b *testing.B) {
	s := openMillion(b)
	total := 0
	processor(b)
	for b.Loop() {
		snap, err := s.Snapshot(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range snap.Quads(b.Context()) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		_ = snap.Close()
		total += n
	}
	b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "quads/s")
}

func BenchmarkVerify(b *testing.B) {
	s := openMillion(b)
	for b.Loop() {
		if r, err := s.Verify(b.Context()); err != nil || !r.OK() {
			b.Fatal(r, err)
		}
	}
}

// BenchmarkLoad loads quads into an empty store.
func BenchmarkLoad(b *testing.B) {
	s := openMillion(b)
	var quads []quad.Quad
	for n := 1; n <= 20; n++ {
		quads = append(quads, notice(b, s, generated(n))...)
	}
	processor(b)
	total := 0
	for b.Loop() {
		empty, err := graph.Open(b.Context(), filepath.Join(b.TempDir(), "store"), graph.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if n, err := empty.Load(b.Context(), each(quads)); n != len(quads) || err != nil {
			b.Fatal(n, err)
		}
		_ = empty.Close()
		total += len(quads)
	}
	b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "quads/s")
}
