package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policygraph/extract/place"
	"policygraph/queries"
	"policygraph/schema"
)

func (a *app) place() *cobra.Command {
	var q placeQuestion
	var r resultFlags
	c := &cobra.Command{
		Use:   "place NAME",
		Short: "Look a place up in the gazetteer: every division of that name, on a date, in a parent",
		Long: `Look a place up in the gazetteer: every division of that name, on a date, in a parent.

NAME is a code, a full, short, former or other name, an abbreviation (渝), a town's name, or several names one after
another (四川成都郫都区). Where no division has the name on the date or in the parent, those that had it at
another time or lay there through a change are listed, and a line on standard error says so.`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := r.check(); err != nil {
				return err
			}
			q.name = args[0]
			if _, err := time.Parse(time.DateOnly, q.on); q.on != "" && err != nil {
				return usageError{fmt.Errorf("--on %q is no date; give one as 2019-01-31", q.on)}
			}
			found, err := q.answer(place.Default())
			if err != nil {
				return err
			}
			if err := a.writeResult(placesFound(place.Default(), found), &r); err != nil {
				return err
			}
			for _, e := range found {
				if !e.Held {
					a.say("%s", q.notHeld(place.Default(), e))
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&q.on, "on", "", "as of this date, YYYY-MM-DD (default: now in force)")
	c.Flags().StringVar(&q.in, "in", "", "only inside this division: a name or a code")
	r.add(c.Flags())
	return c
}

// A placeQuestion is what the command was asked.
type placeQuestion struct{ name, on, in string }

// answer is what the name stands for; an error says what else it is, or what is called nearly so.
func (q placeQuestion) answer(g *place.Gazetteer) ([]place.Entry, error) {
	in, err := q.parents(g)
	if err != nil {
		return nil, err
	}
	if found := g.Lookup(q.name, q.on, in...); len(found) > 0 {
		return found, nil
	}
	if found := g.Lookup(q.name, q.on); q.in != "" && len(found) > 0 {
		return nil, fmt.Errorf("no division called %q lies in %s; it is %s", q.name, q.in, shown(g, divisions(found)))
	}
	if r, ok := g.Region(q.name); ok {
		return nil, errors.New(regionSaid(g, r))
	}
	said := fmt.Sprintf("no division is called %q", q.name)
	if near := g.Similar(q.name); len(near) > 0 {
		return nil, fmt.Errorf("%s; did you mean %s?", said, shown(g, near))
	}
	return nil, fmt.Errorf("%s; give a full, short or former name, or several one after another (四川成都郫都区)", said)
}

// parents are the IDs that --in may stand for: a code, the divisions that bear or bore the name, or the members of a region;
// none for all of China.
func (q placeQuestion) parents(g *place.Gazetteer) ([]string, error) {
	if q.in == "" {
		return nil, nil
	}
	var ids []string
	for _, e := range g.Bearers(q.in) {
		ids = append(ids, e.ID)
	}
	if r, ok := g.Region(q.in); ok && len(ids) == 0 {
		ids = r.Members
	}
	if len(ids) == 0 {
		err := fmt.Errorf("--in %q is no division; give its name or code", q.in)
		if near := g.Similar(q.in); len(near) > 0 {
			err = fmt.Errorf("--in %q is no division; did you mean %s?", q.in, shown(g, near))
		}
		return nil, usageError{err}
	}
	return ids, nil
}

// notHeld says when a division had the name, since it did not on the day asked for.
func (q placeQuestion) notHeld(g *place.Gazetteer, e place.Entry) string {
	day := "now"
	if q.on != "" {
		day = "on " + q.on
	}
	verb, when := "stands", ""
	if e.From != "" {
		when = " from " + e.From
	}
	if e.To != "" {
		verb, when = "stood", when+" until "+e.To
	}
	said := fmt.Sprintf("not in force %s: %q %s for %s%s", day, q.name, verb, shown(g, []schema.Division{e.Division}), when)
	if len(e.ReplacedBy) == 0 {
		return said
	}
	var next []schema.Division
	for _, id := range e.ReplacedBy {
		if d, ok := g.Division(id); ok {
			next = append(next, d)
		}
	}
	return said + ", then " + shown(g, next)
}

// regionSaid says what a region consists of.
func regionSaid(g *place.Gazetteer, r place.Region) string {
	var members []schema.Division
	for _, id := range r.Members {
		if d, ok := g.Division(id); ok {
			members = append(members, d)
		}
	}
	of := "of"
	if r.Part {
		of = "in parts of"
	}
	return fmt.Sprintf("%s is no division but a region %s %s; ask for one of these", r.Name, of, shown(g, members))
}

// shown are divisions as a message names them: 公主岭市 (220381, 吉林省 四平市).
func shown(g *place.Gazetteer, list []schema.Division) string {
	var out []string
	for _, d := range list {
		about := d.ID
		if up := within(g, d.Parent); up != "" {
			about += ", " + up
		}
		out = append(out, fmt.Sprintf("%s (%s)", d.Name, about))
	}
	return strings.Join(out, "; ")
}

func divisions(list []place.Entry) []schema.Division {
	out := make([]schema.Division, len(list))
	for i, e := range list {
		out[i] = e.Division
	}
	return out
}

// placesFound is the result to write.
func placesFound(g *place.Gazetteer, list []place.Entry) *queries.Result {
	res := &queries.Result{Total: len(list), Columns: []queries.Column{
		{Name: "code", Zh: "代码", En: "Code", Kind: queries.Text}, {Name: "name", Zh: "名称", En: "Name", Kind: queries.Text},
		{Name: "level", Zh: "级别", En: "Level", Kind: queries.Text}, {Name: "within", Zh: "隶属", En: "Within", Kind: queries.Text},
		{Name: "from", Zh: "启用", En: "From", Kind: queries.Text}, {Name: "to", Zh: "停用", En: "Until", Kind: queries.Text},
		{Name: "otherNames", Zh: "其他名称", En: "Other names", Kind: queries.List}, {Name: "replacedBy", Zh: "变更为", En: "Replaced by", Kind: queries.List},
	}}
	for _, e := range list {
		res.Rows = append(res.Rows, []queries.Cell{{Text: e.ID}, {Text: e.Name}, {Text: string(e.Level)},
			{Text: within(g, e.Parent)}, {Text: e.From}, {Text: e.To}, {List: e.OtherNames}, {List: e.ReplacedBy}})
	}
	return res
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
