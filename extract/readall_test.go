package extract_test

import (
	"errors"
	"fmt"
	"iter"
	"runtime"
	"testing"

	"policygraph/extract"
	"policygraph/extract/source"
)

var errBroken = errors.New("broken")

// documents gives n documents, every seventh of them an error.
func documents(n int, given *int) iter.Seq2[*source.Document, error] {
	return func(yield func(*source.Document, error) bool) {
		for i := range n {
			*given = i + 1
			if i%7 == 3 {
				if !yield(nil, errBroken) {
					return
				}
				continue
			}
			text := fmt.Sprintf("示例通知第%d期\n示例。杭州市新建公园%d个。", i, i+2)
			doc := &source.Document{Name: fmt.Sprint(i), Text: text}
			if !yield(doc, nil) {
				return
			}
		}
	}
}

func TestReadAllInOrder(t *testing.T) {
	for _, processors := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		given, i := 0, 0
		for r, err := range extract.ReadAll(documents(100, &given)) {
			switch {
			case i%7 == 3:
				if !errors.Is(err, errBroken) || r.Notice != nil {
					t.Fatalf("%d processors, document %d: %v, %v, want the error", processors, i, r, err)
				}
			case err != nil || r.Name != fmt.Sprint(i) || r.Notice == nil:
				t.Fatalf("%d processors, document %d: %v, %v", processors, i, r, err)
			}
			i++
		}
		if i != 100 {
			t.Errorf("%d processors: %d readings of 100 documents", processors, i)
		}
	}
}

func TestReadAllEndsEarly(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	ended := make(chan int)
	docs := func(yield func(*source.Document, error) bool) {
		given := 0
		documents(1000, &given)(yield)
		ended <- given
	}
	for range extract.ReadAll(docs) {
		break
	}
	if n := <-ended; n > 12 {
		t.Errorf("%d documents were asked for where one was read, by 3 processors", n)
	}
}
