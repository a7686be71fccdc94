package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"unicode"

	"github.com/spf13/cobra"

	"policygraph/extract"
	"policygraph/extract/source"
	"policygraph/internal/hugepages"
	"policygraph/schema"
)

// sourceFlags adds the flags that say how inputs are read.
func (a *app) sourceFlags(c *cobra.Command, o *source.Options) {
	c.Flags().StringVar(&o.Field, "field", "", "where JSON and CSV hold the text (default: found)")
	c.Flags().BoolVar(&o.Fetch.AllowPrivate, "allow-private", false, "fetch URLs of this machine and of private networks too")
}

// notices reads inputs and gives their notices in the order of the inputs; extraction runs on all processors. A bad
// input is said and counted and stops no other; the result tells whether all, some or none failed.
func (a *app) notices(ctx context.Context, inputs []string, o source.Options, use func(string, *schema.Notice) error) error {
	hugepages.Reserve(smallHeap)
	o.Stdin = a.in
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go extract.Prepare() // beside the reading of the first input
	read, failed, skipped := 0, 0, 0
	bar := a.progress()
	defer bar.end()
	for r, err := range extract.ReadAll(documents(ctx, inputs, o)) {
		var skip *source.Skipped
		switch {
		case ctx.Err() != nil:
			continue
		case errors.As(err, &skip):
			skipped++
			continue
		case err != nil:
			failed++
			bar.end()
			fmt.Fprintf(a.err, "policygraph: %v\n", err)
			continue
		}
		if err := use(r.Name, r.Notice); err != nil {
			return err
		}
		read++
		bar.show("%d notices read", read)
	}
	if err := context.Cause(ctx); err != nil {
		return fmt.Errorf("stopped after %d documents: %w", read, err)
	}
	bar.end()
	switch {
	case skipped == 1:
		a.say("1 file that is no notice was passed over")
	case skipped > 1:
		a.say("%d files that are no notices were passed over", skipped)
	}
	return outcome(read, failed)
}

// documents are those of inputs that may be notices.
func documents(ctx context.Context, inputs []string, o source.Options) iter.Seq2[*source.Document, error] {
	return func(yield func(*source.Document, error) bool) {
		for doc, err := range source.Open(ctx, inputs, o) {
			if err == nil {
				if err = refuse(doc, inputs); err != nil {
					doc = nil
				}
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

// refuse is the error for a document that is no notice: a failure where it was named, else a file passed over.
func refuse(doc *source.Document, inputs []string) error {
	if chinese(doc.Text) {
		return nil
	}
	const reason = "it is no notice: there is no Chinese text in it"
	if slices.Contains(inputs, doc.Name) {
		return fmt.Errorf("read %q: %s", doc.Name, reason)
	}
	return &source.Skipped{Name: doc.Name, Reason: reason}
}

// chinese reports whether a text has a sentence's worth of Chinese characters.
func chinese(text string) bool {
	const enough = 10
	n := 0
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			if n++; n == enough {
				return true
			}
		}
	}
	return false
}

func outcome(read, failed int) error {
	switch {
	case failed == 0 && read == 0:
		return errors.New("no notices there; name a file, a folder or a glob that holds notices")
	case failed == 0:
		return nil
	case read == 0:
		return errAll
	}
	return errSome
}
