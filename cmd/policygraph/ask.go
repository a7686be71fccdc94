package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"policygraph/extract/place"
	"policygraph/graph"
	"policygraph/queries/ask"
)

func (a *app) ask() *cobra.Command {
	var r resultFlags
	c := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Answer a question in Chinese, such as 哪些城市出现在多个措施下？",
		Long: "Ask answers a question in Chinese and says which query it ran. It understands, for example:\n\n  " +
			strings.Join(ask.Examples(), "\n  "),
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := r.check(); err != nil {
				return err
			}
			question := strings.Join(args, " ")
			return a.answering(c.Context(), func(_ *graph.Store, snap graph.Snapshot) error {
				answer, err := ask.Ask(c.Context(), snap, question, ask.Gazetteer(place.Default()))
				var not *ask.NotUnderstoodError
				if errors.As(err, &not) {
					return plainError{not}
				}
				if err != nil {
					return err
				}
				if r.format == "table" && r.output == "" {
					fmt.Fprintf(a.out, "%s\n%s\n\n", answer.Said(), answer.Sentence)
				} else {
					a.say("%s\n%s", answer.Said(), answer.Sentence)
				}
				return a.writeResult(answer.Result, &r)
			})
		},
	}
	r.add(c.Flags())
	return c
}
