package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

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
	kind, ok1, err1 := snap.Node(ctx, schema.Type)
	class, ok2, err2 := snap.Node(ctx, schema.ClassNotice)
	if err := cmp.Or(err1, err2); err != nil || !ok1 || !ok2 {
		return nil, err
	}
	nodes, err := snap.Subjects(ctx, kind, class)
	if err != nil {
		return nil, err
	}
	values, err := snap.Values(ctx, nodes...)
	if err != nil {
		return nil, err
	}
	list := make([]NoticeEntry, 0, len(nodes))
	for i, n := range nodes {
		e := NoticeEntry{IRI: quad.IRI(strings.Trim(values[i].String(), "<>"))}
		for _, field := range [...]struct {
			p   quad.IRI
			out *string
		}{{schema.Title, &e.Title}, {schema.Identifier, &e.Number}, {schema.Issued, &e.Issued}} {
			if *field.out, err = firstText(ctx, snap, n, field.p); err != nil {
				return nil, err
			}
		}
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b NoticeEntry) int {
		return cmp.Or(cmp.Compare(a.Issued, b.Issued), cmp.Compare(a.Number, b.Number),
			cmp.Compare(a.Title, b.Title), cmp.Compare(a.IRI, b.IRI))
	})
	return list, nil
}

// firstText is the least text that a subject has for a property, or "".
func firstText(ctx context.Context, snap Snapshot, s Node, property quad.IRI) (string, error) {
	p, ok, err := snap.Node(ctx, property)
	if err != nil || !ok {
		return "", err
	}
	nodes, err := snap.Objects(ctx, s, p)
	if err != nil || len(nodes) == 0 {
		return "", err
	}
	values, err := snap.Values(ctx, nodes...)
	if err != nil {
		return "", err
	}
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = text(v)
	}
	return slices.Min(texts), nil
}

// text is the text of a value, without datatype and language.
func text(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.IRI:
		return string(v)
	}
	return v.String()
}
