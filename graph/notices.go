package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

// A NoticeEntry is a line of the list of notices.
type NoticeEntry struct {
	IRI    quad.IRI `json:"iri"`
	Title  string   `json:"title"`
	Number string   `json:"number,omitempty"`
	// Issued is the date of issue, YYYY-MM-DD, or "".
	Issued string `json:"issued,omitempty"`
}

// Notices are the notices of the store, by date of issue, number, title and IRI.
func (s *Store) Notices(ctx context.Context) ([]NoticeEntry, error) {
	snap, err := s.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	list, err := Notices(ctx, snap)
	if err != nil {
		return nil, fmt.Errorf("list notices of store %q: %w", s.address, err)
	}
	return list, nil
}

// Notices are the notices of a snapshot, by date of issue, number, title and IRI.
func Notices(ctx context.Context, snap Snapshot) ([]NoticeEntry, error) {
	class, ok, err := snap.Node(ctx, schema.ClassNotice)
	if err != nil || !ok {
		return nil, err
	}
	nodes, err := SubjectsOf(ctx, snap, schema.Type, []Node{class})
	if err != nil {
		return nil, err
	}
	names, err := Texts(ctx, snap, nodes)
	if err != nil {
		return nil, err
	}
	list := make([]NoticeEntry, len(nodes))
	for i := range list {
		list[i].IRI = quad.IRI(names[i])
	}
	for _, field := range [...]struct {
		p   quad.IRI
		set func(e *NoticeEntry, text string)
	}{
		{schema.Title, func(e *NoticeEntry, text string) { e.Title = text }},
		{schema.Identifier, func(e *NoticeEntry, text string) { e.Number = text }},
		{schema.Issued, func(e *NoticeEntry, text string) { e.Issued = text }},
	} {
		texts, err := JoinTexts(ctx, snap, field.p, nodes)
		if err != nil {
			return nil, err
		}
		for i, t := range texts {
			if len(t) > 0 {
				field.set(&list[i], t[0])
			}
		}
	}
	slices.SortFunc(list, func(a, b NoticeEntry) int {
		return cmp.Or(cmp.Compare(a.Issued, b.Issued), cmp.Compare(a.Number, b.Number),
			cmp.Compare(a.Title, b.Title), cmp.Compare(a.IRI, b.IRI))
	})
	return list, nil
}
