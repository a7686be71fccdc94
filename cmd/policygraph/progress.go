package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// A progressLine is one line on a terminal that is written over as work goes on; elsewhere it says nothing.
type progressLine struct {
	w     io.Writer
	last  time.Time
	shown bool
}

// progress is a progress line on standard error where that is a terminal and the run is not quiet.
func (a *app) progress() *progressLine {
	f, ok := a.err.(*os.File)
	if a.quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return &progressLine{}
	}
	return &progressLine{w: a.err}
}

// show writes the line anew, some times a second.
func (p *progressLine) show(format string, args ...any) {
	if p.w == nil || time.Since(p.last) < 100*time.Millisecond {
		return
	}
	p.last, p.shown = time.Now(), true
	fmt.Fprintf(p.w, "\r\033[K"+format, args...)
}

// end takes the line away.
func (p *progressLine) end() {
	if p.shown {
		fmt.Fprint(p.w, "\r\033[K")
		p.shown = false
	}
}
