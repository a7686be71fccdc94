package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"policygraph/extract"
	"policygraph/extract/eval"
	"policygraph/extract/source"
	"policygraph/internal/hugepages"
)

func (a *app) eval() *cobra.Command {
	var o source.Options
	var format, text string
	c := &cobra.Command{
		Use:   "eval GOLD...",
		Short: "Compare what is extracted with answer keys: precision, recall, F1 and every miss",
		Long: `Eval reads the notice of each answer key, extracts it and prints how the two agree, every miss with its sentence,
and the sum over several. A key's notice is looked for beside it; --text names it.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(eval.Formats, format) {
				return usageError{fmt.Errorf("no format is called %q; there are %s", format, strings.Join(eval.Formats, ", "))}
			}
			if text != "" && len(args) > 1 {
				return usageError{fmt.Errorf("--text goes with one answer key, not with %d", len(args))}
			}
			hugepages.Reserve(smallHeap)
			var reports []eval.Report
			for _, path := range args {
				r, err := a.score(c, path, text, o)
				if err != nil {
					return err
				}
				reports = append(reports, r)
			}
			return a.output("", func(w io.Writer) error { return eval.Write(w, format, reports) })
		},
	}
	c.Flags().StringVar(&format, "format", "text", strings.Join(eval.Formats, ", "))
	c.Flags().StringVar(&text, "text", "", "the notice that the answer key is for")
	a.sourceFlags(c, &o)
	return c
}

// score extracts the notice of one answer key and compares them.
func (a *app) score(c *cobra.Command, path, text string, o source.Options) (eval.Report, error) {
	gold, err := eval.OpenGold(path)
	if err != nil {
		return eval.Report{}, err
	}
	if text == "" {
		if text, err = eval.Find(path); err != nil {
			return eval.Report{}, err
		}
	}
	for doc, err := range source.Open(c.Context(), []string{text}, o) {
		if err != nil {
			return eval.Report{}, err
		}
		return eval.Score(gold, extract.Read(doc)), nil
	}
	return eval.Report{}, fmt.Errorf("%q holds no document", text)
}
