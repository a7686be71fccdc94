package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// firstEdition is the day of the first edition: what it shows may be much older.
const firstEdition = "2002-12-28"

// A period is the time in which a code had a name.
type period struct {
	code, name string
	from, to   string // YYYY-MM-DD; "" is "before all data" and "still"
	next       []string
	source     string
}

// periodsOf joins what the editions say into periods.
func periodsOf(all []revision) []*period {
	var out []*period
	open := map[string]*period{}
	for i, r := range all {
		for _, code := range sortedKeys(r.names) {
			name := r.names[code]
			if p := open[code]; p != nil && p.name == name {
				continue
			} else if p != nil {
				p.to = r.date
			}
			p := &period{code: code, name: name, source: editionSource(r)}
			if i > 0 {
				p.from = r.date
			}
			open[code] = p
			out = append(out, p)
		}
		for _, code := range sortedKeys(open) {
			if r.names[code] == "" && open[code] != nil {
				open[code].to = r.date
				delete(open, code)
			}
		}
	}
	return out
}

func editionSource(r revision) string {
	if r.date == newest {
		return lcnPackage
	}
	return gb2260Package
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// A change is a row of changes.tsv: on a date the division with the old code and name became the new one, or part
// of it. An empty old side is a division newly made, an empty new side one that has no successor.
type change struct {
	date, oldCode, oldName, newCode, newName string
	joins                                    bool // the new division was there before
	source                                   string
}

func readChanges(path string) ([]change, error) {
	rows, err := readTSV(path)
	if err != nil {
		return nil, err
	}
	var out []change
	for _, r := range rows {
		out = append(out, change{r[0], r[1], r[2], r[3], r[4], r[5] == "joins", r[6]})
	}
	return out, nil
}

// history is the periods in the making.
type history struct {
	periods []*period
	by      map[[2]string]*period
}

func (h *history) get(code, name, source string) *period {
	p := h.by[[2]string{code, name}]
	if p == nil {
		p = &period{code: code, name: name, source: source}
		h.by[[2]string{code, name}] = p
		h.periods = append(h.periods, p)
	}
	return p
}

// apply puts the hand-made changes over what the editions say: exact dates, successors, and divisions that no
// edition has.
func (h *history) apply(changes []change) {
	for _, c := range changes {
		if c.newCode != "" {
			h.begin(c)
		}
		if c.oldCode != "" {
			p := h.get(c.oldCode, c.oldName, c.source)
			p.to = c.date
			if c.newCode != "" && c.newCode != c.oldCode && !slices.Contains(p.next, c.newCode) {
				p.next = append(p.next, c.newCode)
			}
		}
	}
}

// begin sets when the new side of a change begins, unless it was there before: an edition shows a change on its day
// or later, never earlier.
func (h *history) begin(c change) {
	if p := h.by[[2]string{c.newCode, c.newName}]; p != nil {
		if !c.joins && (p.from > c.date || p.from == "" && c.date < firstEdition) {
			p.from = c.date
		}
		return
	}
	if p := h.get(c.newCode, c.newName, c.source); !c.joins {
		p.from = c.date
	}
}

// drop leaves out the periods that a code had before it was given to another division, which keeps its earlier
// time under its later code: the code stands for its later division alone.
func (h *history) drop() {
	last := map[string]*period{}
	for _, p := range h.periods {
		if q := last[p.code]; q == nil || q.to != "" && (p.to == "" || p.to > q.to) {
			last[p.code] = p
		}
	}
	var keep []*period
	for _, p := range h.periods {
		moved := h.moved(p)
		if p != last[p.code] && moved != nil {
			if moved.from == p.to {
				moved.from = p.from
			}
			continue
		}
		keep = append(keep, p)
	}
	h.periods = keep
}

// moved is the period that carries p's name on under another code, if any does from the day p ends.
func (h *history) moved(p *period) *period {
	for _, q := range h.periods {
		if q.code != p.code && q.code[:2] == p.code[:2] && level(q.code) == level(p.code) &&
			q.name == p.name && p.to != "" && q.from == p.to {
			return q
		}
	}
	return nil
}

// link finds the successors that no hand-made row names: the division that begins in the same province on the day
// an old code ends, with the same name, or the same name but for its suffix.
func (h *history) link() error {
	codes := map[string]bool{}
	for _, p := range h.periods {
		if p.to == "" {
			codes[p.code] = true
		}
	}
	var open []string
	for _, p := range h.periods {
		if p.to == "" || codes[p.code] || len(p.next) > 0 || h.renamed(p) {
			continue
		}
		if q := h.successor(p); q != nil {
			p.next = append(p.next, q.code)
			h.date(p, q)
		} else {
			open = append(open, fmt.Sprintf("%s %s, to %s", p.code, p.name, p.to))
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("no successor known; add rows to changes.tsv:\n%s", strings.Join(open, "\n"))
	}
	return nil
}

// date gives p's end and q's beginning the exact day on which their prefecture was replaced, where a change has it.
func (h *history) date(p, q *period) {
	for _, up := range h.periods {
		if up.code == p.code[:4]+"00" && slices.Contains(up.next, q.code[:4]+"00") && up.to < p.to {
			p.to, q.from = up.to, up.to
			return
		}
	}
}

// renamed says whether the same code goes on under another name.
func (h *history) renamed(p *period) bool {
	return slices.ContainsFunc(h.periods, func(q *period) bool { return q.code == p.code && q != p && q.from >= p.to })
}

func (h *history) successor(p *period) *period {
	if q := h.moved(p); q != nil {
		return q
	}
	for _, q := range h.periods {
		if q.code != p.code && q.code[:2] == p.code[:2] && q.from == p.to && level(q.code) == level(p.code) &&
			shortName(q.name, level(q.code)) == shortName(p.name, level(p.code)) && shortName(p.name, level(p.code)) != "" {
			return q
		}
	}
	return nil
}

func sortPeriods(periods []*period) {
	slices.SortFunc(periods, func(a, b *period) int {
		return cmp.Or(strings.Compare(a.code, b.code), strings.Compare(a.from, b.from), strings.Compare(a.name, b.name))
	})
}
