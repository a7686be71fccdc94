package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"policygraph/graph/column"
	"policygraph/graph/layout"
	"policygraph/graph/pebblekv"
)

// usesKept reports whether the columns are of this snapshot's state.
func (s *kvSnapshot) usesKept() (bool, error) {
	s.kept.Do(func() { s.isColumnar, s.keptErr = s.isKept() })
	return s.isColumnar, s.keptErr
}

// columnFor is the place of a predicate's column with such objects; ok is false where none can be read.
func (s *kvSnapshot) columnFor(p quad.IRI, texts bool) (i int, ok bool, err error) {
	if i, ok = columnOf(p); !ok || keptColumns[i].texts != texts {
		return 0, false, nil
	}
	ok, err = s.usesKept()
	return i, ok, err
}

// chunks hands the chunks of a column of nodes to use, in order.
func (s *kvSnapshot) chunks(ctx context.Context, i int, use func(number uint64, c *column.Chunk) error) error {
	var c column.Chunk
	prefix, form := columnPrefix(i), keptColumns[i].form()
	return s.scan(prefix, func(key []byte, it *pebble.Iterator) (bool, error) {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		number := chunkNumber(key)
		if err := c.Parse(form.First(number), it.Value()); err != nil {
			return false, keptDamaged(i, err)
		}
		c.ReadNodes()
		return true, use(number, &c)
	})
}

func chunkNumber(key []byte) uint64 {
	var n Node
	copy(n[:8], key[len(keptPrefix)+1:])
	return rankOf(n)
}

func keptDamaged(i int, err error) error {
	return fmt.Errorf("%w: column of <%s>: %w", ErrDamaged, keptColumns[i].predicate, err)
}

// joinKept finds the pairs of subjects, which ascend, chunk by chunk, and calls use where a chunk has any.
func (s *kvSnapshot) joinKept(ctx context.Context, i int, subjects []Node, use func(j *keptJoin) error) error {
	it, err := s.reader.NewIter(pebblekv.PrefixBounds(columnPrefix(i)))
	if err != nil {
		return damaged(err)
	}
	j := keptJoin{it: it, column: i}
	form := keptColumns[i].form()
	for at := 0; at < len(subjects) && err == nil; {
		end, number := at+1, form.Number(rankOf(subjects[at]))
		for end < len(subjects) && form.Number(rankOf(subjects[end])) == number {
			end++
		}
		err = errors.Join(ctx.Err(), j.chunk(number, subjects[:end], at, use))
		at = end
	}
	return damaged(errors.Join(err, it.Error(), it.Close()))
}

// A keptJoin reads chunks of a column, one at a time.
type keptJoin struct {
	it     *pebble.Iterator
	column int
	key    []byte
	read   column.Chunk
	hits   []keptHit
	wanted []bool   // by place of an object
	texts  []string // likewise, of those wanted
}

// A keptHit is the place of a subject and that of an object of its.
type keptHit struct{ at, object int }

// find places the iterator at a chunk and parses it; ok is false where there is none.
func (j *keptJoin) find(number uint64) (ok bool, err error) {
	j.key = appendChunkKey(j.key[:0], j.column, number)
	if !(j.it.Valid() && j.it.Next() && string(j.it.Key()) == string(j.key)) {
		if !j.it.SeekGE(j.key) || string(j.it.Key()) != string(j.key) {
			return false, nil
		}
	}
	if err := j.read.Parse(keptColumns[j.column].form().First(number), j.it.Value()); err != nil {
		return false, keptDamaged(j.column, err)
	}
	return true, nil
}

// chunk joins one chunk with the subjects from at on, all of which belong to it.
func (j *keptJoin) chunk(number uint64, subjects []Node, at int, use func(j *keptJoin) error) error {
	ok, err := j.find(number)
	if err != nil || !ok {
		return err
	}
	if err = j.match(subjects, at); err == nil && len(j.hits) > 0 {
		err = use(j)
	}
	if err != nil {
		return keptDamaged(j.column, err)
	}
	return nil
}

