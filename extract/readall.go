package extract

import (
	"iter"
	"runtime"

	"policygraph/extract/source"
	"policygraph/schema"
)

// A Reading is a document that was read.
type Reading struct {
	Name   string // see [source.Document.Name]
	Notice *schema.Notice
}

// ReadAll reads documents, such as those of [source.Open], as they come and gives their notices in their order, each
// error of docs in its place. As many documents are read at once as there are processors for Go (GOMAXPROCS), while
// docs gives the next ones in a goroutine of its own; no more than twice as many are held, so that memory stays flat.
// With one processor they are read one after another. Where the loop over the readings ends early, docs is ended at
// its next document.
func ReadAll(docs iter.Seq2[*source.Document, error]) iter.Seq2[Reading, error] {
	processors := runtime.GOMAXPROCS(0)
	return func(yield func(Reading, error) bool) {
		if processors == 1 {
			readEach(docs, yield)
			return
		}
		stop := make(chan struct{})
		defer close(stop)
		for r := range startReading(docs, processors, stop) {
			<-r.done
			if !yield(r.Reading, r.err) {
				return
			}
		}
	}
}

// readEach is ReadAll for one processor.
func readEach(docs iter.Seq2[*source.Document, error], yield func(Reading, error) bool) {
	for doc, err := range docs {
		var r Reading
		if err == nil {
			r = Reading{doc.Name, Read(doc)}
		}
		if !yield(r, err) {
			return
		}
	}
}

// A pending reading is on its way; done is closed when it is complete.
type pending struct {
	Reading
	err  error
	done chan struct{}
}

// startReading gives readings in the order of docs as soon as they are begun, until docs ends or stop is closed.
func startReading(docs iter.Seq2[*source.Document, error], processors int, stop <-chan struct{}) <-chan *pending {
	started := make(chan *pending, processors)
	free := make(chan struct{}, processors) // holds one for each reading under way
	go func() {
		defer close(started)
		for doc, err := range docs {
			r := &pending{err: err, done: make(chan struct{})}
			if err != nil {
				close(r.done)
			} else {
				free <- struct{}{}
				go func() {
					r.Reading = Reading{doc.Name, Read(doc)}
					<-free
					close(r.done)
				}()
			}
			select {
			case started <- r:
			case <-stop:
				return
			}
		}
	}()
	return started
}
