package main

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"policygraph/graph"
	"policygraph/queries"
)

func (a *app) list() *cobra.Command {
	var r resultFlags
	c := &cobra.Command{
		Use:   "ls",
		Short: "List the notices in the store",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := r.check(); err != nil {
				return err
			}
			return a.answering(c.Context(), func(s *graph.Store, snap graph.Snapshot) error {
				list, err := graph.Notices(c.Context(), snap)
				if err != nil {
					return err
				}
				return a.writeResult(noticeTable(s, list), &r)
			})
		},
	}
	r.add(c.Flags())
	return c
}

// noticeTable is a list of notices as a result.
func noticeTable(s *graph.Store, list []graph.NoticeEntry) *queries.Result {
	res := &queries.Result{Columns: []queries.Column{
		{Name: "id", Zh: "编号", En: "ID", Kind: queries.Text}, {Name: "issued", Zh: "日期", En: "Issued", Kind: queries.Text},
		{Name: "number", Zh: "文号", En: "Number", Kind: queries.Text}, {Name: "title", Zh: "标题", En: "Title", Kind: queries.Text},
	}, Total: len(list)}
	for _, n := range list {
		id, ok := s.IRIs().ID(n.IRI, "notice")
		if !ok {
			id = string(n.IRI)
		}
		res.Rows = append(res.Rows, []queries.Cell{{Text: id}, {Text: n.Issued}, {Text: n.Number}, {Text: n.Title}})
	}
	return res
}

func (a *app) remove() *cobra.Command {
	return &cobra.Command{
		Use:   "rm NOTICE...",
		Short: "Take notices out of the store: by ID, 文号 or IRI, as ls shows them",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.writing(c.Context(), func(s *graph.Store) error {
				list, err := s.Notices(c.Context())
				if err != nil {
					return err
				}
				found := make([]graph.NoticeEntry, len(args))
				for i, arg := range args {
					if found[i], err = pick(s, list, arg); err != nil {
						return err
					}
				}
				for _, n := range found {
					change, err := s.Remove(c.Context(), n.IRI)
					if err != nil {
						return err
					}
					a.say("removed %s %s (%d quads)", n.Number, n.Title, change.Removed)
				}
				return nil
			})
		},
	}
}

// pick is the one notice that arg names: its ID, number, IRI or title.
func pick(s *graph.Store, list []graph.NoticeEntry, arg string) (graph.NoticeEntry, error) {
	var found []graph.NoticeEntry
	for _, n := range list {
		if n.IRI == s.IRIs().Notice(arg) || n.IRI == quad.IRI(strings.Trim(arg, "<>")) || n.Number == arg || n.Title == arg {
			found = append(found, n)
		}
	}
	switch len(found) {
	case 0:
		return graph.NoticeEntry{}, fmt.Errorf("no notice in store %q is %q; policygraph ls lists them", s.Address(), arg)
	case 1:
		return found[0], nil
	}
	return graph.NoticeEntry{}, fmt.Errorf("%d notices in store %q are %q; name one by its ID, as policygraph ls lists them", len(found), s.Address(), arg)
}
