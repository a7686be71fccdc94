package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const debianPython = "/usr/bin/python3" // where Debian's packages are

// python is the Python stack's script.
func (b *bench) python() (string, error) {
	script := filepath.Join(b.shared, "peers/python_stack.py")
	if !exists(script) {
		return "", errMissing("the Python stack")
	}
	if _, err := measure(command{args: []string{debianPython, "-c", "import bs4, lxml, jieba, rdflib"}}); err != nil {
		return "", errors.New("python3-bs4, python3-lxml, python3-jieba and python3-rdflib of Debian are not all installed")
	}
	return script, nil
}

// extraction measures one notice in a process of its own, and many in one process.
func (b *bench) extraction() error {
	notice := filepath.Join(b.shared, "corpus/ndrc-2021-668.md")
	if !exists(notice) {
		return errMissing("the notice")
	}
	script, err := b.python()
	if err != nil {
		return err
	}
	u, err := inTurn(b.rounds, nil, command{args: []string{b.program, "extract", notice}}, command{args: []string{debianPython, script, notice}})
	if err != nil {
		return err
	}
	b.add("one notice, the whole process, wall", u[0].times(), u[1].times(), ratio(u[0].wall.Seconds(), u[1].wall.Seconds()), "≤ 0.2")
	b.add("the same, peak memory", megabytes(u[0].memory), megabytes(u[1].memory), ratio(float64(u[0].memory), float64(u[1].memory)), "≤ 0.5")
	return b.extractionRate(notice, script)
}

// extractionRate puts documents a second on one processor beside the Python stack's, in turn.
func (b *bench) extractionRate(notice, script string) error {
	var ours, peers []usage
	for range b.rounds {
		all, err := b.goBench("./extract", "^BenchmarkNotice$/^real$", 1, "-cpu", "1")
		if err != nil {
			return err
		}
		u, err := measure(command{args: []string{debianPython, script, notice, "20"}, keep: true})
		if err != nil {
			return err
		}
		var rate float64
		if _, err := fmt.Sscanf(u.printed, "%f documents", &rate); err != nil {
			return fmt.Errorf("the Python stack says %q: %w", u.printed, err)
		}
		ours = append(ours, all["Notice/real"])
		peers = append(peers, usage{wall: time.Duration(float64(time.Second) / rate)})
	}
	own, peer := 1/median(ours).wall.Seconds(), 1/median(peers).wall.Seconds()
	b.add("notices read, extracted and written, a CPU second", fmt.Sprintf("%.0f", own), fmt.Sprintf("%.1f", peer), ratio(own, peer)+" times", "≥ 20 times")
	return nil
}

// pythonMany has the Python stack read many files in one process and print the processor time of each.
const pythonMany = `
import sys, time
source = open(sys.argv[1], encoding="utf8").read()
exec(compile(source[:source.rindex("main()")], sys.argv[1], "exec"))
texts = [open(name, encoding="utf8", errors="replace").read() for name in sys.argv[2:]]
build(texts[0])
start = time.process_time()
for text in texts:
    build(text)
print((time.process_time() - start) / len(texts))
`

// sample is how many files of the archive the Python stack reads.
const sample = 60

// archive measures a large archive, and the same into a store.
func (b *bench) archive() error {
	archive := filepath.Join(b.shared, "corpus/bulk/xwlb-md.tar.xz")
	if !exists(archive) {
		return errMissing("the archive")
	}
	stored := filepath.Join(b.dir, "archive.db")
	clean := func(int) error { return os.RemoveAll(stored) }
	u, err := inTurn(b.rounds, clean, command{args: []string{b.program, "extract", archive}},
		command{args: []string{b.program, "--store", stored, "build", "-q", archive}})
	if err != nil {
		return err
	}
	files, bytes, err := b.unpack(archive)
	if err != nil {
		return err
	}
	alone, err := b.goBench("./extract", "^Benchmark(Archive|Files)$", b.rounds, "-cpu", "1", "-benchtime", "1x")
	if err != nil {
		return err
	}
	per, err := b.pythonPer(files)
	if err != nil {
		b.skip("the Python stack on the archive", err.Error())
	}
	of := fmt.Sprintf("%d documents (%s of text)", len(files), megabytes(bytes))
	for _, m := range []struct{ what, name, target string }{
		{of + ", read and extracted, a CPU second", "Files", "≥ 40 times"},
		{"the same from a compressed archive, beside the Python stack on the files", "Archive", ""},
	} {
		ours := float64(len(files)) / alone[m.name].wall.Seconds()
		if per == 0 {
			b.add(m.what, fmt.Sprintf("%.0f", ours), "", "", m.target)
			continue
		}
		b.add(m.what, fmt.Sprintf("%.0f", ours), fmt.Sprintf("%.1f", 1/per.Seconds()), ratio(ours*per.Seconds(), 1)+" times", m.target)
	}
	b.add("the same, extracted to sorted N-Quads by two processors, and peak memory", u[0].times()+", "+megabytes(u[0].memory), "", "", "flat")
	b.add("the same into a new store, beside that", u[1].times(), u[0].times(), ratio(u[1].wall.Seconds(), u[0].wall.Seconds())+
		" (CPU "+ratio(u[1].cpu.Seconds(), u[0].cpu.Seconds())+")", "≤ 2")
	return nil
}

// unpack gives the files of the archive and their size.
func (b *bench) unpack(archive string) (files []string, bytes int64, err error) {
	folder := filepath.Join(b.dir, "archive")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, 0, err
	}
	if _, err := measure(command{args: []string{"tar", "-xJf", archive, "-C", folder}}); err != nil {
		return nil, 0, err
	}
	err = filepath.WalkDir(folder, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".md") {
			files = append(files, name)
			bytes += size(name)
		}
		return err
	})
	return files, bytes, err
}

// pythonPer is the processor time of the Python stack for one of the files, from a sample of them.
func (b *bench) pythonPer(files []string) (time.Duration, error) {
	script, err := b.python()
	if err != nil {
		return 0, err
	}
	args := []string{debianPython, "-c", pythonMany, script}
	for i := range sample {
		args = append(args, files[i*len(files)/sample])
	}
	u, err := measure(command{args: args, keep: true})
	if err != nil {
		return 0, err
	}
	var each float64
	if _, err := fmt.Sscan(u.printed, &each); err != nil {
		return 0, fmt.Errorf("the Python stack says %q: %w", u.printed, err)
	}
	return time.Duration(each * float64(time.Second)), nil
}
