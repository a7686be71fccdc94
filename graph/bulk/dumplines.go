package bulk

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// rank sorts the texts of all nodes and numbers them from 1, the same text once.
func (d *Sorted) rank() error {
	m := merger{advance: nextText}
	var source uint32
	for _, heaps := range d.found {
		for _, h := range heaps {
			m.add(h.cursor(source))
			source++
		}
	}
	d.shelf = newShelf(d.o.Memory/5, d.o.Dir)
	byID := d.newSorter(d.nodes)
	defer byID.release()
	var last []byte
	rank := uint32(0)
	for c := m.next(); c != nil; c = m.next() {
		if rank == 0 || !bytes.Equal(last, c.text) {
			rank++
			last = append(last[:0], c.text...)
			d.shelf.add(textOf(c.text, d.by.Node != nil))
		}
		byID.add(uint64(c.number), uint64(rank)<<8|uint64(textOf(c.text, d.by.Node != nil)[0]))
	}
	d.freeHeaps()
	if err := cmp.Or(m.err, byID.err, d.shelf.done()); err != nil {
		return err
	}
	return d.writeRanks(byID.sorted())
}

// textOf is a text without what it sorts by.
func textOf(text []byte, keyed bool) []byte {
	if keyed {
		return text[bytes.IndexByte(text, keyEnd)+1:]
	}
	return text
}

// writeRanks fills the ledger of ranks from what is sorted by id.
func (d *Sorted) writeRanks(m *merger) error {
	d.ranks = ledger{limit: int(d.o.Memory / 16), file: paged{dir: d.o.Dir}}
	next := uint64(0)
	for c := m.next(); c != nil; c = m.next() {
		for ; next < c.hi; next++ {
			d.ranks.add(0) // of a quad's id, or of none
		}
		d.ranks.add(c.lo)
		next++
	}
	return cmp.Or(m.err, d.ranks.done())
}

func (d *Sorted) newSorter(most int64) *sorter {
	limit := int(min(most, max(d.o.Memory/16/16, minRun)))
	return &sorter{limit: limit, dir: d.o.Dir, budget: d.budget, scratch: &d.scratch, run: make([]pair, 0, limit)}
}

func (d *Sorted) freeHeaps() {
	for _, heaps := range d.found {
		for _, h := range heaps {
			h.tape.free()
		}
	}
	d.found = nil
}

// sort puts the quads in order.
func (d *Sorted) sort() error {
	d.sorted = d.newSorter(d.quads)
	for _, t := range d.tuples {
		if err := d.translate(t); err != nil {
			return err
		}
		t.free()
	}
	d.ranks.free()
	return d.sorted.err
}

// translate adds the quads of a range as ranks.
func (d *Sorted) translate(t *tape) error {
	in := t.reader()
	var q rankedQuad
	for b := in.next(16); b != nil; b = in.next(16) {
		if err := d.ranksOf(b, &q); err != nil {
			return err
		}
		if d.by.Merged {
			q.ranks[0] = 0
		}
		if d.by.Node == nil {
			d.sorted.add(uint64(q.ranks[1])<<32|uint64(q.ranks[2]), uint64(q.ranks[3])<<32|uint64(q.ranks[0]))
			continue
		}
		place := d.placed[binary.LittleEndian.Uint32(b[8:])]
		d.sorted.add(uint64(q.ranks[0])<<32|uint64(q.ranks[1]), uint64(place)<<32|uint64(q.ranks[3]))
		if d.by.Ends != nil && d.by.Ends(d.places[place-1].text, q.kind) {
			d.sorted.add(uint64(q.ranks[0])<<32|uint64(q.ranks[3]), 0)
		}
	}
	return in.err
}

// A rankedQuad is a quad as the ranks of its terms: label, subject, predicate, object.
type rankedQuad struct {
	ranks tuple
	kind  byte // the first byte of the object's text
}

