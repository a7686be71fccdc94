package graph

import (
	"context"
	"fmt"
)

// A Report is what [Store.Verify] found.
type Report struct {
	Nodes int `json:"nodes"`
	Quads int `json:"quads"`
	// Problems are sentences, of each kind the first ten; Count counts them all.
	Problems []string `json:"problems,omitempty"`
	Count    int      `json:"count"`
	// Advice says what to do, or "" where nothing is wrong.
	Advice string `json:"advice,omitempty"`
}

// OK reports whether nothing is wrong.
func (r Report) OK() bool { return r.Count == 0 }

// Verify reads the whole store and checks that its parts agree: every id that a quad names is a node's, every
// node is found by its hash and counted right, every quad stands in all indexes and they name no other, and the
// counts of quads and ids hold. An error means that the check could not be made.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	r, err := s.backend.verify(ctx)
	if err != nil {
		err = fmt.Errorf("verify store %q: %w", s.address, err)
	}
	return r, err
}
