package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"policygraph/graph"
	"policygraph/queries"
	"policygraph/queries/gizmo"
)

func (a *app) gizmo() *cobra.Command {
	var script string
	var o gizmo.Options
	var r resultFlags
	c := &cobra.Command{
		Use:   "gizmo [FILE]",
		Short: "Run a Gizmo script from -e, a file or standard input; on a terminal, a prompt",
		Long: `Gizmo runs a script in Cayley's query language over one state of the store. The prefixes of the vocabulary
(pol: schema: dcterms: skos: prov: rdf: rdfs: xsd:) are set.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := r.check(); err != nil {
				return err
			}
			if script != "" && len(args) > 0 {
				return usageError{errors.New("give a script as -e or as a file, not both")}
			}
			return a.reading(c.Context(), func(_ *graph.Store, snap graph.Snapshot) error {
				if script == "" && len(args) == 0 && a.interactive() {
					return a.prompt(c, snap, o, &r)
				}
				text, err := a.script(script, args)
				if err != nil {
					return err
				}
				session, err := gizmo.New(snap.QuadStore(), o)
				if err != nil {
					return err
				}
				return a.runScript(c, session, text, &r)
			})
		},
	}
	c.Flags().StringVarP(&script, "expression", "e", "", "the script")
	c.Flags().DurationVar(&o.Timeout, "timeout", 30*time.Second, "stop a script after this long")
	c.Flags().IntVar(&o.Limit, "limit", 100_000, "stop a script after so many results")
	c.Flags().BoolVar(&o.FullIRIs, "full", false, "give IRIs in full instead of shortened by prefixes")
	r.add(c.Flags())
	return c
}

// interactive reports whether both standard input and output are terminals.
func (a *app) interactive() bool {
	in, ok := a.in.(*os.File)
	return ok && term.IsTerminal(int(in.Fd())) && a.width() > 0
}

// script is the script of the flag, of the file, or of standard input.
func (a *app) script(flag string, args []string) (string, error) {
	if flag != "" {
		return flag, nil
	}
	if len(args) == 0 || args[0] == "-" {
		text, err := io.ReadAll(io.LimitReader(a.in, 1<<20))
		return string(text), err
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return "", fmt.Errorf("read script: %w", err)
	}
	return string(text), nil
}

func (a *app) runScript(c *cobra.Command, s *gizmo.Session, text string, r *resultFlags) error {
	out, err := s.Run(c.Context(), text)
	if err != nil {
		return err
	}
	style := queries.Style{Format: queries.Format(r.format), English: r.english, Excel: r.output != "", Width: a.width()}
	if err := a.output(r.output, func(w io.Writer) error { return out.Write(w, style) }); err != nil {
		return err
	}
	if out.Cut {
		return errors.New("the script was stopped at the limit of results; --limit allows more")
	}
	return nil
}

// prompt runs one script a line until the input ends. Variables stay from one to the next.
func (a *app) prompt(c *cobra.Command, snap graph.Snapshot, o gizmo.Options, r *resultFlags) error {
	session, err := gizmo.New(snap.QuadStore(), o)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(a.in)
	lines.Buffer(nil, 1<<20)
	for fmt.Fprint(a.err, "gizmo> "); lines.Scan(); fmt.Fprint(a.err, "gizmo> ") {
		err := a.runScript(c, session, lines.Text(), r)
		if err == nil {
			continue
		}
		fmt.Fprintln(a.err, err)
		if errors.Is(err, gizmo.ErrDead) {
			if session, err = gizmo.New(snap.QuadStore(), o); err != nil {
				return err
			}
		}
		if c.Context().Err() != nil {
			return c.Context().Err()
		}
	}
	fmt.Fprintln(a.err)
	return lines.Err()
}
