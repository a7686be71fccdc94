package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unicode"

	"github.com/spf13/cobra"

	"policygraph/extract"
	"policygraph/extract/source"
	"policygraph/schema"
)

// sourceFlags adds the flags that say how inputs are read.
func (a *app) sourceFlags(c *cobra.Command, o *source.Options) {
	c.Flags().StringVar(&o.Field, "field", "", "where JSON and CSV hold the text (default: found)")
}

// notices reads inputs one after another. A bad input is said and counted and stops no other; the result tells
// whether all, some or none failed.
func (a *app) notices(ctx context.Context, inputs []string, o source.Options, use func(string, *schema.Notice) error) error {
	o.Stdin = a.in
	go extract.Prepare() // beside the reading of the first input
	read, failed, skipped := 0, 0, 0
	for doc, err := range source.Open(ctx, inputs, o) {
		var skip *source.Skipped
		switch {
		case errors.As(err, &skip):
			skipped++
			continue
		case err != nil:
			failed++
			fmt.Fprintf(a.err, "policygraph: %v\n", err)
			continue
		}
		if !chinese(doc.Text) {
			if !slices.Contains(inputs, doc.Name) {
				skipped++
				continue
			}
			failed++
			fmt.Fprintf(a.err, "policygraph: read %q: it is no notice: there is no Chinese text in it\n", doc.Name)
			continue
		}
		if err := use(doc.Name, extract.Read(doc)); err != nil {
			return err
		}
		read++
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("stopped after %d documents: %w", read, err)
	}
	if skipped > 0 {
		a.say("%d files that are no notices were passed over", skipped)
	}
	return outcome(read, failed)
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
