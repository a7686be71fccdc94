package metric

import (
	"fmt"
	"syscall"
	"testing"
)

func cpu() int64 {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return r.Utime.Nano() + r.Stime.Nano()
}
func TestZB(t *testing.T) {
	a := cpu()
	readLexicon(lexiconTXT)
	b := cpu()
	readUnits(unitsTSV)
	c := cpu()
	fmt.Println("lex us", (b-a)/1000, "units us", (c-b)/1000)
	Parse(practices)
	a = cpu()
	n := 5000
	for i := 0; i < n; i++ {
		Parse(practices)
	}
	b = cpu()
	fmt.Printf("%.1f MB/s cpu, %d ns/op, %d quantities\n", float64(len(practices)*n)/float64(b-a)*1000, (b-a)/int64(n), len(Parse(practices)))
}