// match finds the pairs of the subjects.
func (j *keptJoin) match(subjects []Node, at int) error {
	j.hits = j.hits[:0]
	for {
		subject, object, ok, err := j.read.Next()
		if err != nil {
			return err
		}
		for at < len(subjects) && rankOf(subjects[at]) < subject {
			at++
		}
		if !ok || at == len(subjects) {
			return nil
		}
		if rankOf(subjects[at]) == subject {
			j.hits = append(j.hits, keptHit{at, object})
		}
	}
}

// readTexts makes strings of the objects found, in one piece of memory.
func (j *keptJoin) readTexts() error {
	if err := j.read.ReadTexts(); err != nil {
		return err
	}
	j.wanted = append(j.wanted[:0], make([]bool, j.read.Count)...)
	for _, h := range j.hits {
		j.wanted[h.object] = true
	}
	j.texts = j.read.AppendTexts(j.texts[:0], j.wanted)
	return nil
}

// rows collects lists for places that ascend, in one piece of memory.
type rows[T any] struct {
	all    []T
	starts []int
}

// newRows has room for as many lists of one.
func newRows[T any](n int) *rows[T] {
	return &rows[T]{all: make([]T, 0, n), starts: make([]int, 0, n+1)}
}

func (r *rows[T]) add(at int, x T) {
	for len(r.starts) <= at {
		r.starts = append(r.starts, len(r.all))
	}
	r.all = append(r.all, x)
}

// lists are the lists of so many places.
func (r *rows[T]) lists(n int) [][]T {
	for len(r.starts) <= n {
		r.starts = append(r.starts, len(r.all))
	}
	out := make([][]T, n)
	for i := range out {
		if from, to := r.starts[i], r.starts[i+1]; from < to {
			out[i] = r.all[from:to:to]
		}
	}
	return out
}

// join is [Join] from a column, or else from the index of triples, which is read in one pass.
func (s *kvSnapshot) join(ctx context.Context, p quad.IRI, subjects []Node) ([][]Node, error) {
	r := newRows[Node](len(subjects))
	i, ok, err := s.columnFor(p, false)
	if err != nil {
		return nil, err
	}
	if ok {
		err = s.joinKept(ctx, i, subjects, func(j *keptJoin) error {
			j.read.ReadNodes()
			for _, h := range j.hits {
				r.add(h.at, nodeOfRank(j.read.Nodes[h.object]))
			}
			return nil
		})
	} else {
		err = s.joinTriples(ctx, p, subjects, r.add)
	}
	return r.lists(len(subjects)), err
}

// firstObjects is [FirstObjects], likewise.
func (s *kvSnapshot) firstObjects(ctx context.Context, p quad.IRI, subjects []Node) ([]Node, error) {
	i, ok, err := s.columnFor(p, false)
	if err != nil {
		return nil, err
	}
	if !ok {
		return firstOf(s.join(ctx, p, subjects))
	}
	out := make([]Node, len(subjects))
	err = s.joinKept(ctx, i, subjects, func(j *keptJoin) error {
		j.read.ReadNodes()
		for _, h := range j.hits {
			if out[h.at] == (Node{}) { // objects of a subject ascend
				out[h.at] = nodeOfRank(j.read.Nodes[h.object])
			}
		}
		return nil
	})
	return out, err
}

// joinTexts is [JoinTexts], likewise.
func (s *kvSnapshot) joinTexts(ctx context.Context, p quad.IRI, subjects []Node) ([][]string, error) {
	i, ok, err := s.columnFor(p, true)
	if err != nil {
		return nil, err
	}
	if !ok {
		lists, err := s.join(ctx, p, subjects)
		if err != nil {
			return nil, err
		}
		return textsOf(ctx, s, lists)
	}
	r := newRows[string](len(subjects))
	err = s.joinKept(ctx, i, subjects, func(j *keptJoin) error {
		if err := j.readTexts(); err != nil {
			return err
		}
		for _, h := range j.hits {
			r.add(h.at, j.texts[h.object])
		}
		return nil
	})
	out := r.lists(len(subjects))
	for _, list := range out {
		if len(list) > 1 {
			slices.Sort(list)
		}
	}
	return out, err
}

