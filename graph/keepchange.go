package graph

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/column"
	"policygraph/graph/layout"
)

// A keptStep is a pair that comes to a column or goes.
type keptStep struct {
	column          int
	subject, object uint64 // ranks
	text            string
	gone            bool
}

// flushColumns puts into a batch what the change does to the columns, if they are of the state before it, and reports
// whether they are. The engine alters the chunks later, where they are read or their tables rewritten.
func (c *change) flushColumns(b *pebble.Batch, size, horizon uint64) (kept bool, err error) {
	if kept, err = c.isKept(); err != nil || !kept {
		return false, err
	}
	steps, err := c.keptSteps()
	if err != nil {
		return false, err
	}
	slices.SortStableFunc(steps, func(x, y keptStep) int {
		return cmp.Or(cmp.Compare(x.column, y.column), cmp.Compare(x.subject, y.subject))
	})
	var w column.Change
	var key, value []byte
	for len(steps) > 0 {
		at, n := steps[0].column, 0
		form := keptColumns[at].form()
		number := form.Number(steps[0].subject)
		w.Reset(form)
		for ; n < len(steps) && steps[n].column == at && form.Number(steps[n].subject) == number; n++ {
			if s := steps[n]; s.gone {
				w.Remove(s.subject, s.object)
			} else {
				w.Add(s.subject, s.object, s.text)
			}
		}
		steps = steps[n:]
		key, value = appendChunkKey(key[:0], at, number), w.Append(value[:0])
		if err := b.Merge(key, value, nil); err != nil {
			return false, err
		}
	}
	return true, b.Set([]byte(keptPrefix), keptStamp{keptFormat, size, horizon}.append(nil), nil)
}

// keptSteps are what the change does to the columns: removals, and then additions, which may be of pairs that stand.
func (c *change) keptSteps() (steps []keptStep, err error) {
	places, err := c.keptPlaces()
	if err != nil {
		return nil, err
	}
	for _, f := range c.vanished {
		at, ok := places[f.predicate]
		if !ok {
			continue
		}
		s := keptStep{column: at, subject: rankOfID(f.subject), object: rankOfID(f.object), gone: true}
		steps = append(steps, s)
		if at != types {
			continue
		}
		if typed, err := c.isTyped(f); err != nil {
			return nil, err
		} else if !typed {
			steps = append(steps, keptStep{column: iris, subject: s.subject, object: s.subject, gone: true})
		}
	}
	for _, f := range c.adds {
		if at, ok := places[f.predicate]; ok {
			if steps, err = c.addStep(steps, at, f); err != nil {
				return nil, err
			}
		}
	}
	return steps, nil
}

// addStep appends what an added quad does to its column and, where it says the type of something, to that of IRIs.
func (c *change) addStep(steps []keptStep, at int, f fact) ([]keptStep, error) {
	s := keptStep{column: at, subject: rankOfID(f.subject), object: rankOfID(f.object)}
	if keptColumns[at].texts {
		t, err := c.term(f.object)
		if err != nil {
			return nil, err
		}
		s.text = Text(t.value)
	}
	steps = append(steps, s)
	if at == types {
		t, err := c.term(f.subject)
		if err != nil {
			return nil, err
		}
		if iri, ok := t.value.(quad.IRI); ok {
			steps = append(steps, keptStep{column: iris, subject: s.subject, object: s.subject, text: string(iri)})
		}
	}
	return steps, nil
}

// keptPlaces are the places of columns by the ids of their predicates.
func (c *change) keptPlaces() (map[uint64]int, error) {
	places := map[uint64]int{}
	for i := range keptColumns {
		if i == iris {
			continue
		}
		t, err := c.find(keptColumns[i].predicate)
		if err != nil {
			return nil, err
		}
		if t.id != 0 {
			places[t.id] = i
		}
	}
	return places, nil
}

// isTyped reports whether the subject of a quad that says a type has a type after the change.
func (c *change) isTyped(f fact) (typed bool, err error) {
	if c.gone[f.subject] {
		return false, nil
	}
	err = c.after(layout.SubjectPredicate, func(fact) bool {
		typed = true
		return false
	}, f.subject, f.predicate)
	return typed, err
}
