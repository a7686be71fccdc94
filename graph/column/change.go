package column

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

// A Change collects what one write does to one chunk, after [Change.Reset].
type Change struct {
	form  Form
	steps []byte
}

// Reset begins a change of a chunk of a column.
func (c *Change) Reset(f Form) { c.form, c.steps = f, c.steps[:0] }

// Add makes the chunk have a pair, which it may have already.
func (c *Change) Add(subject, object uint64, text string) {
	c.steps = binary.AppendUvarint(c.steps, c.form.place(subject)<<1)
	c.steps = binary.AppendUvarint(c.steps, object)
	if c.form.Texts {
		c.steps = binary.AppendUvarint(c.steps, uint64(len(text)))
		c.steps = append(c.steps, text...)
	}
}

// Remove makes the chunk have a pair no more.
func (c *Change) Remove(subject, object uint64) {
	c.steps = binary.AppendUvarint(c.steps, c.form.place(subject)<<1|1)
	c.steps = binary.AppendUvarint(c.steps, object)
}

// Append appends the change to dst.
func (c *Change) Append(dst []byte) []byte {
	return append(append(dst, tag(c.form.Texts)|tagChange), c.steps...)
}

// Apply appends what comes of changes to a chunk, oldest first; the first value may be the chunk itself. Where whole
// is false and it is not, an older value is still to come, and the result is one change for it.
func Apply(dst []byte, whole bool, values ...[]byte) ([]byte, error) {
	if !whole && isChange(values[0]) {
		return joinChanges(dst, values)
	}
	var m merging
	for _, v := range values {
		if err := m.take(v); err != nil {
			return dst, err
		}
	}
	return m.append(dst), nil
}

func isChange(value []byte) bool { return len(value) > 0 && value[0]&tagChange != 0 }

// joinChanges appends one change that does what several do: of what they do to a pair, the last.
func joinChanges(dst []byte, changes [][]byte) ([]byte, error) {
	var m merging
	for _, c := range changes {
		if !isChange(c) {
			return dst, errors.New("a kept chunk stands among its changes")
		}
		if err := m.take(c); err != nil {
			return dst, err
		}
	}
	var c Change
	c.Reset(m.form())
	m.last(func(p mergedPair) {
		if p.gone {
			c.Remove(p.subject, p.object)
		} else {
			c.Add(p.subject, p.object, string(p.text))
		}
	})
	return c.Append(dst), nil
}

// A merging is the pairs of a chunk and those that changes add and remove, in the order of their coming.
type merging struct {
	texts bool
	pairs []mergedPair
}

// form serves for a chunk of any size: what is merged are places in it.
func (m *merging) form() Form { return Form{m.texts, MaxBits} }

type mergedPair struct {
	subject, object uint64
	text            []byte
	gone            bool
}

func (m *merging) take(value []byte) error {
	if len(value) == 0 {
		return nil
	}
	m.texts = value[0]&tagTexts != 0
	if isChange(value) {
		return m.takeChange(value[1:])
	}
	return m.takeChunk(value)
}

func (m *merging) takeChunk(value []byte) error {
	var c Chunk
	if err := c.Parse(0, value); err != nil {
		return err
	}
	if m.texts {
		if err := c.ReadTexts(); err != nil {
			return err
		}
	} else {
		c.ReadNodes()
	}
	for {
		subject, object, ok, err := c.Next()
		if err != nil || !ok {
			return err
		}
		p := mergedPair{subject: subject, object: c.Nodes[object]}
		if m.texts {
			p.text = c.Text(object)
		}
		m.pairs = append(m.pairs, p)
	}
}

func (m *merging) takeChange(steps []byte) error {
	r := varints{steps}
	for len(r.rest) > 0 {
		step, object := r.next(), r.next()
		if step >= 2<<MaxBits {
			return errCut
		}
		p := mergedPair{subject: step >> 1, object: object, gone: step&1 != 0}
		if m.texts && !p.gone {
			length := r.next()
			if length > uint64(len(r.rest)) {
				return errCut
			}
			p.text, r.rest = r.rest[:length], r.rest[length:]
		}
		m.pairs = append(m.pairs, p)
	}
	return nil
}

// append appends the chunk of the pairs.
func (m *merging) append(dst []byte) []byte {
	var w Writer
	w.Reset(m.form())
	m.last(func(p mergedPair) {
		if !p.gone {
			w.Add(p.subject, p.object, p.text)
		}
	})
	return w.Append(dst)
}

// last hands the pairs, in order, to use: of equal ones the last, which says whether it stands.
func (m *merging) last(use func(p mergedPair)) {
	slices.SortStableFunc(m.pairs, func(a, b mergedPair) int {
		return cmp.Or(cmp.Compare(a.subject, b.subject), cmp.Compare(a.object, b.object))
	})
	for i, p := range m.pairs {
		if i+1 == len(m.pairs) || m.pairs[i+1].subject != p.subject || m.pairs[i+1].object != p.object {
			use(p)
		}
	}
}