// firstTexts is [FirstTexts], likewise.
func (s *kvSnapshot) firstTexts(ctx context.Context, p quad.IRI, subjects []Node) ([]string, error) {
	i, ok, err := s.columnFor(p, true)
	if err != nil {
		return nil, err
	}
	if !ok {
		return firstOf(s.joinTexts(ctx, p, subjects))
	}
	out := make([]string, len(subjects))
	last := -1
	err = s.joinKept(ctx, i, subjects, func(j *keptJoin) error {
		if err := j.readTexts(); err != nil {
			return err
		}
		for _, h := range j.hits {
			if text := j.texts[h.object]; h.at != last || text < out[h.at] {
				out[h.at] = text
			}
			last = h.at
		}
		return nil
	})
	return out, err
}

// matching is [Matching] from a column, without making strings of its texts.
func (s *kvSnapshot) matching(ctx context.Context, p quad.IRI, subjects []Node, test func(text []byte) bool) (out []Node, err error) {
	i, ok, err := s.columnFor(p, true)
	if err != nil {
		return nil, err
	}
	if !ok {
		return matchingTexts(ctx, s, p, subjects, test)
	}
	var passed []bool
	err = s.joinKept(ctx, i, subjects, func(j *keptJoin) error {
		if passed, err = j.passed(passed[:0], test); err != nil {
			return err
		}
		for _, h := range j.hits {
			if n := subjects[h.at]; passed[h.object] && (len(out) == 0 || out[len(out)-1] != n) {
				out = append(out, n)
			}
		}
		return nil
	})
	return out, err
}

// passed appends for each object whether its text passes a test; a nil test all pass.
func (j *keptJoin) passed(dst []bool, test func(text []byte) bool) ([]bool, error) {
	if test == nil {
		for range j.read.Count {
			dst = append(dst, true)
		}
		return dst, nil
	}
	if err := j.read.ReadTexts(); err != nil {
		return dst, err
	}
	for k := range j.read.Count {
		dst = append(dst, test(j.read.Text(k)))
	}
	return dst, nil
}

// joinTriples joins with the index of triples: subjects ascend, so that each step is short.
func (s *kvSnapshot) joinTriples(ctx context.Context, p quad.IRI, subjects []Node, use func(at int, object Node)) error {
	n, ok, err := s.Node(ctx, p)
	if err != nil || !ok || len(subjects) == 0 {
		return err
	}
	it, err := s.reader.NewIter(pebblekv.PrefixBounds(layout.PredicateSubjectObject.AppendPrefix(nil, idOf(n))))
	if err != nil {
		return damaged(err)
	}
	j := tripleJoin{s: s, it: it, predicate: idOf(n)}
	for at := range subjects {
		if at%1000 == 0 && ctx.Err() != nil {
			err = ctx.Err()
		}
		if err = errors.Join(err, j.objects(at, subjects[at], use)); err != nil {
			break
		}
	}
	return damaged(errors.Join(err, it.Error(), it.Close()))
}

type tripleJoin struct {
	s               *kvSnapshot
	it              *pebble.Iterator
	predicate       uint64
	key             []byte
	begun           bool
	subject, object Node // at the iterator
}

// objects hands the objects of one subject to use.
func (j *tripleJoin) objects(at int, subject Node, use func(int, Node)) error {
	if !j.begun || j.it.Valid() && compareNodes(j.subject, subject) < 0 {
		j.begun = true
		j.key = layout.PredicateSubjectObject.AppendPrefix(j.key[:0], j.predicate, idOf(subject))
		j.it.SeekGE(j.key)
		j.read()
	}
	for j.it.Valid() && j.subject == subject {
		live, err := j.s.isLive(j.it)
		if err != nil {
			return err
		}
		if live {
			use(at, j.object)
		}
		j.it.Next()
		j.read()
	}
	return nil
}

