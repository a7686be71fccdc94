package metric

import (
	"bufio"
	"fmt"
	"os"
	"testing"
)

func TestZZ(t *testing.T) {
	f, err := os.Open("/tmp/zz.txt")
	if err != nil {
		t.Skip()
	}
	s := bufio.NewScanner(f)
	for s.Scan() {
		fmt.Println(s.Text())
		for _, q := range Parse(s.Text()) {
			v := q.Value
			if v == "" {
				v = q.Min + ".." + q.Max
			}
			fmt.Printf("    %s %s %q [%s] %s %s |%s| %d/%d\n", q.Qualifier.Sign(), v, q.Unit, q.Indicator, q.Role, q.Period, s.Text()[q.Start:q.End], q.Respective, q.Of)
		}
	}
}
