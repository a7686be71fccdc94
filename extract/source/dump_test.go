package source

import (
	"context"
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	p := os.Getenv("DUMP")
	if p == "" {
		t.Skip()
	}
	for d, err := range Open(context.Background(), []string{p}, Options{}) {
		if err != nil {
			fmt.Println("ERR", err)
			continue
		}
		fmt.Printf("== %s %+v %v\n", d.Name, d.Meta, d.Notes)
		for _, b := range d.Blocks {
			s := ""
			if b.Strong {
				s = "*"
			}
			x := ""
			if b.Kind == Cell {
				x = fmt.Sprint(b.Table, b.Row, b.Col)
			}
			fmt.Printf("[%v%d%s%v%s] %s\n", b.Kind, b.Level, s, b.Align, x, d.Text[b.Start:b.End])
		}
	}
}