// ranksOf gives the ranks of a quad's terms for their ids.
func (d *Sorted) ranksOf(quad []byte, q *rankedQuad) error {
	for i := range q.ranks {
		id := binary.LittleEndian.Uint32(quad[4*i:])
		q.ranks[i] = 0
		if id == 0 && i == 0 {
			continue
		}
		rank, kind, err := d.rankOf(id)
		if err != nil {
			return err
		}
		q.ranks[i], q.kind = rank, kind
	}
	return nil
}

// rankOf is the rank of a node, and the first byte of its text.
func (d *Sorted) rankOf(id uint32) (rank uint32, kind byte, err error) {
	n, err := d.ranks.number(id)
	if err == nil && n == 0 {
		err = fmt.Errorf("a quad refers to node %d, which is missing; verify the store", id)
	}
	return uint32(n >> 8), byte(n), err
}

// lineBuffer is how much is written at once, in bytes.
const lineBuffer = 1 << 20

// WriteTo writes the quads as lines of Canonical N-Quads in the order of the lines, each once, and gives their number.
// Quads in another order are refused.
func (d *Sorted) WriteTo(w io.Writer) (int64, error) {
	if d.by.Node != nil {
		return 0, errors.New("write the store: it is not sorted by lines")
	}
	n, err := d.write(w)
	if err != nil {
		err = fmt.Errorf("write the store: %w", err)
	}
	return n, err
}

func (d *Sorted) write(w io.Writer) (int64, error) {
	l := lineWriter{shelf: d.shelf, out: w, kept: map[uint32][]byte{}}
	m := d.sorted.sorted()
	var n int64
	var hi, lo uint64
	for c := m.next(); c != nil; c = m.next() {
		if n > 0 && c.hi == hi && c.lo == lo {
			continue
		}
		hi, lo = c.hi, c.lo
		if err := l.line(uint32(hi>>32), uint32(hi), uint32(lo>>32), uint32(lo)); err != nil {
			return n, err
		}
		if n++; n%4096 == 0 {
			if err := d.ctx.Err(); err != nil {
				return n, err
			}
		}
	}
	if m.err != nil {
		return n, m.err
	}
	_, err := w.Write(l.buf)
	return n, err
}

// A lineWriter puts the texts in their places.
type lineWriter struct {
	shelf   *shelf
	out     io.Writer
	buf     []byte
	kept    map[uint32][]byte // predicates and labels seen lately
	subject uint32
	head    []byte // the subject's text
}

// keptTerms is how many predicates and labels are kept.
const keptTerms = 1 << 12

func (l *lineWriter) line(s, p, o, label uint32) (err error) {
	if s != l.subject {
		if l.head, err = l.shelf.appendText(l.head[:0], s-1); err != nil {
			return err
		}
		l.head = append(l.head, ' ')
		l.subject = s
	}
	l.buf = append(l.buf, l.head...)
	if err := l.often(p); err != nil {
		return err
	}
	if l.buf, err = l.shelf.appendText(l.buf, o-1); err != nil {
		return err
	}
	l.buf = append(l.buf, ' ')
	if label != 0 {
		if err := l.often(label); err != nil {
			return err
		}
	}
	l.buf = append(l.buf, '.', '\n')
	if len(l.buf) >= lineBuffer {
		_, err = l.out.Write(l.buf)
		l.buf = l.buf[:0]
	}
	return err
}

// often appends a term that is likely to come again.
func (l *lineWriter) often(n uint32) error {
	text, ok := l.kept[n]
	if !ok {
		if len(l.kept) == keptTerms {
			clear(l.kept)
		}
		var err error
		if text, err = l.shelf.appendText(nil, n-1); err != nil {
			return err
		}
		text = append(text, ' ')
		l.kept[n] = text
	}
	l.buf = append(l.buf, text...)
	return nil
}

// Close gives up temporary files.
func (d *Sorted) Close() error {
	d.freeHeaps()
	for _, t := range d.tuples {
		t.free()
	}
	if d.sorted != nil {
		d.sorted.release()
	}
	d.shelf.free()
	d.ranks.free()
	return nil
}
