package main

import (
	"fmt"
	"io"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// A row is one line of the table.
type row struct{ what, ours, peer, ratio, target string }

func (b *bench) add(what, ours, peer, ratio, target string) {
	b.rows = append(b.rows, row{what, ours, peer, ratio, target})
}

// skip notes what was not measured, and why.
func (b *bench) skip(what, why string) { b.skipped = append(b.skipped, what+": "+why) }

func (b *bench) print(w io.Writer) {
	fmt.Fprintf(w, "%s; %s; medians of %d, each pair in turn.\n\n", time.Now().Format(time.DateOnly), machine(), b.rounds)
	fmt.Fprint(w, "| what | ours | peer | ratio | target |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range b.rows {
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", r.what, r.ours, r.peer, r.ratio, r.target)
	}
	for _, s := range b.skipped {
		fmt.Fprintf(w, "\nNot measured: %s.\n", s)
	}
}

// seconds writes a time with three digits.
func seconds(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%.3g ms", d.Seconds()*1000)
	}
	return fmt.Sprintf("%.3g s", d.Seconds())
}

// times writes wall and processor time.
func (u usage) times() string { return seconds(u.wall) + " (CPU " + seconds(u.cpu) + ")" }

func megabytes(n int64) string { return fmt.Sprintf("%d MB", (n+1<<19)>>20) }

// rate writes how many a second.
func rate(n int, d time.Duration, unit string) string {
	r := float64(n) / d.Seconds()
	if r >= 1000 {
		return message.NewPrinter(language.English).Sprintf("%d %s/s", int(r), unit)
	}
	return fmt.Sprintf("%.3g %s/s", r, unit)
}

func ratio(a, b float64) string { return fmt.Sprintf("%.3g", a/b) }

// faster is how many times the wall time and the processor time of ours go into the peer's.
func faster(ours, peer usage) string {
	return fmt.Sprintf("%s times (CPU %s)", ratio(float64(peer.wall), float64(ours.wall)), ratio(float64(peer.cpu), float64(ours.cpu)))
}
