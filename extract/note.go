package extract

import (
	"slices"

	"policygraph/extract/source"
	"policygraph/schema"
)

// notes adds what the text leaves open, in reading order: places that no one division fits and numbers that no
// practice owns.
func (b *builder) notes(doc *source.Document, f *finder) {
	for _, u := range f.unplaced {
		at := span{u.Start, u.End}
		b.notice.Notes = append(b.notice.Notes, schema.Note{
			Kind: schema.AmbiguousLocality, AsWritten: at.of(b.text), Span: b.points.span(at),
			Comment: "several divisions fit and the text does not decide", Candidates: u.Candidates,
		})
		b.used = append(b.used, u.Candidates...)
	}
	for i, p := range b.outline.passages {
		if slices.Contains(f.again, i) {
			continue
		}
		for _, s := range b.uncovered(p.span) {
			list := b.quantities(b.parsed[:0], s)
			b.parsed = list[:0]
			for i := range list {
				q := &list[i]
				at := span{s.start + q.Start, s.start + q.End}
				b.notice.Notes = append(b.notice.Notes, schema.Note{
					Kind: schema.OwnerlessNumber, AsWritten: at.of(b.text), Span: b.points.span(at),
					Comment: "no practice to belong to",
				})
			}
		}
	}
	slices.SortStableFunc(b.notice.Notes, func(x, y schema.Note) int { return x.Start - y.Start })
}

// uncovered is what of s no practice covers.
func (b *builder) uncovered(s span) []span {
	var out []span
	for _, c := range b.covered {
		if c.end <= s.start || s.end <= c.start {
			continue
		}
		if c.start > s.start {
			out = append(out, span{s.start, c.start})
		}
		s.start = max(s.start, c.end)
	}
	if !s.empty() {
		out = append(out, s)
	}
	return out
}
