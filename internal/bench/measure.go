package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A command is a program to be measured.
type command struct {
	args   []string
	dir    string
	env    []string
	stdout string // file; "" drops it, unless keep
	keep   bool   // what it prints is wanted
}

// A usage is what a program took.
type usage struct {
	wall, cpu time.Duration
	memory    int64 // peak, in bytes
	printed   string
}

// measure runs a program to its end.
func measure(c command) (u usage, err error) {
	run := exec.Command(c.args[0], c.args[1:]...)
	run.Dir = c.dir
	run.Env = append(os.Environ(), c.env...)
	var printed, said bytes.Buffer
	run.Stderr = &said
	run.Stdout = io.Writer(nil)
	if c.keep {
		run.Stdout = &printed
	}
	if c.stdout != "" {
		file, err := os.Create(c.stdout)
		if err != nil {
			return u, err
		}
		defer file.Close()
		run.Stdout = file
	}
	start := time.Now()
	err = run.Run()
	u.wall, u.printed = time.Since(start), printed.String()
	if err != nil {
		return u, fmt.Errorf("%s: %w: %s", strings.Join(c.args, " "), err, lastLines(said.String()))
	}
	u.cpu = run.ProcessState.UserTime() + run.ProcessState.SystemTime()
	if r, ok := run.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.memory = r.Maxrss << 10
	}
	return u, nil
}

// inTurn measures several programs one after another, as many rounds as are asked for, and gives the median of each.
// before, where not nil, is called before each run.
func inTurn(rounds int, before func(i int) error, commands ...command) ([]usage, error) {
	all := make([][]usage, len(commands))
	for range rounds {
		for i, c := range commands {
			if before != nil {
				if err := before(i); err != nil {
					return nil, err
				}
			}
			u, err := measure(c)
			if err != nil {
				return nil, err
			}
			all[i] = append(all[i], u)
		}
	}
	medians := make([]usage, len(commands))
	for i, list := range all {
		medians[i] = median(list)
	}
	return medians, nil
}

// median is the median of each figure; the text is that of the last run.
func median(list []usage) usage {
	m := list[len(list)-1]
	slices.SortFunc(list, func(a, b usage) int { return int(a.wall - b.wall) })
	m.wall = list[len(list)/2].wall
	slices.SortFunc(list, func(a, b usage) int { return int(a.cpu - b.cpu) })
	m.cpu = list[len(list)/2].cpu
	slices.SortFunc(list, func(a, b usage) int { return int(a.memory - b.memory) })
	m.memory = list[len(list)/2].memory
	return m
}

func lastLines(s string) string {
	s = strings.TrimSpace(s)
	return s[max(0, len(s)-300):]
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// have says whether a program can be run.
func have(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

func countLines(name string) (int, error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	n, buf := 0, make([]byte, 1<<20)
	for {
		k, err := file.Read(buf)
		n += bytes.Count(buf[:k], []byte{'\n'})
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// size is what a file or folder takes on disk, in bytes.
func size(name string) (n int64) {
	info, err := os.Stat(name)
	if err == nil && !info.IsDir() {
		return info.Size()
	}
	entries, _ := os.ReadDir(name)
	for _, e := range entries {
		n += size(name + "/" + e.Name())
	}
	return n
}