func (j *tripleJoin) read() {
	var ids [3]uint64
	if j.it.Valid() && layout.PredicateSubjectObject.KeyIDs(j.it.Key(), ids[:]) {
		j.subject, j.object = nodeOf(ids[1]), nodeOf(ids[2])
	}
}

// subjectsOf is [SubjectsOf]: by the quads under each object where these are few, and else from the column.
func (s *kvSnapshot) subjectsOf(ctx context.Context, p quad.IRI, objects []Node) ([]Node, error) {
	i, ok, err := s.columnFor(p, false)
	if err != nil {
		return nil, err
	}
	if ok {
		most, err := s.mostSubjects(ctx, p, objects)
		if err != nil {
			return nil, err
		}
		if ok = most > fewSubjects; ok {
			return s.subjectsKept(ctx, i, objects, most)
		}
	}
	n, ok, err := s.Node(ctx, p)
	if err != nil || !ok {
		return nil, err
	}
	return subjectsOneByOne(ctx, s, n, objects)
}

// fewSubjects is how many quads are found one by one as fast as a column is read.
const fewSubjects = 100

// mostSubjects is about how many quads have this predicate and one of the objects, or more than fewSubjects where the
// objects are too many to count.
func (s *kvSnapshot) mostSubjects(ctx context.Context, p quad.IRI, objects []Node) (int, error) {
	if len(objects) > 4 {
		return 2 * fewSubjects, nil
	}
	n, ok, err := s.Node(ctx, p)
	if err != nil || !ok {
		return 2 * fewSubjects, err
	}
	size := 0
	for _, o := range objects {
		_, err := s.get(layout.ObjectPredicate.AppendPrefix(nil, idOf(o), idOf(n)), func(value []byte) error {
			size += len(value)
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	return size / 3, nil // an id takes about three bytes
}

// subjectsKept is [SubjectsOf] from a column, with room for about so many subjects.
func (s *kvSnapshot) subjectsKept(ctx context.Context, i int, objects []Node, most int) ([]Node, error) {
	ranks := make([]uint64, len(objects))
	for k, n := range objects {
		ranks[k] = rankOf(n)
	}
	out := make([]Node, 0, most+most/8)
	var wanted []bool
	err := s.chunks(ctx, i, func(_ uint64, c *column.Chunk) error {
		wanted = wanted[:0]
		some := false
		for _, n := range c.Nodes {
			_, is := slices.BinarySearch(ranks, n)
			wanted = append(wanted, is)
			some = some || is
		}
		for some {
			subject, object, ok, err := c.Next()
			if err != nil || !ok {
				return err
			}
			if n := nodeOfRank(subject); wanted[object] && (len(out) == 0 || out[len(out)-1] != n) {
				out = append(out, n)
			}
		}
		return nil
	})
	return out, err
}

// nodeTexts is [Texts]: the IRIs of nodes that have a type are kept.
func (s *kvSnapshot) nodeTexts(ctx context.Context, nodes []Node) ([]string, error) {
	out := make([]string, len(nodes))
	found := make([]bool, len(nodes))
	kept, err := s.usesKept()
	if err == nil && kept {
		err = s.joinKept(ctx, iris, nodes, func(j *keptJoin) error {
			if err := j.readTexts(); err != nil {
				return err
			}
			for _, h := range j.hits {
				out[h.at], found[h.at] = j.texts[h.object], true
			}
			return nil
		})
	}
	if err != nil {
		return nil, err
	}
	var rest []Node
	for at, n := range nodes {
		if !found[at] {
			rest = append(rest, n)
		}
	}
	values, err := s.Values(ctx, rest...)
	for at := range nodes {
		if !found[at] && err == nil {
			out[at], values = Text(values[0]), values[1:]
		}
	}
	return out, err
}
