package export

import (
	"bytes"
	"fmt"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
	"policygraph/schema"
)

// TableColumns are the columns of the table of practices and metrics: province, prefecture, county; theme, measure,
// practice; indicator, value, unit, qualifier, period; the words the number was read from; the notice's number;
// and where these words stand in the notice's text, half open in code points.
var TableColumns = []string{"省", "市", "县", "主题", "措施", "做法", "指标", "数值", "单位", "限定", "时期", "原文", "文号", "位置"}

// valueColumn is the place of 数值 in [TableColumns], which holds numbers.
const valueColumn = 7

// A Row is one row of the table, with a cell for each of [TableColumns].
type Row [14]string

// Rows are the rows of a notice: for each practice, each of its localities, and each metric that the locality owns,
// one; and one without a metric where a locality owns none. So a number that several localities share stands in a row
// of each.
func Rows(n *schema.Notice) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		places := newPlaces(n.Divisions)
		for i := range n.Practices {
			p := &n.Practices[i]
			for _, locality := range p.Localities {
				row := practiceRow(n, p, places.levels(locality))
				found := false
				for k := range p.Metrics {
					if !owns(&p.Metrics[k], locality) {
						continue
					}
					found = true
					if !yield(metricRow(row, &p.Metrics[k])) {
						return
					}
				}
				if !found && !yield(row) {
					return
				}
			}
		}
	}
}

// owns says whether a number is a locality's; one that names no owner is every locality's.
func owns(m *schema.Metric, locality string) bool {
	for _, l := range m.Localities {
		if l == locality {
			return true
		}
	}
	return len(m.Localities) == 0
}

func practiceRow(n *schema.Notice, p *schema.Practice, place [3]string) Row {
	row := Row{0: place[0], 1: place[1], 2: place[2], 5: p.Statement, 12: n.Number, 13: position(p.Span)}
	if p.Theme > 0 && p.Theme <= len(n.Themes) {
		row[3] = n.Themes[p.Theme-1].Label
	}
	if p.Measure > 0 && p.Measure <= len(n.Measures) {
		row[4] = n.Measures[p.Measure-1].Label
	}
	return row
}

func metricRow(row Row, m *schema.Metric) Row {
	row[6], row[valueColumn], row[8], row[9] = m.Indicator, m.Value, m.Unit, qualifierLabel(m.Qualifier)
	if m.Min != "" || m.Max != "" {
		row[valueColumn] = m.Min + "～" + m.Max
	}
	row[10], row[11], row[13] = m.Period, m.AsWritten, position(m.Span)
	return row
}

// position writes a span so that no spreadsheet takes it for a date; nothing for one that is not known.
func position(s schema.Span) string {
	if s == (schema.Span{}) {
		return ""
	}
	return fmt.Sprintf("[%d,%d)", s.Start, s.End)
}

// qualifierLabel is the Chinese word for a qualifier.
func qualifierLabel(q schema.Qualifier) string {
	for _, i := range schema.Terms.Individuals {
		if i.IRI == schema.QualifierIRI(q) {
			return i.Label.ZH
		}
	}
	return ""
}

// places finds the names of what a division lies in.
type places map[string]*schema.Division

func newPlaces(divisions []schema.Division) places {
	p := make(places, len(divisions))
	for i := range divisions {
		p[divisions[i].ID] = &divisions[i]
	}
	return p
}

// levels are the names of a division's province, prefecture and county. A town stands behind its county, and a
// zone in the first empty cell below its host.
func (p places) levels(id string) (cells [3]string) {
	for steps := 0; id != "" && steps < 6; steps++ {
		d, ok := p[id]
		if !ok {
			if steps == 0 {
				cells[2] = id
			}
			return cells
		}
		p.place(&cells, d)
		if id = d.Parent; id == "" && d.Province != d.ID {
			id = d.Province
		}
	}
	return cells
}

// place puts the name of a division into its cell; what lies in it is already there.
func (p places) place(cells *[3]string, d *schema.Division) {
	switch d.Level {
	case schema.Province:
		cells[0] = d.Name
	case schema.Prefecture:
		cells[1] = d.Name
	case schema.County:
		cells[2] = d.Name + cells[2]
	case schema.Town:
		cells[2] = d.Name
	case schema.Zone:
		at := 1
		if host, ok := p[d.Parent]; ok && host.Level != schema.Province {
			at = 2
		}
		cells[at] = d.Name
	}
}

// notices gives the notices that quads tell of, in the order of their IDs. Each notice is the graph of its IRI, and
// the graph of divisions serves all; other graphs are passed over.
func notices(source Source, o Options) iter.Seq2[*schema.Notice, error] {
	return func(yield func(*schema.Notice, error) bool) {
		graphs, err := arrange(source, readingOrder(o))
		if err != nil {
			yield(nil, err)
			return
		}
		defer graphs.Close()
		divisions, err := divisionsIn(graphs, o)
		if err != nil {
			yield(nil, err)
			return
		}
		var notice []quad.Quad
		finish := func() bool {
			if !isNotice(notice) {
				return true
			}
			n, err := schema.ReadNotice(withDivisions(notice, divisions), o.iris())
			return yield(n, err) && err == nil
		}
		for q, err := range graphs.quads() {
			if err != nil {
				yield(nil, err)
				return
			}
			if len(notice) > 0 && q.Label != notice[0].Label {
				if !finish() {
					return
				}
				notice = notice[:0]
			}
			notice = append(notice, q)
		}
		finish()
	}
}

// divisionsIn gives the quads of each division.
func divisionsIn(graphs *arrangement, o Options) (map[quad.Value][]quad.Quad, error) {
	label := nquads.AppendValue(nil, o.iris().DivisionGraph())
	divisions := map[quad.Value][]quad.Quad{}
	p := nquads.NewParser()
	for st, err := range graphs.Statements() {
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(st.Label, label) {
			continue
		}
		q, err := p.Quad(st)
		if err != nil {
			return nil, err
		}
		divisions[q.Subject] = append(divisions[q.Subject], q)
	}
	return divisions, nil
}

// isNotice says whether the graph of quads is that of a notice.
func isNotice(quads []quad.Quad) bool {
	for _, q := range quads {
		if q.Subject == q.Label && q.Predicate == schema.Type && q.Object == schema.ClassNotice {
			return true
		}
	}
	return false
}

// withDivisions adds to the quads of a notice those of the divisions that it refers to, and of all that these
// refer to.
func withDivisions(notice []quad.Quad, divisions map[quad.Value][]quad.Quad) []quad.Quad {
	out := append([]quad.Quad(nil), notice...)
	seen := map[quad.Value]bool{}
	for i := 0; i < len(out); i++ {
		if o, ok := out[i].Object.(quad.IRI); ok && !seen[o] {
			seen[o] = true
			out = append(out, divisions[o]...)
		}
	}
	return out
}

// rows gives the rows of all notices among quads.
func rows(source Source, o Options, use func(Row)) error {
	for n, err := range notices(source, o) {
		if err != nil {
			return err
		}
		for row := range Rows(n) {
			use(row)
		}
	}
	return nil
}

// isFormula says whether a spreadsheet would take a text for a formula (OWASP, CSV Injection).
func isFormula(s string) bool { return s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 }
