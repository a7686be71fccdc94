package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policygraph/extract/place"
	"policygraph/queries"
	"policygraph/schema"
)

func (a *app) place() *cobra.Command {
	var on, in string
	var r resultFlags
	c := &cobra.Command{
		Use:   "place NAME",
		Short: "Look a place up in the gazetteer: every division of that name, on a date, in a parent",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := r.check(); err != nil {
				return err
			}
			if _, err := time.Parse(time.DateOnly, on); on != "" && err != nil {
				return usageError{fmt.Errorf("--on %q is no date; give one as 2019-01-31", on)}
			}
			g := place.Default()
			res := &queries.Result{Columns: []queries.Column{
				{Name: "code", Zh: "代码", En: "Code", Kind: queries.Text}, {Name: "name", Zh: "名称", En: "Name", Kind: queries.Text},
				{Name: "level", Zh: "级别", En: "Level", Kind: queries.Text}, {Name: "within", Zh: "隶属", En: "Within", Kind: queries.Text},
				{Name: "otherNames", Zh: "其他名称", En: "Other names", Kind: queries.List}, {Name: "replacedBy", Zh: "变更为", En: "Replaced by", Kind: queries.List},
			}}
			parents, err := parentsNamed(g, in, on)
			if err != nil {
				return err
			}
			for _, d := range lookup(g, args[0], on, parents) {
				res.Rows = append(res.Rows, []queries.Cell{{Text: d.ID}, {Text: d.Name}, {Text: string(d.Level)},
					{Text: within(g, d.Parent)}, {List: d.OtherNames}, {List: d.ReplacedBy}})
			}
			if res.Total = len(res.Rows); res.Total == 0 {
				return fmt.Errorf("no division is called %q%s; give a full, short or former name, or several one after another (四川成都郫都区)", args[0], limits(on, in))
			}
			return a.writeResult(res, &r)
		},
	}
	c.Flags().StringVar(&on, "on", "", "as of this date, YYYY-MM-DD (default: now in force)")
	c.Flags().StringVar(&in, "in", "", "only inside this division: a name or a code")
	r.add(c.Flags())
	return c
}

// parentsNamed are the IDs that in may stand for: a code, or the divisions of that name; all of China is "".
func parentsNamed(g *place.Gazetteer, in, on string) ([]string, error) {
	if _, ok := g.Division(in); ok || in == "" {
		return []string{in}, nil
	}
	var ids []string
	for _, d := range g.Lookup(in, on, "") {
		ids = append(ids, d.ID)
	}
	if len(ids) == 0 {
		return nil, usageError{fmt.Errorf("--in %q is no division; give its name or code", in)}
	}
	return ids, nil
}

// lookup is what a name stands for inside any of the parents, each once.
func lookup(g *place.Gazetteer, name, on string, parents []string) []schema.Division {
	var out []schema.Division
	for _, in := range parents {
		out = append(out, g.Lookup(name, on, in)...)
	}
	slices.SortFunc(out, func(a, b schema.Division) int { return strings.Compare(a.ID, b.ID) })
	return slices.CompactFunc(out, func(a, b schema.Division) bool { return a.ID == b.ID })
}

func limits(on, in string) string {
	out := ""
	if in != "" {
		out += " in " + in
	}
	if on != "" {
		out += " on " + on
	}
	return out
}

// within is the chain of names that a division lies in, the outermost first.
func within(g *place.Gazetteer, id string) string {
	var names []string
	for id != "" && len(names) < 6 {
		d, ok := g.Division(id)
		if !ok {
			break
		}
		names = append([]string{d.Name}, names...)
		id = d.Parent
	}
	return strings.Join(names, " ")
}
