package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"policygraph/graph"
	"policygraph/internal/hugepages"
)

func (a *app) verify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check that a store's parts agree, and say what to do where they don't",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			hugepages.Reserve(smallHeap)
			return a.reading(c.Context(), func(s *graph.Store, _ graph.Snapshot) error {
				r, err := s.Verify(c.Context())
				if err != nil {
					return err
				}
				fmt.Fprintf(a.out, "%d nodes, %d quads\n", r.Nodes, r.Quads)
				for _, p := range r.Problems {
					fmt.Fprintln(a.out, p)
				}
				if !r.OK() {
					return fmt.Errorf("store %q has %d faults; %s", a.store, r.Count, r.Advice)
				}
				fmt.Fprintln(a.out, "no faults")
				return nil
			})
		},
	}
}

func (a *app) stats() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "stats",
		Short: "Show how much a store holds",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.reading(c.Context(), func(s *graph.Store, _ graph.Snapshot) error {
				st, err := s.Stats(c.Context())
				if err != nil {
					return err
				}
				if asJSON {
					return json.NewEncoder(a.out).Encode(st)
				}
				fmt.Fprintf(a.out, "notices    %d\ngraphs     %d\ndivisions  %d\nnodes      %d\nquads      %d\nbytes      %d\n",
					st.Notices, st.Graphs, st.Divisions, st.Nodes, st.Quads, st.Bytes)
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return c
}
