package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"policygraph/schema"
)

// An app is one run of the program: its streams, and the flags that every command has.
type app struct {
	in    io.Reader
	out   io.Writer
	err   io.Writer
	store string
	base  string
	quiet bool
}

// run runs the program and gives its exit status.
func run(args []string, in io.Reader, out, err io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends what waits for a file or a pipe
	a := &app{in: in, out: out, err: err}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(err)
	failure := root.ExecuteContext(ctx)
	var plain plainError
	switch {
	case failure == nil || failure.Error() == "":
	case errors.As(failure, &plain):
		fmt.Fprintln(err, plain)
	default:
		fmt.Fprintf(err, "policygraph: %v\n", failure)
	}
	return exitStatus(failure)
}

// root is the program's command with all others under it.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "policygraph",
		Short: "A knowledge graph of local practice from Chinese policy notices (政图)",
		Long: `policygraph reads policy notices as they are published, finds who did what under which measure, with which
numbers, and keeps it in a graph that can be asked, queried and exported. It needs no network and no model.

Results go to standard output, everything else to standard error. Exit status: 0 done, 1 failed, 2 wrong usage,
3 some inputs failed and the rest are in.`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE:          a.overview,
	}
	root.PersistentFlags().StringVar(&a.store, "store", "policygraph.db", "the store: a folder, mem:, or a postgres:// URL")
	root.PersistentFlags().StringVar(&a.base, "base", "", "what IRIs begin with (default: the store's own, or "+schema.DefaultBase+")")
	root.PersistentFlags().BoolVarP(&a.quiet, "quiet", "q", false, "say nothing but results and errors")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(a.build(), a.extract(), a.ask(), a.query(), a.gizmo(), a.export(), a.importQuads(),
		a.list(), a.show(), a.remove(), a.place(), a.eval(), a.schema(), a.verify(), a.stats())
	for _, c := range root.Commands() {
		c.Args = usageArgs(c.Args)
	}
	return root
}

// version is that of the module as it was built; (devel) for a build of a working tree without one.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// overview runs where no command is named.
func (a *app) overview(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("there is no command %q; see policygraph --help", args[0])}
	}
	return c.Help()
}

// usageArgs makes an error in the number of arguments a wrong usage.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if check == nil {
			return nil
		}
		if err := check(c, args); err != nil {
			return usageError{fmt.Errorf("%w; see policygraph %s --help", err, c.Name())}
		}
		return nil
	}
}

// say writes a line to standard error, unless the run is quiet.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.err, format+"\n", args...)
	}
}
