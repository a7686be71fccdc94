package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"policygraph/graph"
	"policygraph/queries"
)

// resultFlags say how a result is written.
type resultFlags struct {
	format  string
	output  string
	english bool
}

func (r *resultFlags) add(f *pflag.FlagSet) {
	f.StringVar(&r.format, "format", "table", "table, json or csv")
	f.StringVarP(&r.output, "output", "o", "", "write to this file instead of standard output; csv in a file opens in Excel")
	f.BoolVar(&r.english, "english", false, "English titles instead of Chinese ones")
}

// check refuses a format that there is none of.
func (r *resultFlags) check() error {
	for _, f := range queries.Formats {
		if r.format == string(f) {
			return nil
		}
	}
	return usageError{fmt.Errorf("no format is called %q; there are table, json and csv", r.format)}
}

func (a *app) writeResult(res *queries.Result, r *resultFlags) error {
	style := queries.Style{Format: queries.Format(r.format), English: r.english, Excel: r.output != ""}
	if r.output == "" {
		style.Width = a.width()
	}
	err := a.output(r.output, func(w io.Writer) error { return res.Write(w, style) })
	if err == nil && res.Total > len(res.Rows) {
		a.say("%d of %d rows; --limit gives more", len(res.Rows), res.Total)
	}
	return err
}

func (a *app) query() *cobra.Command {
	c := &cobra.Command{
		Use:   "query NAME [ARGS]",
		Short: "Run a named query; without a name, list them",
		Args:  cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("no query is called %q; policygraph query lists them", args[0])}
			}
			for _, q := range queries.All() {
				fmt.Fprintf(a.out, "%-18s %s\n%-18s %s\n", q.Name, q.Zh, "", q.En)
			}
			return nil
		},
	}
	for _, q := range queries.All() {
		c.AddCommand(a.namedQuery(q))
	}
	return c
}

// namedQuery is the command of one named query, with a flag for each parameter.
func (a *app) namedQuery(q *queries.Query) *cobra.Command {
	var r resultFlags
	use, positional := q.Name, ""
	for _, p := range q.Params {
		if p.Positional {
			positional = p.Name
			use += " [" + strings.ToUpper(p.Name) + "]"
		}
	}
	c := &cobra.Command{Use: use, Short: q.En, Long: q.En + ".\n" + q.Zh + "。"}
	if c.Args = usageArgs(cobra.NoArgs); positional != "" {
		c.Args = usageArgs(cobra.MaximumNArgs(1))
	}
	for _, p := range q.Params {
		if p.Type == queries.Flag {
			c.Flags().Bool(p.Name, p.Default == "true", p.En)
		} else {
			c.Flags().String(p.Name, p.Default, p.En)
		}
	}
	r.add(c.Flags())
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := r.check(); err != nil {
			return err
		}
		given := queries.Args{}
		for _, p := range q.Params {
			if f := c.Flags().Lookup(p.Name); f.Changed {
				given[p.Name] = f.Value.String()
			}
		}
		if len(args) > 0 {
			given[positional] = args[0]
		}
		return a.answering(c.Context(), func(_ *graph.Store, snap graph.Snapshot) error {
			res, err := q.Run(c.Context(), snap, given)
			if err != nil {
				return err
			}
			return a.writeResult(res, &r)
		})
	}
	return c
}
